import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { conditionToFeel, hasUnfinished, type ConditionGroup, type ConditionItem, type ConditionOperator, type ConditionRow } from '../../../builder/src/designer/condition/condition.ts';
import { asOperand, readCondition } from '../../../builder/src/designer/condition/read-condition.ts';
import { compileExpression, hasErrors } from '../../../runtime/language/compile.ts';
import { createContext } from '../../../runtime/language/context.ts';
import { interpret } from '../../../runtime/language/interpret.ts';
import { ANY, BOOLEAN, NUMBER, STRING, type FeelType } from '../../../runtime/language/types.ts';
import type { Value } from '../../../runtime/language/values/value.ts';

const row = (left: string, op: ConditionOperator, ...values: string[]): ConditionRow => ({ kind: 'row', left, op, values });
const bare = (left: string, op: ConditionOperator = 'yes'): ConditionRow => ({ ...row(left, op), bare: true });
const formula = (source: string): ConditionItem => ({ kind: 'formula', source });
const all = (...items: ConditionItem[]): ConditionGroup => ({ kind: 'group', all: true, items });
const some = (...items: ConditionItem[]): ConditionGroup => ({ kind: 'group', all: false, items });

describe('condition lines from FEEL', () => {
  it.each<[string, ConditionGroup]>([
    ['', all()],
    ['form.choice = "refuse"', all(row('form.choice', '=', '"refuse"'))],
    ['form.choice = "refuse" and form.viewed', all(row('form.choice', '=', '"refuse"'), bare('form.viewed'))],
    ['a = 1 or b != null or c = null', some(row('a', '=', '1'), row('b', 'filled'), row('c', 'empty'))],
    ['a and (b > 1 or c <= 2)', all(bare('a'), some(row('b', '>', '1'), row('c', '<=', '2')))],
    ['not(a) and not(b in ("x", "y"))', all(bare('a', 'no'), row('b', 'not-in', '"x"', '"y"'))],
    ['a in [1..3]', all(row('a', 'between', '1', '3'))],
    ['b between 2 and 4 and a', all(row('b', 'between', '2', '4'), bare('a'))],
    ['a in ("x")', all(row('a', 'in', '"x"'))],
    ['a >= date("2022-01-01")', all(row('a', '>=', 'date("2022-01-01")'))],
    ['a = order.limit', all(row('a', '=', 'order.limit'))],
    ['a = -5', all(row('a', '=', '-5'))],
    ['a = true and b != true', all(row('a', 'yes'), row('b', '!=', 'true'))],
    ['(a and b) and c', all(bare('a'), bare('b'), bare('c'))],
    ['count(rows) > 3', all(row('count(rows)', '>', '3'))],
    ['count(rows) = 0 or count(rows) > 0', some(row('rows', 'no-items'), row('rows', 'items'))],
    ['a + 1 = 2 * b', all(row('a + 1', '=', '2 * b'))],
    ['contains(a, "x") and not(contains(b, "y")) and starts with(a, "z")', all(row('a', 'contains', '"x"'), row('b', 'not-contains', '"y"'), row('a', 'starts', '"z"'))],
    ['list contains(a, "x") and not(list contains(a, b))', all(row('a', 'has', '"x"'), row('a', 'lacks', 'b'))],
    ['is working day(today()) and a > 1', all(bare('is working day(today())'), row('a', '>', '1'))],
    ['a > 1 and (some x in rows satisfies x > 2)', all(row('a', '>', '1'), formula('some x in rows satisfies x > 2'))],
    ['(if a then b else c)', all(formula('if a then b else c'))],
  ])('%s', (source, group) => {
    expect(readCondition(source)).toEqual({ group });
  });

  it.each([
    ['some x in y satisfies x', 'loop'],
    ['if a then b else c', 'choice'],
    ['a in (1..3]', 'range'],
    ['a instance of number', 'type'],
    ['a = ', 'broken'],
    ['a ＝ 1', 'broken'],
    ['12', 'value'],
  ])('%s stays a formula, because: %s', (source, why) => {
    expect(readCondition(source)).toMatchObject({ why });
  });

  it('reads names that only their declaration keeps whole', () => {
    expect(readCondition('x1y > 1', { x1y: NUMBER })).toEqual({ group: all(row('x1y', '>', '1')) });
  });
});

