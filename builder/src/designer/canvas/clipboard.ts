import type { FlowNode } from '../../../../runtime/schema/flow.ts';
import { shortened } from '../../../../runtime/schema/cut-text.ts';
import { NAME_PATTERN } from '../../../../runtime/schema/ids.ts';
import { SCENARIO_BYTES, SCENARIO_FORMAT } from '../../../../runtime/schema/limits.ts';
import type { Scenario } from '../../../../runtime/schema/scenario.ts';
import type { Change } from '../document/change.ts';
import type { ConfigSchemaOf } from '../rename/node-places.ts';
import { renameInNode } from '../rename/rename-in-node.ts';
import { isRecord, pointer } from '../document/pointer.ts';
import { linksOf } from './flow-graph.ts';
import { freeEdgeId, freeNodeId } from './graph-changes.ts';
import { placesOf } from './placement.ts';
import { bring, isNeeds, needsOf, type PartNeeds } from './part-needs.ts';
import type { Point } from './sizes.ts';

/** Part of a flow on the clipboard: readable JSON, so it can travel between scenarios and people. */
export interface FlowPart {
  readonly 'scenario-studio': 'flow-part';
  readonly nodes: Readonly<Record<string, { readonly node: FlowNode; readonly at: Point }>>;
  readonly edges: readonly (readonly [string, string] | readonly [string, string, 'back'])[];
  readonly texts: Readonly<Record<string, unknown>>;
  /** What the nodes name beside each other; absent in parts that were copied without. */
  readonly needs?: PartNeeds;
}

export function copyPart(scenario: Scenario, flowId: string, ids: readonly string[]): FlowPart {
  const flow = scenario.flows[flowId];
  const places = placesOf(scenario, flowId);
  const chosen = new Set(ids);
  const nodes = Object.fromEntries(
    ids.flatMap((id) => {
      const node = flow?.nodes[id];
      return node === undefined ? [] : [[id, { node, at: places[id] ?? { x: 0, y: 0 } }]];
    }),
  );
  const links = flow === undefined ? [] : linksOf(flow).filter((link) => chosen.has(link.source) && chosen.has(link.target));
  const texts = Object.fromEntries(Object.entries(scenario.texts).filter(([key]) => chosen.has(key.split('.')[0] ?? '')));
  const needs = needsOf(scenario, Object.fromEntries(Object.entries(nodes).map(([id, { node }]) => [id, node])), flowId);
  return { 'scenario-studio': 'flow-part', needs, nodes, edges: links.map((link) => (link.back ? [`${link.source}.${link.port}`, link.target, 'back'] : [`${link.source}.${link.port}`, link.target])), texts };
}

function isPlace(value: unknown): boolean {
  return isRecord(value) && Number.isFinite(value['x']) && Number.isFinite(value['y']);
}

const NAME = new RegExp(NAME_PATTERN, 'u');

/** What is drawn as it stands has to be a text. */
function isNode(value: unknown): boolean {
  return isRecord(value) && typeof value['type'] === 'string' && isRecord(value['config']) && ['title', 'stage', 'caption', 'note'].every((key) => value[key] === undefined || typeof value[key] === 'string');
}

function isPlaced([id, value]: readonly [string, unknown]): boolean {
  return NAME.test(id) && id !== '__proto__' && isRecord(value) && isNode(value['node']) && isPlace(value['at']);
}

function isText(value: unknown): boolean {
  return isRecord(value) && Object.values(value).every((words) => typeof words === 'string');
}

/** From a node of the part to one of the part. */
function isEdge(value: unknown, nodes: Readonly<Record<string, unknown>>): boolean {
  if (!Array.isArray(value) || value.length < 2 || value.length > 3 || (value.length === 3 && value[2] !== 'back')) return false;
  const [from, to] = value as readonly unknown[];
  return typeof from === 'string' && typeof to === 'string' && Object.hasOwn(nodes, from.split('.')[0] ?? '') && Object.hasOwn(nodes, to);
}

/** Where in a part the first thing stands that a copy from a canvas cannot hold; undefined for a sound one. */
function forgedAt({ nodes, edges, texts = {}, needs }: Readonly<Record<string, unknown>>): string | undefined {
  if (!isRecord(nodes)) return 'nodes';
  if (!Array.isArray(edges)) return 'edges';
  if (!isRecord(texts)) return 'texts';
  const node = Object.entries(nodes).find((entry) => !isPlaced(entry));
  if (node !== undefined) return shortened(node[0], 40);
  if (!edges.every((edge) => isEdge(edge, nodes))) return 'edges';
  if (needs !== undefined && (!isNeeds(needs) || !Object.values(needs.texts).every(isText))) return 'needs';
  return Object.values(texts).every(isText) ? undefined : 'texts';
}

