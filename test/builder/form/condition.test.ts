import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { conditionFromFeel, conditionToFeel, type ConditionGroup, type ConditionItem, type ConditionOperator, type ConditionRow } from '../../../builder/src/designer/form/condition.ts';

const row = (left: string, op: ConditionOperator, ...values: string[]): ConditionRow => ({ kind: 'row', left, op, values });
const all = (...items: ConditionItem[]): ConditionGroup => ({ kind: 'group', all: true, items });
const some = (...items: ConditionItem[]): ConditionGroup => ({ kind: 'group', all: false, items });

describe('condition lines from FEEL', () => {
  it.each([
    ['', all()],
    ['form.choice = "refuse"', all(row('form.choice', '=', '"refuse"'))],
    ['form.choice = "refuse" and form.viewed', all(row('form.choice', '=', '"refuse"'), row('form.viewed', 'yes'))],
    ['a = 1 or b != null or c = null', some(row('a', '=', '1'), row('b', 'filled'), row('c', 'empty'))],
    ['a and (b > 1 or c <= 2)', all(row('a', 'yes'), some(row('b', '>', '1'), row('c', '<=', '2')))],
    ['not(a) and not(b in ("x", "y"))', all(row('a', 'no'), row('b', 'not-in', '"x"', '"y"'))],
    ['a in [1..3]', all(row('a', 'between', '1', '3'))],
    ['b between 2 and 4 and a', all(row('b', 'between', '2', '4'), row('a', 'yes'))],
    ['a in ("x")', all(row('a', 'in', '"x"'))],
    ['a >= date("2022-01-01")', all(row('a', '>=', 'date("2022-01-01")'))],
    ['a = order.limit', all(row('a', '=', 'order.limit'))],
    ['a = -5', all(row('a', '=', '-5'))],
    ['(a and b) and c', all(row('a', 'yes'), row('b', 'yes'), row('c', 'yes'))],
  ])('%s', (source, expected) => {
    expect(conditionFromFeel(source)).toEqual(expected);
  });

  it.each(['count(x) > 3', 'a + 1 = 2', 'some x in y satisfies x', 'a = ', 'if a then b else c', 'a in (1..3]'])('%s stays a formula', (source) => {
    expect(conditionFromFeel(source)).toBeUndefined();
  });
});

const name = fc.constantFrom('form.choice', 'order.amount', '年龄', 'a_b', 'judged.best.rule');
const value = fc.oneof(fc.integer().map(String), fc.string({ maxLength: 8 }).map((text) => JSON.stringify(text.replace(/[\\"\p{C}]/gu, ''))), fc.constantFrom('date("2022-01-20")', 'order.limit', '@"P30D"'));
const line: fc.Arbitrary<ConditionRow> = fc.oneof(
  fc.record({ kind: fc.constant('row' as const), left: name, op: fc.constantFrom('=' as const, '!=' as const, '<' as const, '<=' as const, '>' as const, '>=' as const), values: fc.tuple(value) }),
  fc.record({ kind: fc.constant('row' as const), left: name, op: fc.constantFrom('yes' as const, 'no' as const, 'empty' as const, 'filled' as const), values: fc.constant([]) }),
  fc.record({ kind: fc.constant('row' as const), left: name, op: fc.constant('between' as const), values: fc.tuple(value, value) }),
  fc.record({ kind: fc.constant('row' as const), left: name, op: fc.constantFrom('in' as const, 'not-in' as const), values: fc.array(value, { minLength: 1, maxLength: 4 }) }),
);
const groupOf = (isAll: boolean, depth: number): fc.Arbitrary<ConditionGroup> =>
  fc.record({ kind: fc.constant('group' as const), all: fc.constant(isAll), items: fc.array(depth === 0 ? line : fc.oneof({ weight: 3, arbitrary: line }, { weight: 1, arbitrary: groupOf(!isAll, depth - 1) }), { minLength: 2, maxLength: 4 }) });

describe('condition lines and FEEL', () => {
  it('round trip without loss', () => {
    fc.assert(fc.property(fc.boolean().chain((isAll) => groupOf(isAll, 2)), (group) => {
      expect(conditionFromFeel(conditionToFeel(group))).toEqual(group);
    }), { seed: 20261124, numRuns: 400 });
  });

  it('leave out lines that are not finished', () => {
    expect(conditionToFeel(all(row('a', '='), row('', 'yes'), row('b', 'yes')))).toBe('b = true');
  });
});
