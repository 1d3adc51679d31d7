import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { DatasetDefinition } from '../../../runtime/schema/dataset.ts';
import type { FieldType } from '../../../runtime/schema/field.ts';
import type { Json, JsonObject } from '../../../runtime/schema/json.ts';
import { createMemoryStore } from '../../../server/stores/memory/memory-store.ts';
import { openPostgresStore } from '../../../server/stores/postgres/postgres-store.ts';
import type { RowFilter, RowQuery, Store } from '../../../server/stores/store.ts';
import { freshDatabase, TEMPLATE, type TestDatabase } from '../../support/postgres-database.ts';

const SEEDS = [20261128, 7, 4711];

const VALUES: Readonly<Partial<Record<FieldType, readonly Json[]>>> = {
  string: ['', 'a', 'Z', 'ab', '互认', '\'; --', 'ä', '~5', 'null', '10', '9'],
  integer: [0, 1, -3, 10, 9, 1e15],
  number: [0, 0.5, -2.25, 1e21, 10],
  decimal: ['1.50', '1.5', '180', '180.00', '-0.10', '99999999999999999999.5', '9'],
  boolean: [true, false],
  date: ['2026-01-05', '2024-02-29', '1999-12-31'],
  'date-time': ['2026-01-05T00:00:00Z', '2026-01-05T08:00:00+08:00', '2026-01-05T00:00:00', '2026-01-05T00:00:00.001Z'],
  any: [1, 'x', true, [1, 2], { a: 1 }, [2, 1]],
};
const TYPES = Object.keys(VALUES) as FieldType[];
const fieldOf = (type: FieldType) => `f_${type.replace('-', '_')}`;
const DEFINITION: DatasetDefinition = {
  id: 'x/y', title: 'X',
  fields: TYPES.map((type) => ({ id: fieldOf(type), type, optional: true })),
  index: [[fieldOf('string')], [fieldOf('decimal'), fieldOf('boolean')], [fieldOf('date-time')]],
};

const valueOf = (type: FieldType) => fc.constantFrom<Json>(null, ...(VALUES[type] ?? []));
const rowOf = fc.record(Object.fromEntries(TYPES.map((type) => [fieldOf(type), valueOf(type)])), { requiredKeys: [] }) as fc.Arbitrary<JsonObject>;
const conditionOf = fc.constantFrom(...TYPES).chain((type): fc.Arbitrary<RowFilter['all'][number]> => {
  const field = fc.constant(fieldOf(type));
  return fc.oneof(
    fc.record({ field, op: fc.constantFrom('=' as const, '!=' as const), value: valueOf(type) }),
    fc.record({ field, op: fc.constantFrom('<' as const, '<=' as const, '>' as const, '>=' as const), value: valueOf(type) }),
    fc.record({ field, op: fc.constant('in' as const), values: fc.array(valueOf(type), { maxLength: 4 }) }),
    fc.record({ field, op: fc.constantFrom('null' as const, 'not-null' as const) }),
  );
});
const queryOf: fc.Arbitrary<RowQuery> = fc.record({
  filter: fc.record({ all: fc.array(conditionOf, { maxLength: 3 }) }),
  orderBy: fc.array(fc.tuple(fc.constantFrom(...TYPES.filter((type) => type !== 'any').map(fieldOf)), fc.constantFrom('asc' as const, 'desc' as const)), { maxLength: 2 }),
  offset: fc.nat(3),
  limit: fc.constantFrom(1, 5, 1000),
});

let database: TestDatabase;
let postgres: Store;
let memory: Store;

beforeAll(async () => {
  database = await freshDatabase(inject('postgresUrl'), TEMPLATE);
  postgres = await openPostgresStore(database.url);
  memory = createMemoryStore();
  for (const store of [postgres, memory]) await store.datasets.define(DEFINITION);
});
afterAll(async () => {
  await postgres.close();
  await database.remove();
});

describe('queries', () => {
  it.each(SEEDS)('answer as the memory store does, whatever the types and values (seed %i)', async (seed) => {
    const rows = fc.sample(rowOf, { seed, numRuns: 120 });
    for (const store of [postgres, memory]) await store.datasets.load(DEFINITION.id, rows, 'u:li');
    for (const query of fc.sample(queryOf, { seed, numRuns: 150 })) {
      const [mine, wanted] = await Promise.all([postgres.datasets.query(DEFINITION.id, query), memory.datasets.query(DEFINITION.id, query)]);
      expect({ query, count: mine.count, ids: mine.rows.map((row) => row.id) }).toEqual({ query, count: wanted.count, ids: wanted.rows.map((row) => row.id) });
    }
  });

  it('by a key of 200,000 rows read an index, and the load of them takes seconds', async () => {
    const plain: DatasetDefinition = { id: 'x/big', title: 'Big', fields: [{ id: 'no', type: 'string' }, { id: 'price', type: 'decimal' }], key: ['no'], index: [['price']] };
    await postgres.datasets.define(plain);
    const rows = function* () {
      for (let n = 0; n < 200_000; n += 1) yield { no: `N${n}`, price: (n / 100).toFixed(2) };
    };
    expect(await postgres.datasets.load(plain.id, rows(), 'u:li')).toEqual({ rows: 200_000, version: 1 });
    const found = await postgres.datasets.query(plain.id, { filter: { all: [{ field: 'price', op: '>=', value: '1999.98' }] }, limit: 9 });
    expect(found.rows.map((row) => row.id)).toEqual(['N199998', 'N199999']);
    const [table] = await database.query("SELECT 'row_' || number || '_' || generation AS name FROM dataset WHERE id = 'x/big'");
    const plan = await database.query(`EXPLAIN SELECT id FROM ${String(table?.['name'])} WHERE studio_text(data -> 'no') = studio_text('"N7"'::jsonb)`);
    expect(JSON.stringify(plan)).toContain('Index Scan');
  });
});
