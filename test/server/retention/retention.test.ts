import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Hold, RetentionItem, RetentionPreview } from '../../../server/api/retention.ts';
import { takeFile } from '../../../server/services/files.ts';
import { before } from '../../../server/services/retention/period.ts';
import { verifyAudit } from '../../../server/services/verify-audit.ts';
import type { Store } from '../../../server/stores/store.ts';
import { createMemoryStore } from '../../../server/stores/memory/memory-store.ts';
import { commit } from '../../support/store-builders.ts';
import { createTestStudio } from '../support/studio.ts';
import type { Person, TestStudio } from '../support/studio.ts';
import { visitScenario } from '../support/visit-scenario.ts';
import { ago, CARDS, DAY, endedRun, NOW, sweep } from './support.ts';

let studio: TestStudio;
let store: Store;
let at = NOW;
/** Of the data protection, logged in at the present time. */
let officer: Person;

beforeEach(async () => {
  at = NOW;
  store = createMemoryStore();
  studio = await createTestStudio({ store, now: () => new Date(at) });
  officer = await studio.member('bao', { spaces: [{ unit: 'home', role: 'protector' }] });
  await studio.designer.send('POST', '/api/scenarios', { scenario: { ...visitScenario, id: 'visit' } });
});
afterEach(() => studio.close());

const rule = (count = 1, unit = 'year', more = {}) => ({ period: { count, unit }, basis: '示例：档案管理规定', ...more });
const set = (kind: string, id: string, wanted: object, baseVersion = 0) => officer.send('PUT', '/api/retention', { kind, id, rule: wanted, baseVersion });
const code = ({ body }: { body: unknown }) => (body as { code?: string }).code;
/** Goes on by so many days, with the officer logged in again. */
async function later(days: number): Promise<void> {
  at += days * DAY;
  officer = await studio.login('bao');
}
const itemOf = async (kind: string, id: string) => (await officer.send<{ items: RetentionItem[] }>('GET', '/api/retention')).body.items.find((item) => item.kind === kind && item.id === id);
const runsLeft = async () => (await store.runs.list({ limit: 99 })).items.map(({ id }) => id).toSorted();

