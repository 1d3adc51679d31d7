import type { RightName, SpaceRole } from '../../api/units.ts';

/** Everything the policy is asked. `house.*` is about the server as a whole. */
export const ACTIONS = [
  'scenario.view', 'scenario.create', 'scenario.edit', 'scenario.try', 'scenario.publish', 'scenario.operate', 'scenario.trigger', 'scenario.delete', 'scenario.share', 'run.view', 'run.open',
  'dataset.view', 'dataset.rows', 'dataset.write', 'dataset.edit', 'dataset.share',
  'unit.view', 'unit.manage', 'person.view', 'person.manage', 'audit.view', 'privacy.manage', 'house.look', 'house.manage',
] as const;
export type Action = (typeof ACTIONS)[number];

const DESIGN: readonly Action[] = ['scenario.view', 'scenario.create', 'scenario.edit', 'scenario.try', 'scenario.publish', 'scenario.operate', 'scenario.delete', 'run.view', 'dataset.view', 'dataset.rows', 'dataset.write', 'dataset.edit', 'unit.view', 'house.look'];

/** What a role allows in its unit and in all below it. What is not here is denied. */
export const ROLE_ACTIONS: Readonly<Record<SpaceRole, ReadonlySet<Action>>> = {
  admin: new Set(ACTIONS),
  designer: new Set(DESIGN),
  publisher: new Set<Action>(['scenario.view', 'scenario.try', 'scenario.publish', 'run.view', 'dataset.view', 'unit.view', 'house.look']),
  operator: new Set<Action>(['scenario.view', 'scenario.operate', 'run.view', 'dataset.view', 'unit.view', 'house.look']),
  auditor: new Set<Action>(['scenario.view', 'run.view', 'dataset.view', 'unit.view', 'person.view', 'audit.view', 'house.look']),
  protector: new Set<Action>(['scenario.view', 'run.view', 'dataset.view', 'unit.view', 'person.view', 'audit.view', 'privacy.manage', 'house.look']),
};

/** What a right to one scenario or dataset allows; `house.look` is what a designer's page cannot be drawn without. */
export const RIGHT_ACTIONS: Readonly<Record<RightName, ReadonlySet<Action>>> = {
  owner: new Set<Action>([...DESIGN, 'scenario.share', 'dataset.share', 'run.open']),
  editor: new Set<Action>(['scenario.view', 'scenario.edit', 'scenario.try', 'run.view', 'dataset.view', 'dataset.rows', 'dataset.write', 'dataset.edit', 'house.look']),
  viewer: new Set<Action>(['scenario.view', 'dataset.view', 'house.look']),
  publisher: new Set<Action>(['scenario.view', 'scenario.try', 'scenario.publish', 'run.view', 'dataset.view', 'house.look']),
  operator: new Set<Action>(['scenario.view', 'scenario.operate', 'run.view', 'dataset.view', 'house.look']),
  auditor: new Set<Action>(['scenario.view', 'run.view', 'dataset.view', 'audit.view', 'house.look']),
};
