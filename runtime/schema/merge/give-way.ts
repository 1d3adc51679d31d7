import { isSameLink, linksIn, type Link } from '../links.ts';
import { bridgesOver, healing } from './bridges.ts';
import type { Along, Clash } from './merge-json.ts';
import { mergeOrder } from './merge-order.ts';
import { ownTexts } from './own-texts.ts';
import { freeId, setAt } from './renumber.ts';
import { isRecord, own, same } from './same.ts';

type Loose = Readonly<Record<string, unknown>>;

function recordAt(document: unknown, ...place: string[]): Loose {
  const record = place.reduce(own, document);
  return isRecord(record) ? record : {};
}

/** `record` in the order `mine` had, what it lacked where `base` had it. */
function inOrder(base: Loose, mine: Loose, record: Loose): Loose {
  const { order } = mergeOrder(Object.keys(base), Object.keys(mine), Object.keys(base));
  const keys = new Set([...order, ...Object.keys(record)]);
  return Object.fromEntries([...keys].filter((key) => Object.hasOwn(record, key)).map((key) => [key, record[key]]));
}

function isAt(edge: unknown, node: string): boolean {
  return linksIn({ edge }).some(({ source, target }) => source === node || target === node);
}

function textsDiffer(one: unknown, other: unknown, flow: string, node: string): boolean {
  const [old, fresh] = [recordAt(one, 'texts'), recordAt(other, 'texts')];
  return !same(old, fresh) && [...ownTexts(other, flow, node)].some((key) => !same(old[key], fresh[key]));
}

/** Whether a side changed a node, one of its texts, or drew an edge at it that does not only lead over what it removed itself. */
function isTouched(base: unknown, side: unknown, flow: string, node: string): boolean {
  const [was, now] = [recordAt(base, 'flows', flow), recordAt(side, 'flows', flow)];
  if (!same(own(own(was, 'nodes'), node), own(own(now, 'nodes'), node))) return true;
  const [edges, drawn] = [recordAt(was, 'edges'), recordAt(now, 'edges')];
  const gone = new Set(Object.keys(recordAt(was, 'nodes')).filter((id) => own(own(now, 'nodes'), id) === undefined));
  const bridges = new Set(bridgesOver(edges, drawn, gone, gone).map(({ id }) => id));
  return Object.entries(drawn).some(([id, edge]) => isAt(edge, node) && !same(edges[id], edge) && !bridges.has(id)) || textsDiffer(base, side, flow, node);
}

interface Sides {
  readonly base: unknown;
  readonly mine: unknown;
  readonly theirs: unknown;
}

interface Deletion {
  readonly gone: ReadonlySet<string>;
  readonly kept: ReadonlySet<string>;
}

/** The edges of a side as if it had not removed the nodes that are kept: theirs are there again, and what bridged them is not. */
function edgesWith(base: Loose, side: Loose, { gone, kept }: Deletion, nodes: Loose): Loose {
  const bridges = bridgesOver(base, side, gone, kept);
  const bridging = new Set(bridges.map(({ id }) => id));
  const edges: Record<string, unknown> = Object.fromEntries(Object.entries(side).filter(([id]) => !bridging.has(id)));
  for (const link of linksIn(base)) {
    const isOfKept = kept.has(link.source) || kept.has(link.target);
    if (isOfKept && !Object.hasOwn(edges, link.id) && Object.hasOwn(nodes, link.source) && Object.hasOwn(nodes, link.target)) edges[link.id] = base[link.id];
  }
  const left = new Set([...gone].filter((node) => !kept.has(node)));
  for (const { into, target } of healing(linksIn(base), left)) {
    const healed: Link = { ...into, target };
    const isWanted = kept.has(into.source) || kept.has(target) || bridges.some((bridge) => isSameLink(bridge, healed));
    if (!isWanted || !Object.hasOwn(nodes, into.source) || !Object.hasOwn(nodes, target) || linksIn(edges).some((link) => isSameLink(link, healed))) continue;
    edges[freeId('e', [base, side, edges])] = [`${into.source}.${into.port}`, target];
  }
  return inOrder(base, side, edges);
}

/** Groups with the members they had; one that went with its last member is there again. */
function marksWith(base: Loose, side: Loose, { gone, kept }: Deletion): Loose {
  const marks: Record<string, unknown> = { ...side };
  for (const [id, mark] of Object.entries(base)) {
    const [was, now] = [own(mark, 'nodes'), own(side[id], 'nodes')];
    if (!Array.isArray(was) || !was.some((node) => kept.has(String(node)))) continue;
    const members: readonly unknown[] = was;
    const [stays, old] = [side[id] ?? mark, Array.isArray(now) ? (now as readonly unknown[]) : []];
    if (!isRecord(stays) || (side[id] === undefined && !members.every((node) => gone.has(String(node))))) continue;
    const both = members.filter((node) => old.includes(node) || kept.has(String(node)));
    marks[id] = { ...stays, nodes: [...both, ...old.filter((node) => !both.includes(node))] };
  }
  return inOrder(base, side, marks);
}

