import { describe, expect, it } from 'vitest';
import type { QueryRequest } from '../../../runtime/host/host.ts';
import { dataQuery } from '../../../runtime/nodes/built-in/data/query.ts';
import type { DatasetDefinition } from '../../../runtime/schema/dataset.ts';
import type { JsonObject } from '../../../runtime/schema/json.ts';
import { env, people } from './node-kit.ts';
import { contextOf, refusal, runNode } from './run-kit.ts';

const cars: DatasetDefinition = { id: 'test/cars', title: '车辆', fields: [{ id: 'plate', type: 'string' }, { id: 'holder', type: 'string', ref: 'test/people' }, { id: 'seats', type: 'integer' }] };
const inCars = env({ datasets: { people, cars } });

/** A dataset of so many rows that answers as a store does. */
function store(count: number) {
  const asked: QueryRequest[] = [];
  const query = async (request: QueryRequest) => {
    asked.push(request);
    const { offset = 0, limit } = request;
    const rows = Array.from({ length: count }, (_, n): JsonObject => ({ _id: String(n), _version: 1, age: n })).slice(offset, offset + limit);
    return Promise.resolve({ rows, count, rowIds: rows.map((row) => row['_id'] as string) });
  };
  return { asked, host: { datasets: { query } } };
}

async function ran(count: number, config: object, values: JsonObject = {}) {
  const { host, asked } = store(count);
  const { output, explanation } = await runNode(dataQuery, { dataset: 'people', ...config }, { host, values });
  const { rows = [], ...facts } = output as { readonly rows?: readonly JsonObject[] };
  return { first: rows[0]?.['_id'], rows: rows.length, facts, part: (explanation as { readonly part?: object }).part, asked: asked[0] };
}

describe('pages of a query', () => {
  it('says that there are rows beyond, and in the trace how many were taken', async () => {
    expect(await ran(250, {})).toMatchObject({ rows: 100, facts: { count: 250, found: true, more: true }, part: { from: 0, rows: 100 } });
    expect((await ran(100, {})).facts).toEqual({ count: 100, found: true, more: false });
  });
  it('writes into the log what nobody asked to be cut', async () => {
    const said: unknown[] = [];
    const log = (...words: unknown[]) => void said.push(words);
    const run = async (config: object) => dataQuery.effect !== 'wait' && dataQuery.run({ ...contextOf(dataQuery, { dataset: 'people', ...config }, store(250)), log });
    await run({});
    await run({ limit: 100 });
    await run({ page: '1' });
    expect(said).toEqual([['only the first rows were taken', { took: 100, count: 250 }], ['only the first rows were taken', { took: 100, count: 250 }]]);
  });
  it('takes a page, or skips rows, by a formula; null is the beginning', async () => {
    expect(await ran(250, { limit: 20, page: 'n + 1' }, { n: 2 })).toMatchObject({ first: '40', rows: 20, facts: { more: true }, part: { from: 40, rows: 20 } });
    expect(await ran(250, { limit: 20, offset: 'n' }, { n: 240 })).toMatchObject({ first: '240', rows: 10, facts: { more: false, count: 250 } });
    expect(await ran(250, { limit: 20, page: 'n' }, { n: null })).toMatchObject({ first: '0', rows: 20 });
    expect(await ran(10, { limit: 20, page: '3' })).toMatchObject({ rows: 0, facts: { count: 10, found: false, more: false }, part: { from: 40, rows: 0 } });
  });
  it('cuts groups as it cuts rows', async () => {
    expect(await ran(30, { group: { a: 'row.age' }, measures: { n: { count: 'true' } }, limit: 12, page: '3' })).toMatchObject({ rows: 6, facts: { count: 30, more: false } });
  });
  it.each([['page', '0'], ['page', '1.5'], ['page', '"2"'], ['offset', '-1']])('refuses %s = %s', async (what, formula) => {
    expect((await refusal(() => runNode(dataQuery, { dataset: 'people', [what]: formula }, store(5))))?.[0]).toBe('SCN_DATA_PAGE');
  });
});

describe('modes of a query', () => {
  it('counts without asking for a row or a column', async () => {
    const { facts, asked } = await ran(7, { count: true, where: 'row.age > 2', fields: ['name'], orderBy: [['age', 'asc']] });
    expect([facts, asked?.limit, asked?.fields, asked?.orderBy]).toEqual([{ count: 7, found: true }, 0, [], undefined]);
  });
  it('counts with those joined datasets only that the condition reads', async () => {
    const { host, asked } = store(3);
    const side = { dataset: 'people', on: [{ from: 'holder', to: 'name' }], fields: ['name', 'age'] };
    await runNode(dataQuery, { dataset: 'cars', count: true, where: 'row.who.age > 3 and row.other = null', join: { who: side, other: side, idle: side } }, { host, env: { datasets: { people, cars } } });
    expect(Object.entries(asked[0]?.join ?? {}).map(([name, { fields }]) => [name, fields])).toEqual([['who', ['age']], ['other', []]]);
  });
  it('has an output for each', () => {
    const names = (config: object) => Object.keys((dataQuery.output as (config: object, of: unknown) => { properties: object })({ dataset: 'people', ...config }, env()).properties);
    expect([names({}), names({ one: true }), names({ count: true })]).toEqual([['rows', 'found', 'count', 'more'], ['row', 'found', 'count'], ['found', 'count']]);
  });
});

describe('joins over references', () => {
  const joining = (on: readonly unknown[]) => ({ dataset: 'cars', join: { who: { dataset: 'people', on, fields: ['age'] } } });
  const found = (config: object) => dataQuery.check?.(config as never, inCars).map(({ code, place, severity }) => [code, place.path, severity]);

  it('names a column of each side', async () => {
    const { host, asked } = store(1);
    await runNode(dataQuery, joining([{ from: 'holder', to: 'name' }]), { host, env: { datasets: { people, cars } } });
    expect(asked[0]?.join?.['who']?.on).toEqual([{ from: 'holder', to: 'name' }]);
    expect(found(joining([{ from: 'holder', to: 'name' }]))).toEqual([]);
  });
  it('tells which side has no such column', () => {
    expect(found(joining([{ from: 'owner', to: 'pid' }]))).toEqual([['SCN_DATA_UNKNOWN_FIELD', '/join/who/on/0/to', 'error'], ['SCN_DATA_UNKNOWN_FIELD', '/join/who/on/0/from', 'error']]);
    expect(found(joining(['plate']))).toEqual([['SCN_DATA_UNKNOWN_FIELD', '/join/who/on/0', 'error']]);
  });
  it('warns of columns that never hold the same', () => {
    expect(found(joining([{ from: 'seats', to: 'name' }]))).toEqual([['SCN_DATA_JOIN_TYPES', '/join/who/on/0', 'warning']]);
  });
  it('refuses settings that contradict one another', () => {
    expect(found({ dataset: 'cars', count: true, one: true, page: '1', offset: '2' })).toEqual([['SCN_DATA_COUNT_ONLY', '/count', 'error'], ['SCN_DATA_PAGE_TWICE', '/offset', 'error']]);
  });
});
