import type { NoticeRecord } from '../store.ts';
import { undoAll, type Undo } from './journal.ts';

/** Notices by reader, newest first. */
export class NoticeIndex {
  readonly #byReader = new Map<string, Map<string, NoticeRecord>>();

  *all(): Generator<NoticeRecord> {
    for (const notices of this.#byReader.values()) yield* notices.values();
  }

  set(notice: NoticeRecord): Undo {
    let notices = this.#byReader.get(notice.to);
    if (!notices) this.#byReader.set(notice.to, (notices = new Map()));
    const own = notices;
    const before = own.get(notice.id);
    own.set(notice.id, notice);
    return () => {
      if (before) own.set(notice.id, before);
      else own.delete(notice.id);
    };
  }

  has(to: string, id: string): boolean {
    return this.#byReader.get(to)?.has(id) ?? false;
  }

  remove(to: string, id: string): Undo {
    const own = this.#byReader.get(to);
    const before = own?.get(id);
    own?.delete(id);
    return () => {
      if (before) own?.set(id, before);
    };
  }

  markRead(to: string, ids: readonly string[], at: string): Undo {
    const steps: Undo[] = [];
    for (const id of ids) {
      const notice = this.#byReader.get(to)?.get(id);
      if (notice && notice.readAt === undefined) steps.push(this.set({ ...notice, readAt: at }));
    }
    return () => undoAll(steps);
  }

  list(to: string, limit: number): readonly NoticeRecord[] {
    const notices = [...(this.#byReader.get(to)?.values() ?? [])];
    return notices.sort((a, b) => (a.at === b.at ? (a.id < b.id ? 1 : -1) : a.at < b.at ? 1 : -1)).slice(0, limit);
  }
}
