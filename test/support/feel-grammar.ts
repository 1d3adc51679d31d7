/** Random FEEL for property tests: expressions by the kind they mean to give, with leaves of a wrong kind mixed in on purpose. */
import * as fc from 'fast-check';
import { builtins } from '../../runtime/language/builtins/registry.ts';
import type { Param } from '../../runtime/language/builtins/define-builtin.ts';
import type { FeelType } from '../../runtime/language/types.ts';
import { makeDate } from '../../runtime/language/values/dates.ts';
import type { Value } from '../../runtime/language/values/value.ts';

export const NAMES: Readonly<Record<string, FeelType>> = {
  n: { kind: 'number' },
  whole: { kind: 'number', integer: true },
  文本: { kind: 'string' },
  b: { kind: 'boolean' },
  d: { kind: 'date' },
  x: { kind: 'any' },
  row: { kind: 'context', fields: { price: { kind: 'number' }, name: { kind: 'string' }, day: { kind: 'date' }, ['constructor']: { kind: 'number' } } as Readonly<Record<string, FeelType>> },
  open: { kind: 'context', fields: {}, open: true },
  rows: { kind: 'list', of: { kind: 'context', fields: { price: { kind: 'number' }, quantity: { kind: 'number' }, name: { kind: 'string' } } } },
};

/** Texts that would do harm if they reached generated source or a pattern unescaped. */
const NASTY = ['"a"', '"互认"', '""', String.raw`"\"; throw 1; //"`, '"${c.budget}"', '"`"', String.raw`"\u2028'"`, '"__proto__"', '"constructor"', '"(a+)+$"', '"𠮷"', String.raw`"\\"`, '"[1..3]"', '"2026-02-30"', '"@Asia/Shanghai"'];
const PROTOTYPE_KEYS = ['constructor', '__proto__', 'toString', 'valueOf', 'hasOwnProperty', 'length', 'prototype', 'price', 'name', 'day', 'year', 'start'];

// A type, not an interface: the library wants an index signature.
// oxlint-disable-next-line typescript/consistent-type-definitions
type Kinds = {
  number: string;
  text: string;
  yesNo: string;
  date: string;
  duration: string;
  list: string;
  context: string;
  fn: string;
  range: string;
  any: string;
};
type Tie = (kind: keyof Kinds) => fc.Arbitrary<string>;

/** `a OP b` and the like: parts joined by fixed text. */
function template(parts: readonly (string | fc.Arbitrary<string>)[]): fc.Arbitrary<string> {
  return fc.tuple(...parts.map((part) => (typeof part === 'string' ? fc.constant(part) : part))).map((texts) => texts.join(''));
}

const KIND_OF_PARAM: Readonly<Record<Param['kind'], keyof Kinds>> = {
  any: 'any', number: 'number', string: 'text', boolean: 'yesNo', date: 'date', time: 'any', 'date-time': 'date', day: 'date', 'days-time-duration': 'duration',
  'years-months-duration': 'duration', duration: 'duration', list: 'list', context: 'context', range: 'range', function: 'fn',
};

/** A call of any built-in, arguments mostly of the right kind. */
function anyCall(tie: Tie): fc.Arbitrary<string> {
  const calls = builtins.flatMap((made) => made.overloads.map((overload) => {
    const args = overload.params.map((param) => fc.oneof({ weight: 6, arbitrary: tie(KIND_OF_PARAM[param.kind]) }, { weight: 1, arbitrary: tie('any') }));
    return fc.tuple(fc.nat({ max: 9 }), ...args).map(([drop, ...texts]) => `${made.name}(${(drop === 0 ? texts.slice(0, -1) : texts).join(', ')})`);
  }));
  return fc.oneof(...calls);
}

const key = fc.constantFrom(...PROTOTYPE_KEYS);
const comparison = fc.constantFrom('<', '<=', '>', '>=', '=', '!=');

/** How deep one kind may nest: by a count of its own, or by one that all kinds share. */
type Levels = (most: number) => { readonly maxDepth: number; readonly depthIdentifier?: string };

