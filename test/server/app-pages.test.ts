import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { builtIns } from '../../runtime/nodes/built-in/index.ts';
import type { AuditItem } from '../../server/api/data.ts';
import type { PageRows } from '../../server/api/pages.ts';
import type { Dashboard } from '../../server/api/portal.ts';
import { isForDuties } from '../../server/services/people.ts';
import { csvText } from '../../server/services/csv.ts';
import { createTestStudio, type Person, type TestStudio } from './support/studio.ts';
import { createSharingStudio, grantFor, publish, scenarioWith } from './sharing/support.ts';
import { visitDatasets, visitScenario } from './support/visit-scenario.ts';

const EVENT = {
  title: '事件', unique: ['code'],
  own: {
    title: '@event', fields: [
      { id: 'code', type: 'string' }, { id: 'name', type: 'string', mask: 'name', personal: true }, { id: 'status', type: 'string', enum: ['new', 'busy', 'done'] },
      { id: 'unit', type: 'string', optional: true }, { id: 'day', type: 'date', optional: true }, { id: 'lng', type: 'decimal', optional: true }, { id: 'lat', type: 'number', optional: true }, { id: 'item', type: 'string', ref: 'lab/item', optional: true }, { id: 'spot', type: 'context', optional: true },
    ],
  },
};
const base = { dataset: 'event', columns: ['code', 'name', 'status', 'item'] };
const deskPage = {
  type: 'blocks', title: '工作台', roles: ['doctor'],
  blocks: [
    { id: 'head', block: 'heading', text: '@title' },
    { id: 'all', block: 'list', ...base, order: { column: 'code' }, open: 'one', export: ['head'] },
    { id: 'mine', block: 'list', ...base, where: 'row.unit = user.unit.id' },
    { id: 'flow', block: 'board', ...base, by: 'status', move: ['head'] },
    { id: 'month', block: 'calendar', ...base, day: 'day' },
    { id: 'where', block: 'map', ...base, lng: 'lng', lat: 'lat' },
    { id: 'spots', block: 'map', ...base, place: 'spot' },
    { id: 'fig', block: 'tile', tile: { id: 'n', dataset: 'event', measures: { n: { count: 'true' } }, values: { n: 'n' } } },
    { id: 'go', block: 'button', text: '去办', page: 'one' },
  ],
};
const maskedPage = {
  type: 'blocks', title: '遮住的', roles: ['doctor'],
  blocks: [
    { id: 'list', block: 'list', dataset: 'event', columns: ['code', 'unit', 'name'], masks: { unit: 'all' }, export: ['head'] },
    { id: 'fig', block: 'tile', tile: { id: 'who', dataset: 'event', measures: { n: { count: 'true' } }, values: { n: 'n', twice: 'n * 2' }, titles: { n: '多少人' }, groupBy: 'row.name' } },
  ],
};
const scenario = {
  ...visitScenario,
  roles: { ...visitScenario.roles, head: '科长' },
  datasets: { ...visitScenario.datasets, item: { ...visitScenario.datasets.item, fields: ['code', 'name', 'days'] }, event: { own: EVENT.own, subject: 'code' } },
  pages: { ...visitScenario.pages, desk: deskPage, closed: maskedPage, one: { type: 'blocks', roles: ['doctor'], blocks: [{ id: 'rec', block: 'record', ...base, where: 'row.status != "done"' }] } },
  texts: { ...visitScenario.texts, event: { 'zh-CN': '事件', en: 'Events' }, 'event.status': { 'zh-CN': '状态', en: 'Status' }, 'event.status.new': { 'zh-CN': '新', en: 'New' }, 'event.status.busy': { 'zh-CN': '在办', en: 'In hand' }, 'event.status.done': { 'zh-CN': '办结', en: 'Done' } },
};
const ROWS = [
  { code: 'E1', name: '张小明', status: 'new', unit: 'fy-b', day: '2022-02-03', lng: '119.96', lat: 30.05, item: 'CT', spot: { name: '断桥', lng: 120.15, lat: 30.26, accuracy: null } },
  { code: 'E2', name: '=cmd()', status: 'busy', unit: 'x', day: '2022-02-20', lng: '119.9', lat: 30.1, item: 'CT', spot: { name: '没有定位', lng: null, lat: null, accuracy: null } },
  { code: 'E3', name: '王五', status: 'done', unit: 'x', day: '2022-03-01' },
  { code: '-1+2', name: '@x', status: 'odd', unit: 'x' },
];

