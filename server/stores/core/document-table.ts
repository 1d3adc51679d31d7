import type { Json } from '../../../runtime/schema/json.ts';
import { storeError } from '../errors.ts';
import type { StoredDocument } from '../store.ts';
import type { Undo } from './journal.ts';

/** Documents kept in memory and in the log: the whole of the memory store, hot kinds of the embedded one. */
export class DocumentTable {
  readonly byKind = new Map<string, Map<string, StoredDocument>>();

  get(kind: string, id: string): StoredDocument | null {
    return this.byKind.get(kind)?.get(id) ?? null;
  }

  list(kind: string, prefix = ''): readonly StoredDocument[] {
    const documents = [...(this.byKind.get(kind)?.values() ?? [])].filter((d) => d.id.startsWith(prefix));
    return documents.sort(byDocumentId);
  }

  *all(): Generator<StoredDocument> {
    for (const documents of this.byKind.values()) yield* documents.values();
  }

  set(kind: string, id: string, document: StoredDocument | null): Undo {
    const before = this.get(kind, id);
    this.#write(kind, id, document);
    return () => this.#write(kind, id, before);
  }

  #write(kind: string, id: string, document: StoredDocument | null): void {
    let documents = this.byKind.get(kind);
    if (!documents) this.byKind.set(kind, (documents = new Map()));
    if (document) documents.set(id, document);
    else documents.delete(id);
  }
}

export const byDocumentId = (a: { readonly id: string }, b: { readonly id: string }) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);

/** The document after a write; the body is a copy, so a caller that goes on changing its own changes nothing here. */
export function nextDocument(before: StoredDocument | null, kind: string, id: string, body: unknown, options: { expectedVersion: number; by: string }, updatedAt: string): StoredDocument {
  checkVersion(before, kind, id, options.expectedVersion);
  const copy = JSON.parse(JSON.stringify(body)) as Json;
  return { kind, id, version: options.expectedVersion + 1, updatedAt, updatedBy: options.by, body: copy };
}

/** @throws SCN_STORE_CONFLICT with who wrote the other version and when. */
export function checkVersion(before: StoredDocument | null, kind: string, id: string, expected: number): void {
  const actual = before?.version ?? 0;
  if (actual === expected) return;
  throw storeError('SCN_STORE_CONFLICT', { what: `${kind} ${id}`, kind, id, expected, actual, ...(before ? { by: before.updatedBy, at: before.updatedAt } : {}) });
}
