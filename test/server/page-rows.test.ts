import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { builtIns } from '../../runtime/nodes/built-in/index.ts';
import type { PageRows } from '../../server/api/pages.ts';
import { seeded } from '../support/random.ts';
import { createTestStudio, type Person, type TestStudio } from './support/studio.ts';
import { watchReads } from './support/watch-reads.ts';
import { visitDatasets, visitScenario } from './support/visit-scenario.ts';

const FIELDS = [
  { id: 'code', type: 'string' }, { id: 'status', type: 'string', enum: ['new', 'busy', 'done'], optional: true }, { id: 'rank', type: 'integer', optional: true },
  { id: 'cost', type: 'decimal', optional: true }, { id: 'unit', type: 'string' }, { id: 'day', type: 'date', optional: true },
  { id: 'lng', type: 'number', optional: true }, { id: 'lat', type: 'number', optional: true },
];
const columns = ['code', 'status', 'rank', 'cost'];
/** The same blocks twice: under a condition that a store can test, and under one with the same meaning that only a formula can. */
const WHERE = { store: 'row.unit = user.unit.id', formula: 'row.unit = user.unit.id and string length(row.code) > 0' };
const blocksWith = (kind: keyof typeof WHERE) => [
  { id: `list_${kind}`, block: 'list', dataset: 'event', columns, where: WHERE[kind], order: { column: 'rank', down: true }, export: ['doctor'] },
  { id: `board_${kind}`, block: 'board', dataset: 'event', columns, where: WHERE[kind], by: 'status', order: { column: 'code' }, move: ['doctor'] },
  { id: `month_${kind}`, block: 'calendar', dataset: 'event', columns, where: WHERE[kind], day: 'day', order: { column: 'rank' } },
  { id: `map_${kind}`, block: 'map', dataset: 'event', columns, where: WHERE[kind], lng: 'lng', lat: 'lat', order: { column: 'code' } },
];
const scenario = {
  ...visitScenario,
  datasets: { ...visitScenario.datasets, event: { own: { title: '@event', fields: FIELDS } } },
  pages: { ...visitScenario.pages, desk: { type: 'blocks', title: 'x', roles: ['doctor'], blocks: [...blocksWith('store'), ...blocksWith('formula')] } },
  texts: { ...visitScenario.texts, event: { 'zh-CN': '事件', en: 'Events' } },
};
const ROWS = 1500;

let studio: TestStudio;
let doctor: Person;
let given = 0;

beforeAll(async () => {
  studio = await createTestStudio({ nodeTypes: builtIns, now: () => new Date('2022-02-18T02:00:00Z') });
  await studio.admin.send('PUT', '/api/datasets', { definition: visitDatasets[0] });
  expect((await studio.designer.send('POST', '/api/scenarios', { scenario })).status).toBe(201);
  expect((await studio.designer.send('POST', '/api/scenarios/visit/publish', { note: '', baseVersion: 1 })).status).toBe(201);
  const { store } = studio.app.studio;
  const random = seeded(7);
  const pick = <Item>(list: readonly Item[]): Item => list[Math.floor(random() * list.length)] as Item;
  await store.datasets.write(Array.from({ length: ROWS }, (_, index) => {
    const data = { code: `E${index}`, status: pick(['new', 'busy', 'done', 'odd', null]), rank: pick([1, 2, 3, 40, null]), cost: pick(['1.5', '10', '9.75', null]), unit: pick(['fy-b', 'fy-b', 'x']), day: pick(['2022-01-31', '2022-02-01', '2022-02-14', '2022-03-02', null]), lng: pick([120.1, -180, 180.5, 119.96, null]), lat: pick([30.05, 90, -90.1, 0, null]) };
    return { kind: 'insert' as const, dataset: 'visit/event', id: data.code, data };
  }), 'x');
  doctor = await studio.member('doc', { unit: { id: 'fy-b', name: '富阳医院B' }, duties: ['doctor'] });
  watchReads(store, (dataset, rows) => {
    if (dataset === 'visit/event') given += rows;
  });
}, 60_000);
afterAll(() => studio.close());

async function rowsOf(block: string, query: string): Promise<{ readonly body: PageRows; readonly read: number }> {
  given = 0;
  const { status, body } = await doctor.send<PageRows>('GET', `/api/portal/apps/visit/pages/desk/rows/${block}${query}`);
  expect(status).toBe(200);
  return { body, read: given };
}

describe('rows of a page', () => {
  it.each([
    ['list', '', 50], ['list', '?limit=7&offset=20', 7], ['list', '?sort=-cost&offset=300', 50], ['list', '?sort=code&limit=3', 3], ['list', '?offset=100000', 0],
    ['list', '?field=status&value=busy', 50], ['list', '?field=rank&value=40&limit=5', 5], ['list', '?row=E11', 1],
    ['board', '', 200], ['board', '?field=rank&value=2&sort=-code', 200], ['month', '?from=2022-02-01&to=2022-02-28', 1000], ['month', '?from=2030-01-01&to=2030-01-31', 1], ['month', '', 1001],
    ['map', '', 1000], ['map', '?field=status&value=busy', 150], ['map', '?row=E11', 1],
  ])('%s%s are the same whoever tests the condition, and no more than %i of them are read where the store does', async (view, query, most) => {
    const [store, formula] = [await rowsOf(`${view}_store`, query), await rowsOf(`${view}_formula`, query)];
    expect(store.body).toEqual(formula.body);
    expect(store.read).toBeLessThanOrEqual(most);
    expect(formula.read).toBeGreaterThan(900);
  });

  it('are all read for words that may stand in any column', async () => expect((await rowsOf('list_store', '?q=odd%20e1')).read).toBeGreaterThan(900));

  it('are not all read to move one card', async () => {
    given = 0;
    const moved = await doctor.send('POST', '/api/portal/apps/visit/pages/desk/rows/board_store/move', { row: (await rowsOf('board_store', '')).body.rows[0]?.id, version: 1, to: 'done' });
    expect([moved.status, given <= 202]).toEqual([200, true]);
  });
});