const made = (levels: Levels) => fc.letrec<Kinds>((tie) => ({
  number: fc.oneof({ ...levels(4), withCrossShrink: true },
    fc.constantFrom('n', 'whole', '0', '1', '2', '2.5', '-3', '0.1', '0.07', '1.005', '12', '1e20', '1e-7', '9007199254740993', '123456789012.34', '999999999999999', 'null', 'x', 'row.price', 'rows[1].price', 'row.constructor'),
    template(['(', tie('number'), fc.constantFrom(' + ', ' - ', ' * ', ' / ', ' ** ', ' - ', ' * '), tie('number'), ')']),
    template(['(if ', tie('yesNo'), ' then ', tie('number'), ' else ', tie('number'), ')']),
    template(['-(', tie('number'), ')']),
    template([fc.constantFrom('round half up', 'round half down', 'round up', 'round down', 'decimal', 'floor', 'ceiling'), '(', tie('number'), ', ', fc.constantFrom('0', '1', '2', '4', '-1', 'whole'), ')']),
    template([fc.constantFrom('sum', 'count', 'min', 'max', 'mean', 'median', 'stddev', 'product'), '(', tie('list'), ')']),
    template(['sum(for i in ', tie('list'), ' return ', fc.constantFrom('i', 'i * 2', 'i * i + 0.5', 'i.price * i.quantity', 'i - n', '-i', 'i / 3', 'if i > 1 then i else 0'), ')']),
    template([fc.constantFrom('sum', 'count'), '(rows[', tie('yesNo'), fc.constantFrom('].price)', '])')]),
    template([tie('date'), '.', fc.constantFrom('year', 'month', 'day', 'weekday')])),
  text: fc.oneof(levels(3), fc.constantFrom('文本', 'null', 'row.name', 'x', ...NASTY), template(['(', tie('text'), ' + ', tie('text'), ')']), template(['string(', tie('any'), ')'])),
  yesNo: fc.oneof({ ...levels(4), withCrossShrink: true },
    fc.constantFrom('b', 'true', 'false', 'null', 'x', 'price > 1', 'item = null'),
    template(['(', tie('number'), ' ', comparison, ' ', tie('number'), ')']), template(['(', tie('any'), ' ', comparison, ' ', tie('any'), ')']), template(['(', tie('date'), ' ', comparison, ' ', tie('date'), ')']),
    template(['(', tie('text'), ' ', comparison, ' ', tie('text'), ')']), template(['(', tie('yesNo'), fc.constantFrom(' and ', ' or '), tie('yesNo'), ')']), template(['not(', tie('yesNo'), ')']),
    template(['(', tie('number'), ' between ', tie('number'), ' and ', tie('number'), ')']), template(['(', tie('any'), ' in ', tie('range'), ')']), template(['(', tie('any'), ' in (', tie('any'), ', > ', tie('number'), '))']),
    template([fc.constantFrom('(some i in ', '(every i in '), tie('list'), ' satisfies ', fc.constantFrom('i > 1', 'i = n', 'i', 'b', 'i.price > 2'), ')']),
    template(['(', tie('any'), ' instance of ', fc.constantFrom('number', 'list<number>', 'context<price: number>', 'date', 'function<number> -> number', 'string'), ')'])),
  date: fc.oneof(levels(2), fc.constantFrom('d', 'row.day', '@"2026-01-31"', '@"2024-02-29"', '@"2026-01-01T08:30:00"', '@"2026-01-01T08:30:00Z"', '@"2026-06-01T00:00:00@Europe/Paris"', '@"-999999999-01-01"', 'null', 'n'), template(['(', tie('date'), fc.constantFrom(' + ', ' - '), tie('duration'), ')'])),
  duration: fc.oneof(levels(2), fc.constantFrom('@"P1D"', '@"-PT36H0.5S"', '@"P1Y2M"', '@"P0D"', '@"P999999999999Y"', 'null'), template(['(', tie('duration'), fc.constantFrom(' * ', ' / '), tie('number'), ')']), template(['(', tie('date'), ' - ', tie('date'), ')'])),
  list: fc.oneof(levels(3),
    fc.constantFrom('rows.price', 'rows', '[1, 2, 3]', '[]', '[null, 1]', '["a", "b"]', 'rows[price > 1].price', 'x', 'n', 'open.list', '[[1, 2], [3]]', '[@"2026-01-01", @"2026-02-01"]'),
    template(['[', tie('any'), ', ', tie('any'), ']']), template(['(for i in ', tie('list'), ' return ', tie('any'), ')']), template(['(for i in ', fc.constantFrom('0..3', '3..1', '[1..4)', '1..whole', '@"2026-01-30"..@"2026-02-02"'), ', j in ', tie('list'), ' return ', fc.constantFrom('i', 'j', '[i, j]', 'i + j'), ')']),
    template([tie('list'), '[', fc.constantFrom('item > 1', '1', '-1', 'item = n', 'b', 'whole', 'price > n', 'item.price > 2'), ']']), template([tie('list'), '[', tie('yesNo'), ']']), template(['(for i in ', tie('list'), fc.constantFrom(' return count(partial))', ' return partial)', ' return if partial[-1] = null then i else partial[-1] + i)')]),
    template(['(', tie('list'), ').', key])),
  context: fc.oneof(levels(2), fc.constantFrom('row', 'open', '{}', 'rows[1]', '{"__proto__": 1, constructor: 2}', 'x', '{a: 1, b: a + 1, c: {a: b}}', '{f: function(k) if k <= 1 then 1 else k * f(k - 1), y: f(6)}'), template(['{price: ', tie('any'), ', ', key, ': ', tie('any'), '}']), template(['{', fc.constantFrom('q', '"a b"', '"`"'), ': ', tie('any'), ', r: q}'])),
  fn: fc.oneof(fc.constantFrom('function(a, b) a < b', 'function(a, b) b < a', 'function(a) a', 'function(a: number, b: number) a > b', 'count', 'sum', 'null', 'function(a, b) a = n', 'function() 1')),
  range: fc.oneof(levels(2), fc.constantFrom('[1..5)', '(0..n]', '["a".."c"]', '(> 3)', '(< @"2026-05-01")', '[1..null]', '[@"2026-01-01"..@"2026-12-31"]', '[5..1]', '(!= 2)'), template([fc.constantFrom('[', '('), tie('number'), '..', tie('number'), fc.constantFrom(']', ')')])),
  any: fc.oneof({ ...levels(4), withCrossShrink: true }, tie('number'), tie('text'), tie('yesNo'), tie('date'), tie('duration'), tie('list'), tie('context'), tie('range'), tie('fn'), anyCall(tie),
    template(['(', tie('any'), ').', key]), template(['get value(', tie('context'), ', ', tie('text'), ')']), template(['{f: ', tie('fn'), '}.f(', tie('any'), ', ', tie('any'), ')']), template(['(', tie('any'), fc.constantFrom(' + ', ' - ', ' * ', ' / '), tie('any'), ')'])),
}));

