import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileFormula, lambdaOf, type FormulaProblem } from '../../../runtime/engine/formula.ts';
import { createLanguage } from '../../../runtime/engine/real-language.ts';
import { findRows, runQuery, type RowSource } from '../../../runtime/host/query.ts';
import { pushdown } from '../../../runtime/host/pushdown.ts';
import { matchesFilter, type StoredRow } from '../../../runtime/host/row-filter.ts';
import type { Lambda } from '../../../runtime/language/lambda.ts';
import type { DatasetDefinition } from '../../../runtime/schema/dataset.ts';
import type { JsonObject } from '../../../runtime/schema/json.ts';
import { rowSchema, valueSchema } from '../../../runtime/schema/value-schema.ts';

const field = (id: string, type: DatasetDefinition['fields'][number]['type']) => ({ id, title: id, type });
const definition: DatasetDefinition = { id: 'test/rows', title: 'rows', fields: [field('s', 'string'), field('i', 'integer'), field('n', 'number'), field('d', 'decimal'), field('b', 'boolean'), field('day', 'date'), field('at', 'date-time')] };
const language = createLanguage();
const names = { row: rowSchema({ ...Object.fromEntries(definition.fields.map(({ id, type }) => [id, valueSchema(type)])), _id: valueSchema('string'), _version: valueSchema('integer') }), k: rowSchema({ s: valueSchema('string'), i: valueSchema('integer'), day: valueSchema('date') }) };

function condition(source: string, k: JsonObject): Lambda {
  const problems: FormulaProblem[] = [];
  const code = compileFormula(language, source, names, 'expression', problems);
  if (!code) throw new Error(`${source}: ${problems.map((problem) => problem.message.en).join('; ')}`);
  return lambdaOf(code, { k: language.fromJson(k, names.k) });
}

const DAYS = ['2025-12-31', '2026-01-01', '2026-01-02', '2026-02-28'];
const MOMENTS = ['2026-01-01T00:00:00Z', '2026-01-01T08:00:00+08:00', '2026-01-01T08:00:01+08:00'];
const orNull = <Value>(values: fc.Arbitrary<Value>): fc.Arbitrary<Value | null> => fc.option(values, { freq: 5 });
const small = fc.integer({ min: -2, max: 3 });
const rows: fc.Arbitrary<readonly StoredRow[]> = fc.array(fc.record({
  s: orNull(fc.constantFrom('', 'a', 'b', '甲', '1')), i: orNull(small), n: orNull(fc.constantFrom(-1.5, 0, 0.1, 1, 2)), d: orNull(fc.constantFrom('1', '1.0', '1.50', '-2', '10')),
  b: orNull(fc.boolean()), day: orNull(fc.constantFrom(...DAYS)), at: orNull(fc.constantFrom(...MOMENTS)),
}, { requiredKeys: ['s', 'b'] }), { maxLength: 12 }).map((list) => list.map((data, index) => ({ id: `r${index}`, version: 1, data: data as JsonObject })));

const op = fc.constantFrom('=', '!=', '<', '<=', '>', '>=');
const compare = (left: string, values: readonly string[]): fc.Arbitrary<string> => fc.tuple(op, fc.constantFrom(...values, 'null'), fc.boolean()).map(([sign, value, mirrored]) => (mirrored ? `${value} ${sign} ${left}` : `${left} ${sign} ${value}`));
const days = DAYS.map((day) => `date("${day}")`);
const term: fc.Arbitrary<string> = fc.oneof(
  compare('row.s', ['""', '"a"', '"甲"', 'k.s']), compare('row.i', ['0', '1', '-1', '2.5', 'k.i']), compare('row.n', ['0', '0.1', '1', 'row.i']), compare('row.d', ['1', '1.5', '10']),
  compare('row.day', [...days, 'k.day']), compare('row.at', MOMENTS.map((at) => `date and time("${at}")`)),
  fc.constantFrom('row.b', 'not(row.b)', 'row.b = true', 'row.b != false', 'row.i in (1, 2)', 'row.s in ("a", "b")', 'row.i in (> 1)', 'row.i in [0..2]', 'row.i between 0 and 2', 'row.s in (k.s, null)', 'row.day in [date("2026-01-01")..date("2026-01-02")]', 'k.i = 1', 'row.i + 1 = 2', 'string length(row.s) = 1'),
);
const predicate = fc.array(fc.array(term, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 3 }).map((parts) => parts.map((any) => (any.length === 1 ? any[0] : `(${any.join(' or ')})`)).join(' and '));
const scope = fc.record({ s: orNull(fc.constantFrom('a', '甲')), i: orNull(small), day: orNull(fc.constantFrom(...DAYS)) });

const source = (stored: readonly StoredRow[], filters: boolean): RowSource => ({
  definition: () => definition,
  rows: (_dataset, filter) => (filters ? stored.filter((row) => matchesFilter(row, filter)) : stored),
  decode: (value, schema) => language.fromJson(value, schema),
  dayOf: (moment) => moment.slice(0, 10),
});

describe.each([20261124, 31, 1999])('pushed conditions, seed %d', (seed) => {
  it('a store that filters answers like one that does not', async () => {
    await fc.assert(fc.asyncProperty(rows, predicate, scope, async (stored, text, k) => {
      const where = condition(text, k);
      const request = { dataset: 't', where, fields: ['s', 'i'], orderBy: [['i', 'desc']] as const, limit: 5, offset: 1 };
      const plain = await runQuery(request, source(stored, false));
      expect(await runQuery(request, source(stored, true))).toEqual(plain);
      expect(await findRows('t', where, source(stored, true))).toEqual(await findRows('t', where, source(stored, false)));
    }), { seed, numRuns: 400 });
  });
  it('an exact filter is the whole condition', () => {
    fc.assert(fc.property(rows, predicate, scope, (stored, text, k) => {
      const where = condition(text, k);
      const { filter, exact } = pushdown(where, definition);
      if (!exact) return;
      const holds = (row: StoredRow) => where.call({ row: language.fromJson({ ...Object.fromEntries(definition.fields.map(({ id }) => [id, row.data[id] ?? null])), _id: row.id, _version: row.version }, names.row) }) === true;
      expect(stored.filter((row) => matchesFilter(row, filter)).map((row) => row.id)).toEqual(stored.filter(holds).map((row) => row.id));
    }), { seed, numRuns: 400 });
  });
});

describe('pushdown', () => {
  it.each([
    ['row.s = "a"', [{ field: 's', op: '=', value: 'a' }], true],
    ['2 > row.i', [{ field: 'i', op: '<', value: 2 }], true],
    ['row.s = null', [{ field: 's', op: 'null' }], true],
    ['row.b and row.d = 1', [{ field: 'b', op: '=', value: true }], false],
    ['row.i = 1 or row.i = 2', [{ field: 'i', op: 'in', values: [1, 2] }], true],
    ['row.s != "a"', [], false],
    ['row.s < "b"', [], false],
  ])('%s gives %j', (text, all, exact) => {
    expect(pushdown(condition(text, { s: null, i: null, day: null }), definition)).toEqual({ filter: { all }, exact });
  });
});