function withNodes(base: unknown, side: unknown, flow: string, deletion: Deletion): unknown {
  const { kept } = deletion;
  const withKept = (...place: string[]): Loose => {
    const [old, mine] = [recordAt(base, ...place), recordAt(side, ...place)];
    const back = Object.fromEntries(Object.entries(old).filter(([id]) => kept.has(id) && !Object.hasOwn(mine, id)));
    return inOrder(old, mine, { ...mine, ...back });
  };
  const nodes = withKept('flows', flow, 'nodes');
  let document = setAt(side, ['flows', flow, 'nodes'], nodes);
  document = setAt(document, ['flows', flow, 'edges'], edgesWith(recordAt(base, 'flows', flow, 'edges'), recordAt(side, 'flows', flow, 'edges'), deletion, nodes));
  if (isRecord(own(own(side, 'layout'), flow))) document = setAt(document, ['layout', flow], withKept('layout', flow));
  const marks = marksWith(recordAt(base, 'annotations', flow), recordAt(side, 'annotations', flow), deletion);
  if (Object.keys(marks).length > 0) document = setAt(document, ['annotations', flow], marks);
  const [old, texts] = [recordAt(base, 'texts'), recordAt(side, 'texts')];
  const lacking = [...kept].flatMap((node) => [...ownTexts(base, flow, node)]).filter((key) => old[key] !== undefined && texts[key] === undefined);
  return lacking.length === 0 ? document : setAt(document, ['texts'], inOrder(old, texts, { ...texts, ...Object.fromEntries(lacking.map((key) => [key, old[key]])) }));
}

/** The nodes one side removed from a flow, and which of them the other side has changed. */
function deletionOf(base: unknown, side: unknown, other: unknown, flow: string): Deletion {
  const nodes = recordAt(side, 'flows', flow, 'nodes');
  const gone = Object.keys(recordAt(base, 'flows', flow, 'nodes')).filter((id) => !Object.hasOwn(nodes, id));
  const there = recordAt(other, 'flows', flow, 'nodes');
  return { gone: new Set(gone), kept: new Set(gone.filter((id) => Object.hasOwn(there, id) && isTouched(base, other, flow, id))) };
}

/**
 * Mine as if I had not removed the nodes they changed meanwhile: with their edges, places, groups and texts, and without
 * the edges that bridged them. Each is a clash.
 */
export function giveWay(base: unknown, mine: unknown, theirs: unknown, clashes: Clash[]): unknown {
  let document = mine;
  for (const flow of Object.keys(recordAt(mine, 'flows'))) {
    const deletion = deletionOf(base, mine, theirs, flow);
    if (deletion.kept.size === 0) continue;
    document = withNodes(base, document, flow, deletion);
    for (const id of deletion.kept) clashes.push({ place: ['flows', flow, 'nodes', id], mine: undefined, theirs: recordAt(theirs, 'flows', flow, 'nodes')[id] });
  }
  return document;
}

/** What comes back with a node they removed, should mine be chosen. */
function alongWith({ base, mine, theirs }: Sides, flow: string, node: string, deletion: Deletion): Along {
  const [there, full] = [recordAt(theirs, 'flows', flow, 'edges'), recordAt(withNodes(base, theirs, flow, deletion), 'flows', flow, 'edges')];
  const at = recordAt(mine, 'layout', flow)[node];
  return {
    edges: Object.fromEntries(Object.entries(full).filter(([id, edge]) => isAt(edge, node) && !same(there[id], edge))),
    bridges: bridgesOver(recordAt(base, 'flows', flow, 'edges'), there, deletion.gone, new Set([node])).map(({ id }) => there[id]),
    ...(at === undefined ? {} : { at }),
  };
}

/** Nodes I changed and they removed: each is a clash that knows the edges and the place the node had. One whose texts alone I changed is one, too. */
export function clashWithTheirDeletions(base: unknown, mine: unknown, theirs: unknown, clashes: Clash[]): void {
  for (const flow of Object.keys(recordAt(theirs, 'flows'))) {
    const deletion = deletionOf(base, theirs, mine, flow);
    for (const id of deletion.kept) {
      const node = recordAt(mine, 'flows', flow, 'nodes')[id];
      const known = clashes.findIndex(({ place }) => place.length === 4 && place[0] === 'flows' && place[1] === flow && place[2] === 'nodes' && place[3] === id);
      const isOwn = known >= 0 || textsDiffer(base, mine, flow, id);
      if (!isOwn) continue;
      const clash: Clash = { place: ['flows', flow, 'nodes', id], mine: node, theirs: undefined, along: alongWith({ base, mine, theirs }, flow, id, deletion) };
      clashes.splice(known < 0 ? clashes.length : known, known < 0 ? 0 : 1, clash);
    }
  }
}
