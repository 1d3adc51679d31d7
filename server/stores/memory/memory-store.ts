import { createCoreArchive } from '../core/core-archive.ts';
import { createCoreStore } from '../core/core-store.ts';
import type { Journal } from '../core/journal.ts';
import { State } from '../core/state.ts';
import type { Store } from '../store.ts';
import { storeError } from '../errors.ts';

/** A store that forgets everything with the process: for tests, previews and `--memory`. */
export function createMemoryStore(options: { now?: () => string } = {}): Store {
  const state = new State(null);
  let closed = false;
  const journal: Journal = {
    append: async (_, { undo, durable }) => {
      if (closed) {
        undo();
        throw storeError('SCN_STORE_CLOSED', {});
      }
      durable?.(null);
    },
    read: () => Promise.reject(new Error('a memory store has no places to read')),
  };
  return createCoreStore({
    state,
    journal,
    now: options.now ?? (() => new Date().toISOString()),
    archive: createCoreArchive({ state, journal, outer: null, settled: async () => undefined }),
    status: async () => ({ kind: 'memory', rows: state.catalog.total(), bytes: 0, warnings: state.catalog.warnings() }),
    close: async () => {
      closed = true;
    },
  });
}
