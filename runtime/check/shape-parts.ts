import type { TSchema } from 'typebox';
import { Check } from 'typebox/schema';
import { FlowEdgeSchema, FlowNodeSchema } from '../schema/flow.ts';
import { KEY_PATTERN, NAME_PATTERN } from '../schema/ids.ts';
import { PositionSchema, ScenarioSchema } from '../schema/scenario.ts';

type Members = Readonly<Record<string, unknown>>;

/** Parts that a document has by the thousand: an edit changes one, and the others are known to be sound. */
interface Part {
  readonly schema: TSchema;
  readonly key: RegExp;
  readonly sound: WeakSet<object>;
}
export type ShapeMemory = Readonly<Record<'nodes' | 'edges' | 'positions', Part>>;

export function createShapeMemory(): ShapeMemory {
  const part = (schema: TSchema, pattern: string): Part => ({ schema, key: new RegExp(pattern, 'u'), sound: new WeakSet() });
  return { nodes: part(FlowNodeSchema, NAME_PATTERN), edges: part(FlowEdgeSchema, KEY_PATTERN), positions: part(PositionSchema, NAME_PATTERN) };
}

function isMembers(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function areSound(members: Members, { schema, key, sound }: Part): boolean {
  return Object.entries(members).every(([name, value]) => {
    if (typeof value !== 'object' || value === null || !key.test(name)) return false;
    if (sound.has(value)) return true;
    if (!Check(schema, value)) return false;
    sound.add(value);
    return true;
  });
}

/** Whether a document fits the published schema; part by part, so that only what is new is looked at. */
export function hasSoundShape(document: Members, memory: ShapeMemory): boolean {
  const { flows, layout } = document;
  if (!isMembers(flows) || !isMembers(layout)) return false;
  const frames: Record<string, unknown> = {};
  for (const [id, flow] of Object.entries(flows)) {
    if (!isMembers(flow) || !isMembers(flow['nodes']) || !isMembers(flow['edges'])) return false;
    if (!areSound(flow['nodes'], memory.nodes) || !areSound(flow['edges'], memory.edges)) return false;
    frames[id] = { ...flow, nodes: {}, edges: {} };
  }
  const drawn = Object.values(layout).every((positions) => isMembers(positions) && areSound(positions, memory.positions));
  return drawn && Check(ScenarioSchema, { ...document, flows: frames, layout: Object.fromEntries(Object.keys(layout).map((id) => [id, {}])) });
}
