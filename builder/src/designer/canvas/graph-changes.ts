import type { Flow, FlowEdge, FlowNode } from '../../../../runtime/schema/flow.ts';
import { RESERVED_NODE_NAMES } from '../../../../runtime/schema/ids.ts';
import { healing, type Healed } from '../../../../runtime/schema/merge/bridges.ts';
import type { Scenario } from '../../../../runtime/schema/scenario.ts';
import type { Change } from '../document/change.ts';
import { leaveGroups } from '../document/annotations.ts';
import { pointer } from '../document/pointer.ts';
import { linksOf, reachableFrom } from './flow-graph.ts';
import { placesOf } from './placement.ts';
import { RANK_GAP, roomOf, type Point } from './sizes.ts';

/** The edits of drawing, as wishes for the document store. Pure: what they need is in their arguments. */

/** `query`, `query2`, … not taken in the flow and not a word of the formula language's scope. */
export function freeNodeId(flow: Flow, wish: string): string {
  const base = wish.replaceAll(/[^\p{L}\p{N}_]/gu, '_').replace(/^(\p{N})/u, '_$1') || 'node';
  const taken = (id: string): boolean => Object.hasOwn(flow.nodes, id) || RESERVED_NODE_NAMES.has(id);
  if (!taken(base)) return base;
  let number = 2;
  while (taken(`${base}${number}`)) number += 1;
  return `${base}${number}`;
}

export function freeEdgeId(taken: ReadonlySet<string>): string {
  let number = taken.size + 1;
  while (taken.has(`e${number}`)) number += 1;
  return `e${number}`;
}

function edgeChange(flowId: string, taken: Set<string>, edge: FlowEdge): Change {
  const id = freeEdgeId(taken);
  taken.add(id);
  return { path: pointer('flows', flowId, 'edges', id), value: edge };
}

function edgeIds(scenario: Scenario, flowId: string): Set<string> {
  return new Set(Object.keys(scenario.flows[flowId]?.edges ?? {}));
}

/** More places than this are written as one change: each change copies the list of all. */
const FEW = 20;

/** Stored places must be complete before one is written, or the rest would jump; then a move is a change of what moved. */
function placeChanges(scenario: Scenario, flowId: string, moved: Readonly<Record<string, Point>>): readonly Change[] {
  const stored = Object.hasOwn(scenario.layout, flowId) ? scenario.layout[flowId] : undefined;
  const places = placesOf(scenario, flowId);
  if (stored === undefined || places !== stored || Object.keys(moved).length > FEW) return [layoutChange(flowId, { ...places, ...moved })];
  return Object.entries(moved).map(([id, at]) => ({ path: pointer('layout', flowId, id), value: at }));
}

function layoutChange(flowId: string, places: Readonly<Record<string, Point>>): Change {
  return { path: pointer('layout', flowId), value: places };
}

export interface NewNode {
  readonly id: string;
  readonly node: FlowNode;
  readonly at: Point;
}

export function addNode(scenario: Scenario, flowId: string, made: NewNode): readonly Change[] {
  return [{ path: pointer('flows', flowId, 'nodes', made.id), value: made.node }, ...placeChanges(scenario, flowId, { [made.id]: made.at })];
}

/** True when the same connection exists already or would close a circle; `back` edges may. */
export function refusesLink(scenario: Scenario, flowId: string, source: string, port: string, target: string): 'same' | 'self' | 'circle' | undefined {
  const flow = scenario.flows[flowId];
  if (flow === undefined) return undefined;
  const links = linksOf(flow);
  if (source === target) return 'self';
  if (links.some((link) => link.source === source && link.port === port && link.target === target)) return 'same';
  return reachableFrom(links, target).has(source) ? 'circle' : undefined;
}

export function connect(scenario: Scenario, flowId: string, source: string, port: string, target: string, back = false): readonly Change[] {
  return [edgeChange(flowId, edgeIds(scenario, flowId), back ? [`${source}.${port}`, target, 'back'] : [`${source}.${port}`, target])];
}

