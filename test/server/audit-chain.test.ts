import { describe, expect, it } from 'vitest';
import { anchorAudit, createAnchorKey, listAnchors } from '../../server/services/audit-anchors.ts';
import type { Base } from '../../server/services/context.ts';
import { verifyAudit } from '../../server/services/verify-audit.ts';
import { auditHash, AUDIT_ROOT } from '../../server/stores/core/audit-chain.ts';
import { createMemoryStore } from '../../server/stores/memory/memory-store.ts';
import type { AuditEntry, Store } from '../../server/stores/store.ts';

const key = createAnchorKey(Buffer.alloc(32, 7));
const log = { info: () => undefined } as unknown as Base['log'];

/** Entries of two days, with an anchor after the fourth and after the sixth. */
async function recorded() {
  const store = createMemoryStore();
  const add = (n: number) => store.audit.append({ by: 'u:li', action: 'scenario.save', target: `s${n}`, at: `2026-03-0${n < 5 ? 1 : 2}T08:00:0${n}Z` });
  const anchor = (day: string) => anchorAudit({ store, log, now: () => new Date(`${day}T23:00:00Z`) }, key);
  for (const n of [1, 2, 3, 4]) await add(n);
  await anchor('2026-03-01');
  for (const n of [5, 6]) await add(n);
  await anchor('2026-03-02');
  return { anchors: await listAnchors({ store }), entries: [...(await store.audit.list({ limit: 100 })).items].reverse() };
}

/** A store whose record is what somebody made of it. */
function showing(entries: readonly AuditEntry[]): Pick<Store, 'audit'> {
  const newest = entries.toReversed();
  return { audit: { append: () => Promise.reject(new Error('read only')), list: async ({ cursor = '0' }) => ({ items: newest.slice(Number(cursor), Number(cursor) + 2), ...(Number(cursor) + 2 < newest.length ? { next: String(Number(cursor) + 2) } : {}) }) } };
}

/** The whole chain again, as whoever can write everything would make it. */
function chainedAnew(entries: readonly AuditEntry[]): AuditEntry[] {
  let hash = AUDIT_ROOT;
  return entries.map(({ hash: _hash, ...entry }, index) => {
    const next = { ...entry, seq: index + 1 };
    hash = auditHash(hash, next);
    return { ...next, hash };
  });
}

const changed = (entries: readonly AuditEntry[]) => entries.map((entry) => (entry.seq === 3 ? { ...entry, by: 'u:evil' } : entry));

describe('the audit chain', () => {
  it('is whole, with one anchor a day however often it is asked for', async () => {
    const { entries, anchors } = await recorded();
    expect(anchors.map(({ day, seq }) => [day, seq])).toEqual([['2026-03-01', 4], ['2026-03-02', 6]]);
    expect(await verifyAudit(showing(entries), anchors, key)).toEqual({ entries: 6, anchors: 2, removed: 0, faults: [] });
  });

  it.each<[string, (entries: readonly AuditEntry[]) => readonly AuditEntry[], unknown]>([
    ['an entry that was changed', changed, [['link', 3]]],
    ['an entry that was removed', (entries) => entries.filter(({ seq }) => seq !== 3), [['link', 4]]],
    ['an entry that was put in', (entries) => [...entries.slice(0, 3), ...entries.slice(2)], [['link', 3]]],
    ['two that were swapped', (entries) => [0, 2, 1, 3, 4, 5].map((at) => entries[at] as AuditEntry), [['link', 2], ['link', 3], ['link', 4]]],
    ['the first one gone', (entries) => entries.slice(1), [['link', 2]]],
    ['the last ones gone', (entries) => entries.slice(0, 3), [['cut', 4], ['cut', 4]]],
    ['everything gone', () => [], [['cut', 1], ['cut', 1]]],
    ['a chain written anew', (entries) => chainedAnew(changed(entries)), [['anchor', 4], ['anchor', 6]]],
  ])('shows %s, and where', async (_, tamper, faults) => {
    const { entries, anchors } = await recorded();
    const verdict = await verifyAudit(showing(tamper(entries)), anchors, key);
    expect(verdict.faults.map(({ kind, seq }) => [kind, seq])).toEqual(faults);
  });

  it('shows an anchor that somebody else signed or changed', async () => {
    const { entries, anchors } = await recorded();
    const [first] = anchors;
    const forged = [createAnchorKey(Buffer.alloc(32, 8)).sign({ day: '2026-03-03', seq: 6, hash: entries[5]?.hash ?? '', at: '2026-03-03T00:00:00Z' }), { ...(first as NonNullable<typeof first>), at: '2026-03-01T00:00:00Z' }];
    expect((await verifyAudit(showing(entries), forged, key)).faults.map(({ kind, seq }) => [kind, seq])).toEqual([['forged', 4], ['forged', 6]]);
  });
});
