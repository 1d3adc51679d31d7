import type { Clash } from './merge-json.ts';
import { setAt } from './renumber.ts';
import { isRecord, own, same } from './same.ts';

/** Nodes an edge goes from and to. */
function endsOf(edge: unknown): readonly string[] {
  if (!Array.isArray(edge)) return [];
  return [String(edge[0]).split('.')[0] ?? '', String(edge[1])];
}

interface FlowSides {
  readonly name: string;
  readonly base: unknown;
  readonly mine: unknown;
  readonly theirs: unknown;
}

interface Parts {
  nodes: Record<string, unknown>;
  edges: Record<string, unknown>;
}

function membersOf(flow: unknown, kind: 'nodes' | 'edges'): Record<string, unknown> {
  const members = own(flow, kind);
  return isRecord(members) ? { ...members } : {};
}

function misses(parts: Parts, edge: unknown): readonly string[] {
  return endsOf(edge).filter((end) => !Object.hasOwn(parts.nodes, end));
}

/** They drew an edge to what I removed, or changed what I removed: it stays, with the edges it had. */
function keepTheirNodes({ name, theirs }: FlowSides, parts: Parts, clashes: Clash[]): void {
  const theirNodes = membersOf(theirs, 'nodes');
  for (const edge of Object.values(parts.edges)) {
    for (const end of misses(parts, edge)) {
      if (!Object.hasOwn(theirNodes, end)) continue;
      parts.nodes[end] = theirNodes[end];
      clashes.push({ place: ['flows', name, 'nodes', end], mine: undefined, theirs: theirNodes[end] });
    }
  }
}

function keepTheirEdges({ name, theirs }: FlowSides, parts: Parts, clashes: readonly Clash[]): void {
  const kept = new Set(clashes.filter(({ place, mine }) => mine === undefined && place.length === 4 && place[1] === name && place[2] === 'nodes').map(({ place }) => place[3] ?? ''));
  if (kept.size === 0) return;
  for (const [id, edge] of Object.entries(membersOf(theirs, 'edges'))) {
    const ends = endsOf(edge);
    if (!Object.hasOwn(parts.edges, id) && ends.some((end) => kept.has(end)) && misses(parts, edge).length === 0) parts.edges[id] = edge;
  }
}

/** I drew an edge to what they removed: as they have it, if that holds; mine is a clash. */
function dropMyEdges({ name, base, mine, theirs }: FlowSides, parts: Parts, clashes: Clash[]): void {
  for (const [id, edge] of Object.entries(parts.edges)) {
    const missing = misses(parts, edge);
    // One that led nowhere before is for its author to mend.
    const was = [base, mine, theirs].some((side) => same(own(own(side, 'edges'), id), edge) && missing.some((end) => own(own(side, 'nodes'), end) === undefined));
    if (missing.length === 0 || was) continue;
    const old = own(own(theirs, 'edges'), id);
    if (old !== undefined && misses(parts, old).length === 0) parts.edges[id] = old;
    else delete parts.edges[id];
    clashes.push({ place: ['flows', name, 'edges', id], mine: edge, theirs: parts.edges[id] });
  }
}

/** The flow of a merge with every edge between nodes that are there. */
function holdFlow(merged: unknown, sides: FlowSides, clashes: Clash[]): unknown {
  const parts: Parts = { nodes: membersOf(merged, 'nodes'), edges: membersOf(merged, 'edges') };
  keepTheirNodes(sides, parts, clashes);
  keepTheirEdges(sides, parts, clashes);
  dropMyEdges(sides, parts, clashes);
  return isRecord(merged) ? { ...merged, ...parts } : merged;
}

/** Groups name nodes that are there. */
export function holdGroups(document: unknown, name: string): unknown {
  const marks = own(own(document, 'annotations'), name);
  if (!isRecord(marks)) return document;
  const nodes = own(own(own(document, 'flows'), name), 'nodes');
  const held = Object.entries(marks).flatMap(([id, mark]): [string, unknown][] => {
    const members = own(mark, 'nodes');
    if (!isRecord(mark) || !Array.isArray(members)) return [[id, mark]];
    const left = members.filter((node) => own(nodes, String(node)) !== undefined);
    return left.length === members.length ? [[id, mark]] : left.length === 0 ? [] : [[id, { ...mark, nodes: left }]];
  });
  return setAt(document, ['annotations', name], Object.fromEntries(held));
}

/** Mends what two right changes made wrong together: every edge leads between nodes that are there. Adds to `clashes` what of mine gave way. */
export function holdTogether(merged: unknown, base: unknown, mine: unknown, theirs: unknown, clashes: Clash[]): unknown {
  const flows = own(merged, 'flows');
  if (!isRecord(flows)) return merged;
  let document = merged;
  for (const name of Object.keys(flows)) {
    const flowOf = (side: unknown): unknown => own(own(side, 'flows'), name);
    document = setAt(document, ['flows', name], holdFlow(flows[name], { name, base: flowOf(base), mine: flowOf(mine), theirs: flowOf(theirs) }, clashes));
    document = holdGroups(document, name);
  }
  return document;
}

/** Without edges that lead nowhere and did not in `before`: what is done again or taken back may have lost what it led to. */
export function dropLoose<Document>(document: Document, before: Document): Document {
  const flows = own(document, 'flows');
  if (!isRecord(flows)) return document;
  let held: unknown = document;
  for (const [name, flow] of Object.entries(flows)) {
    const parts: Parts = { nodes: membersOf(flow, 'nodes'), edges: membersOf(flow, 'edges') };
    const old = membersOf(own(own(before, 'flows'), name), 'edges');
    const loose = Object.entries(parts.edges).filter(([id, edge]) => misses(parts, edge).length > 0 && !same(old[id], edge));
    for (const [id] of loose) held = setAt(held, ['flows', name, 'edges', id], undefined);
  }
  return held as Document;
}
