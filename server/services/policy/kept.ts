import type { DatasetDefinition } from '../../../runtime/schema/dataset.ts';
import { ROOT } from '../spaces/unit-shelf.ts';
import type { Action } from './roles.ts';

/** What of sharing the policy reads, in memory. */
export interface SharedThings {
  readonly definitionOf: (dataset: string) => DatasetDefinition | undefined;
  /** Whether a scenario may read data of another unit by a grant, or once could: its runs hold what it read. */
  readonly holdsGrant: (scenario: string) => boolean;
}

const CHANGES: ReadonlySet<Action> = new Set(['dataset.write', 'dataset.edit']);
const DATA: ReadonlySet<Action> = new Set([...CHANGES, 'dataset.rows']);
const GRANTED: ReadonlySet<Action> = new Set(['scenario.edit', 'scenario.try', 'scenario.operate', 'scenario.delete', 'run.view', 'run.open']);

/** Whether everybody may look at the rows. What belongs to the whole house is open unless its owner says otherwise, what belongs to a unit only where all of it is shared without conditions. */
export function isOpenData({ sharing, fields }: DatasetDefinition, unit: string): boolean {
  const said = unit === ROOT ? 'unconditional' : 'restricted';
  return (sharing ?? said) === 'unconditional' && (unit === ROOT || fields.every((field) => (field.sharing ?? 'unconditional') === 'unconditional'));
}

/** Actions that are for the unit's own people: a role in the whole house does not reach them. Closed data of the root are for the people of the root. Undefined for none. */
export function keptActions(shared: SharedThings, kind: 'scenario' | 'dataset', id: string, unit: string): ReadonlySet<Action> | undefined {
  if (kind === 'scenario') return unit !== ROOT && shared.holdsGrant(id) ? GRANTED : undefined;
  const definition = shared.definitionOf(id);
  if (unit === ROOT) return definition && !isOpenData(definition, unit) ? DATA : undefined;
  // One that is not known is not known to be open.
  return definition && isOpenData(definition, unit) ? CHANGES : DATA;
}
