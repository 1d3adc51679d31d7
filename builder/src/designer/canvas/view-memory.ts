import type { Flow } from '../../../../runtime/schema/flow.ts';
import type { NodeTrace } from '../../../../server/api/scenario.ts';
import { sameJson } from '../document/equal.ts';
import { member } from '../document/pointer.ts';
import { readEnd, type Link } from '../../../../runtime/schema/links.ts';
import { flowOrder, linksOf } from './flow-graph.ts';
import { createLanes, type Standing } from './lanes.ts';
import { placesOf } from './placement.ts';
import { roomOf, type Point } from './sizes.ts';
import { cardOf, endsOf, wireOf, type Card, type ViewSource, type Wire } from './view-model.ts';

export interface View {
  readonly cards: readonly Card[];
  readonly wires: readonly Wire[];
}

interface Kept<Made> {
  readonly parts: readonly unknown[];
  readonly made: Made;
}

const NO_LINKS: readonly Link[] = [];

/** What was made of the same parts before, else anew. */
function sameAs(one: readonly unknown[], other: readonly unknown[]): boolean {
  return one.length === other.length && one.every((part, index) => Object.is(part, other[index]));
}

function remember<Made>(kept: Map<string, Kept<Made>>, id: string, parts: readonly unknown[], make: (old: Made | undefined) => Made): Made {
  const old = kept.get(id);
  if (old !== undefined && sameAs(old.parts, parts)) return old.made;
  const made = make(old?.made);
  kept.set(id, { parts, made });
  return made;
}

/** The list of last time when it holds the same things. */
function sameList<Item>(old: readonly Item[], next: readonly Item[]): readonly Item[] {
  return old.length === next.length && next.every((item, index) => item === old[index]) ? old : next;
}

function forget(kept: Map<string, unknown>, ids: ReadonlySet<string>): void {
  if (kept.size > ids.size) for (const id of kept.keys()) if (!ids.has(id)) kept.delete(id);
}

interface Graph {
  readonly edges: Flow['edges'];
  readonly links: readonly Link[];
  readonly into: ReadonlyMap<string, readonly Link[]>;
  readonly near: ReadonlyMap<string, readonly Link[]>;
  readonly leaving: ReadonlyMap<string, readonly Link[]>;
}

const EMPTY: Graph = { edges: {}, links: NO_LINKS, into: new Map(), near: new Map(), leaving: new Map() };

function collect(old: ReadonlyMap<string, readonly Link[]>, links: readonly Link[], idsOf: (link: Link) => Iterable<string>): ReadonlyMap<string, readonly Link[]> {
  const table = new Map<string, Link[]>();
  for (const link of links) {
    for (const id of idsOf(link)) {
      const list = table.get(id);
      if (list === undefined) table.set(id, [link]);
      else list.push(link);
    }
  }
  return new Map([...table].map(([id, list]) => [id, sameList(old.get(id) ?? NO_LINKS, list)]));
}

function graphOf(flow: Flow, old: Graph): Graph {
  if (flow.edges === old.edges) return old;
  const before = new Map(old.links.map((link) => [link.id, link]));
  const links = linksOf(flow).map((link) => (flow.edges[link.id] === old.edges[link.id] ? (before.get(link.id) ?? link) : link));
  return {
    edges: flow.edges,
    links,
    into: collect(old.into, links, (link) => [link.target]),
    near: collect(old.near, links, (link) => (link.source === link.target ? [link.source] : [link.source, link.target])),
    leaving: collect(old.leaving, links, (link) => [link.source]),
  };
}

interface Moment {
  readonly flow: Flow;
  readonly places: Readonly<Record<string, Point>>;
  /** Everything that all cards and edges depend on. */
  readonly common: readonly unknown[];
}

/** Cards that an edit of nodes or places touches; undefined when it may be any. */
function touched(before: Moment | undefined, now: Moment): ReadonlySet<string> | undefined {
  if (before === undefined || now.flow.edges !== before.flow.edges || !sameAs(before.common, now.common)) return undefined;
  const ids = Object.keys(now.flow.nodes);
  // Cards that come or go change what reaches others.
  if (ids.length !== Object.keys(before.flow.nodes).length || ids.some((id) => !Object.hasOwn(before.flow.nodes, id))) return undefined;
  const cards = new Set(ids.filter((id) => now.flow.nodes[id] !== before.flow.nodes[id]));
  if (now.places === before.places) return cards;
  const moved = ids.filter((id) => now.places[id] !== before.places[id]);
  for (const id of moved) cards.add(id);
  // Edges reach a card in the order of where they come from.
  const from = new Set(moved);
  for (const [source, target] of Object.values(now.flow.edges)) if (from.has(readEnd(source).node)) cards.add(target);
  return cards;
}

