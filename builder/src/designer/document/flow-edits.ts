import { mainFlow } from '../../../../runtime/schema/flow.ts';
import type { Scenario } from '../../../../runtime/schema/scenario.ts';
import type { Change } from './change.ts';
import { mapConfigStrings } from './config-strings.ts';
import { differences } from './diff.ts';
import { isRecord, pointer } from './pointer.ts';
import type { ConfigSchemaOf } from '../rename/node-places.ts';
import { renameChanges } from '../rename/rename.ts';

/** A node that runs a flow. */
export interface FlowUse {
  readonly flow: string;
  readonly node: string;
}

function withFlow(config: unknown, from: string, to: string, schema: unknown): unknown {
  return mapConfigStrings(schema, config, (value, format) => (format === 'flow' && value === from ? to : value));
}

/** The nodes that run a flow, in the order of the flows; a flow that runs itself is not counted. */
export function usesOfFlow(scenario: Scenario, id: string, schemaOf: ConfigSchemaOf): readonly FlowUse[] {
  return Object.entries(scenario.flows).filter(([flow]) => flow !== id).flatMap(([flow, { nodes }]) =>
    Object.entries(nodes).filter(([, node]) => differences(node.config, withFlow(node.config, id, `${id}_`, schemaOf(node.type))).length > 0).map(([node]) => ({ flow, node })),
  );
}

/** What stands beside the flows under the name of one: places of cards, notes and groups. */
function besides(scenario: Scenario, id: string): readonly (readonly [string, unknown])[] {
  return (['layout', 'annotations'] as const).flatMap((part) => {
    const all: unknown = scenario[part];
    return isRecord(all) && Object.hasOwn(all, id) ? [[part, all[id]] as const] : [];
  });
}

/** Everything that follows when a sub-flow gets another id: the nodes that run it, its places, notes and groups. Nothing when the id is taken, or the flow is the main one. */
export function renameFlow(scenario: Scenario, from: string, to: string, schemaOf: ConfigSchemaOf): readonly Change[] {
  const body = Object.hasOwn(scenario.flows, from) ? scenario.flows[from] : undefined;
  if (body === undefined || from === to || from === mainFlow(scenario) || Object.hasOwn(scenario.flows, to)) return [];
  return renameChanges(scenario, { kind: 'flows', path: [from] }, to, schemaOf);
}

/** A sub-flow goes with its places, notes and groups. */
export function removeFlow(scenario: Scenario, id: string): readonly Change[] {
  if (!Object.hasOwn(scenario.flows, id) || id === mainFlow(scenario)) return [];
  return [{ path: pointer('flows', id) }, ...besides(scenario, id).map(([part]): Change => ({ path: pointer(part, id) }))];
}
