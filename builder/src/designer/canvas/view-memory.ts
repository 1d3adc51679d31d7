import type { Flow } from '../../../../runtime/schema/flow.ts';
import type { NodeTrace } from '../../../../server/api/scenario.ts';
import { sameJson } from '../document/equal.ts';
import { member } from '../document/pointer.ts';
import { flowOrder, linksOf, type Link } from './flow-graph.ts';
import { createLanes, type Standing } from './lanes.ts';
import { placesOf } from './placement.ts';
import { roomOf } from './sizes.ts';
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
function remember<Made>(kept: Map<string, Kept<Made>>, id: string, parts: readonly unknown[], make: (old: Made | undefined) => Made): Made {
  const old = kept.get(id);
  if (old !== undefined && old.parts.length === parts.length && parts.every((part, index) => Object.is(part, old.parts[index]))) return old.made;
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
  readonly near: ReadonlyMap<string, readonly Link[]>;
  readonly leaving: ReadonlyMap<string, readonly Link[]>;
}

const EMPTY: Graph = { edges: {}, links: NO_LINKS, near: new Map(), leaving: new Map() };

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
    near: collect(old.near, links, (link) => (link.source === link.target ? [link.source] : [link.source, link.target])),
    leaving: collect(old.leaving, links, (link) => [link.source]),
  };
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

  const orderOf = (flow: Flow): readonly string[] => {
    const ids = sameList(ordered.ids, Object.keys(flow.nodes));
    if (ids !== ordered.ids || flow.edges !== ordered.edges) order = flowOrder(flow);
    ordered = { ids, edges: flow.edges };
    return order;
  };

  const drawCards = (source: ViewSource, flow: Flow): readonly Card[] => {
    const places = placesOf(source.scenario, source.flow);
    const centre = (link: Link): number => places[link.source]?.x ?? 0;
    const made = orderOf(flow).map((id) => {
      const node = flow.nodes[id];
      const near = graph.near.get(id) ?? NO_LINKS;
      const ins = near.filter((link) => link.target === id && Object.hasOwn(flow.nodes, link.source)).sort((one, other) => centre(one) - centre(other));
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

  const drawWires = (source: ViewSource, drawn: readonly Card[]): readonly Wire[] => {
    const table = new Map(drawn.map((card) => [card.id, card]));
    lanes.put(new Map(drawn.map((card): [string, Standing] => [card.id, { id: card.id, x: card.at.x, y: card.at.y, height: roomOf(card.data.type) }])));
    const made = graph.links.flatMap((link): readonly Wire[] => {
      const start = table.get(link.source);
      const end = table.get(link.target);
      if (start === undefined || end === undefined) return [];
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
    const drawn = drawCards(source, flow);
    last = { cards: sameList(last.cards, drawn), wires: sameList(last.wires, drawWires(source, drawn)) };
    return last;
  };
}

/** The same without a memory. */
export function viewOf(source: ViewSource): View {
  return createView()(source);
}
