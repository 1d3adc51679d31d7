import { expect } from 'vitest';
import type { Plan } from '../../../runtime/engine/plan-types.ts';
import { compileFormula, lambdaOf } from '../../../runtime/engine/formula.ts';
import { createLanguage } from '../../../runtime/engine/real-language.ts';
import type { QueryAnswer, QueryRequest } from '../../../runtime/host/host.ts';
import { queryPart } from '../../../runtime/host/query-part.ts';
import { runQuery } from '../../../runtime/host/query.ts';
import type { DatasetDefinition } from '../../../runtime/schema/dataset.ts';
import { createDatasetSource, type SourceBase } from '../../../server/host/dataset-source.ts';
import type { Store } from '../../../server/stores/store.ts';
import type { Fact } from './fact.ts';

const PEOPLE: DatasetDefinition = { id: 'test/people', title: 'People', key: ['pid'], fields: [{ id: 'pid', type: 'string' }, { id: 'name', type: 'string' }] };
const CARS: DatasetDefinition = { id: 'test/cars', title: 'Cars', key: ['plate'], fields: [{ id: 'plate', type: 'string' }, { id: 'holder', type: 'string', optional: true, ref: 'test/people' }, { id: 'seats', type: 'integer' }] };
const language = createLanguage();

function where(source: string) {
  const formula = compileFormula(language, source, { row: {} }, 'expression', []);
  if (!formula) throw new Error(source);
  return lambdaOf(formula, {});
}

/** As a step of a scenario asks: a part where the store can tell it, else over all rows. */
async function asking(store: Store): Promise<{ readonly ask: (request: QueryRequest) => Promise<QueryAnswer>; readonly part: (request: QueryRequest) => Promise<QueryAnswer | undefined> }> {
  await store.datasets.define(PEOPLE);
  // Rows from before the column referred to anything may refer to nothing.
  await store.datasets.define({ ...CARS, fields: CARS.fields.map(({ id, type, optional = false }) => ({ id, type, optional })) });
  await store.datasets.write([['p1', '张三'], ['p2', '李四']].map(([pid, name]) => ({ kind: 'insert' as const, dataset: PEOPLE.id, id: pid ?? '', data: { pid: pid ?? '', name: name ?? '' } })), 'u:li');
  await store.datasets.write(Array.from({ length: 25 }, (_, n) => ({ kind: 'insert' as const, dataset: CARS.id, id: `c${String(n).padStart(2, '0')}`, data: { plate: `c${String(n).padStart(2, '0')}`, holder: n === 3 ? null : `p${n % 3}`, seats: n % 5 } })), 'u:li');
  await store.datasets.define(CARS);
  const plan = { scenario: { id: 's', zone: 'Asia/Shanghai' }, language, datasets: { car: CARS, ppl: PEOPLE } } as unknown as Plan;
  const source = createDatasetSource({ store, now: () => new Date(), sharing: { reading: () => ({ kind: 'own' }), demand: () => undefined } } as unknown as SourceBase, plan);
  return { ask: async (request) => runQuery(request, source), part: (request) => queryPart(request, source) };
}

const join = { who: { dataset: 'ppl', on: [{ from: 'holder', to: 'pid' }], fields: ['name'] } };

export const queryFacts: readonly Fact[] = [
  ['rows are joined by columns of different names; without a match the joined row is null', async (store) => {
    const { ask } = await asking(store);
    const { rows, count } = await ask({ dataset: 'car', fields: ['plate'], join, limit: 5 });
    expect([rows.map((row) => [row['plate'], (row['who'] as { name?: string } | null)?.name]), count]).toEqual([[['c00', undefined], ['c01', '张三'], ['c02', '李四'], ['c03', undefined], ['c04', '张三']], 25]);
    expect((await ask({ dataset: 'car', fields: [], join, where: where('row.who.name = "张三"'), limit: 0 })).count).toBe(8);
  }],
  ['pages of an answer follow one another without a gap, and count all', async (store) => {
    const { ask, part } = await asking(store);
    const page = { dataset: 'car', fields: ['plate'], where: where('row.seats > 1'), orderBy: [['seats', 'desc'], ['plate', 'asc']] as const, limit: 4 };
    const whole = (await ask({ ...page, limit: 100 })).rows.map((row) => row['plate']);
    for (const read of [ask, part]) {
      const pages = await Promise.all([0, 4, 8, 12, 16].map((offset) => read({ ...page, offset })));
      expect(pages.map((one) => [one?.rows.length, one?.count])).toEqual([[4, 15], [4, 15], [4, 15], [3, 15], [0, 15]]);
      expect(pages.flatMap((one) => one?.rows.map((row) => row['plate']) ?? [])).toEqual(whole);
    }
  }],
  ['a count takes no row', async (store) => {
    const { ask, part } = await asking(store);
    for (const read of [ask, part]) expect(await read({ dataset: 'car', fields: [], where: where('row.seats = 2'), limit: 0 })).toMatchObject({ rows: [], rowIds: [], count: 5 });
  }],
];
