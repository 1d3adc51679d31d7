import { auditHash, AUDIT_ROOT } from '../stores/core/audit-chain.ts';
import type { AuditEntry, Store } from '../stores/store.ts';
import type { AnchorKey, AuditAnchor, AuditCut } from './audit-anchors.ts';

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
 * @param cuts where the record was cut by a rule of retention: the first entry must follow from one of them
 * @param onProgress told after some hundred entries how many were looked at and how many are before them
 * @param key absent: signatures are not looked at, only what they were given for
 */
export async function verifyAudit(store: Pick<Store, 'audit'>, anchors: readonly AuditAnchor[], key?: AnchorKey, cuts: readonly AuditCut[] = [], onProgress?: (entries: number, left: number) => void): Promise<AuditVerdict> {
  const genuine = cuts.filter((cut) => key?.holdsCut(cut) !== false);
  const dated = cuts.map((cut) => ({ seq: cut.seq, hash: cut.hash, day: cut.at.slice(0, 10), isForged: !genuine.includes(cut) }));
  const all = [...anchors.map((anchor) => ({ seq: anchor.seq, hash: anchor.hash, day: anchor.day, isForged: key?.holds(anchor) === false })), ...dated];
  const faults: AuditFault[] = all.filter(({ isForged }) => isForged).map(({ day, seq }) => ({ kind: 'forged', day, seq }));
  const signed = new Map<number, typeof all>();
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
    if (entries % AT_ONCE === 0) onProgress?.(entries, entry.seq - 1);
  }
  const first = later;
  const cut = first && genuine.find(({ seq }) => seq === first.seq - 1);
  if (first && !follows(first, cut ?? { seq: 0, hash: AUDIT_ROOT })) faults.push({ kind: first.seq === 1 || cuts.length === 0 ? 'link' : 'start', seq: first.seq });
  for (const { seq, day } of all) if (seq > last) faults.push({ kind: 'cut', seq: last + 1, day });
  return { entries, anchors: anchors.length, removed: cut?.seq ?? 0, faults: faults.sort((a, b) => a.seq - b.seq) };
}
