import type { FlowEdge } from '../../../../../runtime/schema/flow.ts';
import type { Scenario } from '../../../../../runtime/schema/scenario.ts';
import type { Change } from '../../document/change.ts';
import { parsePointer, pointer, valueAt } from '../../document/pointer.ts';
import type { ChangeGroup } from '../../changes/compare.ts';

/** Something of an old version that can be taken back by itself. */
export interface RestorePart {
  /** Names it within its group; empty: the whole group. */
  readonly key: string;
  readonly changes: readonly Change[];
}

/** Sets what the old version has at a place, or removes what it had not. */
function taken(draft: Scenario, old: Scenario, path: string): readonly Change[] {
  const value = valueAt(old, path);
  if (value !== undefined) return [{ path, value }];
  return valueAt(draft, path) === undefined ? [] : [{ path }];
}

/** Texts of a node are written under its id, with or without a dot. */
function textsOfNode(scenario: Scenario, node: string): readonly string[] {
  return Object.keys(scenario.texts).filter((key) => key === node || key.startsWith(`${node}.`));
}

const nodeOf = (end: string): string => end.split('.')[0] ?? '';

function touches(edge: FlowEdge | undefined, node: string): boolean {
  return edge !== undefined && (nodeOf(edge[0]) === node || nodeOf(edge[1]) === node);
}

/** Edges of the old version at a node that is not in the draft, as far as their other ends are. */
function edgesBack(draft: Scenario, old: Scenario, flow: string, node: string): readonly Change[] {
  const nodes = { ...draft.flows[flow]?.nodes, [node]: true };
  const present = draft.flows[flow]?.edges ?? {};
  return Object.entries(old.flows[flow]?.edges ?? {}).flatMap(([id, edge]) => (touches(edge, node) && !Object.hasOwn(present, id) && [edge[0], edge[1]].every((end) => Object.hasOwn(nodes, nodeOf(end))) ? [{ path: pointer('flows', flow, 'edges', id), value: edge }] : []));
}

function nodeChanges(draft: Scenario, old: Scenario, flow: string, node: string): readonly Change[] {
  const path = pointer('flows', flow, 'nodes', node);
  const layout = pointer('layout', flow, node);
  const keys = [...new Set([...textsOfNode(draft, node), ...textsOfNode(old, node)])];
  const texts = keys.flatMap((key) => taken(draft, old, pointer('texts', key)));
  const wasThere = valueAt(old, path) !== undefined;
  if (!wasThere) {
    const loose = Object.entries(draft.flows[flow]?.edges ?? {}).flatMap(([id, edge]) => (touches(edge, node) ? [{ path: pointer('flows', flow, 'edges', id) }] : []));
    return [...loose, ...taken(draft, old, path), ...texts, ...(valueAt(draft, layout) === undefined ? [] : [{ path: layout }])];
  }
  if (valueAt(draft, path) !== undefined) return [...taken(draft, old, path), ...texts];
  const place = valueAt(old, layout);
  return [...taken(draft, old, path), ...texts, ...(place === undefined ? [] : [{ path: layout, value: place }]), ...edgesBack(draft, old, flow, node)];
}

/** A flow that is gone comes back whole, one that was added goes; else its edges as they were, as far as both ends are in the draft. */
function edgeChanges(draft: Scenario, old: Scenario, flow: string): readonly Change[] {
  if (!Object.hasOwn(draft.flows, flow) || !Object.hasOwn(old.flows, flow)) return [...taken(draft, old, pointer('flows', flow)), ...taken(draft, old, pointer('layout', flow))];
  const nodes = draft.flows[flow]?.nodes ?? {};
  const was = old.flows[flow]?.edges ?? {};
  const now = draft.flows[flow]?.edges ?? {};
  const gone = Object.keys(now).flatMap((id) => (Object.hasOwn(was, id) ? [] : [{ path: pointer('flows', flow, 'edges', id) }]));
  const back = Object.entries(was).flatMap(([id, edge]) => ([edge[0], edge[1]].every((end) => Object.hasOwn(nodes, nodeOf(end))) ? [{ path: pointer('flows', flow, 'edges', id), value: edge }] : []));
  return [...gone, ...back];
}

/** What of a group can be taken out of an old version into the draft: the node, the edges of a flow, or each entry of a part by itself. */
export function restoreParts(draft: Scenario, old: Scenario, group: Pick<ChangeGroup, 'kind' | 'flow' | 'name' | 'changes'>): readonly RestorePart[] {
  const flow = group.flow ?? 'main';
  if (group.kind === 'node') return [{ key: '', changes: nodeChanges(draft, old, flow, group.name) }];
  if (group.kind === 'edges') return [{ key: '', changes: edgeChanges(draft, old, flow) }];
  const depth = group.name === 'scenario' ? 1 : 2;
  const places = [...new Set(group.changes.map(({ path }) => pointer(...parsePointer(path).slice(0, depth))))];
  return places.map((path) => ({ key: parsePointer(path).at(-1) ?? '', changes: taken(draft, old, path) }));
}

/** Whether the draft differs from the old version there: what is the same needs no button. */
export function isWorth(draft: Scenario, part: RestorePart): boolean {
  return part.changes.some(({ path, value }) => JSON.stringify(valueAt(draft, path)) !== JSON.stringify(value));
}
