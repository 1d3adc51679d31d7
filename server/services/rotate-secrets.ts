import type { Json, JsonObject } from '../../runtime/schema/json.ts';
import { storeError } from '../stores/errors.ts';
import type { Store, StoredDocument } from '../stores/store.ts';
import { createSecrets, type Sealed, type Secrets } from './secrets.ts';

const SEED = { kind: 'settings', id: 'identity-seed' } as const;
const ownerOfSeed = `${SEED.kind}/${SEED.id}`;

/**
 * 32 bytes that stay when the key changes: marks of persons and signatures of the audit are derived from them, so that
 * what was recorded before can still be found and held. Before the first change they are the key itself.
 */
export async function identitySeed(store: Pick<Store, 'documents'>, secrets: Secrets, key: Buffer): Promise<Buffer> {
  const found = await store.documents.get<Sealed>(SEED.kind, SEED.id);
  return found ? Buffer.from(secrets.open(found.body, ownerOfSeed), 'base64') : key;
}

function isSealed(value: Json): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  return Object.keys(value).length === 3 && ['iv', 'tag', 'text'].every((key) => typeof (value as JsonObject)[key] === 'string');
}

/** What a sealed value may be bound to, by where it stands. */
function ownersOf({ kind, id }: StoredDocument, around: JsonObject): readonly string[] {
  const createdAt = around['createdAt'];
  return [`${kind}/${id}`, `totp:${id}`, ...(typeof createdAt === 'string' ? [`${kind}/${id}/${createdAt}`] : [])];
}

interface Keys {
  readonly old: Secrets;
  readonly next: Secrets;
}

/** The value under the new key; one that an earlier, cut-off change has done already stays. @throws SCN_STORE_KEY */
function resealed({ old, next }: Keys, sealed: Sealed, owners: readonly string[]): Sealed {
  for (const [secrets, done] of [[next, true], [old, false]] as const) {
    for (const owner of owners) {
      try {
        const plain = secrets.open(sealed, owner);
        return done ? sealed : next.seal(plain, owner);
      } catch {
        // Another owner, or the other key.
      }
    }
  }
  throw storeError('SCN_STORE_KEY', {});
}

/** A copy of a document's body with every sealed value under the new key; `count` is how many there are. */
function resealedBody(keys: Keys, document: StoredDocument, value: Json, around: JsonObject, tally: { count: number }): Json {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return (value as readonly Json[]).map((item) => resealedBody(keys, document, item, around, tally));
  if (isSealed(value)) {
    tally.count += 1;
    return resealed(keys, value as unknown as Sealed, ownersOf(document, around)) as unknown as JsonObject;
  }
  const object = value as JsonObject;
  return Object.fromEntries(Object.entries(object).map(([key, item]) => [key, resealedBody(keys, document, item, object, tally)]));
}

async function holders(store: Store, keys: Keys): Promise<{ readonly document: StoredDocument; readonly body: Json; readonly count: number }[]> {
  const found = [];
  for await (const entry of store.archive.dump()) {
    if (entry.t !== 'document') continue;
    const tally = { count: 0 };
    const body = resealedBody(keys, entry.document, entry.document.body, {}, tally);
    if (tally.count > 0) found.push({ document: entry.document, body, count: tally.count });
  }
  return found;
}

/**
 * Seals every secret of a store anew. Everything is opened before anything is written, and the mark of the key first,
 * so a server with the old key does not start on a change that was cut off; called again, it goes on.
 * @throws SCN_STORE_KEY when a value can be opened with neither key
 */
export async function rotateSecrets(store: Store, oldKey: Buffer, newKey: Buffer, at: string): Promise<number> {
  const keys: Keys = { old: createSecrets(oldKey), next: createSecrets(newKey) };
  const all = await holders(store, keys);
  const isMark = ({ document }: (typeof all)[number]) => document.kind === 'settings' && document.id === 'secret-key';
  const seed = await store.documents.get(SEED.kind, SEED.id);
  if (!seed) await store.documents.put(SEED.kind, SEED.id, keys.next.seal(oldKey.toString('base64'), ownerOfSeed) as unknown as JsonObject, { expectedVersion: 0, by: 'system' });
  for (const { document, body } of [...all.filter(isMark), ...all.filter((one) => !isMark(one))]) {
    if (JSON.stringify(body) === JSON.stringify(document.body)) continue;
    await store.documents.put(document.kind, document.id, body, { expectedVersion: document.version, by: 'system' });
  }
  const count = all.reduce((sum, one) => sum + one.count, 0);
  await store.audit.append({ by: 'system', action: 'secrets.rotate', target: 'secret-key', details: { count }, at });
  return count;
}
