import { isCoded } from '../../errors.ts';
import type { StoredDocument } from '../../stores/store.ts';
import type { Base } from '../context.ts';

const TRIES = 8;

/** Changes a document that several people change at once: whoever loses the race looks again at what is there and changes that. */
export async function changeDocument<Body>(base: Base, at: { readonly kind: string; readonly id: string; readonly by: string }, change: (old: Body | undefined) => Body): Promise<StoredDocument<Body>> {
  for (let tried = 1; ; tried += 1) {
    const old = await base.store.documents.get<Body>(at.kind, at.id);
    try {
      return await base.store.documents.put<Body>(at.kind, at.id, change(old?.body), { expectedVersion: old?.version ?? 0, by: at.by });
    } catch (error) {
      if (!isCoded(error, 'SCN_STORE_CONFLICT') || tried === TRIES) throw error;
    }
  }
}

export async function dropDocument(base: Base, kind: string, id: string, by: string): Promise<boolean> {
  const found = await base.store.documents.get(kind, id);
  if (!found) return false;
  await base.store.documents.delete(kind, id, { expectedVersion: found.version, by });
  return true;
}