export type PasteReading =
  | { readonly kind: 'part'; readonly part: FlowPart }
  | { readonly kind: 'nothing' | 'broken' | 'scenario' | 'foreign' }
  | { readonly kind: 'newer'; readonly format: string }
  | { readonly kind: 'forged'; readonly at: string }
  | { readonly kind: 'tooLarge'; readonly bytes: number };

const BROKEN_PART = /^\s*\{\s*"scenario-studio"/;

function readJson(value: unknown): PasteReading {
  if (!isRecord(value)) return { kind: 'foreign' };
  if (value['scenario-studio'] === 'flow-part') {
    const at = forgedAt(value);
    return at === undefined ? { kind: 'part', part: { ...value, texts: value['texts'] ?? {} } as unknown as FlowPart } : { kind: 'forged', at };
  }
  if (value['format'] === undefined || !isRecord(value['flows'])) return { kind: 'foreign' };
  return typeof value['format'] === 'number' && value['format'] > SCENARIO_FORMAT ? { kind: 'newer', format: String(value['format']) } : { kind: 'scenario' };
}

/** Reads clipboard text: a part of a flow, whole and sound, or what it is instead. */
export function readPaste(source: string): PasteReading {
  if (source.trim() === '') return { kind: 'nothing' };
  if (source.length > SCENARIO_BYTES) return { kind: 'tooLarge', bytes: source.length };
  if (!/^\s*[[{]/.test(source)) return { kind: 'nothing' };
  try {
    return readJson(JSON.parse(source));
  } catch {
    return { kind: BROKEN_PART.test(source) ? 'broken' : 'foreign' };
  }
}

export interface Pasting {
  readonly changes: readonly Change[];
  readonly ids: readonly string[];
  /** Entries of the settings that came along. */
  readonly brought: number;
}

/** New ids for the pasted nodes, everywhere they are used inside the part; `by` moves them aside. */
export function pastePart(scenario: Scenario, flowId: string, part: FlowPart, by: Point, schemaOf: ConfigSchemaOf): Pasting {
  const flow = scenario.flows[flowId] ?? { nodes: {}, edges: {} };
  const growing = { nodes: { ...flow.nodes }, edges: flow.edges };
  const names = new Map<string, string>();
  for (const [id, { node }] of Object.entries(part.nodes)) {
    const fresh = freeNodeId(growing, id.replace(/\d+$/, '') || id);
    names.set(id, Object.hasOwn(flow.nodes, id) ? fresh : id);
    growing.nodes[names.get(id) ?? fresh] = node;
  }
  const places = { ...placesOf(scenario, flowId) };
  const brought = part.needs === undefined ? undefined : bring(scenario, part.needs);
  const changes: Change[] = [...(brought?.changes ?? [])];
  for (const [id, { node, at }] of Object.entries(part.nodes)) {
    const fresh = names.get(id) ?? id;
    changes.push({ path: pointer('flows', flowId, 'nodes', fresh), value: renameInNode(brought?.adapted(node) ?? node, names, schemaOf) });
    places[fresh] = { x: at.x + by.x, y: at.y + by.y };
  }
  const taken = new Set(Object.keys(flow.edges));
  for (const [from, to, back] of part.edges) {
    const [source = '', port = 'out'] = from.split('.');
    const id = freeEdgeId(taken);
    taken.add(id);
    const end = `${names.get(source) ?? source}.${port}`;
    changes.push({ path: pointer('flows', flowId, 'edges', id), value: back === undefined ? [end, names.get(to) ?? to] : [end, names.get(to) ?? to, 'back'] });
  }
  const written = new Set<string>();
  const write = (key: string, entry: unknown): void => {
    if (!Object.hasOwn(scenario.texts, key) && !written.has(key)) changes.push({ path: pointer('texts', key), value: entry });
    written.add(key);
  };
  for (const [key, entry] of Object.entries(part.texts)) {
    const [head = '', ...rest] = key.split('.');
    write([names.get(head) ?? head, ...rest].join('.'), entry);
  }
  for (const [key, entry] of Object.entries(part.needs?.texts ?? {})) write(key, entry);
  changes.push({ path: pointer('layout', flowId), value: places });
  return { changes, ids: [...names.values()], brought: brought?.count ?? 0 };
}
