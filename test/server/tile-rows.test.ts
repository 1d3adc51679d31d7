import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { builtIns } from '../../runtime/nodes/built-in/index.ts';
import type { Dashboard } from '../../server/api/portal.ts';
import { seeded } from '../support/random.ts';
import { createTestStudio, type Person, type TestStudio } from './support/studio.ts';
import { watchReads } from './support/watch-reads.ts';
import { visitDatasets, visitScenario } from './support/visit-scenario.ts';

const FIELDS = [
  { id: 'code', type: 'string' }, { id: 'status', type: 'string', enum: ['new', 'busy', 'done'], optional: true }, { id: 'rank', type: 'integer', optional: true },
  { id: 'cost', type: 'decimal', optional: true }, { id: 'day', type: 'date', optional: true },
];
/** What leaves every condition as it is, and what only a formula can test. */
const ALSO = { store: '', formula: ' or string length(row.code) = 0' };
const tilesWith = (also: string) => ({
  counted: { dataset: 'event', where: `row.status = "busy"${also}`, measures: { n: { count: 'true' }, high: { count: 'row.rank >= 3' } }, values: { n: 'n', high: 'high' } },
  summed: { dataset: 'event', where: `row.rank = 2${also}`, measures: { sum: { sum: 'row.cost' }, last: { max: 'row.rank' } }, values: { sum: 'sum', last: 'last' } },
  grouped: { dataset: 'event', where: `row.day >= date("2022-02-01")${also}`, groupBy: 'row.status', measures: { n: { count: 'true' } }, values: { n: 'n' }, minCount: 100 },
  none: { dataset: 'event', where: `row.status = "odd"${also}`, measures: { n: { count: 'true' } }, values: { n: 'n' } },
});
type TileName = keyof ReturnType<typeof tilesWith>;
const pages = Object.fromEntries(
  Object.entries(ALSO).flatMap(([kind, also]) => Object.entries(tilesWith(also)).map(([name, tile]) => [`${name}_${kind}`, { type: 'dashboard', title: 'x', roles: ['doctor'], tiles: [{ id: name, ...tile }] }])),
);
const both = { type: 'dashboard', title: 'x', roles: ['doctor'], tiles: [{ id: 'counted', ...tilesWith('').counted }, { id: 'all', dataset: 'event', groupBy: 'row.status', measures: { n: { count: 'true' } }, values: { n: 'n' } }, { id: 'summed', ...tilesWith('').summed }] };
const scenario = {
  ...visitScenario,
  datasets: { ...visitScenario.datasets, event: { own: { title: '@event', fields: FIELDS } } },
  pages: { ...visitScenario.pages, ...pages, both },
  texts: { ...visitScenario.texts, event: { 'zh-CN': '事件', en: 'Events' } },
};
const ROWS = 1500;

let studio: TestStudio;
let doctor: Person;
let given = 0;

beforeAll(async () => {
  studio = await createTestStudio({ nodeTypes: builtIns, now: () => new Date('2022-02-18T02:00:00Z') });
  await studio.admin.send('PUT', '/api/datasets', { definition: visitDatasets[0] });
  expect(await studio.designer.send('POST', '/api/scenarios', { scenario })).toMatchObject({ status: 201 });
  expect(await studio.designer.send('POST', '/api/scenarios/visit/publish', { note: '', baseVersion: 1 })).toMatchObject({ status: 201 });
  const { store } = studio.app.studio;
  const random = seeded(11);
  const pick = <Item>(list: readonly Item[]): Item => list[Math.floor(random() * list.length)] as Item;
  await store.datasets.write(Array.from({ length: ROWS }, (_, index) => {
    const data = { code: `E${index}`, status: pick(['new', 'busy', 'done', null]), rank: pick([1, 2, 3, 40, null]), cost: pick(['1.5', '10', '9.75', null]), day: pick(['2022-01-31', '2022-02-01', '2022-02-14', null]) };
    return { kind: 'insert' as const, dataset: 'visit/event', id: data.code, data };
  }), 'x');
  doctor = await studio.member('doc', { unit: { id: 'fy-b', name: '富阳医院B' }, duties: ['doctor'] });
  watchReads(store, (dataset, rows) => {
    if (dataset === 'visit/event') given += rows;
  });
}, 60_000);
afterAll(() => studio.close());

async function tilesOf(page: string): Promise<{ readonly tiles: Dashboard['tiles']; readonly read: number }> {
  given = 0;
  const { status, body } = await doctor.send<Dashboard>('GET', `/api/portal/apps/visit/pages/${page}`);
  expect(status).toBe(200);
  return { tiles: body.tiles, read: given };
}

describe('the rows behind figures', () => {
  it.each<[TileName, number]>([['counted', 3], ['none', 2], ['summed', 400], ['grouped', 900]])('%s: the same whoever tests the condition, and no more than %i of them are read where the store does', async (name, most) => {
    const [store, formula] = [await tilesOf(`${name}_store`), await tilesOf(`${name}_formula`)];
    expect(store.tiles).toEqual(formula.tiles);
    expect(store.read).toBeLessThanOrEqual(most);
    expect(formula.read).toBe(ROWS);
  });

  it('are read once when one figure needs all of them', async () => {
    const { tiles, read } = await tilesOf('both');
    expect(read).toBeLessThanOrEqual(ROWS + 3);
    expect([tiles[0], tiles[2]]).toEqual([(await tilesOf('counted_formula')).tiles[0], (await tilesOf('summed_formula')).tiles[0]]);
  });
});
