import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RetentionItem, RetentionPreview } from '../../../server/api/retention.ts';
import type { AccessItem } from '../../../server/api/sharing.ts';
import { anchorAudit, createAnchorKey, listAnchors, type AuditCut } from '../../../server/services/audit-anchors.ts';
import { cutAudit, readCut, readCuts } from '../../../server/services/audit-cut.ts';
import { verifyAudit } from '../../../server/services/verify-audit.ts';
import { openEmbeddedStore } from '../../../server/stores/embedded/embedded-store.ts';
import { createMemoryStore } from '../../../server/stores/memory/memory-store.ts';
import type { Store } from '../../../server/stores/store.ts';
import { AT } from '../../support/store-builders.ts';
import { withTemporaryFolder } from '../../support/temporary-folder.ts';
import { wholeAudit } from '../../support/whole-audit.ts';
import { createTestStudio } from '../support/studio.ts';
import type { Person, TestStudio } from '../support/studio.ts';
import { ago, CARDS, DAY, endedRun, NOW, sweep } from './support.ts';

let studio: TestStudio;
let store: Store;
let at = NOW;
let officer: Person;

beforeEach(async () => {
  at = NOW;
  store = createMemoryStore();
  // Older than everything the people of the house leave on record.
  for (let n = 0; n < 40; n += 1) await store.audit.append({ by: 'u:li', action: 'dataset.read', target: 'lab/card', at: ago(400 - n * 5), details: { fields: ['no'], subjects: [`m-${n}`] } });
  studio = await createTestStudio({ store, now: () => new Date(at) });
  officer = await studio.member('bao', { spaces: [{ unit: 'home', role: 'protector' }] });
});
afterEach(() => studio.close());

const rule = (count: number, unit = 'month') => ({ period: { count, unit }, basis: '网络安全法第二十一条' });
const set = (wanted: object) => officer.send<{ code?: string }>('PUT', '/api/retention', { kind: 'audit', id: 'all', rule: wanted, baseVersion: 0 });
const preview = async (wanted: object) => (await officer.send<RetentionPreview>('POST', '/api/retention/preview', { kind: 'audit', id: 'all', rule: wanted })).body;
const verdict = async (cuts?: readonly AuditCut[]) => verifyAudit(store, [], studio.app.studio.anchors, cuts ?? (await readCuts({ store })));
const hold = (id: string) => officer.send<{ code?: string }>('POST', '/api/holds', { kind: 'run', id, reason: '诉讼' });
/** A server that ends before anything is removed. */
const ending = () => ({ ...studio.app.studio, store: { ...store, wipe: () => Promise.reject(new Error('ended')) } });
async function later(days: number): Promise<void> {
  at += days * DAY;
  officer = await studio.login('bao');
}

