import { openEmbeddedStore } from '../stores/embedded/embedded-store.ts';
import { createMemoryStore } from '../stores/memory/memory-store.ts';
import type { Store } from '../stores/store.ts';

/** `:memory:` forgets everything with the process; anything else is a folder. @throws SCN_STORE_LOCKED, SCN_STORE_CORRUPT */
export async function openStore(data: string): Promise<Store> {
  if (data === ':memory:') return createMemoryStore();
  return openEmbeddedStore(data);
}
