import { ownDatasetAddress } from '../../../runtime/engine/local-datasets.ts';
import type { User } from '../../api/account.ts';
import { fail } from '../../errors.ts';
import type { PolicyBase } from '../policy/policy.ts';
import { ROOT } from '../spaces/unit-shelf.ts';
import { isOwnData } from './browsing.ts';

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Addresses of the datasets a document of any shape reads, its own among them. */
function addressesIn(document: unknown): readonly string[] {
  if (!isObject(document) || !isObject(document['datasets'])) return [];
  const id = typeof document['id'] === 'string' ? document['id'] : '';
  return Object.entries(document['datasets']).flatMap(([local, entry]) => {
    if (!isObject(entry)) return [];
    return typeof entry['use'] === 'string' ? [entry['use']] : [ownDatasetAddress(id, local)];
  });
}

/**
 * A scenario reads the data of the whole house as its own, so whoever lets one loose on closed data of the root must be of the
 * root, or have been given its rows.
 * @throws SCN_GRANT_HOUSE
 */
export function demandHouseData(base: PolicyBase, user: User | undefined, scenario: string, document: unknown): void {
  const closed = addressesIn(document).find((address) => {
    const definition = base.sharing.definitionOf(address);
    return definition !== undefined && base.places.of('dataset', address).unit === ROOT && (user === undefined || !isOwnData(base, user, definition));
  });
  if (closed !== undefined) throw fail('SCN_GRANT_HOUSE', { dataset: closed, scenario });
}