let studio: TestStudio;
let doctor: Person;
let head: Person;
const at = (block: string, query = '') => `/api/portal/apps/visit/pages/desk/rows/${block}${query}`;
const rows = (person: Person, block: string, query = '') => person.send<PageRows & { code?: string }>('GET', at(block, query));
const codes = (answer: { body: PageRows }) => answer.body.rows.map(({ cells }) => cells[0]);
const audits = async (action: string) => (await studio.admin.send<{ items: AuditItem[] }>('GET', '/api/audit?limit=200')).body.items.filter((entry) => entry.action === action);

beforeAll(async () => {
  studio = await createTestStudio({ nodeTypes: builtIns, now: () => new Date('2022-02-18T02:00:00Z') });
  await studio.admin.send('PUT', '/api/datasets', { definition: visitDatasets[0] });
  const { store } = studio.app.studio;
  await store.datasets.write([{ kind: 'insert', dataset: 'lab/item', id: 'CT', data: { code: 'CT', name: '胸部CT', days: 30 } }], 'x');
  expect((await studio.designer.send('POST', '/api/scenarios', { scenario })).status).toBe(201);
  const published = await studio.designer.send('POST', '/api/scenarios/visit/publish', { note: '', baseVersion: 1 });
  expect([published.status, published.body]).toMatchObject([201, {}]);
  await store.datasets.write(ROWS.map((data) => ({ kind: 'insert' as const, dataset: 'visit/event', id: data.code, data })), 'x');
  const unit = { id: 'fy-b', name: '富阳医院B' };
  doctor = await studio.member('doc', { unit, duties: ['doctor'] });
  head = await studio.member('head', { unit, duties: ['doctor', 'head'] });
}, 60_000);
afterAll(() => studio.close());

describe('a page of blocks', () => {
  it('comes in words, with what its reader may do', async () => {
    const page = async (person: Person) => (await person.send<Dashboard>('GET', '/api/portal/apps/visit/pages/desk', undefined, { 'accept-language': 'en' })).body;
    const { title, blocks, tiles, refresh, figuresOnly } = await page(doctor);
    expect([title, refresh, figuresOnly, tiles.map(({ id }) => id)]).toEqual(['工作台', 60, undefined, ['n']]);
    expect(blocks?.map(({ id, block, text, tile, title: words, open, page: to }) => [id, block, text ?? tile ?? words, open ?? to])).toEqual([
      ['head', 'heading', 'Visit', undefined], ['all', 'list', 'Events', 'one'], ['mine', 'list', 'Events', undefined], ['flow', 'board', 'Events', undefined], ['month', 'calendar', 'Events', undefined], ['where', 'map', 'Events', undefined], ['spots', 'map', 'Events', undefined], ['fig', 'tile', 'n', undefined], ['go', 'button', '去办', 'one'],
    ]);
    expect(blocks?.[1]?.columns).toEqual([{ id: 'code', title: 'code', type: 'string' }, { id: 'name', title: 'name', type: 'string', masked: true }, { id: 'status', title: 'Status', type: 'string', choices: [{ value: 'new', label: 'New' }, { value: 'busy', label: 'In hand' }, { value: 'done', label: 'Done' }] }, { id: 'item', title: 'item', type: 'string' }]);
    expect([blocks?.[1]?.mayExport, blocks?.[3]?.mayMove, (await page(head)).blocks?.[1]?.mayExport, (await page(head)).blocks?.[3]?.mayMove]).toEqual([false, false, true, true]);
  });

  it('is not there for who has none of its roles; who may look at the scenario sees its figures and no row', async () => {
    const other = await studio.member('other', { duties: ['health'] });
    expect([(await other.send('GET', '/api/portal/apps/visit/pages/desk')).status, (await rows(other, 'all')).status]).toEqual([404, 404]);
    const look = await studio.member('look', { spaces: [{ unit: 'home', role: 'designer' }] });
    expect((await look.send<Dashboard>('GET', '/api/portal/apps/visit/pages/desk')).body.figuresOnly).toBe(true);
    expect((await rows(look, 'all')).status).toBe(404);
    expect([(await rows(doctor, 'fig')).status, (await rows(doctor, 'none')).status]).toEqual([404, 404]);
  });
});