describe('how long the audit is kept', () => {
  it('is six months at least', async () => {
    expect((await set(rule(5))).body.code).toBe('SCN_RETENTION_AUDIT');
    expect((await set(rule(100, 'day'))).body.code).toBe('SCN_RETENTION_AUDIT');
    expect((await set(rule(6))).status).toBe(200);
  });

  it('is said first; then the oldest go, the rest is still proved, and the answer says from when on it is one', async () => {
    expect(await preview(rule(1, 'year'))).toEqual({ before: '2025-11-29T08:00:00.000Z', count: 7, held: 0 });
    await set(rule(1, 'year'));
    await sweep(studio.app.studio);
    expect(await readCut({ store })).toBeNull();
    await later(1.1);
    await sweep(studio.app.studio);
    const left = await wholeAudit(store);
    expect([left[0]?.seq, (await readCut({ store }))?.since]).toEqual([9, left[0]?.at]);
    expect(left.find(({ action }) => action === 'retention.remove')?.details).toMatchObject({ entries: 8, to: 8, basis: '网络安全法第二十一条' });
    expect(await verdict()).toMatchObject({ removed: 8, faults: [] });
    const { since } = (await (await studio.login('root')).send<{ items: AccessItem[]; since?: string }>('POST', '/api/access/search', { subject: 'x' })).body;
    expect(since).toBe(left[0]?.at.slice(0, 10));
    expect((await (await studio.login('he')).send<{ since?: string }>('GET', '/api/portal/uses')).body.since).toBe(since);
    const item = (await officer.send<{ items: RetentionItem[] }>('GET', '/api/retention')).body.items.find(({ kind }) => kind === 'audit');
    expect(item?.last?.removed).toBe(8);
  });

  it('tells a cut from a loss: more gone than was signed, or signed by somebody else', async () => {
    await cutAudit(studio.app.studio, studio.app.studio.anchors, 5);
    const signed = (await readCut({ store })) as AuditCut;
    expect((await verdict()).faults).toEqual([]);
    await store.wipe({ audit: 7 });
    expect((await verdict()).faults.map(({ kind, seq }) => [kind, seq])).toEqual([['start', 8]]);
    const forged = createAnchorKey(Buffer.alloc(32, 9)).signCut({ ...signed, seq: 7, hash: signed.hash });
    expect((await verdict([forged])).faults.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['forged', 'start']));
    expect((await verifyAudit(store, [], studio.app.studio.anchors)).faults.map(({ kind }) => kind)).toEqual(['link']);
  });

  it('leaves everything from the first entry on that may be about what is on hold', async () => {
    await studio.admin.send('PUT', '/api/datasets', { definition: CARDS });
    await endedRun(store, 'old', 390);
    expect((await hold('old')).status).toBe(201);
    // The run began 391 days ago, after two of the entries.
    expect(await preview(rule(1, 'year'))).toMatchObject({ count: 7, held: 5 });
    await set(rule(1, 'year'));
    await later(1.1);
    await sweep(studio.app.studio);
    expect((await wholeAudit(store))[0]?.seq).toBe(3);
  });

  it('is brought to an end after a server that ended between signing and removing', async () => {
    await expect(cutAudit(ending(), studio.app.studio.anchors, 4)).rejects.toThrow('ended');
    expect([(await wholeAudit(store))[0]?.seq, (await verdict()).faults]).toEqual([1, []]);
    await set(rule(1, 'year'));
    await later(1.1);
    await sweep(studio.app.studio);
    expect([(await wholeAudit(store))[0]?.seq, (await verdict()).faults]).toEqual([9, []]);
    expect((await wholeAudit(store)).find(({ action }) => action === 'retention.remove')?.details).toMatchObject({ entries: 8, to: 8 });
  });

  it('takes no anchor of a day for a cut, though the same key signed it', async () => {
    await anchorAudit(studio.app.studio, studio.app.studio.anchors);
    const [anchor] = await listAnchors({ store });
    if (!anchor) throw new Error('no anchor');
    await store.audit.append({ by: 'u:li', action: 'dataset.read', target: 'lab/card', at: ago(0) });
    const [next] = (await wholeAudit(store)).filter(({ seq }) => seq === anchor.seq + 1);
    await store.wipe({ audit: anchor.seq });
    const posing = { ...anchor, since: next?.at ?? '' };
    expect((await verdict([posing])).faults.map(({ kind, seq }) => [kind, seq])).toEqual([['forged', anchor.seq], ['start', anchor.seq + 1]]);
    const { signature: _, day: _day, ...facts } = posing;
    expect(await verdict([studio.app.studio.anchors.signCut(facts)])).toMatchObject({ removed: anchor.seq, faults: [] });
    expect((await verdict([{ ...studio.app.studio.anchors.signCut(facts), since: ago(999) }])).faults.map(({ kind }) => kind)).toEqual(['forged', 'start']);
  });

  it('is proved at every moment: with a second and a third cut signed and nothing of them removed', async () => {
    await cutAudit(studio.app.studio, studio.app.studio.anchors, 4);
    for (const to of [7, 9]) {
      await expect(cutAudit(ending(), studio.app.studio.anchors, to)).rejects.toThrow('ended');
      const [first] = await wholeAudit(store);
      expect([first?.seq, (await readCut({ store }))?.since]).toEqual([5, first?.at]);
      expect(await verdict()).toMatchObject({ removed: 4, faults: [] });
    }
    await store.wipe({ audit: 7 });
    expect(await verdict()).toMatchObject({ removed: 7, faults: [] });
    await cutAudit(studio.app.studio, studio.app.studio.anchors, 12);
    expect([await verdict(), (await readCuts({ store })).map(({ seq }) => seq)]).toMatchObject([{ removed: 12, faults: [] }, [7, 9, 12]]);
  });

  it('lets nothing be held while it is cut, and keeps what was held before a cut was carried out', async () => {
    for (const id of ['old', 'other']) await endedRun(store, id, 390);
    await expect(cutAudit(ending(), studio.app.studio.anchors, 6)).rejects.toThrow('ended');
    await set(rule(1, 'year'));
    await later(1.1);
    const answers: unknown[] = [];
    const wipe: Store['wipe'] = async (what) => {
      if (what.audit !== undefined) answers.push((await hold('other')).body.code, await store.documents.get('hold', 'run:other'));
      return store.wipe(what);
    };
    expect((await hold('old')).status).toBe(201);
    await sweep({ ...studio.app.studio, store: { ...store, wipe } });
    expect([(await wholeAudit(store))[0]?.seq, (await verdict()).faults, answers]).toEqual([3, [], ['SCN_HOLD_GOING', null]]);
    expect((await hold('other')).status).toBe(201);
  });

  it('keeps nobody from holding once the server that cut it is gone and the rule with it', async () => {
    await endedRun(store, 'old', 390);
    const turn = (next: number, expectedVersion: number) => store.documents.put('retention-turn', 'audit:all', { rule: 1, next: ago(next), removed: 0, going: ['audit'] }, { expectedVersion, by: 'system' });
    await turn(-0.001, 0);
    expect((await hold('old')).body.code).toBe('SCN_HOLD_GOING');
    await turn(0.001, 1);
    expect((await hold('old')).status).toBe(201);
  });
});

describe('an audit that was cut', () => {
  it('begins where it was cut after a restart, from the log and from a snapshot, and in a backup', async () => {
    await withTemporaryFolder(async (folder) => {
      const open = () => openEmbeddedStore(folder, { snapshotLines: 10 });
      let embedded = await open();
      for (let n = 1; n <= 37; n += 1) await embedded.audit.append({ by: 'u', action: 'a', target: 't', at: AT, details: { n, subjects: [`m-${n % 3}`] } });
      await embedded.wipe({ audit: 20 });
      for (let round = 0; round < 3; round += 1) {
        await embedded.close();
        embedded = await open();
        const left = await wholeAudit(embedded);
        expect([left[0]?.seq, left.length]).toEqual([21, 17 + round]);
        expect((await embedded.audit.list({ subject: 'm-1', limit: 99 })).items.map(({ seq }) => seq).filter((seq) => seq <= 20)).toEqual([]);
        await embedded.audit.append({ by: 'u', action: 'b', target: 't', at: AT });
      }
      const copy = createMemoryStore();
      await copy.archive.fill(embedded.archive.dump());
      expect(await wholeAudit(copy)).toEqual(await wholeAudit(embedded));
      await embedded.close();
    });
  });
});
