import type { Json } from '../../../runtime/schema/json.ts';
import { isScenarioError } from '../../../runtime/errors.ts';
import { canonicalJson } from '../core/journal.ts';
import { checkVersion, nextDocument } from '../core/document-table.ts';
import { storeError } from '../errors.ts';
import type { Store, StoredDocument } from '../store.ts';
import type { Database, Statement } from './database.ts';
import type { DocumentCache } from './document-cache.ts';
import { TELL, told, type Presence } from './presence.ts';

/** Kinds written often and read by few: neither kept in memory nor told to the other servers. */
const QUIET: ReadonlySet<string> = new Set(['draft', 'feedback', 'credential', 'login', 'disclosure']);

interface DocumentRow {
  readonly kind: string;
  readonly id: string;
  readonly version: number;
  readonly updated_at: string;
  readonly updated_by: string;
  readonly body: Json;
}

const COLUMNS = 'kind, id, version, updated_at, updated_by, body';

const asDocument = (row: DocumentRow): StoredDocument => ({ kind: row.kind, id: row.id, version: row.version, updatedAt: row.updated_at, updatedBy: row.updated_by, body: row.body });

export interface DocumentsParts {
  readonly database: Database;
  readonly presence: Presence;
  readonly cache: DocumentCache;
  readonly now: () => string;
}

export function createDocuments({ database, presence, cache, now }: DocumentsParts): Store['documents'] {
  const read = async (kind: string, id: string): Promise<StoredDocument | null> => {
    const [row] = await database.query<DocumentRow>({ name: 'document-get', text: `SELECT ${COLUMNS} FROM document WHERE kind = $1 AND id = $2`, values: [kind, id] });
    return row ? asDocument(row) : null;
  };
  const readAll = async (kind: string, prefix: string): Promise<readonly StoredDocument[]> => {
    const rows = await database.query<DocumentRow>({ name: 'document-list', text: `SELECT ${COLUMNS} FROM document WHERE kind = $1 AND id >= $2 AND starts_with(id, $2) ORDER BY id`, values: [kind, prefix] });
    return rows.map(asDocument);
  };

  /** Writes by compare-and-set and tells the others in the same transaction; false when the version was another. */
  const write = async (kind: string, id: string, change: Statement, done: (stored: StoredDocument | null) => boolean): Promise<boolean> => {
    const quiet = QUIET.has(kind);
    const at = change.values.length + 1;
    const statement: Statement = {
      ...(change.name === undefined ? {} : { name: `${change.name}${quiet ? '-quiet' : ''}` }),
      text: `WITH w AS (${change.text} RETURNING 1) SELECT ${quiet ? '1' : `${TELL}$${at})`} FROM w`,
      values: quiet ? change.values : [...change.values, told(presence.id, { kind, id })],
    };
    cache.changed(kind, id);
    try {
      return (await database.once(statement)).length === 1;
    } catch (error) {
      // The line broke: the write may be there all the same.
      if (!isScenarioError(error, 'SCN_STORE_DOWN') || !done(await read(kind, id))) throw error;
      return true;
    } finally {
      cache.changed(kind, id);
    }
  };

  return {
    get: async <Body = Json>(kind: string, id: string) => (QUIET.has(kind) ? read(kind, id) : cache.document(kind, id, () => read(kind, id))) as Promise<StoredDocument<Body> | null>,
    atHand: <Body = Json>(kind: string, id: string) => cache.known(kind, id) as StoredDocument<Body> | undefined,
    list: async <Body = Json>(kind: string, { prefix = '' }: { prefix?: string } = {}) => {
      const documents = QUIET.has(kind) ? await readAll(kind, prefix) : await cache.list(kind, prefix, () => readAll(kind, prefix));
      return documents as readonly StoredDocument<Body>[];
    },
    put: async <Body = Json>(kind: string, id: string, body: Body, options: { expectedVersion: number; by: string }) => {
      const { expectedVersion } = options;
      const next = nextDocument(expectedVersion === 0 ? null : placeholder(kind, id, expectedVersion), kind, id, body, options, now());
      const values = [kind, id, next.version, next.updatedAt, next.updatedBy, JSON.stringify(next.body)];
      const change = expectedVersion === 0
        ? { name: 'document-insert', text: `INSERT INTO document (${COLUMNS}) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING`, values }
        : { name: 'document-update', text: 'UPDATE document SET version = $3, updated_at = $4, updated_by = $5, body = $6 WHERE kind = $1 AND id = $2 AND version = $3 - 1', values };
      const written = await write(kind, id, change, (stored) => stored !== null && sameText(stored, next));
      if (!written) return refuse(read, kind, id, expectedVersion);
      return next as StoredDocument<Body>;
    },
    delete: async (kind, id, { expectedVersion }) => {
      if (expectedVersion === 0 && (await read(kind, id)) === null) return;
      const deleted = expectedVersion > 0 && (await write(kind, id, { name: 'document-delete', text: 'DELETE FROM document WHERE kind = $1 AND id = $2 AND version = $3', values: [kind, id, expectedVersion] }, (stored) => stored === null));
      if (!deleted) await refuse(read, kind, id, expectedVersion);
    },
  };
}

/** Stands for the version the writer saw; whether it still is the stored one the statement decides. */
function placeholder(kind: string, id: string, version: number): StoredDocument {
  return { kind, id, version, updatedAt: '', updatedBy: '', body: null };
}

function sameText(a: StoredDocument, b: StoredDocument): boolean {
  return canonicalJson(a as unknown as Json) === canonicalJson(b as unknown as Json);
}

/** @throws SCN_STORE_CONFLICT with the version that is there now */
async function refuse(read: (kind: string, id: string) => Promise<StoredDocument | null>, kind: string, id: string, expected: number): Promise<never> {
  const stored = await read(kind, id);
  checkVersion(stored, kind, id, expected);
  throw storeError('SCN_STORE_CONFLICT', { what: `${kind} ${id}`, kind, id, expected, actual: stored?.version ?? 0 });
}