describe('rows of a page', () => {
  it('are sorted, paged, searched and narrowed; masked columns are masked and cannot be asked about', async () => {
    const first = (await rows(doctor, 'all', '?limit=2')).body;
    expect([first.count, first.rows.map(({ cells }) => cells)]).toEqual([4, [['-1+2', '@*', 'odd', ''], ['E1', '张**', '新', '胸部CT']]]);
    expect(codes(await rows(doctor, 'all', '?limit=2&offset=2'))).toEqual(['E2', 'E3']);
    expect(codes(await rows(doctor, 'all', '?sort=-code'))).toEqual(['E3', 'E2', 'E1', '-1+2']);
    expect(codes(await rows(doctor, 'all', '?field=status&value=busy'))).toEqual(['E2']);
    expect([codes(await rows(doctor, 'all', `?q=${encodeURIComponent('在办 e')}`)), codes(await rows(doctor, 'all', `?q=${encodeURIComponent('小明')}`))]).toEqual([['E2'], []]);
    expect([(await rows(doctor, 'all', '?sort=name')).body.code, (await rows(doctor, 'all', '?field=name&value=x')).body.code, (await rows(doctor, 'all', '?sort=unit')).body.code]).toEqual(['SCN_DATA_FIELD', 'SCN_DATA_FIELD', 'SCN_DATA_FIELD']);
  });

  it('are those of the condition, which knows the reader', async () => {
    const unit = (await doctor.send<{ user: { unit: { id: string } } }>('GET', '/api/me')).body.user.unit.id;
    expect([unit, codes(await rows(doctor, 'mine'))]).toEqual(['fy-b', ['E1']]);
  });

  it('stand in the columns of a board, in a month and on a map', async () => {
    const board = (await rows(doctor, 'flow')).body;
    expect([board.groups, board.rows.map(({ cells, group }) => [cells[0], group])]).toEqual([
      [{ value: 'new', label: '新', count: 1 }, { value: 'busy', label: '在办', count: 1 }, { value: 'done', label: '办结', count: 1 }, { value: null, label: '', count: 1 }],
      [['E1', 0], ['E2', 1], ['E3', 2], ['-1+2', 3]],
    ]);
    const month = (await rows(doctor, 'month', '?from=2022-02-01&to=2022-02-28')).body;
    expect([month.latest, month.today, month.rows.map(({ cells, day }) => [cells[0], day])]).toEqual(['2022-03-01', '2022-02-18', [['E1', '2022-02-03'], ['E2', '2022-02-20']]]);
    expect((await rows(doctor, 'spots')).body.rows.map(({ cells, at: point }) => [cells[0], point])).toEqual([['E1', [120.15, 30.26]]]);
    expect((await rows(doctor, 'where')).body.rows.map(({ cells, at: point }) => [cells[0], point])).toEqual([['E1', [119.96, 30.05]], ['E2', [119.9, 30.1]]]);
  });

  it('are shown one by one only where the condition holds', async () => {
    const one = async (row: string) => codes(await doctor.send<PageRows>('GET', `/api/portal/apps/visit/pages/one/rows/rec${row}`));
    expect([await one('?row=E1'), await one('?row=E3'), await one('')]).toEqual([['E1'], [], []]);
  });

  it('about persons are on record before they are shown, as marks', async () => {
    await rows(doctor, 'flow');
    const [entry] = await audits('data.disclose');
    expect(entry).toMatchObject({ by: doctor.id, target: 'visit/event', details: { use: 'page', node: 'desk.flow', fields: base.columns } });
    expect(JSON.stringify(entry)).not.toContain('"E1"');
  });
});

describe('masks of a block', () => {
  const get = <T>(person: Person, rest: string) => person.send<T>('GET', `/api/portal/apps/visit/pages/closed${rest}`);
  it('hold for rows, searching, sorting, files and the names of groups', async () => {
    const { rows: list } = (await get<PageRows>(doctor, '/rows/list?sort=code')).body;
    expect(list.map(({ cells }) => cells)).toEqual([['-1+2', '***', '@*'], ['E1', '***', '张**'], ['E2', '***', '=*****'], ['E3', '***', '王*']]);
    expect([(await get<{ code: string }>(doctor, '/rows/list?sort=unit')).body.code, (await get<{ code: string }>(doctor, '/rows/list?field=unit&value=x')).body.code, (await get<PageRows>(doctor, '/rows/list?q=fy-b')).body.count]).toEqual(['SCN_DATA_FIELD', 'SCN_DATA_FIELD', 0]);
    expect((await get<string>(head, '/rows/list/export')).body).not.toMatch(/fy-b|张小明/);
    const { blocks, tiles } = (await get<Dashboard>(doctor, '')).body;
    expect(blocks?.[0]?.columns?.map(({ id, masked }) => [id, masked])).toEqual([['code', undefined], ['unit', true], ['name', true]]);
    expect(tiles[0]?.columns.map(({ title }) => title)).toEqual(['多少人', 'twice']);
    expect(tiles[0]?.groups.map(({ label }) => label).toSorted()).toEqual(['=*****', '@*', '张**', '王*']);
  });
});

