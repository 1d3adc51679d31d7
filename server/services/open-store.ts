import { openEmbeddedStore } from '../stores/embedded/embedded-store.ts';
import { createMemoryStore } from '../stores/memory/memory-store.ts';
import type { Store } from '../stores/store.ts';

const BACKUPS = 'scenario-studio-backups';

export interface OpenStoreOptions {
  /** Told of troubles the store goes on with. */
  readonly onProblem?: (error: unknown) => void;
  /** Told where a copy is, taken before data of an older version was changed. */
  readonly onBackup?: (path: string) => void;
  /** Folder for such copies of a database; a data folder keeps its own. @default one in the current folder */
  readonly backups?: string;
  /** How long to wait for a database that does not answer. @default half a minute */
  readonly patienceMs?: number;
}

export function upgradeNote(path: string): string {
  return `数据由旧版本写成，升级前已备份到 ${path} / The data was of an older version; before the upgrade it was copied to ${path}`;
}

/**
 * A folder, `:memory:` that forgets everything with the process, or the address of a PostgreSQL database.
 * @throws SCN_STORE_LOCKED, SCN_STORE_CORRUPT, SCN_STORE_ABSENT, SCN_STORE_REFUSED and kin
 */
export async function openStore(place: string, options: OpenStoreOptions = {}): Promise<Store> {
  if (place === ':memory:') return createMemoryStore();
  if (!/^postgres(ql)?:/.test(place)) return openEmbeddedStore(place, options);
  // Loaded only when asked for: a start on a folder is quicker without.
  const { openPostgresStore } = await import('../stores/postgres/postgres-store.ts');
  return openPostgresStore(place, { backups: BACKUPS, ...options });
}
