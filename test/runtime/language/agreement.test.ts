import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileExpression } from '../../../runtime/language/compile.ts';
import { createContext } from '../../../runtime/language/context.ts';
import { toFunction, toPredicate } from '../../../runtime/language/generate.ts';
import { interpret } from '../../../runtime/language/interpret.ts';
import type { FeelType } from '../../../runtime/language/types.ts';
import type { Value } from '../../../runtime/language/values/value.ts';
import { show } from './evaluate.ts';

const names: Readonly<Record<string, FeelType>> = {
  n: { kind: 'number' },
  文本: { kind: 'string' },
  b: { kind: 'boolean' },
  d: { kind: 'date' },
  x: { kind: 'any' },
  rows: { kind: 'list', of: { kind: 'context', fields: { price: { kind: 'number' }, name: { kind: 'string' } } } },
};

/** Expressions by the kind they mean to give; leaves of a wrong kind are mixed in on purpose. */
const { number, text, yesNo, date, list } = fc.letrec<{ number: string; text: string; yesNo: string; date: string; list: string }>((tie) => {
  const pair = (kind: 'number' | 'text' | 'yesNo' | 'date' | 'list', template: (a: string, b: string) => string): fc.Arbitrary<string> => fc.tuple(tie(kind), tie(kind)).map(([a, b]) => template(a, b));
  return {
    number: fc.oneof({ maxDepth: 4 },
      fc.constantFrom('n', '0', '1', '2.5', '-3', '0.1', '1e20', '9007199254740993', 'null', 'x', 'rows[1].price'),
      fc.tuple(tie('number'), fc.constantFrom('+', '-', '*', '/'), tie('number')).map(([a, o, b]) => `(${a} ${o} ${b})`),
      fc.tuple(tie('yesNo'), tie('number'), tie('number')).map(([c, a, b]) => `(if ${c} then ${a} else ${b})`),
      tie('list').map((l) => `sum(${l})`), tie('list').map((l) => `count(${l})`), tie('number').map((a) => `-(${a})`), tie('number').map((a) => `round half up(${a}, 1)`),
      tie('text').map((t) => `string length(${t})`), tie('date').map((e) => `${e}.year`)),
    text: fc.oneof({ maxDepth: 3 }, fc.constantFrom('文本', '"a"', '"互认"', '""', 'null', 'rows[2].name', 'x'), pair('text', (a, b) => `(${a} + ${b})`), tie('number').map((a) => `string(${a})`)),
    yesNo: fc.oneof({ maxDepth: 4 },
      fc.constantFrom('b', 'true', 'false', 'null', 'x'),
      fc.tuple(tie('number'), fc.constantFrom('<', '<=', '>', '>=', '=', '!='), tie('number')).map(([a, o, b]) => `(${a} ${o} ${b})`),
      fc.tuple(tie('date'), fc.constantFrom('<', '>=', '='), tie('date')).map(([a, o, b]) => `(${a} ${o} ${b})`),
      pair('text', (a, b) => `(${a} = ${b})`), pair('yesNo', (a, b) => `(${a} and ${b})`), pair('yesNo', (a, b) => `(${a} or ${b})`), tie('yesNo').map((a) => `not(${a})`),
      fc.tuple(tie('number'), tie('number'), tie('number')).map(([a, b, c]) => `(${a} in (${b}, > ${c}))`), pair('number', (a, b) => `(${a} between 0 and ${b})`),
      fc.tuple(tie('number'), tie('number')).map(([a, b]) => `(${a} in [${b}..5))`), tie('list').map((l) => `(some i in ${l} satisfies i > 1)`), tie('list').map((l) => `(every i in ${l} satisfies i > 1)`)),
    date: fc.oneof({ maxDepth: 2 }, fc.constantFrom('d', '@"2026-01-31"', 'null', 'n'), tie('date').map((e) => `(${e} + @"P1M")`), tie('date').map((e) => `(${e} - @"P1D")`)),
    list: fc.oneof({ maxDepth: 3 },
      fc.constantFrom('rows.price', '[1, 2, 3]', '[]', 'rows[price > 1].price', 'x', 'n'), pair('number', (a, b) => `[${a}, ${b}]`), fc.tuple(tie('list'), tie('number')).map(([l, a]) => `(for i in ${l} return i + ${a})`),
      tie('list').map((l) => `${l}[item > 1]`), tie('list').map((l) => `reverse(${l})`), fc.tuple(tie('list'), tie('yesNo')).map(([l, c]) => `${l}[${c}]`), tie('list').map((l) => `(for i in ${l} return count(partial))`)),
  };
});

const loose: fc.Arbitrary<Value> = fc.oneof(fc.constantFrom<Value>(null, true, 'a', 3, 0.5), fc.constant<Value>([1, 2]), fc.constant<Value>({ price: 1 }));
const scopes: fc.Arbitrary<Record<string, Value>> = fc.record({
  n: fc.oneof(fc.integer({ min: -1000, max: 1000 }), fc.integer({ min: -99_999, max: 99_999 }).map((cents) => cents / 100), fc.constant(null), loose),
  文本: fc.oneof(fc.string({ maxLength: 4 }), fc.constant(null), loose),
  b: fc.oneof(fc.boolean(), fc.constant(null), loose),
  d: fc.oneof(fc.constant(null), loose),
  x: loose,
  rows: fc.array(fc.record({ price: fc.oneof(fc.integer({ min: 0, max: 5 }), fc.constant(null)), name: fc.string({ maxLength: 3 }) }), { maxLength: 4 }),
});

describe('the two back ends agree and never throw', () => {
  it.each([1, 20_261_124, 42])('on random typed expressions over random scopes, seed %i', (seed) => {
    fc.assert(fc.property(fc.oneof(number, text, yesNo, date, list), scopes, (source, scope) => {
      const { ir } = compileExpression(source, { names });
      const interpreted = interpret(ir, scope, createContext());
      expect(show(toFunction(ir)(scope, createContext()))).toBe(show(interpreted));
      expect(toPredicate(ir)(scope, createContext())).toBe(interpreted === true);
    }), { seed, numRuns: 700 });
  });

  it('compiling any text gives findings, never an exception', () => {
    fc.assert(fc.property(fc.string({ unit: fc.constantFrom(...Array.from('ab1.,()[]{}"<>=+-*/ ?@函数（，in for return if then else not'), ' if ', ' return '), maxLength: 40 }), (source) => {
      const { ir } = compileExpression(source, { names });
      expect(show(toFunction(ir)({}, createContext()))).toBe(show(interpret(ir, {}, createContext())));
    }), { seed: 7, numRuns: 500 });
  });

  it('a tree survives JSON', () => {
    fc.assert(fc.property(fc.oneof(number, yesNo, list), (source) => {
      const { ir } = compileExpression(source, { names });
      expect(JSON.parse(JSON.stringify(ir))).toEqual(ir);
    }), { seed: 3, numRuns: 100 });
  });
});