const deep = made((most) => ({ maxDepth: most }));
const even = made(() => ({ maxDepth: 5, depthIdentifier: 'feel' }));

/** Mostly formulas as long as people write them; every tenth nests each kind for itself, to hundreds of characters. */
function mostly(kind: 'any' | 'number' | 'yesNo' | 'list' | 'range'): fc.Arbitrary<string> {
  return fc.oneof({ weight: 9, arbitrary: even[kind] }, { weight: 1, arbitrary: deep[kind] });
}

export const grammar = { any: mostly('any'), number: mostly('number'), yesNo: mostly('yesNo'), list: mostly('list'), range: mostly('range') };

/** Cells of decision tables. */
export const cells: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom('-', 'null', 'not(null)', '""', '? > 1', 'not(? > 1)', '"a", "b"', 'not("a")', '[1..5), > 7', 'true', 'false', '> n', 'n', '[1, 2, 3]'),
  template([comparison.filter((sign) => sign !== '=' && sign !== '!='), ' ', grammar.number]), grammar.range, template([grammar.any, ', ', grammar.range]), template(['not(', grammar.number, ', ', grammar.range, ')']), grammar.yesNo,
);

const loose: fc.Arbitrary<Value> = fc.oneof(fc.constantFrom<Value>(null, true, 'a', 3, 0.5, -0.01, 1e16), fc.constant<Value>([1, 2]), fc.constant<Value>({ price: 1 }), fc.constant<Value>(makeDate(2026, 2, 28)));
const amount: fc.Arbitrary<Value> = fc.oneof(fc.integer({ min: -1000, max: 1000 }), fc.integer({ min: -9_999_999, max: 9_999_999 }).map((cents) => cents / 100), fc.constant(null), fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => (value === 0 ? 0 : value)), loose);

export const scopes: fc.Arbitrary<Record<string, Value>> = fc.record({
  n: amount,
  whole: fc.oneof(fc.integer({ min: -50, max: 400 }), fc.constant(null), loose),
  文本: fc.oneof(fc.string({ maxLength: 4 }), fc.constantFrom('"; throw 1; //', '\u2028', '__proto__'), fc.constant(null), loose),
  b: fc.oneof(fc.boolean(), fc.constant(null), loose),
  d: fc.oneof(fc.constantFrom(makeDate(2026, 1, 31), makeDate(2024, 2, 29), null), loose),
  x: loose,
  row: fc.oneof(fc.record({ price: amount, name: fc.string({ maxLength: 3 }) }), fc.constant(null)),
  open: fc.oneof(fc.dictionary(fc.constantFrom('list', 'price', '__proto__', 'constructor'), loose), loose),
  rows: fc.oneof({ weight: 9, arbitrary: fc.array(fc.record({ price: fc.oneof(fc.integer({ min: 0, max: 5 }), fc.integer({ min: 0, max: 99_999 }).map((cents) => cents / 100), fc.constant(null)), quantity: fc.oneof(fc.integer({ min: 0, max: 9 }), amount), name: fc.string({ maxLength: 3 }) }), { maxLength: 4 }) }, { weight: 1, arbitrary: loose }),
});