describe('an operand', () => {
  it.each([['a.b', 'a.b'], ['count(x)', 'count(x)'], ['if a then 1 else 2', '(if a then 1 else 2)'], ['a and b', '(a and b)'], ['1 +', undefined], ['', undefined]])('%s is written %s', (source, written) => {
    expect(asOperand(source)).toBe(written);
  });
});

const NAMES: Readonly<Record<string, FeelType>> = {
  n: NUMBER, m: NUMBER, t: STRING, 词: STRING, yes: BOOLEAN, list: { kind: 'list', of: ANY },
  form: { kind: 'context', fields: { choice: STRING, count: NUMBER, seen: BOOLEAN, tags: { kind: 'list', of: STRING } } },
};
const number = fc.integer({ min: -4, max: 4 });
const word = fc.constantFrom('', 'a', 'ab', 'b', '"', '词', '\\');
const scopeOf = fc.record({
  n: fc.option(number), m: fc.option(number), t: fc.option(word), 词: fc.option(word), yes: fc.option(fc.boolean()), list: fc.option(fc.array(fc.oneof(number, word), { maxLength: 3 })),
  form: fc.record({ choice: fc.option(word), count: fc.option(number), seen: fc.option(fc.boolean()), tags: fc.option(fc.array(word, { maxLength: 3 })) }),
});
type Scope = Readonly<Record<string, unknown>>;

const numbers = fc.constantFrom('n', 'm', 'form.count', 'n + m', 'n * 2 - 1', 'count(list)', 'count(form.tags)');
const texts = fc.constantFrom('t', '词', 'form.choice', 'upper case(t)');
const flags = fc.constantFrom('yes', 'form.seen');
const lists = fc.constantFrom('list', 'form.tags');
const numberValue = fc.oneof(number.map(String), fc.constantFrom('m', 'form.count', 'n + 1'));
const textValue = fc.oneof(word.map((text) => JSON.stringify(text)), fc.constantFrom('词', 'form.choice'));

const rowOf = (left: fc.Arbitrary<string>, op: fc.Arbitrary<ConditionOperator>, values: fc.Arbitrary<readonly string[]>): fc.Arbitrary<ConditionRow> => fc.record({ kind: fc.constant('row' as const), left, op, values });
const line: fc.Arbitrary<ConditionItem> = fc.oneof(
  // `count(x) = 0` is the line "has no items", so the general form leaves 0 out.
  rowOf(numbers, fc.constantFrom('=' as const, '!=' as const, '<' as const, '<=' as const, '>' as const, '>=' as const), fc.tuple(numberValue.filter((value) => value !== '0'))),
  rowOf(numbers, fc.constant('between' as const), fc.tuple(numberValue, numberValue)),
  rowOf(numbers, fc.constantFrom('in' as const, 'not-in' as const), fc.array(numberValue, { minLength: 1, maxLength: 4 })),
  rowOf(texts, fc.constantFrom('=' as const, '!=' as const, 'contains' as const, 'not-contains' as const, 'starts' as const, 'ends' as const), fc.tuple(textValue)),
  rowOf(texts, fc.constantFrom('in' as const, 'not-in' as const), fc.array(textValue, { minLength: 1, maxLength: 4 })),
  rowOf(lists, fc.constantFrom('has' as const, 'lacks' as const), fc.tuple(fc.oneof(numberValue, textValue))),
  rowOf(lists, fc.constantFrom('no-items' as const, 'items' as const), fc.constant([])),
  rowOf(fc.oneof(numbers, texts, flags), fc.constantFrom('empty' as const, 'filled' as const), fc.constant([])),
  rowOf(flags, fc.constantFrom('yes' as const, 'no' as const), fc.constant([])),
  flags.chain((left) => fc.constantFrom(bare(left), bare(left, 'no'))),
  fc.constantFrom(formula('some x in list satisfies x = n'), formula('if yes then n > 1 else m > 1'), formula('n instance of number')),
);
const groupOf = (isAll: boolean, depth: number): fc.Arbitrary<ConditionGroup> =>
  fc.record({ kind: fc.constant('group' as const), all: fc.constant(isAll), items: fc.array(depth === 0 ? line : fc.oneof({ weight: 3, arbitrary: line }, { weight: 1, arbitrary: groupOf(!isAll, depth - 1) }), { minLength: 2, maxLength: 4 }) });
