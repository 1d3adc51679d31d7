import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Dashboard } from '../../../server/api/portal.ts';
import type { KeptLedger } from '../../../server/services/sharing/counted/ledger.ts';
import { createSharingStudio, grantFor, publish, runQuery, scenarioWith, type SharingStudio } from './support.ts';

let of: SharingStudio;
beforeAll(async () => {
  of = await createSharingStudio();
});
afterAll(() => of.studio.close());

const WHOLE = (...ids: readonly string[]) => ids.map((id) => ({ id, as: 'whole' }));
const FIELDS = [...WHOLE('pid', 'county'), { id: 'cost', as: 'counted' }];
const own = { note: { own: { title: '记录', fields: [{ id: 'pid', type: 'string' }, { id: 'county', type: 'string' }] } } };
const sum = (where?: string, more: object = {}) => ({ measures: { total: { sum: 'row.cost' } }, ...(where === undefined ? {} : { where }), ...more });

/** Publishes a scenario of its own for the query, with a grant. */
async function scene(id: string, query: object): Promise<void> {
  const scenario = scenarioWith(id, query);
  await publish(of, { ...scenario, datasets: { ...scenario.datasets, ...own } } as never);
  await grantFor(of, id, { fields: FIELDS });
}

let asked = 0;
/** What one more scenario of the unit is told. */
async function told(query: object): Promise<readonly Record<string, unknown>[] | string> {
  const id = `asks-${(asked += 1)}`;
  await scene(id, query);
  const { output, code } = await runQuery(of, id);
  return code ?? output?.rows ?? [];
}

const write = (operations: readonly object[]) => of.studio.app.studio.store.datasets.write(operations as never, 'x');
const patient = (n: number, cost: number) => ({ pid: `P-${n}`, name: `张小${n}`, phone: '13800000000', county: '富阳', cost, diagnosis: 'secret' });

describe('figures of rows that may be counted only', () => {
  it('are given of large groups', async () => {
    expect(await told(sum())).toEqual([{ total: 780 }]);
    expect(await told(sum('row.county = "富阳"'))).toEqual([{ total: 435 }]);
  });

  it.each([
    ['one person left out', 'row.pid != "P-3"'],
    ['four people left out', 'not(list contains(["P-1", "P-2", "P-3", "P-4"], row.pid))'],
    ['a county and one more', 'row.county = "富阳" or row.pid = "P-31"'],
    ['all but the small county', 'row.county != "建德"'],
    ['five people, of whom four are of another county', 'list contains(["P-3", "P-30", "P-31", "P-32", "P-33"], row.pid)'],
  ])('are not given, or are those of before, where a subtraction would tell of fewer than five: %s', async (_, where) => {
    const rows = await told(sum(where));
    for (const row of rows as readonly Record<string, unknown>[]) expect([780, 435]).toContain(row['total']);
    expect(typeof rows).toBe('object');
  });

  it('are not given of what several answers together leave', async () => {
    // 富阳 435 and all 780 are known: 桐庐 with its 8 would leave 建德 with its 2.
    expect(await told(sum(undefined, { group: { county: 'row.county' } }))).toEqual([{ county: '富阳', total: 435 }]);
  });

  it('tell nothing by whether they are given, where the group itself would be the secret', async () => {
    expect(await told({ group: { band: 'if row.pid = "P-3" then row.cost > 2 else false' }, measures: { n: { count: 'true' } } })).toBe('SCN_GRANT_COUNTED');
    expect(await told({ group: { one: 'row.pid = "P-3"', band: 'row.cost > 2' }, measures: { n: { count: 'true' } } })).toBe('SCN_GRANT_COUNTED');
    expect(await told({ group: { band: 'row.cost > 19' }, measures: { who: { max: 'row.pid' } } })).toBe('SCN_GRANT_COUNTED');
    expect(await told({ group: { band: 'row.cost > 19' }, measures: { n: { count: 'row.pid = "P-3"' } } })).toBe('SCN_GRANT_COUNTED');
    expect(await told({ group: { band: 'row.cost > 19' }, measures: { who: { max: 'row._id' } } })).toBe('SCN_GRANT_COUNTED');
    expect(await told({ group: { band: 'row.cost > 19' }, measures: { n: { count: 'row._id = "P-3"' } } })).toBe('SCN_GRANT_COUNTED');
    expect(await told({ group: { band: 'if row._id = "P-3" then row.cost > 2 else false' }, measures: { n: { count: 'true' } } })).toBe('SCN_GRANT_COUNTED');
    expect(await told({ where: 'row.pid != "P-3"', group: { band: 'row.cost > 19' }, measures: { n: { count: 'true' } } })).toEqual([]);
    expect(await told({ group: { band: 'row.cost > 19' }, measures: { n: { count: 'true' } } })).toEqual([{ band: false, n: 20 }, { band: true, n: 20 }]);
  });

  it('are not given of one person who was joined to many rows of one’s own', async () => {
    const id = 'joined';
    await scene(id, { dataset: 'note', group: { cost: 'row.who.cost' }, measures: { n: { count: 'true' } }, join: { who: { dataset: 'patient', on: ['pid'], fields: ['cost'] } } });
    await write(Array.from({ length: 9 }, (_, n) => ({ kind: 'insert', dataset: `${id}/note`, id: `n${n}`, data: { pid: 'P-3', county: 'x' } })));
    expect((await runQuery(of, id)).output).toMatchObject({ rows: [], count: 0 });
  });
});

