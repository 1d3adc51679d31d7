import { isSameLink, linksIn } from '../links.ts';
import { healing } from './bridges.ts';
import { holdGroups } from './hold-together.ts';
import { keysOf } from './list-keys.ts';
import type { Along, Clash, Place } from './merge-json.ts';
import { freeId, setAt } from './renumber.ts';
import { isRecord, own, same } from './same.ts';

/** What a place leads to is not there any more. */
const GONE = Symbol('gone');

function indexOf(list: readonly unknown[], step: string): number {
  return keysOf(list)?.findIndex((key) => `[${key}]` === step) ?? -1;
}

/** The value at a place of a clash; undefined when it is absent. */
export function atPlace(document: unknown, place: Place): unknown {
  return place.reduce<unknown>((value, step) => (Array.isArray(value) ? (value as readonly unknown[])[indexOf(value, step)] : own(value, step)), document);
}

function inOrderOf(list: readonly unknown[], mine: readonly unknown[]): readonly unknown[] | undefined {
  const [keys, wanted] = [keysOf(list), keysOf(mine)];
  if (keys === undefined || wanted === undefined || !wanted.every((key) => keys.includes(key))) return undefined;
  const rank = (at: number): number => wanted.indexOf(keys[at] ?? '');
  const ranked = list.map((_, at) => at).filter((at) => rank(at) >= 0).sort((one, other) => rank(one) - rank(other));
  // Members only others have stay where they are.
  return list.map((member, at) => (rank(at) < 0 ? member : list[ranked.shift() ?? at]));
}

function replaced(old: unknown, mine: unknown): unknown {
  return Array.isArray(old) && Array.isArray(mine) ? (inOrderOf(old, mine) ?? mine) : mine;
}

function putInList(list: readonly unknown[], [step = '', ...rest]: Place, mine: unknown): unknown {
  const at = indexOf(list, step);
  if (rest.length > 0) {
    const inner = at < 0 ? GONE : put(list[at], rest, mine);
    return inner === GONE ? GONE : list.with(at, inner);
  }
  if (mine === undefined) return list.filter((_, index) => index !== at);
  return at < 0 ? [...list, mine] : list.with(at, replaced(list[at], mine));
}

function put(value: unknown, place: Place, mine: unknown): unknown {
  const [step = '', ...rest] = place;
  if (Array.isArray(value)) return putInList(value, place, mine);
  if (!isRecord(value)) return GONE;
  const inner = rest.length === 0 ? replaced(own(value, step), mine) : put(own(value, step), rest, mine);
  if (inner === GONE) return GONE;
  if (inner !== undefined) return { ...value, [step]: inner };
  return Object.fromEntries(Object.entries(value).filter(([name]) => name !== step));
}

function edgesHold(flow: unknown): unknown {
  const [nodes, edges] = [own(flow, 'nodes'), own(flow, 'edges')];
  if (!isRecord(flow) || !isRecord(edges)) return flow;
  const held = Object.entries(edges).filter(([, edge]) => Array.isArray(edge) && [String(edge[0]).split('.')[0] ?? '', String(edge[1])].every((end) => own(nodes, end) !== undefined));
  return { ...flow, edges: Object.fromEntries(held) };
}

function edgesOf(flow: unknown): Record<string, unknown> {
  const edges = own(flow, 'edges');
  return isRecord(edges) ? { ...edges } : {};
}

/** Draws an edge unless there is one between the same ends, under its own id where that is free. */
function draw(edges: Record<string, unknown>, id: string, edge: unknown): void {
  const [link] = linksIn({ [id]: edge });
  if (link === undefined || linksIn(edges).some((other) => isSameLink(other, link))) return;
  edges[Object.hasOwn(edges, id) ? freeId(id, [edges]) : id] = edge;
}

/** What led into a node that goes leads on to what came after, where that is one node. */
function bridged(flow: unknown, node: string): unknown {
  const edges = edgesOf(flow);
  for (const { into, target } of healing(linksIn(edges), new Set([node]))) draw(edges, freeId('e', [edges]), [`${into.source}.${into.port}`, target]);
  return isRecord(flow) ? { ...flow, edges } : flow;
}

function withAlong(flow: unknown, { edges: back, bridges }: Along): unknown {
  const edges = Object.fromEntries(Object.entries(edgesOf(flow)).filter(([, edge]) => !bridges.some((bridge) => same(bridge, edge))));
  for (const [id, edge] of Object.entries(back)) draw(edges, id, edge);
  return isRecord(flow) ? { ...flow, edges } : flow;
}

/** What goes or comes back with a node: its edges and what bridges them, its place, its part in groups. */
function withNode(document: unknown, flow: string, node: string, { mine, along }: Clash): unknown {
  const body = own(own(document, 'flows'), flow);
  const places = own(own(document, 'layout'), flow);
  if (mine !== undefined) {
    const full = along === undefined ? document : setAt(document, ['flows', flow], withAlong(body, along));
    return along?.at === undefined || !isRecord(places) ? full : setAt(full, ['layout', flow, node], own(places, node) ?? along.at);
  }
  const less = setAt(document, ['flows', flow], bridged(body, node));
  return holdGroups(isRecord(places) ? setAt(less, ['layout', flow, node], undefined) : less, flow);
}

/** Whether my side of a clash is still not what the document says. */
export function isOpen(document: unknown, { place, mine }: Clash): boolean {
  const now = atPlace(document, place);
  return !same(now, replaced(now, mine));
}

/**
 * The document with my side of a clash in place of theirs; a list both rearranged is put in my order and keeps everybody's
 * members. Undefined when the place is gone, or when an edge would lead to a node that is.
 */
export function takeMine<Document>(document: Document, clash: Clash): Document | undefined {
  const { place, mine } = clash;
  const [top, flow = '', kind, id = ''] = place;
  const changed = put(document, place, mine);
  if (changed === GONE) return undefined;
  const taken = top === 'flows' && kind === 'nodes' && place.length === 4 ? withNode(changed, flow, id, clash) : changed;
  if (top !== 'flows' || (kind !== 'nodes' && kind !== 'edges') || place.length !== 4) return taken as Document;
  const flows = own(taken, 'flows') as Record<string, unknown>;
  const held = { ...(taken as object), flows: { ...flows, [flow]: edgesHold(flows[flow]) } };
  return kind === 'edges' && mine !== undefined && atPlace(held, place) === undefined ? undefined : (held as Document);
}