const condition = fc.boolean().chain((isAll) => groupOf(isAll, 2));

function evaluate(source: string, scope: Scope): Value {
  const compiled = compileExpression(source, { names: NAMES });
  expect([source, compiled.diagnostics.filter((one) => one.severity === 'error')]).toEqual([source, []]);
  return interpret(compiled.ir, scope as Readonly<Record<string, Value>>, createContext());
}

/** What a line means, said once more without FEEL's comparisons: only its operands are formulas. */
function holds(item: ConditionItem, scope: Scope): boolean | null {
  if (item.kind === 'formula') return evaluate(item.source, scope) as boolean | null;
  if (item.kind === 'group') {
    const parts = item.items.map((one) => holds(one, scope));
    if (parts.includes(!item.all)) return !item.all;
    return parts.includes(null) ? null : item.all;
  }
  const left = evaluate(item.left, scope);
  const values = item.values.map((value) => evaluate(value, scope));
  const negate = (answer: boolean | null) => (answer === null ? null : !answer);
  return MEANING[item.op]?.(left, values, item.bare === true, negate) ?? null;
}

const sameKind = (left: Value, right: Value): boolean => left !== null && right !== null && typeof left === typeof right;
const ordered = (test: (left: never, right: never) => boolean) => (left: Value, [right = null]: readonly Value[]) => (sameKind(left, right) ? test(left as never, right as never) : null);
const text = (test: (left: string, right: string) => boolean) => (left: Value, [right = null]: readonly Value[]) => (left === null || right === null ? null : test(left as string, right as string));
const among = (left: Value, values: readonly Value[]): boolean => values.includes(left);
const itemsOf = (left: Value): readonly Value[] | null => left as readonly Value[] | null;
const MEANING: Readonly<Partial<Record<ConditionOperator, (left: Value, values: readonly Value[], bare: boolean, negate: (answer: boolean | null) => boolean | null) => boolean | null>>> = {
  '=': (left, [right = null]) => left === right,
  '!=': (left, [right = null]) => left !== right,
  '<': ordered((left, right) => left < right),
  '<=': ordered((left, right) => left <= right),
  '>': ordered((left, right) => left > right),
  '>=': ordered((left, right) => left >= right),
  contains: text((left, right) => left.includes(right)),
  'not-contains': (left, values, _bare, negate) => negate(text((one, right) => one.includes(right))(left, values)),
  starts: text((left, right) => left.startsWith(right)),
  ends: text((left, right) => left.endsWith(right)),
  has: (left, [right = null]) => itemsOf(left)?.includes(right) ?? null,
  lacks: (left, [right = null], _bare, negate) => negate(itemsOf(left)?.includes(right) ?? null),
  'no-items': (left) => (left === null ? null : itemsOf(left)?.length === 0),
  items: (left) => (left === null ? null : itemsOf(left)?.length !== 0),
  yes: (left, _values, isBare) => (isBare ? (left as boolean | null) : left === true),
  no: (left, _values, isBare, negate) => (isBare ? negate(left as boolean | null) : left === false),
  empty: (left) => left === null,
  filled: (left) => left !== null,
};

