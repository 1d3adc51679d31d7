import { describe, expect, it } from 'vitest';
import { compileExpression } from '../../../runtime/language/compile.ts';
import type { ExpressionOptions } from '../../../runtime/language/compile.ts';
import { ANY, NUMBER, STRING } from '../../../runtime/language/types.ts';
import { FeelFunction } from '../../../runtime/language/values/value.ts';
import type { Value } from '../../../runtime/language/values/value.ts';
import { run } from './evaluate.ts';

const types: NonNullable<ExpressionOptions['types']> = {
  'tAge in years': { type: NUMBER, test: 'instance of tAge' },
  tPerson: { type: { kind: 'context', fields: { name: STRING }, open: true } },
  'lib.tName': { type: STRING },
};
const tests = { 'instance of tAge': new FeelFunction(['value'], ([value = null]) => typeof value === 'number' && value >= 0, null) };

function evaluate(source: string, scope: Readonly<Record<string, Value>>, options: Partial<ExpressionOptions> = {}): string | null {
  const names = Object.fromEntries(Object.keys(scope).map((name) => [name, ANY]));
  const outcome = run(compileExpression(source, { names, types, ...options }), { ...scope, ...tests });
  expect(outcome.diagnostics).toEqual([]);
  expect(outcome.generated).toBe(outcome.interpreted);
  return outcome.generated;
}

describe('types a model names', () => {
  it.each([
    ['a instance of tPerson', { name: 'x', more: 1 }, 'true'],
    ['a instance of tPerson', {}, 'false'],
    ['a instance of list<tPerson>', [{ name: 'x' }], 'true'],
    ['a instance of lib.tName', 'x', 'true'],
    ['a instance of tAge in years', 3, 'true'],
    ['a instance of tAge in years', -3, 'false'],
    ['(function(p: tPerson) p.name)(a)', { name: 'x' }, 'x'],
    ['(function(p: tPerson) p)(a)', 1, 'null'],
  ])('%s, a = %j', (source, value, expected) => {
    expect(evaluate(source, { a: value })).toBe(expected);
  });

  it('reports a type nobody declared', () => {
    expect(compileExpression('1 instance of tNobody', { names: {}, types }).diagnostics).toMatchObject([{ code: 'SCN_RULE_UNKNOWN_TYPE' }]);
  });
});

describe('function types (DMN 1.5, 10.3.2.9.2)', () => {
  it.each([
    ['(function(a: number) a) instance of function<number>->number', 'true'],
    ['(function(a: number) "x") instance of function<number>->number', 'false'],
    ['(function(a: string) "x") instance of function<number>->string', 'false'],
    ['(function(a) "x") instance of function<number>->string', 'true'],
    ['(function(a: number) a) instance of function<Any>->number', 'false'],
    ['(function(a: context<x: number>) a.x) instance of function<context<x: number, y: number>>->number', 'true'],
    ['(function(a: number) [a]) instance of function<number>->list<string>', 'false'],
    ['(function() 1) instance of function<number>->number', 'false'],
    ['count instance of function<list>->number', 'true'],
    ['(function(a: number) a)([[1]])', 'null'],
    ['(function(a: number) a)([1])', '1'],
    ['(function(a: number) a).signature', 'null'],
  ])('%s is %s', (source, expected) => {
    expect(evaluate(source, {})).toBe(expected);
  });
});

describe('the condition of a filter alone', () => {
  it('sees the item, its entries by name, and the names around it', () => {
    expect(evaluate('item.a b = limit and a b = limit', { limit: 2, item: { 'a b': 2 } }, { item: { kind: 'context', fields: { 'a b': NUMBER } } })).toBe('true');
  });

  it('finds entries of an item of unknown shape when it runs', () => {
    expect(evaluate('price > limit', { limit: 2, item: { price: 3 } }, { item: ANY })).toBe('true');
  });
});
