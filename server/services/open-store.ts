import { openEmbeddedStore } from '../stores/embedded/embedded-store.ts';
import { createMemoryStore } from '../stores/memory/memory-store.ts';
import type { Store } from '../stores/store.ts';

/**
 * A folder, `:memory:` that forgets everything with the process, or the address of a PostgreSQL database.
 * @param onProblem told of troubles the store goes on with
 * @throws SCN_STORE_LOCKED, SCN_STORE_CORRUPT, SCN_STORE_DOWN, SCN_STORE_REFUSED and kin
 */
export async function openStore(place: string, onProblem: (error: unknown) => void = () => undefined): Promise<Store> {
  if (place === ':memory:') return createMemoryStore();
  if (!/^postgres(ql)?:/.test(place)) return openEmbeddedStore(place, { onProblem });
  // Loaded only when asked for: a start on a folder is quicker without.
  const { openPostgresStore } = await import('../stores/postgres/postgres-store.ts');
  return openPostgresStore(place, { onProblem });
}
