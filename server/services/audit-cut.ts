import type { JsonObject } from '../../runtime/schema/json.ts';
import { encodeCursor } from '../stores/core/sorted-list.ts';
import type { AuditEntry, Store } from '../stores/store.ts';
import type { AnchorKey, AuditCut } from './audit-anchors.ts';
import type { Base } from './context.ts';

const KIND = 'audit-cut';
const ID = 'cut';

/** The cut the record begins after, and those that were signed since and may not be carried out yet. */
export async function readCuts({ store }: { readonly store: Pick<Store, 'documents'> }): Promise<readonly AuditCut[]> {
  return (await store.documents.get<{ readonly cuts: readonly AuditCut[] }>(KIND, ID))?.body.cuts ?? [];
}

async function entryAt({ store }: Pick<Base, 'store'>, seq: number): Promise<AuditEntry | undefined> {
  const [found] = (await store.audit.list({ limit: 1, cursor: encodeCursor([seq + 1, '']) })).items;
  return found?.seq === seq ? found : undefined;
}

/** The cut the record really begins after; null as long as none was carried out. */
export async function readCut(base: Pick<Base, 'store'>): Promise<AuditCut | null> {
  for (const cut of await readCuts(base)) if (!(await entryAt(base, cut.seq)) && (await entryAt(base, cut.seq + 1))) return cut;
  return null;
}

/** The last entry from before a moment, however many there are; 0 when there is none. The newest one of all is never among them. */
export async function lastBefore(base: Pick<Base, 'store'>, moment: string): Promise<number> {
  const [head] = (await base.store.audit.list({ limit: 1 })).items;
  let low = (await readCut(base))?.seq ?? 0;
  let high = (head?.seq ?? 1) - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    const entry = await entryAt(base, middle);
    if (entry === undefined || entry.at < moment) low = middle;
    else high = middle - 1;
  }
  return low;
}

/**
 * Takes out all entries up to one. What they were is kept as the hash of the last, signed and in the log, before anything
 * goes; the cut the record begins after until then is kept beside it, so that the record is proved at every moment.
 */
export async function cutAudit(base: Base, key: AnchorKey, to: number): Promise<{ readonly removed: number; readonly cut: AuditCut } | null> {
  const [last, next] = [await entryAt(base, to), await entryAt(base, to + 1)];
  if (!last || !next) return null;
  const cut = key.signCut({ seq: last.seq, hash: last.hash, at: base.now().toISOString(), since: next.at });
  const old = await base.store.documents.get<{ readonly cuts: readonly AuditCut[] }>(KIND, ID);
  const begins = (await readCut(base))?.seq ?? 0;
  const kept = (old?.body.cuts ?? []).filter(({ seq }) => seq >= begins && seq !== cut.seq);
  await base.store.documents.put(KIND, ID, { cuts: [...kept, cut] } as unknown as JsonObject, { expectedVersion: old?.version ?? 0, by: 'system' });
  base.log.info({ cut }, 'audit cut');
  return { removed: (await base.store.wipe({ audit: to })).audit, cut };
}
