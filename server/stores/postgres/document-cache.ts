import { isPassing } from '../core/passing.ts';
import type { StoredDocument } from '../store.ts';
import type { Presence } from './presence.ts';

const DOCUMENTS = 5000;
const LISTS = 50;

type Value = StoredDocument | readonly StoredDocument[];

/**
 * Documents read before, as long as the database tells of every change. A value read while something of its kind
 * changed is not kept, because nobody can say which of the two it is.
 */
export class DocumentCache {
  readonly #presence: Presence;
  readonly #documents = new Map<string, Value>();
  readonly #lists = new Map<string, Value>();
  readonly #changes = new Map<string, number>();
  #all = 0;

  constructor(presence: Presence) {
    this.#presence = presence;
    presence.watch((change) => {
      if (!('kind' in change)) return;
      if (change.kind === '*') this.#forgetAll();
      else this.changed(change.kind, change.id);
    });
  }

  /** The kept value, while changes are heard of. */
  known(kind: string, id: string): StoredDocument | undefined {
    return this.#presence.hears ? (this.#documents.get(`${kind}\n${id}`) as StoredDocument | undefined) : undefined;
  }

  /** The kept value, else what `read` gives; null is not kept. */
  async document(kind: string, id: string, read: () => Promise<StoredDocument | null>): Promise<StoredDocument | null> {
    return this.#through(this.#documents, DOCUMENTS, kind, `${kind}\n${id}`, read);
  }

  async list(kind: string, prefix: string, read: () => Promise<readonly StoredDocument[]>): Promise<readonly StoredDocument[]> {
    return this.#through(this.#lists, LISTS, kind, `${kind}\n${prefix}`, read);
  }

  /** To be called before and after a change of one's own, and after one that was heard of. */
  changed(kind: string, id?: string): void {
    this.#changes.set(kind, this.#stamp(kind) + 1);
    for (const name of this.#lists.keys()) if (name.startsWith(`${kind}\n`)) this.#lists.delete(name);
    if (id !== undefined) this.#documents.delete(`${kind}\n${id}`);
    else for (const name of this.#documents.keys()) if (name.startsWith(`${kind}\n`)) this.#documents.delete(name);
  }

  async #through<T extends Value | null>(kept: Map<string, Value>, most: number, kind: string, name: string, read: () => Promise<T>): Promise<T> {
    if (isPassing(kind)) return read();
    if (!this.#presence.hears) {
      this.#forgetAll();
      return read();
    }
    const known = kept.get(name);
    if (known !== undefined) return known as T;
    const stamp = this.#stamp(kind);
    const all = this.#all;
    const value = await read();
    if (value !== null && all === this.#all && stamp === this.#stamp(kind) && this.#presence.hears) {
      kept.set(name, value);
      if (kept.size > most) kept.delete(kept.keys().next().value as string);
    }
    return value;
  }

  #stamp(kind: string): number {
    return this.#changes.get(kind) ?? 0;
  }

  #forgetAll(): void {
    this.#all += 1;
    this.#documents.clear();
    this.#lists.clear();
  }
}
