import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PageRows } from '../../../server/api/pages.ts';
import type { Dashboard } from '../../../server/api/portal.ts';
import { act, createSharingStudio, grantFor, placeIn, publish, runQuery, scenarioWith, type SharingStudio } from './support.ts';

let of: SharingStudio;
beforeAll(async () => {
  of = await createSharingStudio();
});
afterAll(() => of.studio.close());

const WHOLE = (...ids: readonly string[]) => ids.map((id) => ({ id, as: 'whole' }));
/** What a scenario may know: counties whole, names masked, costs in sums only; neither number nor telephone. */
const FIELDS = [...WHOLE('county'), { id: 'name', as: 'masked' }, { id: 'cost', as: 'counted' }];
/** Numbers, telephones and names as they are stored. */
const SECRET = /P-\d|1380000\d|张小\d/;

/** Everything that anybody of the other unit can read of a run. */
async function told(run: string): Promise<string> {
  const seen = [await of.applicant.send('GET', `/api/runs/${run}`), await of.applicant.send('GET', `/api/runs/${run}/events`), await of.studio.user.send('GET', `/api/portal/runs/${run}`), await of.studio.user.send('GET', `/api/portal/runs/${run}`, undefined, { 'accept-language': 'en' })];
  return JSON.stringify(seen.map(({ body }) => body));
}

const own = { note: { own: { title: '记录', fields: [{ id: 'pid', type: 'string' }, { id: 'county', type: 'string' }] } } };
const joined = (fields: readonly string[]) => ({ dataset: 'note', fields: ['county'], join: { who: { dataset: 'patient', on: ['county'], fields } } });
const sums = (measure: object, more: object = {}) => ({ group: { county: 'row.county' }, measures: { n: measure }, ...more });

const WAYS: readonly (readonly [string, object, string])[] = [
  ['a column shown', { fields: ['phone'] }, 'SCN_GRANT_FIELD'],
  ['a filter', { fields: ['county'], where: 'row.phone = "13800000003"' }, 'SCN_GRANT_FIELD'],
  ['sorting', { fields: ['county'], orderBy: [['phone', 'asc']] }, 'SCN_GRANT_FIELD'],
  ['a group', { group: { p: 'row.phone' }, measures: { n: { count: 'true' } } }, 'SCN_GRANT_FIELD'],
  ['a measure', sums({ max: 'row.phone' }), 'SCN_GRANT_FIELD'],
  ['the row as a value', { fields: ['county'], where: 'count(get entries(row)) > 0' }, 'SCN_GRANT_FIELD'],
  ['a joined column', joined(['phone']), 'SCN_GRANT_FIELD'],
  ['the key of a join', { dataset: 'note', fields: ['county'], join: { who: { dataset: 'patient', on: ['pid'], fields: ['county'] } } }, 'SCN_GRANT_FIELD'],
  ['the key of a join under another name', { dataset: 'note', fields: ['county'], join: { who: { dataset: 'patient', on: [{ from: 'pid', to: 'phone' }], fields: ['county'] } } }, 'SCN_GRANT_FIELD'],
  ['how many rows have a value', { count: true, where: 'row.phone = "13800000003"' }, 'SCN_GRANT_FIELD'],
  ['how many rows have a value that may be counted only', { count: true, where: 'row.cost = 7' }, 'SCN_GRANT_COUNTED'],
  ['how many rows are joined to a value', { dataset: 'note', count: true, where: 'row.who.phone = "13800000003"', join: { who: { dataset: 'patient', on: ['county'], fields: ['phone'] } } }, 'SCN_GRANT_FIELD'],
  ['a page in the order of a value', { fields: ['county'], orderBy: [['phone', 'asc']], limit: 1, page: '4' }, 'SCN_GRANT_FIELD'],
  ['a sum that looks for one row', sums({ sum: 'if row.name = "张**" then row.cost else 0' }), 'SCN_GRANT_COUNTED'],
  ['a count of one value', sums({ count: 'row.cost = 7' }), 'SCN_GRANT_COUNTED'],
  ['a condition on what may be counted only', sums({ sum: 'row.cost' }, { where: 'row.cost > 38' }), 'SCN_GRANT_COUNTED'],
  ['a joined column that may be counted only', joined(['cost']), 'SCN_GRANT_COUNTED'],
];

