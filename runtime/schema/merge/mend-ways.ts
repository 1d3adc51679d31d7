import { isSameLink, linksIn, type Link } from '../links.ts';
import { beyond, bridgesOver } from './bridges.ts';
import type { Clash } from './merge-json.ts';
import { freeId, setAt } from './renumber.ts';
import { isRecord, own, same } from './same.ts';

type Loose = Readonly<Record<string, unknown>>;

interface Side {
  readonly nodes: Loose;
  readonly edges: Loose;
}

function sideOf(document: unknown, flow: string): Side {
  const body = own(own(document, 'flows'), flow);
  const part = (kind: string): Loose => {
    const found = own(body, kind);
    return isRecord(found) ? found : {};
  };
  return { nodes: part('nodes'), edges: part('edges') };
}

const isIn = (links: readonly Link[], link: Link): boolean => links.some((other) => isSameLink(other, link));
const has = ({ nodes }: Side, id: string): boolean => Object.hasOwn(nodes, id);

/** What a side drew that was not there, apart from what only leads over nodes it removed. */
function drawnBy(base: Side, side: Side): { readonly ways: readonly Link[]; readonly bridges: readonly Link[] } {
  const old = linksIn(base.edges);
  const gone = new Set(Object.keys(base.nodes).filter((id) => !has(side, id)));
  const bridges = bridgesOver(base.edges, side.edges, gone, gone);
  return { bridges, ways: linksIn(side.edges).filter((link) => !link.back && !isIn(old, link) && !isIn(bridges, link)) };
}

/** Edges of the base but those somebody took away while both ends were there. */
function stillMeant(base: Side, sides: readonly Side[]): readonly Link[] {
  return linksIn(base.edges).filter((link) => !link.back && sides.every((side) => isIn(linksIn(side.edges), link) || !has(side, link.source) || !has(side, link.target)));
}

function mendFlow(merged: Side, base: Side, mine: Side, theirs: Side): Loose {
  const [one, other] = [drawnBy(base, mine), drawnBy(base, theirs)];
  const drawn = [...one.ways, ...other.ways];
  const bridges = [...one.bridges, ...other.bridges];
  const now = linksIn(merged.edges);
  const isLost = (link: Link): boolean => !has(merged, link.source) || !has(merged, link.target) || !isIn(now, link);
  if (![...drawn, ...bridges].some(isLost)) return merged.edges;
  const ways = [...stillMeant(base, [mine, theirs]), ...drawn];
  const gone = new Set(ways.flatMap(({ source, target }) => [source, target]).filter((id) => !has(merged, id)));
  const edges: Record<string, unknown> = { ...merged.edges };
  const mended: Link[] = [];
  for (const way of ways) {
    if (gone.has(way.source) || !(gone.has(way.target) || isLost(way))) continue;
    const ends = new Set(ways.filter((next) => next.source === way.source && next.port === way.port).flatMap(({ target }) => (gone.has(target) ? [...beyond(ways, gone, target)] : [target])));
    const [target, ...more] = ends;
    const present = linksIn(edges).filter((link) => !link.back && link.source === way.source && link.port === way.port && !gone.has(link.target));
    if (target === undefined || more.length > 0 || target === way.source || present.some((link) => link.target === target || !isIn(bridges, link))) continue;
    const [over] = present;
    edges[over?.id ?? freeId('e', [base.edges, mine.edges, theirs.edges, edges])] = [`${way.source}.${way.port}`, target];
    mended.push({ ...way, target });
  }
  // What led to what is gone, or from it, is led on now.
  for (const { id, source, port, target } of linksIn(merged.edges)) {
    const isMended = has(merged, source) ? gone.has(target) && mended.some((link) => link.source === source && link.port === port) : mended.some((link) => link.target === target || (gone.has(target) && beyond(ways, gone, target).has(link.target)));
    if (isMended) delete edges[id];
  }
  return edges;
}

/**
 * Leads ways on that two people cut together: each removed one of two neighbours, or one put a node on an edge whose
 * end the other removed. What is mended is no clash any more.
 */
export function mendWays(merged: unknown, base: unknown, mine: unknown, theirs: unknown, clashes: Clash[]): unknown {
  const flows = own(merged, 'flows');
  if (!isRecord(flows)) return merged;
  let document = merged;
  for (const flow of Object.keys(flows)) {
    const side = sideOf(merged, flow);
    const edges = mendFlow(side, sideOf(base, flow), sideOf(mine, flow), sideOf(theirs, flow));
    if (edges === side.edges || same(edges, side.edges)) continue;
    document = setAt(document, ['flows', flow, 'edges'], edges);
    const settled = clashes.filter(({ place, mine: wish }) => place.length === 4 && place[0] === 'flows' && place[1] === flow && place[2] === 'edges' && same(edges[place[3] ?? ''], wish));
    for (const clash of settled) clashes.splice(clashes.indexOf(clash), 1);
  }
  return document;
}
