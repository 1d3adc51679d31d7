import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { QualityCheck } from '../../../runtime/schema/quality.ts';
import type { AuditItem } from '../../../server/api/data.ts';
import type { QualityReport, WrongRows } from '../../../server/api/quality.ts';
import type { CatalogueItem } from '../../../server/api/sharing.ts';
import type { DesignNotice } from '../../../server/api/versions.ts';
import { createSharingStudio, placeIn, type SharingStudio } from './support.ts';

const dataset = 'health/visits';
const columns = [['id', 'string'], ['clinic', 'string'], ['opened', 'date'], ['closed', 'date'], ['state', 'string'], ['fee', 'decimal'], ['total', 'integer'], ['a', 'integer'], ['b', 'integer']] as const;
const fields = columns.map(([id, type]) => ({ id, type, optional: true }));
const CHECKS: readonly QualityCheck[] = [
  { kind: 'filled', field: 'state' },
  { kind: 'among', field: 'state', values: ['open', 'done'] },
  { kind: 'range', field: 'fee', min: 0, max: 500 },
  { kind: 'range', field: 'opened', max: 'today' },
  { kind: 'pattern', field: 'id', pattern: 'V\\d{2}' },
  { kind: 'unique', fields: ['id'] },
  { kind: 'exists', field: 'clinic', dataset: 'health/clinics', column: 'code' },
  { kind: 'holds', formula: 'row.closed >= row.opened' },
  { total: 'total', parts: ['a', 'b'], title: '写明的总数' },
  { kind: 'fresh', field: 'opened', days: 7 },
  { kind: 'rows', min: 3, max: 100 },
];
const good = { id: 'V01', clinic: 'C1', opened: '2022-02-16', closed: '2022-02-17', state: 'open', fee: '12.50', total: 36, a: 15, b: 21 };
const ROWS = [
  good,
  // Jingning's notice: 36 firms were graded, the grades add to 28.
  { ...good, id: 'V02', a: 7, state: null, clinic: 'C9' },
  { ...good, id: 'V02', fee: '500.01', closed: null, state: 'gone' },
  { ...good, id: 'x1', opened: '2022-03-01', closed: '2022-02-28' },
];

let of: SharingStudio;
beforeAll(async () => {
  of = await createSharingStudio();
  const define = (id: string, more: object) => of.owner.send('PUT', '/api/datasets', { definition: { id, title: '就诊', ...more } });
  await define('health/clinics', { title: '机构', key: ['code'], fields: [{ id: 'code', type: 'string' }] });
  await define(dataset, { title: '就诊', fields });
  await of.studio.admin.send('PUT', '/api/datasets', { definition: { id: 'tax/firms', title: '企业', fields: [{ id: 'code', type: 'string' }] } });
  await placeIn(of.studio, 'dataset:tax/firms', 'tax');
  const { store } = of.studio.app.studio;
  await store.datasets.write([{ kind: 'insert', dataset: 'health/clinics', id: 'C1', data: { code: 'C1' } }, ...ROWS.map((data, n) => ({ kind: 'insert' as const, dataset, id: `r${n}`, data }))], 'x');
});
afterAll(() => of.studio.close());

interface Problem { readonly code: string; readonly errors?: readonly { readonly path: string; readonly code: string }[] }
const save = (checks: readonly object[]) => of.owner.send<QualityReport & Problem>('PUT', '/api/catalogue/checks', { dataset, checks });
const run = () => of.owner.send<QualityReport>('POST', '/api/catalogue/quality/run', { dataset });
const report = async (person = of.owner) => (await person.send<QualityReport>('GET', `/api/catalogue/quality?dataset=${dataset}`)).body;
const counts = ({ items }: QualityReport) => items.map(({ result }) => [result?.ok, result?.checked, result?.wrong, result?.found ?? null]);
const wrongOf = (at: number, { items }: QualityReport) => of.owner.send<WrongRows>('GET', `/api/catalogue/quality/rows?dataset=${dataset}&check=${items[at]?.key ?? ''}`);
const fee = (text: string) => of.owner.send('PUT', '/api/datasets/rows', { dataset, id: 'r0', version: text === '12.50' ? 2 : 1, data: { ...good, fee: text } });
/** The nights between end every session. */
const notices = async (login = 'otto') => (await (await of.studio.login(login)).send<{ items: DesignNotice[] }>('GET', '/api/design-notices')).body.items;

