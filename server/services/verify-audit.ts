import { auditHash, AUDIT_ROOT } from '../stores/core/audit-chain.ts';
import type { AuditEntry, Store } from '../stores/store.ts';
import type { AnchorKey, AuditAnchor } from './audit-anchors.ts';

const AT_ONCE = 500;

/** What is wrong with an audit chain, and where. */
export interface AuditFault {
  /** `link`: the entry does not follow from the one before it; `anchor`: not the entry that was signed; `cut`: entries after the last one are gone; `forged`: the signature of an anchor does not hold. */
  readonly kind: 'link' | 'anchor' | 'cut' | 'forged';
  readonly seq: number;
  /** Of the anchor. */
  readonly day?: string;
}

export interface AuditVerdict {
  readonly entries: number;
  readonly anchors: number;
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
 * @param key absent: signatures are not looked at, only what they were given for
 */
export async function verifyAudit(store: Pick<Store, 'audit'>, anchors: readonly AuditAnchor[], key?: AnchorKey): Promise<AuditVerdict> {
  const faults: AuditFault[] = anchors.filter((anchor) => key?.holds(anchor) === false).map(({ day, seq }) => ({ kind: 'forged', day, seq }));
  const signed = new Map<number, AuditAnchor[]>();
  for (const anchor of anchors) signed.set(anchor.seq, [...(signed.get(anchor.seq) ?? []), anchor]);
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
  if (later && !follows(later, { seq: 0, hash: AUDIT_ROOT })) faults.push({ kind: 'link', seq: later.seq });
  for (const { seq, day } of anchors) if (seq > last) faults.push({ kind: 'cut', seq: last + 1, day });
  return { entries, anchors: anchors.length, faults: faults.sort((a, b) => a.seq - b.seq) };
}
