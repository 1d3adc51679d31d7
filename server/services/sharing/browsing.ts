import type { DatasetDefinition } from '../../../runtime/schema/dataset.ts';
import type { User } from '../../api/account.ts';
import { fail } from '../../errors.ts';
import { postsOf } from '../people.ts';
import { decide } from '../policy/decide.ts';
import { placed, subjectOf, type PolicyBase } from '../policy/policy.ts';
import type { Action } from '../policy/roles.ts';
import { ROOT } from '../spaces/unit-shelf.ts';

/** Units a person belongs to. */
export const unitsOf = (user: User): readonly string[] => postsOf(user).map(({ unit }) => unit.id);

/** Whether a person may do something to a dataset by what they are in its own unit or were given there: a role in the whole house opens nobody's data. */
export function mayInUnit(base: PolicyBase, user: User, action: Action, dataset: string): boolean {
  const subject = subjectOf(user);
  return decide({ ...subject, roles: subject.roles.filter(({ unit }) => unit !== ROOT) }, action, placed(base, 'dataset', dataset)).allow;
}

/** Whether a person is of the unit a dataset belongs to; what belongs to no unit is everybody's. */
export function isOwnData(base: PolicyBase, user: User, dataset: string): boolean {
  const owner = base.places.of('dataset', dataset).unit;
  return owner === ROOT || unitsOf(user).includes(owner) || mayInUnit(base, user, 'dataset.rows', dataset);
}

/** People look at rows of their own unit, and at those that are shared without any condition. @throws SCN_GRANT_ROWS */
export function demandBrowsing(base: PolicyBase, definition: DatasetDefinition, user: User): void {
  if (isOwnData(base, user, definition.id)) return;
  const isOpen = definition.sharing === 'unconditional' && definition.fields.every((field) => (field.sharing ?? 'unconditional') === 'unconditional');
  if (!isOpen) throw fail('SCN_GRANT_ROWS', { dataset: definition.id });
}
