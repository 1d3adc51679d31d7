import type { DatasetDefinition } from '../../../runtime/schema/dataset.ts';
import type { Base } from '../context.ts';
import { mayInside, mayOn, placed, withoutKept, type PolicyBase } from '../policy/policy.ts';
import { ROOT } from '../spaces/unit-shelf.ts';
import { tellDesigners } from '../versions/design-notices.ts';
import { keyOfCheck } from './state.ts';
import { sayCheck } from './say-check.ts';

/** Who looks after a dataset: those of its unit, or with a right there, who may change it; in the whole house where it belongs to no unit or the unit has nobody. */
function ownersOf(base: PolicyBase, dataset: string): readonly string[] {
  const { unit } = base.places.of('dataset', dataset);
  const people = base.people.all().filter((user) => !user.disabled);
  const near = unit === ROOT ? [] : people.filter((user) => mayInside(base, user, 'dataset.edit', 'dataset', dataset));
  return (near.length > 0 ? near : people.filter((user) => mayOn(user, 'dataset.edit', withoutKept(placed(base, 'dataset', dataset))))).map(({ id }) => id);
}

/** Tells the owners of a dataset which of its checks no longer hold; never a value. */
export async function warnOwners(base: Base & PolicyBase, definition: DatasetDefinition, keys: readonly string[], by: string): Promise<void> {
  const bad = (definition.entry?.checks ?? []).filter((check) => keys.includes(keyOfCheck(check)));
  if (bad.length === 0) return;
  await tellDesigners(base, ownersOf(base, definition.id), { what: 'quality', dataset: definition.id, by, text: bad.map((check) => sayCheck(definition, check)).join('；') });
}
