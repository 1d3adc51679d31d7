import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { compileExpression } from '../../../runtime/language/compile.ts';
import { createContext } from '../../../runtime/language/context.ts';
import { toFunction } from '../../../runtime/language/generate.ts';
import { interpret } from '../../../runtime/language/interpret.ts';
import type { FeelType } from '../../../runtime/language/types.ts';

const NUMBER: FeelType = { kind: 'number' };
const WHOLE: FeelType = { kind: 'number', integer: true };
const row: FeelType = { kind: 'context', fields: { a: NUMBER, b: NUMBER, c: WHOLE } };
const FORMULAS = [
  'sum(for i in items return i.a * i.b)', 'sum(for i in items return (i.a + i.b) * i.c)', 'sum(for i in items return i.c * (i.a - i.b) + i.a * 1.5)', 'sum(items.a)', 'sum(items.c)',
  'sum(for i in items return -i.a * i.b * i.c)', 'for i in items return i.a - (i.b - i.a) * i.c', 'count(items[a * b > a + b * c])', 'items[1].a * items[1].b - items[1].c = 0',
];

/** Where whole hundredths begin or end to be exact, and numbers near them that only look like hundredths. */
const edges = [0, 0.01, -0.29, 1.005, 0.1 + 0.2, 4.35, 1e13, 9_999_999_999_999.99, 10_000_000_000_000.01, 2 ** 43 + 0.01, 22_517_998_136_852.48, 45_035_996_273_704.96, 1e15, -1e15, 2 ** 51, 2 ** 52 + 1, 2 ** 53, -(2 ** 53), 1e16, 123_456_789_012_345_680, 1e22, 1e300, 5e-324, 1 / 3];
const amount = fc.oneof(fc.constantFrom(...edges), fc.integer({ min: -1e9, max: 1e9 }).map((n) => n / 100), fc.tuple(fc.constantFrom(...edges), fc.integer({ min: -3, max: 3 })).map(([edge, step]) => edge + step / 100), fc.double({ noNaN: true, noDefaultInfinity: true })).map((value) => value + 0);
const whole = fc.oneof(fc.integer({ min: -1000, max: 1000 }), fc.constantFrom(0, 1e15, -(2 ** 52), 2 ** 53));

it('adding 0 changes no number, however small', () => {
  const { ir } = compileExpression('a + 0', { names: { a: NUMBER } });
  const generated = toFunction(ir);
  for (const a of [8e-300, 5e-324, 1e300]) {
    expect(generated({ a }, createContext())).toBe(a);
    expect(interpret(ir, { a }, createContext())).toBe(a);
  }
});

it.each(FORMULAS)('%s is the same in whole hundredths as in decimals, wherever hundredths end', (source) => {
  const { ir } = compileExpression(source, { names: { items: { kind: 'list', of: row } } });
  const generated = toFunction(ir);
  fc.assert(fc.property(fc.array(fc.record({ a: amount, b: amount, c: whole }), { maxLength: 4 }), (items) => {
    expect(generated({ items }, createContext())).toEqual(interpret(ir, { items }, createContext()));
  }), { seed: 20261129, numRuns: 400 });
});