describe('figures of rows that change', () => {
  it('stay as they were until enough rows have changed', async () => {
    await scene('watch', { ...sum('row.county = "富阳"') });
    const seen = async (key: string) => (await runQuery(of, 'watch', key)).output?.rows?.[0]?.['total'];
    expect(await seen('a')).toBe(435);
    for (let n = 0; n < 4; n += 1) await write([{ kind: 'insert', dataset: 'health/patient', id: `P-10${n}`, data: patient(100 + n, 1000) }]);
    expect(await seen('b')).toBe(435);
    const { run } = await runQuery(of, 'watch', 'c');
    const trace = (await of.applicant.send<{ nodes: Record<string, { explanations?: unknown[] }> }>('GET', `/api/runs/${run}`)).body;
    expect(JSON.stringify(trace.nodes['found'])).toContain('"earlier":1');
    await write([{ kind: 'insert', dataset: 'health/patient', id: 'P-104', data: patient(104, 1000) }]);
    expect(await seen('d')).toBe(5435);
  });

  it('are on record without values that name a row', async () => {
    const [kept] = await of.studio.app.studio.store.documents.list<KeptLedger>('counted-rows');
    expect(kept?.id).toBe('traffic health/patient');
    const classes = [...(kept?.body.classes ?? []), ...(kept?.body.ids ?? ['']), ...(kept?.body.columns?.['cost'] ?? [''])];
    // Marks are drawn from letters and digits that may look like a row's name by chance; a name by itself would not be drawn.
    expect(JSON.stringify(kept?.body)).not.toMatch(/"P-\d+"|张/u);
    expect(classes.every((marks) => marks.length === 0 || marks.length >= 5 * 11)).toBe(true);
  });
});