/**
 * Everything the canvas draws of one flow, where what did not change since the last time keeps its identity: an edit
 * costs what it changed. Nodes come in flow order, so that Tab walks along it.
 */
export function createView(): (source: ViewSource) => View {
  const cards = new Map<string, Kept<Card>>();
  const wires = new Map<string, Kept<Wire>>();
  const lanes = createLanes();
  let graph = EMPTY;
  let order: readonly string[] = [];
  let ordered: { readonly ids: readonly string[]; readonly edges: Flow['edges'] } = { ids: [], edges: {} };
  let last: View = { cards: [], wires: [] };
  let moment: Moment | undefined;

  const orderOf = (flow: Flow): readonly string[] => {
    const ids = sameList(ordered.ids, Object.keys(flow.nodes));
    if (ids !== ordered.ids || flow.edges !== ordered.edges) order = flowOrder(flow);
    ordered = { ids, edges: flow.edges };
    return order;
  };

  const drawCards = (source: ViewSource, { flow, places }: Moment, only: ReadonlySet<string> | undefined): readonly Card[] => {
    const centre = (link: Link): number => places[link.source]?.x ?? 0;
    const made = orderOf(flow).map((id) => {
      const kept = only === undefined || only.has(id) ? undefined : cards.get(id);
      if (kept !== undefined) return kept.made;
      const node = flow.nodes[id];
      const near = graph.near.get(id) ?? NO_LINKS;
      const ins = (graph.into.get(id) ?? NO_LINKS).filter((link) => Object.hasOwn(flow.nodes, link.source)).sort((one, other) => centre(one) - centre(other));
      const at = places[id] ?? { x: 0, y: 0 };
      const trace = source.trace === undefined ? undefined : (member(source.trace.nodes, id) as NodeTrace | undefined);
      const parts = [
        node, source.typeOf(node?.type ?? ''), source.infoOf(id), source.problemsOf(id), trace, source.trace, source.staleOf(id), Object.hasOwn(source.pins, id), source.breakpoints.has(id),
        source.scenario.texts, source.locale, source.words, near, ins.map((link) => link.id).join(' '), at.x, at.y, source.flow,
      ];
      return remember(cards, id, parts, (old) => {
        const data = cardOf(source, id, near, ins);
        // Edges are drawn from the ways out: another title of the card is nothing to them.
        return { id, at, data: old !== undefined && sameJson(old.data.outs, data.outs) ? { ...data, outs: old.data.outs } : data };
      });
    });
    forget(cards, new Set(order));
    return made;
  };

  let table = new Map<string, Card>();
  const drawWires = (source: ViewSource, drawn: readonly Card[], quick: boolean): readonly Wire[] => {
    const before = table;
    table = new Map(drawn.map((card) => [card.id, card]));
    lanes.put(new Map(drawn.map((card): [string, Standing] => [card.id, { id: card.id, x: card.at.x, y: card.at.y, height: roomOf(card.data.type) }])));
    const made = graph.links.flatMap((link): readonly Wire[] => {
      const start = table.get(link.source);
      const end = table.get(link.target);
      if (start === undefined || end === undefined) return [];
      const kept = quick && start === before.get(link.source) && end === before.get(link.target) && lanes.knows(link.id) ? wires.get(link.id) : undefined;
      if (kept !== undefined) return [kept.made];
      const ends = endsOf(link, start, end);
      const lane = lanes.of(link.id, { source: link.source, target: link.target, from: ends.start, to: ends.end });
      const leaving = graph.leaving.get(link.source) ?? NO_LINKS;
      const parts = [link, start.data.outs, ends.from, ends.to, lane, leaving, source.trace, source.scenario.texts, source.locale, source.words];
      return [remember(wires, link.id, parts, () => wireOf(source, link, leaving, start, ends, lane))];
    });
    forget(wires, new Set(graph.links.map((link) => link.id)));
    return made;
  };

  return (source) => {
    const flow = source.scenario.flows[source.flow];
    if (flow === undefined) return { cards: [], wires: [] };
    graph = graphOf(flow, graph);
    const now: Moment = { flow, places: placesOf(source.scenario, source.flow), common: [source.flow, source.scenario.texts, source.locale, source.words, source.pins, source.breakpoints, ...(source.facts ?? [Symbol('anew')])] };
    const only = touched(moment, now);
    moment = now;
    const drawn = drawCards(source, now, only);
    last = { cards: sameList(last.cards, drawn), wires: sameList(last.wires, drawWires(source, drawn, only !== undefined)) };
    return last;
  };
}

/** The same without a memory. */
export function viewOf(source: ViewSource): View {
  return createView()(source);
}