/** Puts a new node in the middle of an edge; what is below moves down to make room. */
export function insertOnEdge(scenario: Scenario, flowId: string, edgeId: string, made: NewNode, outPort: string): readonly Change[] {
  const flow = scenario.flows[flowId];
  const link = flow === undefined ? undefined : linksOf(flow).find((item) => item.id === edgeId);
  if (flow === undefined || link === undefined) return addNode(scenario, flowId, made);
  const places = placesOf(scenario, flowId);
  const target = places[link.target] ?? made.at;
  const source = places[link.source] ?? made.at;
  const room = (id: string): number => roomOf(flow.nodes[id]?.type ?? '') + RANK_GAP;
  const place = source.y + room(link.source);
  const shift = link.back ? 0 : Math.max(0, place + roomOf(made.node.type) + RANK_GAP - target.y);
  const below = reachableFrom(linksOf(flow), link.target);
  const moved = shift === 0 ? {} : Object.fromEntries(Object.entries(places).flatMap(([id, at]) => (below.has(id) ? [[id, { x: at.x, y: at.y + shift }]] : [])));
  const taken = edgeIds(scenario, flowId);
  return [
    { path: pointer('flows', flowId, 'nodes', made.id), value: made.node },
    { path: pointer('flows', flowId, 'edges', edgeId), value: [`${link.source}.${link.port}`, made.id] },
    edgeChange(flowId, taken, link.back ? [`${made.id}.${outPort}`, link.target, 'back'] : [`${made.id}.${outPort}`, link.target]),
    ...placeChanges(scenario, flowId, { ...moved, [made.id]: { x: target.x, y: shift > 0 ? place : (source.y + target.y) / 2 } }),
  ];
}

export interface Deletion {
  readonly changes: readonly Change[];
  /** Edges that lost an end and were not healed. */
  readonly cut: number;
}

/** Removes nodes and edges; what led into them leads on to what came after, where that is one node. */
export function removeParts(scenario: Scenario, flowId: string, nodeIds: readonly string[], edges: readonly string[]): Deletion {
  const flow = scenario.flows[flowId];
  if (flow === undefined) return { changes: [], cut: 0 };
  const gone = new Set(nodeIds);
  const links = linksOf(flow);
  const lost = links.filter((link) => gone.has(link.source) || gone.has(link.target));
  const edgeSet = new Set([...edges, ...lost.map((link) => link.id)]);
  const healed = healing(links, gone);
  const taken = edgeIds(scenario, flowId);
  const isThere = ({ into, target }: Healed): boolean => links.some((link) => link.source === into.source && link.port === into.port && link.target === target);
  const fresh = healed.filter((one, index) => !isThere(one) && healed.findIndex(({ into, target }) => into.source === one.into.source && into.port === one.into.port && target === one.target) === index);
  const mended = new Set([...healed.map(({ into }) => into.id), ...lost.filter((link) => healed.some(({ target }) => target === link.target)).map((link) => link.id)]);
  const stored = scenario.layout[flowId] ?? {};
  return {
    changes: [
      ...fresh.map(({ into, target }) => edgeChange(flowId, taken, [`${into.source}.${into.port}`, target])),
      ...[...edgeSet].map((id) => ({ path: pointer('flows', flowId, 'edges', id) })),
      ...nodeIds.map((id) => ({ path: pointer('flows', flowId, 'nodes', id) })),
      ...nodeIds.filter((id) => Object.hasOwn(stored, id)).map((id) => ({ path: pointer('layout', flowId, id) })),
      ...leaveGroups(scenario, flowId, gone),
    ],
    cut: lost.filter((link) => !mended.has(link.id) && !(gone.has(link.source) && gone.has(link.target))).length,
  };
}

export function moveNodes(scenario: Scenario, flowId: string, moved: Readonly<Record<string, Point>>): readonly Change[] {
  const grid = (value: number): number => Math.round(value / 4) * 4;
  return placeChanges(scenario, flowId, Object.fromEntries(Object.entries(moved).map(([id, at]) => [id, { x: grid(at.x), y: grid(at.y) }])));
}
