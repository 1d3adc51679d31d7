import type { Flow } from '../../../../runtime/schema/flow.ts';
import { linksIn, type Link } from '../../../../runtime/schema/links.ts';

export function linksOf(flow: Flow): readonly Link[] {
  return linksIn(flow.edges);
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
