import { auditHash, AUDIT_ROOT } from '../stores/core/audit-chain.ts';
import type { AuditEntry, Store } from '../stores/store.ts';
import type { AnchorKey, AuditAnchor } from './audit-anchors.ts';

const AT_ONCE = 500;

/** What is wrong with an audit chain, and where. */
export interface AuditFault {
  /** `link`: the entry does not follow from the one before it; `anchor`: not the entry that was signed; `cut`: entries after the last one are gone; `start`: entries before the first one are gone, and no signed cut says so; `forged`: the signature of an anchor does not hold. */
  readonly kind: 'link' | 'anchor' | 'cut' | 'forged' | 'start';
  readonly seq: number;
  /** Of the anchor. */
  readonly day?: string;
}

export interface AuditVerdict {
  readonly entries: number;
  readonly anchors: number;
  /** Entries that were taken out by a signed cut. */
  readonly removed: number;
  /** Earliest first. */
  readonly faults: readonly AuditFault[];
}

/** The whole chain from its newest entry to its first, a page at a time. */
async function* newestFirst(store: Pick<Store, 'audit'>): AsyncGenerator<AuditEntry> {
  let cursor: string | undefined;
  do {
    const page = await store.audit.list({ limit: AT_ONCE, ...(cursor === undefined ? {} : { cursor }) });
    yield* page.items;
    cursor = page.next;
  } while (cursor !== undefined);
}

function follows({ hash, ...entry }: AuditEntry, before: Pick<AuditEntry, 'seq' | 'hash'>): boolean {
  return entry.seq === before.seq + 1 && auditHash(before.hash, entry) === hash;
}

/**
 * Holds every entry against the one before it and against the signed heads of its days.
 * @param cut where the record was cut by a rule of retention: the first entry must follow from what was signed then
 * @param key absent: signatures are not looked at, only what they were given for
 */
export async function verifyAudit(store: Pick<Store, 'audit'>, anchors: readonly AuditAnchor[], key?: AnchorKey, cut?: AuditAnchor): Promise<AuditVerdict> {
  const all = cut ? [...anchors, cut] : anchors;
  const faults: AuditFault[] = all.filter((anchor) => key?.holds(anchor) === false).map(({ day, seq }) => ({ kind: 'forged', day, seq }));
  const signed = new Map<number, AuditAnchor[]>();
  for (const anchor of all) signed.set(anchor.seq, [...(signed.get(anchor.seq) ?? []), anchor]);
  let later: AuditEntry | undefined;
  let entries = 0;
  let last = 0;
  for await (const entry of newestFirst(store)) {
    if (later && !follows(later, entry)) faults.push({ kind: 'link', seq: later.seq });
    for (const anchor of signed.get(entry.seq) ?? []) if (anchor.hash !== entry.hash) faults.push({ kind: 'anchor', seq: entry.seq, day: anchor.day });
    last = Math.max(last, entry.seq);
    entries += 1;
    later = entry;
  }
  const removed = later && cut && later.seq > 1 ? cut.seq : 0;
  if (later && !follows(later, removed === 0 ? { seq: 0, hash: AUDIT_ROOT } : (cut ?? { seq: 0, hash: AUDIT_ROOT }))) faults.push({ kind: later.seq === 1 || removed === 0 ? 'link' : 'start', seq: later.seq });
  for (const { seq, day } of all) if (seq > last) faults.push({ kind: 'cut', seq: last + 1, day });
  return { entries, anchors: anchors.length, removed, faults: faults.sort((a, b) => a.seq - b.seq) };
}