describe('a column that was not granted is not told', () => {
  it.each(WAYS.map((way, index) => [...way, `way-${index}`] as const))('by %s', async (_, query, code, id) => {
    const scenario = scenarioWith(id, query);
    await publish(of, { ...scenario, datasets: { ...scenario.datasets, ...own } } as never);
    await grantFor(of, id, { fields: FIELDS });
    await of.studio.app.studio.store.datasets.write([{ kind: 'insert', dataset: `${id}/note`, id: 'n', data: { pid: 'x', county: '富阳' } }], 'x').catch(() => undefined);
    const ran = await runQuery(of, id, 'one', 'x');
    expect(ran.code).toBe(code);
    expect(await told(ran.run)).not.toMatch(SECRET);
  });

  it('by the id of a row, which is made of its key, while rows can still be told apart', async () => {
    await publish(of, scenarioWith('ids', { fields: ['county'], limit: 100 }));
    await grantFor(of, 'ids', { fields: FIELDS });
    const [one, again] = [await runQuery(of, 'ids', 'one', 'x'), await runQuery(of, 'ids', 'two', 'x')];
    const ids = (one.output?.rows ?? []).map((row) => row['_id']);
    expect([new Set(ids).size, again.output?.rows?.map((row) => row['_id'])]).toEqual([40, ids]);
    expect(await told(one.run)).not.toMatch(SECRET);
    await publish(of, scenarioWith('spied', { fields: ['county'], where: 'row._id = "P-3"' }));
    await grantFor(of, 'spied', { fields: FIELDS });
    expect((await runQuery(of, 'spied', 'one', 'x')).output?.count).toBe(0);
  });

  it('by a row that begins a run: masked like any other, and none but those of the grant', async () => {
    const scenario = scenarioWith('watch', { fields: ['county'], limit: 1 }, ['county', 'name']);
    const nodes = { seen: { type: 'start.row', title: '来了', config: { dataset: 'patient', on: 'both' } }, over: { type: 'output.page', title: '完', config: { text: '好了' } } };
    await publish(of, { ...scenario, flows: { ...scenario.flows, rows: { nodes, edges: { e: ['seen.out', 'over'] } } } } as never);
    await grantFor(of, 'watch', { fields: [...WHOLE('county'), { id: 'name', as: 'masked' }], rows: 'row.county = "建德"' });
    const data = (pid: string, county: string) => ({ pid, name: '张小77', phone: '13800007777', county, cost: 7, diagnosis: 'secret' });
    for (const [pid, county] of [['P-77', '建德'], ['P-78', '桐庐']] as const) expect((await of.owner.send('POST', '/api/datasets/rows', { dataset: 'health/patient', data: data(pid, county) })).status).toBeLessThan(300);
    await of.studio.app.studio.courier.now();
    const runs = (await of.applicant.send<{ items: { id: string }[] }>('GET', '/api/scenarios/watch/runs')).body.items;
    expect(runs).toHaveLength(1);
    const trace = await told(runs[0]?.id ?? '');
    expect(trace).toContain('张**');
    expect(trace).not.toMatch(SECRET);
    expect(JSON.stringify((await of.applicant.send('GET', '/api/scenarios/watch/deliveries')).body)).not.toMatch(SECRET);
  });

  it('by a test run with real data, nor by trying it in the designer', async () => {
    const scenario = scenarioWith('trying', { fields: ['county', 'name', 'phone'], limit: 3 });
    await publish(of, scenario);
    await grantFor(of, 'trying', { fields: FIELDS });
    const test = async (fields: readonly string[]) => (await of.applicant.send('POST', '/api/scenarios/trying/test-run', { scenario: scenarioWith('trying', { fields, limit: 3 }), start: { pid: 'x' }, data: 'live' })).body;
    expect(JSON.stringify(await test(['county', 'phone']))).toContain('SCN_GRANT_FIELD');
    const masked = JSON.stringify(await test(['county', 'name']));
    expect(masked).toContain('张**');
    expect(masked).not.toMatch(SECRET);
  });

  it('by the browser of rows and the lists of values, whoever asks', async () => {
    for (const person of [of.applicant, of.stranger, of.studio.admin, of.studio.user]) {
      for (const path of ['rows?dataset=health/patient', 'rows?dataset=health/patient&field=phone&value=13800000003', 'rows?dataset=health/patient&sort=phone', 'values?dataset=health/patient&field=phone']) {
        const answer = await person.send('GET', `/api/datasets/${path}`);
        expect([path, answer.status >= 400, SECRET.test(JSON.stringify(answer.body).replaceAll('13800000003', ''))]).toEqual([path, true, false]);
      }
    }
  });
});

const tile = (id: string, more: object) => ({ id, block: 'tile', tile: { id, dataset: 'patient', measures: { n: { count: 'true' } }, values: { n: 'n' }, ...more } });
const page = (blocks: readonly object[]) => ({ type: 'blocks', title: '页', roles: [], blocks });

