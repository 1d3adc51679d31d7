import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cellToCondition, conditionToCell } from '../../../builder/src/designer/condition/cell-condition.ts';
import { readCondition } from '../../../builder/src/designer/condition/read-condition.ts';
import { compileUnaryTests } from '../../../runtime/language/compile.ts';
import { createContext } from '../../../runtime/language/context.ts';
import { interpret } from '../../../runtime/language/interpret.ts';
import { ANY, NUMBER, type FeelType } from '../../../runtime/language/types.ts';
import type { Value } from '../../../runtime/language/values/value.ts';

const names: Readonly<Record<string, FeelType>> = { '?': ANY, limit: NUMBER, other: NUMBER };

function meaning(cell: string, value: Value): Value {
  return interpret(compileUnaryTests(cell === '' ? '-' : cell, { names, input: ANY }).ir, { limit: 5, other: 2, '?': value }, createContext());
}

describe('a cell as a condition about its value', () => {
  it.each([
    ['', '', ''],
    ['-', '', ''],
    ['<= 5', '? <= 5', '<= 5'],
    ['[6..17]', '? between 6 and 17', '[6..17]'],
    ['[6..17)', '? >= 6 and ? < 17', '[6..17)'],
    [']6..17[', '? > 6 and ? < 17', '(6..17)'],
    ['"门诊","急诊"', '? in ("门诊", "急诊")', '"门诊", "急诊"'],
    ['"住院"', '? = "住院"', '"住院"'],
    ['not("住院")', '? != "住院"', 'not("住院")'],
    ['not("a","b")', 'not(? in ("a", "b"))', 'not("a", "b")'],
    ['null', '? = null', 'null'],
    ['not(null)', '? != null', 'not(null)'],
    ['true', '? = true', 'true'],
    ['> date("2022-01-05")', '? > date("2022-01-05")', '> date("2022-01-05")'],
    ['< 3, > 10', '? < 3 or ? > 10', '< 3, > 10'],
    ['[1..2), 5', '(? >= 1 and ? < 2) or ? = 5', '[1..2), 5'],
    ['<= limit', '? <= limit', '<= limit'],
    ['starts with(?, "ZJ")', 'starts with(?, "ZJ")', 'starts with(?, "ZJ")'],
    ['? > other and ? < limit', '? > other and ? < limit', '? > other and ? < limit'],
  ])('%s is %s, and written %s', (cell, condition, written) => {
    expect(cellToCondition(cell, names)).toBe(condition);
    expect(conditionToCell(condition, names)).toBe(written);
    expect('group' in readCondition(condition, names)).toBe(true);
  });

  it('leaves a value that may be one or many as it is meant', () => {
    const condition = cellToCondition('limit', names) ?? '';
    expect([condition, conditionToCell(condition, names)]).toEqual(['(? in (limit))', '(? in (limit))']);
  });

  it('does not become a cell when it does not speak of the value, and a broken cell is no condition', () => {
    expect([conditionToCell('other > 3', names), cellToCondition('[1..', names)]).toEqual([undefined, undefined]);
  });

  // Without `true`: in a column of no type it takes anything, as the language has it, and nobody means that.
  const point = fc.constantFrom('1', '2', '5', '"a"', '"b"', 'null', 'limit', 'date("2022-01-05")');
  const number = fc.constantFrom('1', '2', '5', 'limit');
  const test = fc.oneof(point, fc.tuple(fc.constantFrom('<', '<=', '>', '>='), number).map((parts) => parts.join(' ')), fc.tuple(fc.constantFrom('[', '(', ']'), number, number, fc.constantFrom(']', ')', '[')).map(([open, low, high, close]) => `${open}${low}..${high}${close}`), fc.constantFrom('? > 1 and ? < limit', 'contains(?, "a")', '[1, 2]'));
  const cell = fc.oneof(test, fc.array(test, { minLength: 1, maxLength: 3 }).map((tests) => tests.join(', ')), fc.array(test, { minLength: 1, maxLength: 3 }).map((tests) => `not(${tests.join(', ')})`));
  it.each([1, 20261129])('[property] says the same there and back, seed %i', (seed) => {
    fc.assert(fc.property(cell, fc.constantFrom<Value>(null, 1, 2, 3, 5, 'a', 'b', true, false), (source, value) => {
      const condition = cellToCondition(source, names) ?? '';
      const back = conditionToCell(condition, names) ?? '';
      // What a cell cannot decide is no hit, whichever way it is written.
      expect([source, condition, meaning(condition, value) === true]).toEqual([source, condition, meaning(source, value) === true]);
      expect([source, back, meaning(back, value) === true]).toEqual([source, back, meaning(source, value) === true]);
    }), { seed, numRuns: 400 });
  });
});
