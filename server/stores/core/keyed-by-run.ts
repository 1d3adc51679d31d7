import { undoAll, type Undo } from './journal.ts';

/** Records that belong to a run and are set and cleared by id, such as timers, event waits and effects under way. */
export class KeyedByRun<T extends { readonly runId: string }> {
  readonly #byRun = new Map<string, Map<string, T>>();
  readonly #idOf: (item: T) => string;
  readonly #listed: { add: (item: T) => void; remove: (item: T) => void };

  /** `listed` is told of every change, for a second order over the same records. */
  constructor(idOf: (item: T) => string, listed: { add: (item: T) => void; remove: (item: T) => void } = { add: () => undefined, remove: () => undefined }) {
    this.#idOf = idOf;
    this.#listed = listed;
  }

  ofRun(runId: string): readonly T[] {
    return [...(this.#byRun.get(runId)?.values() ?? [])];
  }

  *all(): Generator<T> {
    for (const items of this.#byRun.values()) yield* items.values();
  }

  change(runId: string, set: readonly T[], clear: readonly string[]): Undo {
    const steps: Undo[] = [];
    for (const id of clear) steps.push(this.#put(runId, id, undefined));
    for (const item of set) steps.push(this.#put(item.runId, this.#idOf(item), item));
    return () => undoAll(steps);
  }

  clearRun(runId: string): Undo {
    return this.change(runId, [], [...(this.#byRun.get(runId)?.keys() ?? [])]);
  }

  #put(runId: string, id: string, item: T | undefined): Undo {
    const before = this.#byRun.get(runId)?.get(id);
    this.#write(runId, id, before, item);
    return () => this.#write(runId, id, item, before);
  }

  #write(runId: string, id: string, from: T | undefined, to: T | undefined): void {
    if (from) this.#listed.remove(from);
    let items = this.#byRun.get(runId);
    if (to) {
      if (!items) this.#byRun.set(runId, (items = new Map()));
      items.set(id, to);
      this.#listed.add(to);
    } else {
      items?.delete(id);
      if (items?.size === 0) this.#byRun.delete(runId);
    }
  }
}