describe('a page', () => {
  const list = (id: string, more: object) => ({ id, block: 'list', dataset: 'patient', columns: ['county', 'name'], ...more });
  const pages = {
    good: page([list('all', { export: ['clerk'] })]),
    bad: page([list('shown', { columns: ['county', 'phone'], export: ['clerk'] }), list('where', { where: 'row.phone = "13800000003"' }), list('order', { order: { column: 'phone' } }), list('counted', { columns: ['cost'] }), { id: 'one', block: 'record', dataset: 'patient', columns: ['phone'] }, { id: 'board', block: 'board', dataset: 'patient', columns: ['county'], by: 'cost' }]),
    figures: page([tile('sums', { groupBy: 'row.county', measures: { n: { sum: 'row.cost' } } }), tile('values', { groupBy: 'row.cost' })]),
    phones: page([tile('phones', { groupBy: 'row.phone' })]), found: page([tile('found', { where: 'row.cost = 7' })]), looked: page([tile('looked', { measures: { n: { sum: 'if row.name = "张**" then row.cost else 0' } } })]),
  };
  const get = <Body>(path: string) => of.studio.user.send<Body & { code?: string }>('GET', `/api/portal/apps/pages/pages/${path}`);
  let grant: Awaited<ReturnType<typeof grantFor>>;
  beforeAll(async () => {
    await publish(of, { ...scenarioWith('pages', { fields: ['county'] }), roles: { clerk: '经办' }, pages } as never);
    grant = await grantFor(of, 'pages', { fields: FIELDS });
  });

  it.each([['shown', ''], ['where', ''], ['order', ''], ['counted', ''], ['one', '?row=P-3'], ['board', '']])('gives no row of a block that reads what was not granted: %s', async (block, query) => {
    const answer = await get<object>(`bad/rows/${block}${query}`);
    expect([answer.status, answer.body.code]).toEqual([expect.any(Number), expect.stringMatching(/^SCN_GRANT_(FIELD|COUNTED)$/)]);
    expect(JSON.stringify(answer.body).replaceAll('13800000003', '')).not.toMatch(SECRET);
  });

  it('shows what is granted, masked, under ids that tell nothing; nobody finds the rest by sorting, narrowing or searching', async () => {
    const rows = (await get<PageRows>('good/rows/all?limit=100')).body;
    const known = rows.rows.length;
    expect([known, rows.rows[0]?.cells[1]]).toEqual([rows.count, expect.stringMatching(/^张\*+$/)]);
    expect(JSON.stringify(rows)).not.toMatch(SECRET);
    for (const query of ['sort=phone', 'sort=name', 'field=phone&value=13800000003', 'field=pid&value=P-3']) expect([query, (await get(`good/rows/all?${query}`)).body.code]).toEqual([query, 'SCN_DATA_FIELD']);
    for (const q of ['小3', '13800000003', 'P-3']) expect([q, (await get<PageRows>(`good/rows/all?q=${encodeURIComponent(q)}`)).body.count]).toEqual([q, 0]);
  });

  it('gives no file of it either', async () => {
    const clerk = await of.studio.member('clerk', { duties: ['clerk'] });
    const file = async (path: string) => JSON.stringify((await clerk.send('GET', `/api/portal/apps/pages/pages/${path}`)).body);
    const [bad, good] = [await file('bad/rows/shown/export'), await file('good/rows/all/export')];
    expect([bad.includes('SCN_GRANT_FIELD'), good.includes('张**')]).toEqual([true, true]);
    expect(bad + good).not.toMatch(SECRET);
  });

  it('has figures of large groups only, and does not name the small ones', async () => {
    const { tiles } = (await get<Dashboard>('figures')).body;
    expect(tiles[0]?.groups.map(({ label, hidden }) => [label, hidden ?? false]).toSorted()).toEqual([['', true], ['富阳', false], ['桐庐', false]]);
    expect(tiles[1]?.groups.every(({ label, hidden, values }) => hidden === true && label === '' && Object.keys(values).length === 0)).toBe(true);
    for (const [id, code] of [['phones', 'SCN_GRANT_FIELD'], ['found', 'SCN_GRANT_COUNTED'], ['looked', 'SCN_GRANT_COUNTED']] as const) expect([id, (await get(id)).body.code]).toEqual([id, code]);
  });

  it('shows nothing that was worked out before the grant was revoked', async () => {
    await act(of.owner, grant, 'revoke', { reason: '用途不符' });
    for (const path of ['good/rows/all', 'figures']) expect([path, (await get(path)).body.code]).toEqual([path, 'SCN_GRANT_OVER']);
    await placeIn(of.studio, 'dataset:health/patient', 'health');
  });
});
