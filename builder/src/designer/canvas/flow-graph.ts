import type { Flow } from '../../../../runtime/schema/flow.ts';

/** An edge of a flow, read: `["judged.out", "route", "back"?]`. */
export interface Link {
  readonly id: string;
  readonly source: string;
  readonly port: string;
  readonly target: string;
  /** A rework edge (E4): it does not count in the order of the flow. */
  readonly back: boolean;
}

/** `judged.out` → node and port; ids never contain a dot. */
export function readEnd(end: string): { readonly node: string; readonly port: string } {
  const dot = end.indexOf('.');
  return dot < 0 ? { node: end, port: 'out' } : { node: end.slice(0, dot), port: end.slice(dot + 1) };
}

export function linksOf(flow: Flow): readonly Link[] {
  return Object.entries(flow.edges).map(([id, edge]) => {
    const { node, port } = readEnd(edge[0]);
    return { id, source: node, port, target: edge[1], back: edge[2] === 'back' };
  });
}

export function groupBy<Item, Key>(items: readonly Item[], keyOf: (item: Item) => Key): Map<Key, Item[]> {
  const groups = new Map<Key, Item[]>();
  for (const item of items) {
    const list = groups.get(keyOf(item));
    if (list === undefined) groups.set(keyOf(item), [item]);
    else list.push(item);
  }
  return groups;
}

/** Node ids so that each comes after what leads to it; ties and cycles keep the order of the document. */
export function flowOrder(flow: Flow): readonly string[] {
  const ids = Object.keys(flow.nodes);
  const links = linksOf(flow).filter((link) => !link.back && Object.hasOwn(flow.nodes, link.source) && Object.hasOwn(flow.nodes, link.target));
  const missing = new Map(ids.map((id) => [id, 0]));
  for (const link of links) missing.set(link.target, (missing.get(link.target) ?? 0) + 1);
  const outgoing = groupBy(links, (link) => link.source);
  const ready = ids.filter((id) => missing.get(id) === 0);
  const order: string[] = [];
  for (let index = 0; index < ready.length; index += 1) {
    const id = ready[index];
    if (id === undefined) continue;
    order.push(id);
    for (const link of outgoing.get(id) ?? []) {
      const left = (missing.get(link.target) ?? 0) - 1;
      missing.set(link.target, left);
      if (left === 0) ready.push(link.target);
    }
  }
  const seen = new Set(order);
  return [...order, ...ids.filter((id) => !seen.has(id))];
}

/** Everything that can be reached from a node, itself included. */
export function reachableFrom(links: readonly Link[], start: string): ReadonlySet<string> {
  const outgoing = groupBy(links, (link) => link.source);
  const seen = new Set([start]);
  const queue = [start];
  for (let id = queue.pop(); id !== undefined; id = queue.pop()) {
    for (const link of outgoing.get(id) ?? []) {
      if (link.back || seen.has(link.target)) continue;
      seen.add(link.target);
      queue.push(link.target);
    }
  }
  return seen;
}