describe('how long things are kept', () => {
  it('is for ever without a rule, and says so of every scenario, every dataset and the notices', async () => {
    await studio.admin.send('PUT', '/api/datasets', { definition: CARDS });
    await endedRun(store, 'old', 9000);
    await sweep(studio.app.studio);
    expect(await runsLeft()).toEqual(['old']);
    const { items } = (await officer.send<{ items: RetentionItem[] }>('GET', '/api/retention')).body;
    expect(items.map(({ kind, id, rule: kept, columns }) => [kind, id, kept, columns?.map((column) => column.id)])).toEqual([['notices', 'all', undefined, undefined], ['audit', 'all', undefined, undefined], ['scenario', 'visit', undefined, undefined], ['dataset', 'lab/card', undefined, ['used', 'seen']]]);
  });

  it('is said before anything goes, and a rule takes nothing for a day', async () => {
    await endedRun(store, 'old', 400);
    await endedRun(store, 'young', 300);
    const seen = (await officer.send<RetentionPreview>('POST', '/api/retention/preview', { kind: 'scenario', id: 'visit', rule: rule() })).body;
    expect(seen).toEqual({ before: '2025-11-29T08:00:00.000Z', count: 1, held: 0 });
    expect((await set('scenario', 'visit', rule())).status).toBe(200);
    await sweep(studio.app.studio);
    expect(await runsLeft()).toEqual(['old', 'young']);
    await later(1.1);
    await sweep(studio.app.studio);
    expect(await runsLeft()).toEqual(['young']);
    expect((await itemOf('scenario', 'visit'))?.last).toEqual({ at: new Date(at).toISOString(), removed: 1 });
  });

  it('takes a run with its tasks, notices, attachments, opinions and receipts, and says so in the audit, whose chain holds', async () => {
    const file = await takeFile(studio.app.studio, { id: studio.user.id } as never, { name: 'a.txt' }, (async function* () {
      yield Buffer.from('canary');
    })());
    const stored = await store.documents.get<object>('file', file.id);
    await store.documents.put('file', file.id, { ...stored?.body, run: 'old' }, { expectedVersion: 1, by: 'x' });
    await store.runs.commit({ ...commit('old', 0, 0, { scenario: 'visit', starter: 'public:x', status: 'completed', startedAt: ago(401), updatedAt: ago(400), seq: 1 }), run: { ...commit('old', 0, 1).run, scenario: 'visit', starter: 'public:x', status: 'completed', startedAt: ago(401), updatedAt: ago(400) }, events: [{ seq: 1, at: ago(401), type: 'node.completed', path: 'n', round: 0, ports: ['out'], output: { photo: { ...file } } }] });
    for (const run of ['old', 'young']) {
      await store.documents.put('feedback', `visit:${run}`, { app: 'visit', run, user: 'he', at: ago(400), text: 'canary' }, { expectedVersion: 0, by: 'x' });
      await store.documents.put('public-receipt', `no-${run}`, { app: 'visit', run, starter: 'x', at: ago(400) }, { expectedVersion: 0, by: 'x' });
    }
    await endedRun(store, 'young', 3);
    await set('scenario', 'visit', rule());
    await later(2);
    await sweep(studio.app.studio);
    expect(await runsLeft()).toEqual(['young']);
    const kept = await Promise.all([['file', file.id], ['file-part', `${file.id}.00000`], ['feedback', 'visit:old'], ['public-receipt', 'no-old'], ['feedback', 'visit:young'], ['public-receipt', 'no-young']].map(async ([kind = '', id = '']) => (await store.documents.get(kind, id)) !== null));
    expect(kept).toEqual([false, false, false, false, true, true]);
    const [entry] = (await store.audit.list({ limit: 50 })).items.filter(({ action }) => action === 'retention.remove');
    expect(entry).toMatchObject({ by: 'system', target: 'scenario:visit', details: { runs: 1, ids: ['old'], period: '1 year', basis: '示例：档案管理规定' } });
    expect((await verifyAudit(store, [])).faults).toEqual([]);
  });

  it('never touches what goes on, and goes through more than one batch past it', async () => {
    for (let n = 0; n < 120; n += 1) await endedRun(store, `r${String(n).padStart(3, '0')}`, 500);
    for (const status of ['running', 'waiting', 'incident'] as const) await store.runs.commit(commit(status, 0, 1, { scenario: 'visit', status, startedAt: ago(900), updatedAt: ago(900) }));
    await endedRun(store, 'other', 500, 'else');
    await set('scenario', 'visit', rule());
    await later(2);
    await sweep(studio.app.studio);
    expect(await runsLeft()).toEqual(['incident', 'other', 'running', 'waiting']);
    expect((await itemOf('scenario', 'visit'))?.last?.removed).toBe(120);
  });

  it('counts rows from a day or a moment, keeps rows without one, and notes of a person only their mark', async () => {
    await studio.admin.send('PUT', '/api/datasets', { definition: CARDS });
    const rows = [['CANARY-1', ago(800)], ['C-2', ago(10)], ['C-3', null]] as const;
    for (const [no, day] of rows) await studio.admin.send('POST', '/api/datasets/rows', { dataset: CARDS.id, data: { no, used: day?.slice(0, 10) ?? null, seen: day } });
    const seen = await officer.send<RetentionPreview>('POST', '/api/retention/preview', { kind: 'dataset', id: CARDS.id, rule: rule(2, 'year', { column: 'used' }) });
    expect(seen.body).toEqual({ before: '2024-11-29', count: 1, held: 0, undated: 1 });
    expect((await officer.send<RetentionPreview>('POST', '/api/retention/preview', { kind: 'dataset', id: CARDS.id, rule: rule(1, 'month', { column: 'seen' }) })).body).toMatchObject({ count: 1, undated: 1 });
    await set('dataset', CARDS.id, rule(2, 'year', { column: 'used' }));
    await later(2);
    await sweep(studio.app.studio);
    expect((await store.datasets.query(CARDS.id, { limit: 9 })).rows.map(({ id }) => id)).toEqual(['C-2', 'C-3']);
    expect([await store.datasets.past(CARDS.id, 'CANARY-1'), await store.datasets.gone(CARDS.id, 9)]).toEqual([[], []]);
    const entries = (await store.audit.list({ limit: 200 })).items;
    expect(entries.find(({ action }) => action === 'retention.remove')?.details).toMatchObject({ rows: 1, column: 'used', subjects: [studio.app.studio.markSubject('CANARY-1')] });
    expect(JSON.stringify(entries)).not.toContain('CANARY-1');
  });

  it('stops at once where the rule is taken back while it is carried out', async () => {
    for (let n = 0; n < 60; n += 1) await endedRun(store, `r${n}`, 400);
    await set('scenario', 'visit', rule());
    await later(2);
    const wipe: Store['wipe'] = async (wanted) => {
      const wiped = await store.wipe(wanted);
      await store.documents.delete('retention', 'scenario:visit', { expectedVersion: 1, by: 'x' });
      return wiped;
    };
    await sweep({ ...studio.app.studio, store: { ...store, wipe } });
    expect((await runsLeft()).length).toBe(10);
  });

  it('stops where a total would not hold, says why, and removes nothing', async () => {
    const stock = { id: 'lab/stock', title: '库存', fields: [{ id: 'sku', type: 'string' }, { id: 'change', type: 'integer' }, { id: 'day', type: 'date' }], totals: [{ id: 'left', sum: 'change', by: ['sku'], min: 0 }] };
    await studio.admin.send('PUT', '/api/datasets', { definition: stock });
    for (const [change, days] of [[5, 800], [-4, 3]] as const) await studio.admin.send('POST', '/api/datasets/rows', { dataset: stock.id, data: { sku: 's', change, day: ago(days).slice(0, 10) } });
    await set('dataset', stock.id, rule(1, 'year', { column: 'day' }));
    await later(2);
    await sweep(studio.app.studio);
    expect([(await store.datasets.query(stock.id, { limit: 9 })).count, (await itemOf('dataset', stock.id))?.last?.problem]).toEqual([2, 'SCN_DATA_TOTAL']);
  });

  it('holds for the notices of everybody', async () => {
    await endedRun(store, 'old', 100);
    await store.notices.add({ id: 'n-new', to: 'he', title: 't', body: 'b', at: ago(1) });
    await set('notices', 'all', rule(90, 'day'));
    await later(2);
    await sweep(studio.app.studio);
    expect((await store.notices.list('he', 9)).map(({ id }) => id)).toEqual(['n-new']);
    expect(await runsLeft()).toEqual(['old']);
  });

  it('begins anew when a rule is changed, and ends with it', async () => {
    await endedRun(store, 'old', 40);
    await set('scenario', 'visit', rule());
    await later(2);
    await sweep(studio.app.studio);
    expect((await set('scenario', 'visit', rule(1, 'month'), 1)).status).toBe(200);
    await sweep(studio.app.studio);
    expect(await runsLeft()).toEqual(['old']);
    expect((await officer.send('PUT', '/api/retention', { kind: 'scenario', id: 'visit', baseVersion: 2 })).status).toBe(200);
    await later(2);
    await sweep(studio.app.studio);
    expect([await runsLeft(), (await itemOf('scenario', 'visit'))?.rule]).toEqual([['old'], undefined]);
  });

  it('refuses what cannot be: unknown things, columns that hold no day, periods of nothing, a rule somebody changed meanwhile', async () => {
    await studio.admin.send('PUT', '/api/datasets', { definition: CARDS });
    const answers = await Promise.all([
      set('scenario', 'nowhere', rule()), set('dataset', 'no/where', rule(1, 'year', { column: 'used' })), set('notices', 'some', rule()),
      set('dataset', CARDS.id, rule()), set('dataset', CARDS.id, rule(1, 'year', { column: 'no' })), set('scenario', 'visit', rule(1, 'year', { column: 'used' })),
      set('scenario', 'visit', rule(0)), set('scenario', 'visit', rule(1, 'week')), set('scenario', 'visit', { period: { count: 1, unit: 'year' }, basis: '' }), set('users', 'x', rule()), set('scenario', 'visit', rule(), 7),
    ]);
    expect(answers.map(code)).toEqual(['SCN_API_NOT_FOUND', 'SCN_API_NOT_FOUND', 'SCN_API_NOT_FOUND', 'SCN_RETENTION_COLUMN', 'SCN_RETENTION_COLUMN', 'SCN_RETENTION_COLUMN', 'SCN_API_INVALID', 'SCN_API_INVALID', 'SCN_API_INVALID', 'SCN_API_INVALID', 'SCN_STORE_CONFLICT']);
  });
});