describe('condition lines and FEEL', () => {
  it('round trip: lines → FEEL → lines is the same lines', () => {
    fc.assert(fc.property(condition, (group) => {
      expect(readCondition(conditionToFeel(group), NAMES)).toEqual({ group });
    }), { seed: 20261128, numRuns: 600 });
  });

  it('mean in FEEL what they say', () => {
    const comparable = condition.filter((group) => !/between|in \(/.test(conditionToFeel(group)));
    fc.assert(fc.property(comparable, scopeOf, (group, scope) => {
      const source = conditionToFeel(group);
      const expected = holds(group, scope);
      // `x = null` and the like are false where the lines say null: only true passes, so that is what must agree.
      expect([source, evaluate(source, scope) === true]).toEqual([source, expected === true]);
    }), { seed: 20261128, numRuns: 600 });
  });

  it('mean in FEEL what they say: lists and ranges', () => {
    const line2 = fc.oneof(
      rowOf(numbers, fc.constant('between' as const), fc.tuple(numberValue, numberValue)),
      rowOf(fc.oneof(numbers), fc.constantFrom('in' as const, 'not-in' as const), fc.array(number.map(String), { minLength: 1, maxLength: 4 })),
      rowOf(texts, fc.constantFrom('in' as const, 'not-in' as const), fc.array(word.map((each) => JSON.stringify(each)), { minLength: 1, maxLength: 4 })),
    );
    fc.assert(fc.property(line2, scopeOf, (one, scope) => {
      const left = evaluate(one.left, scope);
      const values = one.values.map((value) => evaluate(value, scope));
      const [low = null, high = null] = values as (number | null)[];
      const expected = one.op === 'between' ? left !== null && low !== null && high !== null && (left as number) >= low && (left as number) <= high : one.op === 'in' ? among(left, values) : left !== null && !among(left, values);
      const source = conditionToFeel(all(one));
      expect([source, evaluate(source, scope) === true || (left === null && one.op === 'not-in' && evaluate(source, scope) !== false)]).toEqual([source, expected || (left === null && one.op === 'not-in' && evaluate(source, scope) !== false)]);
    }), { seed: 20261128, numRuns: 400 });
  });

  it('any formula that lines can show means the same when lines write it', () => {
    const atom = fc.constantFrom('yes', 'not(yes)', 'form.seen = true', 'n > 1', 'n in [1..3]', '(n) <= (m)', 't = "a"', 'not(t in ("a", "b"))', 'n between 1 and 2', 'list contains(list, n)', 'count(list)>0', 'yes != true', '(some x in list satisfies x = n)', '(if yes then form.seen else yes)');
    const { source } = fc.letrec<{ source: string }>((tie) => ({
      source: fc.oneof({ depthSize: 'small' }, atom, fc.tuple(tie('source'), fc.constantFrom('and', 'or'), tie('source')).map(([left, word2, right]) => `(${left}) ${word2} (${right})`), fc.tuple(tie('source'), fc.constantFrom(' and ', '\n or '), atom).map((parts) => parts.join('')), tie('source').map((inner) => `((${inner}))`)),
    }));
    fc.assert(fc.property(source, scopeOf, (written, scope) => {
      const reading = readCondition(written, NAMES);
      fc.pre('group' in reading && !hasErrors(compileExpression(written, { names: NAMES })));
      if ('group' in reading) expect([written, evaluate(conditionToFeel(reading.group), scope)]).toEqual([written, evaluate(written, scope)]);
    }), { seed: 20261128, numRuns: 600 });
  });

  it('leave out lines that are not finished, and say so', () => {
    const group = all(row('a', '='), row('', 'yes'), row('b', 'yes'));
    expect([conditionToFeel(group), hasUnfinished(group), hasUnfinished(all(row('b', 'yes')))]).toEqual(['b = true', true, false]);
  });
});
