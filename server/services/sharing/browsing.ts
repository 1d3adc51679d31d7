import type { DatasetDefinition } from '../../../runtime/schema/dataset.ts';
import type { User } from '../../api/account.ts';
import { fail } from '../../errors.ts';
import { postsOf } from '../people.ts';
import { isOpenData } from '../policy/kept.ts';
import { mayInside, mayWith, type PolicyBase } from '../policy/policy.ts';
import { ROOT } from '../spaces/unit-shelf.ts';

/** Units a person belongs to. */
export const unitsOf = (user: User): readonly string[] => postsOf(user).map(({ unit }) => unit.id);

/** Whether data are a person's own unit's, or of the whole house and not closed to them. */
export function isOwnData(base: PolicyBase, user: User, definition: DatasetDefinition): boolean {
  const { unit } = base.places.of('dataset', definition.id);
  if (unit === ROOT && isOpenData(definition, unit)) return true;
  return unitsOf(user).includes(unit) || mayWith(base, user, 'dataset.rows', 'dataset', definition.id);
}

/** Rows that are not open to everybody are for those whom the policy lets read them. @param definition as it is kept @throws SCN_GRANT_ROWS */
export function demandBrowsing(base: PolicyBase, definition: DatasetDefinition, user: User): void {
  const { unit } = base.places.of('dataset', definition.id);
  if (isOpenData(definition, unit)) return;
  if (!mayInside(base, user, 'dataset.rows', 'dataset', definition.id)) throw fail('SCN_GRANT_ROWS', { dataset: definition.id });
}