describe('quality checks of a dataset', () => {
  it('are refused with the place of each that is not well formed, and nothing is saved', async () => {
    const bad = [
      { kind: 'filled', field: 'nothing' }, { kind: 'range', field: 'state', min: 1 }, { kind: 'range', field: 'fee' }, { kind: 'range', field: 'fee', min: 'low' }, { kind: 'range', field: 'opened', min: 3 },
      { kind: 'pattern', field: 'id', pattern: '(' }, { kind: 'exists', field: 'clinic', dataset: 'health/clinics', column: 'none' }, { kind: 'holds', formula: 'row.fee +' }, { kind: 'holds', formula: 'row.fee' }, { kind: 'filled', field: 'nothing' },
      { kind: 'holds', formula: 'working days between(row.opened, row.closed) < 3' },
    ];
    const refused = await save(bad);
    const places = new Map(refused.body.errors?.map(({ path, code }) => [`${path} ${code}`, true]));
    expect([refused.status, refused.body.code]).toEqual([422, 'SCN_DATA_CHECKS']);
    expect([...places.keys()].toSorted((a, b) => (a < b ? -1 : 1))).toEqual([
      '/checks/0 column', '/checks/1 type', '/checks/10 SCN_DATA_CHECK_CALENDAR', '/checks/2 limit', '/checks/3 number', '/checks/4 day', '/checks/5 pattern', '/checks/6 elsewhere', '/checks/7 SCN_RULE_SYNTAX', '/checks/8 SCN_DATA_CHECK_CONDITION', '/checks/9 column', '/checks/9 twice',
    ]);
    expect((await report()).items).toEqual([]);
  });

  it('stay, like all the catalogue says, when the dataset is defined anew without them; a column they need stays needed', async () => {
    const of2 = { id: 'health/kept', title: '留着的', fields: [{ id: 'a', type: 'string' }, { id: 'b', type: 'string', optional: true }] };
    const define = (more: object) => of.owner.send<Problem>('PUT', '/api/datasets', { definition: { ...of2, ...more } });
    const kept = async () => {
      const definition = await of.studio.app.studio.store.datasets.get(of2.id);
      return [definition?.sharing, definition?.entry?.description, definition?.entry?.checks?.length];
    };
    await define({ sharing: 'none', entry: { description: '说明', basis: '某法', checks: [{ kind: 'filled', field: 'b' }] } });
    await define({ title: '改名' });
    expect(await kept()).toEqual(['none', '说明', 1]);
    expect((await define({ fields: of2.fields.slice(0, 1) })).body).toMatchObject({ code: 'SCN_DATA_CHECKS', errors: [{ path: '/checks/0', code: 'column' }] });
    await define({ entry: { description: '新的' } });
    expect(await kept()).toEqual(['none', '新的', 1]);
    await define({ entry: { checks: [] } });
    expect(await kept()).toEqual(['none', undefined, 0]);
  });

  it('count the rows each of them is broken by, of every kind', async () => {
    expect((await save(CHECKS)).status).toBe(200);
    const done = (await run()).body;
    expect(counts(done)).toEqual([
      [false, 4, 1, null], [false, 3, 1, null], [false, 4, 1, null], [false, 4, 1, null], [false, 4, 1, null], [false, 4, 2, null], [false, 4, 1, null], [false, 4, 2, null], [false, 4, 1, null],
      [true, 4, 0, '2022-02-16'], [true, 4, 0, '4'],
    ]);
    expect([done.rows, done.by, done.rounds.map(({ checks, failed }) => [checks, failed])]).toEqual([4, '卫健委经办', [[11, 9]]]);
  });

  it('show the wrong rows to whoever may browse them, on record, and no values to others', async () => {
    const seen = await report();
    expect((await wrongOf(8, seen)).body.rows.map(({ id, data }) => [id, data['total'], data['a']])).toEqual([['r1', 36, 7]]);
    expect((await wrongOf(5, seen)).body.rows.map(({ id }) => id)).toEqual(['r1', 'r2']);
    expect((await wrongOf(9, seen)).body.count).toBe(0);
    const [entry] = (await of.studio.admin.send<{ items: AuditItem[] }>('GET', '/api/audit?limit=1')).body.items;
    expect(entry).toMatchObject({ action: 'dataset.read', target: dataset, details: { rows: 2 } });
    expect(counts(await report(of.stranger))).toEqual(counts(seen));
    expect((await report(of.stranger)).own).toBe(false);
    const alien = await of.stranger.send('GET', `/api/catalogue/quality/rows?dataset=${dataset}&check=${seen.items[8]?.key ?? ''}`);
    expect([403, 404]).toContain(alien.status);
    const other = await of.studio.member('alien', { spaces: [{ unit: 'civil', role: 'designer' }] });
    expect([403, 404]).toContain((await other.send('PUT', '/api/catalogue/checks', { dataset, checks: [] })).status);
    const kept = JSON.stringify(await of.studio.app.studio.store.documents.get('dataset-quality', dataset));
    expect(kept).not.toMatch(/V01|V02|C9|gone|500/);
  });

  it('do not tell what another unit has: neither when they are made nor when they are looked at', async () => {
    const probe = { kind: 'exists', field: 'clinic', dataset: 'tax/firms', column: 'code' };
    expect((await save([probe])).body.code).toBe('SCN_GRANT_ROWS');
    // One that came in by another way, or whose other dataset was moved since.
    const definition = await of.studio.app.studio.store.datasets.get(dataset);
    await of.owner.send('PUT', '/api/datasets', { definition: { ...definition, entry: { checks: [probe] } } });
    expect((await run()).body.items[0]?.result).toEqual({ ok: false, checked: 0, wrong: 0, broken: 'closed' });
  });

  it('may allow some percent, and say when their columns have gone', async () => {
    await save([{ kind: 'filled', field: 'state', allow: 25 }, { kind: 'unique', fields: ['id'], allow: 49 }, { kind: 'filled', field: 'b' }]);
    expect(counts((await run()).body)).toEqual([[true, 4, 1, null], [false, 4, 2, null], [true, 4, 0, null]]);
    const { store } = of.studio.app.studio;
    const definition = await store.datasets.get(dataset);
    if (!definition) throw new Error('the dataset is gone');
    await store.datasets.define({ ...definition, fields: definition.fields.filter(({ id }) => id !== 'b') });
    expect((await run()).body.items[2]?.result).toMatchObject({ ok: false, broken: 'misfit' });
    await store.datasets.define(definition);
  });

  it('warn the owners when one that held no longer does, once, and nobody who made it so', async () => {
    await save([{ kind: 'range', field: 'fee', max: '600', title: '费用不过六百' }]);
    await run();
    expect(await notices()).toEqual([]);
    await fee('601');
    of.setNow('2022-02-19T02:00:00Z');
    for (let round = 0; round < 10; round += 1) await of.studio.app.studio.sweep.now();
    expect((await notices()).map(({ what, dataset: about, title, text }) => [what, about, title, text])).toEqual([['quality', dataset, '就诊', '费用不过六百']]);
    of.setNow('2022-02-20T02:00:00Z');
    for (let round = 0; round < 10; round += 1) await of.studio.app.studio.sweep.now();
    expect((await notices()).length).toBe(1);
    const { rounds, by } = await report(await of.studio.login('otto'));
    expect([by, rounds.slice(-3).map(({ failed }) => failed)]).toEqual(['', [0, 1, 1]]);
    expect(await notices('nina')).toEqual([]);
  });

  it('stand in the catalogue and go out as quality measurements', async () => {
    const items = (await (await of.studio.login('nina')).send<{ items: CatalogueItem[] }>('GET', '/api/catalogue')).body.items;
    expect(items.find(({ definition }) => definition.id === dataset)?.quality).toMatchObject({ checks: 1, failed: 1 });
    const { body } = await (await of.studio.login('otto')).send<{ 'dcat:dataset': Record<string, unknown>[]; '@included': Record<string, unknown>[] }>('GET', '/api/catalogue.jsonld');
    const exported = body['dcat:dataset'].find((one) => one['dct:identifier'] === dataset);
    expect(exported?.['dqv:hasQualityMeasurement']).toMatchObject([{ '@type': 'dqv:QualityMeasurement', 'dqv:isMeasurementOf': { '@id': 'urn:studio:metric:syntacticValidity' }, 'dqv:value': 0.75, 'studio:wrong': 1 }]);
    expect(body['@included'].map((metric) => metric['@id'])).toContain('urn:studio:metric:syntacticValidity');
  });

  it('count text that is no moment as wrong, on whichever side the limit is', async () => {
    const calls = 'health/calls';
    const otto = await of.studio.login('otto');
    await otto.send('PUT', '/api/datasets', { definition: { id: calls, title: '电话', fields: [{ id: 'at', type: 'date-time', optional: true }] } });
    await of.studio.app.studio.store.datasets.write(['2022-02-16T01:00:00Z', 'yesterday'].map((at, n) => ({ kind: 'insert' as const, dataset: calls, id: `c${n}`, data: { at } })), 'x');
    const checks = [{ kind: 'range', field: 'at', min: '2022-01-01' }, { kind: 'range', field: 'at', max: 'today' }, { kind: 'filled', field: 'at' }];
    expect((await otto.send('PUT', '/api/catalogue/checks', { dataset: calls, checks })).status).toBe(200);
    expect(counts((await otto.send<QualityReport>('POST', '/api/catalogue/quality/run', { dataset: calls })).body)).toEqual([[false, 2, 1, null], [false, 2, 1, null], [true, 2, 0, null]]);
  });

  it('outlast a change of what the owner says of the dataset', async () => {
    await (await of.studio.login('otto')).send('PUT', '/api/catalogue/entry', { dataset, entry: { description: '门诊' } });
    expect((await of.studio.app.studio.store.datasets.get(dataset))?.entry).toMatchObject({ description: '门诊', checks: [{ kind: 'range' }] });
  });

  it('lose nothing to a change of the definition, of the entry or of the checks at the same time', async () => {
    const otto = await of.studio.login('otto');
    const { datasets } = of.studio.app.studio.store;
    const { entry: _entry, sharing: _sharing, ...definition } = (await datasets.get(dataset)) ?? { id: dataset };
    // As a database far away: whoever read has not written yet when the next reads.
    const get = datasets.get.bind(datasets);
    const far = vi.spyOn(datasets, 'get').mockImplementation(async (id) => get(id).then((found) => sleep(5, found)));
    for (const round of ['一', '二', '三']) {
      const checks = [{ kind: 'pattern', field: 'id', pattern: round }];
      const sent = await Promise.all([
        otto.send('PUT', '/api/catalogue/entry', { dataset, entry: { description: round } }), otto.send('PUT', '/api/datasets', { definition: { ...definition, title: round } }),
        otto.send('PUT', '/api/catalogue/checks', { dataset, checks }), otto.send('PUT', '/api/datasets', { definition: { ...definition, title: round } }),
      ]);
      expect(sent.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
      expect(await datasets.get(dataset)).toMatchObject({ title: round, entry: { description: round, checks } });
    }
    far.mockRestore();
  });
});
