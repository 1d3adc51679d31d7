import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ErasureItem, PersonTraces } from '../../../server/api/erasure.ts';
import { verifyAudit } from '../../../server/services/verify-audit.ts';
import { openEmbeddedStore } from '../../../server/stores/embedded/embedded-store.ts';
import { createMemoryStore } from '../../../server/stores/memory/memory-store.ts';
import type { Store } from '../../../server/stores/store.ts';
import { commit } from '../../support/store-builders.ts';
import { withTemporaryFolder } from '../../support/temporary-folder.ts';
import { createTestStudio } from '../support/studio.ts';
import { ask, carryOut, eraseRunning } from './erase-running.ts';
import { CANARY, WORDS } from './support.ts';

function bytesOf(folder: string): string {
  return readdirSync(folder).map((name) => join(folder, name)).map((path) => (statSync(path).isDirectory() ? bytesOf(path) : readFileSync(path, 'utf8'))).join('\n');
}

const code = ({ body }: { body: unknown }) => (body as { code?: string }).code;

describe('a person is erased while people go on working', () => {
  it('after one asked and another confirmed, from a store in memory', async () => {
    const { item } = await eraseRunning([createMemoryStore()]);
    expect(item).toMatchObject({ state: 'done', askedByName: '保护员', confirmedByName: '管理员', counts: { runs: 1, redacted: 1 } });
  }, 60_000);

  it('from a data folder, in whose files no byte of them is left, and which starts again', async () => {
    await withTemporaryFolder(async (folder) => {
      const store = await openEmbeddedStore(folder);
      await eraseRunning([store]);
      await store.close();
      expect(WORDS.filter((word) => bytesOf(folder).includes(word))).toEqual([]);
      const again = await openEmbeddedStore(folder);
      expect((await verifyAudit(again, [])).faults).toEqual([]);
      await again.close();
    });
  }, 60_000);

  it('not before matters that name them have ended, not what is on hold, and what was left behind by a server that is gone is taken up', async () => {
    let at = Date.parse('2026-11-29T08:00:00Z');
    const store = createMemoryStore();
    const studio = await createTestStudio({ store, now: () => new Date(at), sweepsOnDemand: true });
    const officer = await studio.member('bao', { spaces: [{ unit: 'home', role: 'protector' }] });
    await store.runs.commit(commit('open', 0, 1, { status: 'waiting', subject: `${CANARY.pid} 的申请` }));
    await store.runs.commit(commit('held', 0, 1, { status: 'completed', subject: CANARY.pid }));
    await store.runs.commit(commit('ended', 0, 1, { status: 'completed', subject: CANARY.pid }));
    await officer.send('POST', '/api/holds', { kind: 'run', id: 'held', reason: '诉讼' });
    expect((await officer.send<PersonTraces>('POST', '/api/erasure/search', { subject: CANARY.pid })).body).toMatchObject({ openCount: 1, seen: 1, held: [{ id: 'run:held', reason: '诉讼' }] });
    const { id } = (await ask(officer)).body;
    await studio.admin.send('POST', `/api/erasure/${id}/confirm`);
    await carryOut([studio.app.studio]);
    const item = async () => (await officer.send<{ items: ErasureItem[] }>('GET', '/api/erasure')).body.items[0];
    expect(await item()).toMatchObject({ state: 'blocked', open: ['open'] });
    expect((await store.runs.get('ended'))?.subject).toBe(CANARY.pid);
    await store.runs.commit(commit('open', 1, 1, { status: 'cancelled', subject: `${CANARY.pid} 的申请` }));
    await carryOut([studio.app.studio]);
    expect((await item())?.state).toBe('blocked');
    at += 11 * 60_000;
    await carryOut([studio.app.studio]);
    expect(await item()).toMatchObject({ state: 'done', held: ['run:held'], counts: { redacted: 2 } });
    expect(await Promise.all(['open', 'held', 'ended'].map(async (run) => JSON.stringify((await store.runs.get(run))?.subject).includes(CANARY.pid)))).toEqual([false, true, false]);
    expect(JSON.stringify(await store.documents.list('erasure'))).not.toContain(CANARY.pid);
    await studio.close();
  }, 60_000);

  it('also from what may come once only, in as many rows of others as name them', async () => {
    const store = createMemoryStore();
    const studio = await createTestStudio({ store });
    const officer = await studio.member('bao', { spaces: [{ unit: 'home', role: 'protector' }] });
    await store.datasets.define({ id: 'lab/paper', title: '单据', key: ['no'], unique: [['code']], fields: [{ id: 'no', type: 'string' }, { id: 'code', type: 'string', optional: true }, { id: 'text', type: 'string' }] });
    await store.datasets.write(['a', 'b'].map((no) => ({ kind: 'insert' as const, dataset: 'lab/paper', id: no, data: { no: `${CANARY.pid}/${no}`, code: `${no}-${CANARY.pid}`, text: `${CANARY.pid} 的单据` } })), 'u:li');
    const { id } = (await ask(officer)).body;
    await studio.admin.send('POST', `/api/erasure/${id}/confirm`);
    await carryOut([studio.app.studio]);
    expect((await officer.send<{ items: ErasureItem[] }>('GET', '/api/erasure')).body.items[0]?.state).toBe('done');
    const { rows } = await store.datasets.query('lab/paper', { limit: 9 });
    expect([rows.length, JSON.stringify(rows).includes(CANARY.pid), new Set(rows.map(({ data }) => data['no'])).size, new Set(rows.map(({ data }) => data['code'])).size, new Set(rows.map(({ data }) => data['text'])).size]).toEqual([2, false, 2, 2, 1]);
    await studio.close();
  }, 60_000);

  it('not by a server that stops, which leaves the rest to the next start', async () => {
    const store = createMemoryStore();
    const studio = await createTestStudio({ store });
    const officer = await studio.member('bao', { spaces: [{ unit: 'home', role: 'protector' }] });
    for (let n = 0; n < 60; n += 1) await store.runs.commit(commit(`seen-${n}`, 0, 1, { status: 'completed', subject: CANARY.pid }));
    const { id } = (await ask(officer)).body;
    await studio.admin.send('POST', `/api/erasure/${id}/confirm`);
    const state = async () => (await officer.send<{ items: ErasureItem[] }>('GET', '/api/erasure')).body.items[0]?.state;
    const left = async () => (await store.runs.list({ limit: 99 })).items.filter(({ subject }) => subject === CANARY.pid).length;
    let wiped = 0;
    const half: Store = { ...store, wipe: async (wanted) => {
      wiped += 1;
      return store.wipe(wanted);
    } };
    await carryOut([{ ...studio.app.studio, store: half }], () => wiped >= 20);
    expect([await state(), await left()]).toEqual(['confirmed', 40]);
    await carryOut([studio.app.studio]);
    expect([await state(), await left()]).toEqual(['done', 0]);
    await studio.close();
  }, 60_000);

  it('only by those who protect data, never by one alone, never twice, and never with the person in the reason', async () => {
    const studio = await createTestStudio({ sweepsOnDemand: true });
    const officer = await studio.member('bao', { spaces: [{ unit: 'home', role: 'protector' }] });
    const auditor = await studio.member('shen', { spaces: [{ unit: 'home', role: 'auditor' }] });
    for (const who of [auditor, studio.designer, studio.user]) expect([(await ask(who)).status, (await who.send('POST', '/api/erasure/search', { subject: CANARY.pid })).status]).toEqual([403, 403]);
    expect(code(await ask(officer, { reason: `${CANARY.pid} 要求` }))).toBe('SCN_ERASE_NAMED');
    for (const subject of ['', ' ', 'x', 'y'.repeat(201), 7, null]) expect(code(await ask(officer, { subject }))).toBe('SCN_API_INVALID');
    const { id } = (await ask(officer)).body;
    expect(code(await ask(studio.admin))).toBe('SCN_ERASE_TWICE');
    const deed = (who: typeof officer, what: string, which = id) => who.send('POST', `/api/erasure/${which}/${what}`);
    expect([code(await deed(officer, 'confirm')), code(await deed(studio.admin, 'confirm', 'nothing')), code(await officer.send('GET', `/api/erasure/${id}/certificate`))]).toEqual(['SCN_ERASE_SELF', 'SCN_API_NOT_FOUND', 'SCN_ERASE_STATE']);
    expect((await deed(officer, 'withdraw')).status).toBe(200);
    expect([code(await deed(studio.admin, 'confirm')), code(await deed(officer, 'withdraw'))]).toEqual(['SCN_ERASE_STATE', 'SCN_ERASE_STATE']);
    expect((await ask(officer)).status).toBe(201);
    const kept = JSON.stringify([await studio.app.studio.store.documents.list('erasure'), (await studio.app.studio.store.audit.list({ limit: 200 })).items]);
    expect(kept).not.toContain(CANARY.pid);
    await studio.close();
  }, 60_000);
});
