import type { JsonObject } from '../../runtime/schema/json.ts';
import { encodeCursor } from '../stores/core/sorted-list.ts';
import type { AuditEntry, Store } from '../stores/store.ts';
import type { AnchorKey, AuditAnchor } from './audit-anchors.ts';
import type { Base } from './context.ts';

const KIND = 'audit-cut';
const ID = 'cut';

/** Where the record begins: the last entry that was removed, signed, so that the rest still follows from it. */
export interface AuditCut {
  readonly anchor: AuditAnchor;
  /** When the oldest entry that is left was made. */
  readonly since: string;
}

export async function readCut({ store }: { readonly store: Pick<Store, 'documents'> }): Promise<AuditCut | null> {
  return (await store.documents.get<AuditCut>(KIND, ID))?.body ?? null;
}

async function entryAt({ store }: Pick<Base, 'store'>, seq: number): Promise<AuditEntry | undefined> {
  const [found] = (await store.audit.list({ limit: 1, cursor: encodeCursor([seq + 1, '']) })).items;
  return found?.seq === seq ? found : undefined;
}

/** The last entry from before a moment, however many there are; 0 when there is none. The newest one of all is never among them. */
export async function lastBefore(base: Pick<Base, 'store'>, moment: string): Promise<number> {
  const [head] = (await base.store.audit.list({ limit: 1 })).items;
  let low = (await readCut(base))?.anchor.seq ?? 0;
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
 * goes: a server that ends between the two is brought to an end by the next.
 */
export async function cutAudit(base: Base, key: AnchorKey, to: number): Promise<{ readonly removed: number; readonly anchor: AuditAnchor } | null> {
  const [last, next] = [await entryAt(base, to), await entryAt(base, to + 1)];
  if (!last || !next) return null;
  const at = base.now().toISOString();
  const anchor = key.sign({ day: at.slice(0, 10), seq: last.seq, hash: last.hash, at });
  const old = await base.store.documents.get(KIND, ID);
  await base.store.documents.put(KIND, ID, { anchor, since: next.at } as unknown as JsonObject, { expectedVersion: old?.version ?? 0, by: 'system' });
  base.log.info({ anchor }, 'audit cut');
  return { removed: (await base.store.wipe({ audit: to })).audit, anchor };
}