describe('a page nobody chose readers for', () => {
  it('stops the publishing, and is for nobody', async () => {
    const { roles: _roles, ...nobody } = deskPage;
    const draft = { ...scenario, id: 'nobody', pages: { desk: nobody } };
    expect((await studio.designer.send('POST', '/api/scenarios', { scenario: draft })).status).toBe(201);
    const refused = await studio.designer.send<{ code: string; details?: unknown }>('POST', '/api/scenarios/nobody/publish', { note: '', baseVersion: 1 });
    expect([refused.status >= 400, JSON.stringify(refused.body).includes('SCN_PAGE_NOBODY')]).toEqual([true, true]);
    const person = { duties: ['doctor'] } as never;
    expect([isForDuties(person, undefined), isForDuties(person, []), isForDuties(person, ['doctor']), isForDuties(person, ['head'])]).toEqual([false, true, true, false]);
  });
});

describe('taking rows away', () => {
  it('is for the roles of the block; formulas are made harmless and masks stay', async () => {
    expect((await doctor.send<{ code: string }>('GET', at('all', '/export'))).body.code).toBe('SCN_PAGE_EXPORT');
    const file = await head.send<string>('GET', at('all', '/export?sort=code'));
    expect([file.headers['content-type'], file.headers['content-disposition']]).toEqual(['text/csv; charset=utf-8', `attachment; filename="visit.csv"; filename*=UTF-8''visit-desk-all.csv`]);
    expect(file.body as unknown).toBe("\uFEFFcode,name,状态,item\r\n'-1+2,'@*,odd,\r\nE1,张**,新,胸部CT\r\nE2,'=*****,在办,胸部CT\r\nE3,王*,办结,\r\n");
    expect((await audits('page.export'))[0]).toMatchObject({ by: head.id, target: 'visit/desk.all', details: { rows: 4, fields: base.columns } });
  });

  it.each([['=1+1', `'=1+1`], ['+8', `'+8`], ['-5.5', '-5.5'], ['-x', `'-x`], ['\t=1', `'\t=1`], ['a"b,c', '"a""b,c"'], ['@SUM(1)', `'@SUM(1)`]])('%j is written as %j', (text, cell) => {
    expect(csvText([[text]])).toBe(`\uFEFF${cell}\r\n`);
  });
});

describe('moving a card', () => {
  const move = (person: Person, body: object) => person.send<{ code?: string; version?: number }>('POST', at('flow', '/move'), body);
  it('changes the row, by right and by version', async () => {
    expect((await move(doctor, { row: 'E1', version: 1, to: 'busy' })).body.code).toBe('SCN_PAGE_MOVE');
    expect((await move(head, { row: 'E1', version: 1, to: 'gone' })).body.code).toBe('SCN_PAGE_COLUMN');
    expect((await move(head, { row: 'none', version: 1, to: 'busy' })).status).toBe(404);
    expect(await move(head, { row: 'E1', version: 1, to: 'busy' })).toMatchObject({ status: 200, body: { id: 'E1', version: 2 } });
    expect((await move(head, { row: 'E1', version: 1, to: 'done' })).status).toBe(409);
    expect((await studio.app.studio.store.datasets.row('visit/event', 'E1'))?.data).toMatchObject({ code: 'E1', name: '张小明', status: 'busy' });
    expect((await audits('row.update'))[0]).toMatchObject({ by: head.id, details: { fields: ['status'], page: 'visit/desk.flow' } });
  });
});

describe('rows of another unit', () => {
  it('are shown as far as the grant goes, masked as it says, and not without it', async () => {
    const of = await createSharingStudio();
    const pages = { desk: { type: 'blocks', title: 'x', roles: [], blocks: [{ id: 'all', block: 'list', dataset: 'patient', columns: ['pid', 'name'], where: 'row.county = "建德"' }, { id: 'cost', block: 'list', dataset: 'patient', columns: ['pid'], where: 'row.cost > 3' }] } };
    await publish(of, { ...scenarioWith('page', { fields: ['pid'] }), pages } as never);
    const get = (block: string) => of.studio.user.send<PageRows & { code?: string }>('GET', `/api/portal/apps/page/pages/desk/rows/${block}`);
    expect((await get('all')).body.code).toBe('SCN_GRANT_NEEDED');
    await grantFor(of, 'page');
    expect((await get('all')).body.rows.map(({ cells }) => cells)).toEqual([['P-38', '张***'], ['P-39', '张***']]);
    expect((await get('cost')).body.code).toBe('SCN_GRANT_FIELD');
    await of.studio.close();
  });
});