describe('what is on hold', () => {
  it('stays whatever a rule says, with its reason, until it is released', async () => {
    await studio.admin.send('PUT', '/api/datasets', { definition: CARDS });
    for (const no of ['C-1', 'C-2']) await studio.admin.send('POST', '/api/datasets/rows', { dataset: CARDS.id, data: { no, used: '2020-01-01', seen: null } });
    await endedRun(store, 'case', 400);
    await endedRun(store, 'old', 400);
    const held = [{ kind: 'run', id: 'case' }, { kind: 'row', dataset: CARDS.id, id: 'C-1' }];
    for (const one of held) expect((await officer.send('POST', '/api/holds', { ...one, reason: '诉讼，案号（示例）' })).status).toBe(201);
    expect((await officer.send<{ items: Hold[] }>('GET', '/api/holds')).body.items.map(({ id, reason, byName, title }) => [id, reason, byName, title].join(' ')).toSorted()).toEqual(['C-1 诉讼，案号（示例） bao 就诊卡', `case 诉讼，案号（示例） bao ${(await itemOf('scenario', 'visit'))?.title ?? ''}`]);
    expect((await officer.send<RetentionPreview>('POST', '/api/retention/preview', { kind: 'scenario', id: 'visit', rule: rule() })).body).toMatchObject({ count: 2, held: 1 });
    expect((await officer.send<RetentionPreview>('POST', '/api/retention/preview', { kind: 'dataset', id: CARDS.id, rule: rule(1, 'year', { column: 'used' }) })).body).toMatchObject({ count: 2, held: 1 });
    await set('scenario', 'visit', rule());
    await set('dataset', CARDS.id, rule(1, 'year', { column: 'used' }));
    await later(2);
    await sweep(studio.app.studio);
    expect([await runsLeft(), (await store.datasets.query(CARDS.id, { limit: 9 })).rows.map(({ id }) => id)]).toEqual([['case'], ['C-1']]);
    for (const one of held) expect((await officer.send('POST', '/api/holds/release', { ...one, reason: '结案' })).status).toBe(200);
    await later(1);
    await sweep(studio.app.studio);
    expect([await runsLeft(), (await store.datasets.query(CARDS.id, { limit: 9 })).count]).toEqual([[], 0]);
    const entries = (await store.audit.list({ limit: 200 })).items.filter(({ action }) => action.startsWith('hold.'));
    expect([entries.length, JSON.stringify(entries).includes('C-1')]).toEqual([4, false]);
  });

  it('must be there, once, and cannot be what is just going', async () => {
    await endedRun(store, 'old', 400);
    const hold = (id: string) => officer.send('POST', '/api/holds', { kind: 'run', id, reason: '查验' });
    expect([code(await hold('nothing')), (await hold('old')).status, code(await hold('old'))]).toEqual(['SCN_API_NOT_FOUND', 201, 'SCN_HOLD_TWICE']);
    await endedRun(store, 'going', 400);
    await store.documents.put('retention-turn', 'scenario:visit', { rule: 1, next: ago(0), removed: 0, going: ['run:going'] }, { expectedVersion: 0, by: 'system' });
    expect([code(await hold('going')), await store.documents.get('hold', 'run:going')]).toEqual(['SCN_HOLD_GOING', null]);
    expect(code(await officer.send('POST', '/api/holds/release', { kind: 'run', id: 'going', reason: '查验' }))).toBe('SCN_API_NOT_FOUND');
    await endedRun(store, 'other', 400);
    const erasure = (state: string, expectedVersion: number) => store.documents.put('erasure', 'e1', { mark: 'm', reason: '本人要求', state, askedBy: 'x', askedAt: ago(0) }, { expectedVersion, by: 'system' });
    await erasure('running', 0);
    expect([code(await hold('other')), await store.documents.get('hold', 'run:other')]).toEqual(['SCN_HOLD_GOING', null]);
    await erasure('done', 1);
    expect((await hold('other')).status).toBe(201);
  });
});

it('goes back by the calendar', () => {
  const from = (day: string, count: number, unit: 'day' | 'month' | 'year') => before(new Date(`${day}T01:02:03Z`), { count, unit }).slice(0, 10);
  expect([from('2024-02-29', 1, 'year'), from('2026-03-31', 1, 'month'), from('2026-01-15', 2, 'month'), from('2026-11-29', 30, 'day'), from('2026-05-31', 15, 'month')]).toEqual(['2023-02-28', '2026-02-28', '2025-11-15', '2026-10-30', '2025-02-28']);
});
