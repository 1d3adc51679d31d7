import { expect } from 'vitest';
import { builtIns } from '../../../runtime/nodes/built-in/index.ts';
import type { ErasureItem, PersonTraces } from '../../../server/api/erasure.ts';
import { sweepErasures } from '../../../server/services/erasure/carry-out.ts';
import type { Studio } from '../../../server/services/studio.ts';
import { verifyAudit } from '../../../server/services/verify-audit.ts';
import type { Store } from '../../../server/stores/store.ts';
import { loginAs, createTestApp } from '../support/studio.ts';
import { dumped } from './erase-and-check.ts';
import { CANARY, leaveTraces, WORDS, type Traces } from './support.ts';

/** Everybody who takes it up now, until they are done or stop. */
export async function carryOut(studios: readonly Studio[], isStopping: () => boolean = () => false): Promise<void> {
  const works: Promise<unknown>[] = [];
  await Promise.all(studios.map((studio) => sweepErasures(studio, (_, work) => void works.push(work()), isStopping)));
  await Promise.all(works);
}

export const ask = (who: Awaited<ReturnType<typeof loginAs>>, more = {}) => who.send<ErasureItem & { code?: string }>('POST', '/api/erasure', { subject: CANARY.pid, reason: '本人要求', ...more });

/** Leaves traces and erases them in servers at work on the stores, which are one store or look into one database. */
export async function eraseRunning(stores: readonly [Store, ...Store[]], first: Store = stores[0]): Promise<Traces & { readonly item: ErasureItem }> {
  const traces = await leaveTraces(first);
  const apps = await Promise.all(stores.map((store) => createTestApp({ store, nodeTypes: builtIns, sweepsOnDemand: true, secretKey: Buffer.alloc(32, 7) })));
  const [app] = apps as [Awaited<ReturnType<typeof createTestApp>>];
  try {
    const admin = await loginAs(app, 'root');
    await admin.send('POST', '/api/users', { login: 'bao', name: '保护员', password: 'correct horse 9', role: 'user', duties: [], unit: { id: 'home', name: '' }, spaces: [{ unit: 'home', role: 'protector' }] });
    const officer = await loginAs(app, 'bao');
    const found = (await officer.send<PersonTraces>('POST', '/api/erasure/search', { subject: CANARY.pid })).body;
    expect(found).toMatchObject({ rows: [{ id: 'health/patient', count: 1 }, { id: 'health/visit', count: 1 }], namedRows: 1, runCount: 1, seen: 1, open: [], held: [] });
    expect([found.runs.map(({ id }) => id), WORDS.filter((word) => JSON.stringify(found).includes(word))]).toEqual([[traces.about], []]);
    const asked = (await ask(officer)).body;
    expect([asked.state, asked.mayConfirm, (await officer.send('POST', `/api/erasure/${asked.id}/confirm`)).status]).toEqual(['asked', false, 403]);
    expect((await admin.send<ErasureItem>('POST', `/api/erasure/${asked.id}/confirm`)).body.state).toBe('confirmed');
    await carryOut(apps.map(({ studio }) => studio));
    const { items } = (await officer.send<{ items: ErasureItem[] }>('GET', '/api/erasure')).body;
    const left = await dumped(first);
    expect(WORDS.filter((word) => left.includes(word))).toEqual([]);
    expect(left).toContain('李四');
    expect([await first.runs.get(traces.about), (await first.runs.get(traces.list))?.status]).toEqual([null, 'completed']);
    expect((await verifyAudit(first, [])).faults).toEqual([]);
    const entries = (await first.audit.list({ subject: asked.mark, limit: 100 })).items;
    expect(entries.filter(({ action }) => ['person.search', 'erasure.ask', 'erasure.confirm', 'person.erase'].includes(action)).map(({ action }) => action).toReversed()).toEqual(['person.search', 'erasure.ask', 'erasure.confirm', 'person.erase']);
    expect(Object.keys(entries.find(({ action }) => action === 'person.erase')?.details?.['digests'] ?? {})).toEqual([traces.about]);
    const certificate = await officer.send<string>('GET', `/api/erasure/${asked.id}/certificate`);
    expect([certificate.status, certificate.body.includes(entries[0]?.hash ?? '?'), certificate.body.includes('保护员'), WORDS.filter((word) => certificate.body.includes(word))]).toEqual([200, true, true, []]);
    const again = (await officer.send<PersonTraces>('POST', '/api/erasure/search', { subject: CANARY.pid })).body;
    expect([again.rows, again.runCount, again.seen, again.namedRows, again.documents, again.left]).toEqual([[], 0, 0, 0, 0, []]);
    return { ...traces, item: items[0] as ErasureItem };
  } finally {
    await Promise.all(apps.map((one) => one.close()));
  }
}