describe('figures on a page', () => {
  it('are held to what was told in runs, and the other way round', async () => {
    const tile = (id: string, more: object) => ({ id, block: 'tile', tile: { id, dataset: 'patient', measures: { n: { sum: 'row.cost' } }, values: { n: 'n' }, ...more } });
    const pages = { figures: { type: 'blocks', title: '页', roles: [], blocks: [tile('all', {}), tile('fewer', { where: 'row.pid != "P-5"' }), tile('rest', { where: 'row.county = "桐庐"' }), tile('rows', { measures: { n: { count: 'true' } } })] } };
    await publish(of, { ...scenarioWith('pages', sum('row.pid != "P-6"')), pages } as never);
    await grantFor(of, 'pages', { fields: FIELDS });
    const { tiles } = (await of.studio.user.send<Dashboard>('GET', '/api/portal/apps/pages/pages/figures')).body;
    const [all, fewer, rest, rows] = tiles.map(({ groups }) => groups[0]);
    // Five patients came since 780 was told of all of them.
    expect(all?.values['n']).toBe(5780);
    expect([fewer?.values['n'], typeof fewer?.earlier]).toEqual([5780, 'string']);
    expect([rest?.hidden, rest?.values]).toEqual([true, {}]);
    expect(rows?.values['n']).toBe(45);
    expect((await runQuery(of, 'pages')).output?.rows).toEqual([{ total: 5780 }]);
  });

  it('name nobody of a secret group by the id that every row has', async () => {
    const tile = (id: string, measure: object) => ({ type: 'dashboard', title: '页', roles: [], tiles: [{ id, dataset: 'patient', groupBy: 'row.cost > 19', measures: { n: measure }, values: { n: 'n' } }] });
    const pages = { named: tile('named', { max: 'row._id' }), whether: tile('whether', { count: 'row._id = "P-3"' }), open: tile('open', { count: 'true' }) };
    await publish(of, { ...scenarioWith('ids', sum()), pages } as never);
    await grantFor(of, 'ids', { fields: FIELDS });
    const code = async (page: string) => (await of.studio.user.send<{ code?: string }>('GET', `/api/portal/apps/ids/pages/${page}`)).body.code;
    expect([await code('named'), await code('whether'), await code('open')]).toEqual(['SCN_GRANT_COUNTED', 'SCN_GRANT_COUNTED', undefined]);
  });
});

describe('figures of rows that were loaded anew or changed elsewhere', () => {
  let fresh: SharingStudio;
  const seen = async (id: string, query: object) => {
    await publish(fresh, scenarioWith(id, query));
    await grantFor(fresh, id, { fields: FIELDS });
    return (await runQuery(fresh, id)).output?.rows;
  };
  beforeAll(async () => {
    fresh = await createSharingStudio();
    expect(await seen('first', sum())).toEqual([{ total: 780 }]);
  });
  afterAll(() => fresh.studio.close());

  it('do not tell of one value that is another in a file that replaces all', async () => {
    const { rows } = await fresh.studio.app.studio.store.datasets.query('health/patient', { limit: 100 });
    const load = async (cost: number) => fresh.owner.send('POST', '/api/datasets/import', { dataset: 'health/patient', format: 'json', mode: 'replace', text: JSON.stringify(rows.map(({ data }) => (data['pid'] === 'P-9' ? { ...data, cost } : data))) });
    expect((await load(9009)).status).toBe(200);
    expect((await fresh.studio.app.studio.store.datasets.row('health/patient', 'P-9'))).toMatchObject({ version: 2, data: { cost: 9009 } });
    expect(await seen('replaced', sum())).toEqual([{ total: 780 }]);
    await load(9);
    expect(await seen('back', sum())).toEqual([{ total: 780 }]);
  });

  it('leave nobody out whose row and those of five others changed in another column', async () => {
    const { store } = fresh.studio.app.studio;
    for (let n = 0; n < 6; n += 1) {
      const row = await store.datasets.row('health/patient', `P-${n}`);
      await store.datasets.write([{ kind: 'update', dataset: 'health/patient', id: `P-${n}`, expectedVersion: row?.version ?? 0, data: { ...row?.data, phone: '13900000000' } }], 'x');
    }
    // What was told of all of them before.
    expect(await seen('but-one', sum('row.pid != "P-3"'))).toEqual([{ total: 780 }]);
    expect(await seen('all-again', sum())).toEqual([{ total: 780 }]);
  });

  it('do not tell of one value that changed together with five rows that changed in another column', async () => {
    const { store } = fresh.studio.app.studio;
    const change = async (id: string, more: object) => {
      const row = await store.datasets.row('health/patient', id);
      await store.datasets.write([{ kind: 'update', dataset: 'health/patient', id, expectedVersion: row?.version ?? 0, data: { ...row?.data, ...more } }], 'x');
    };
    await change('P-20', { cost: 5020 });
    for (let n = 21; n < 26; n += 1) await change(`P-${n}`, { phone: '13700000000' });
    expect(await seen('hidden-among', sum())).toEqual([{ total: 780 }]);
    for (let n = 21; n < 26; n += 1) await change(`P-${n}`, { cost: 1000 });
    expect(await seen('enough', sum())).toEqual([{ total: 780 + 5000 + 5000 - 115 }]);
  });
});
