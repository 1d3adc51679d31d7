import type { JsonObject } from '../../runtime/schema/json.ts';
import { isScenarioError } from '../../runtime/errors.ts';
import { storeError } from '../stores/errors.ts';
import type { Store } from '../stores/store.ts';
import type { Sealed, Secrets } from './secrets.ts';

const KIND = 'settings';
const ID = 'secret-key';
const OWNER = 'settings/secret-key';

/**
 * Holds the key of this server against the one the stored secrets were sealed with: several servers on one database
 * need the same, and one that cannot read them must not start. @throws SCN_STORE_KEY
 */
export async function demandSameKey(store: Store, secrets: Secrets): Promise<void> {
  const known = await store.documents.get<Sealed>(KIND, ID);
  if (!known) {
    try {
      await store.documents.put(KIND, ID, secrets.seal(OWNER, OWNER) as unknown as JsonObject, { expectedVersion: 0, by: 'system' });
      return;
    } catch (error) {
      if (!isScenarioError(error, 'SCN_STORE_CONFLICT')) throw error;
      // Another server was first: its key counts.
      await demandSameKey(store, secrets);
      return;
    }
  }
  try {
    secrets.open(known.body, OWNER);
  } catch (cause) {
    throw storeError('SCN_STORE_KEY', {}, cause);
  }
}
