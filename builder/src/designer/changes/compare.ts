import type { Scenario } from '../../../../runtime/schema/scenario.ts';
import type { Mark, Marks } from '../canvas/marks.ts';
import { sameJson } from '../document/equal.ts';
import { isRecord, parsePointer, pointer, valueAt } from '../document/pointer.ts';
import { contentDifferences, type ContentDifference } from './members.ts';

/** What changed in one node, or in one part outside of the flows. */
export interface ChangeGroup {
  /** `node:main/judged`, `edges:main`, `part:parameters` */
  readonly id: string;
  readonly kind: 'node' | 'edges' | 'part';
  readonly flow?: string;
  readonly name: string;
  readonly mark: Exclude<Mark, 'same'>;
  readonly changes: readonly ContentDifference[];
}

function markOf(changes: readonly ContentDifference[], root: string): Exclude<Mark, 'same'> {
  const whole = changes.find((change) => change.path === root);
  if (whole === undefined) return 'changed';
  return whole.before === undefined ? 'added' : whole.after === undefined ? 'removed' : 'changed';
}

/** Which group a place belongs to; layout, notes and groups are no content. */
function groupOf(path: readonly string[]): Omit<ChangeGroup, 'mark' | 'changes'> & { readonly root: string } | undefined {
  const [top = '', flow = '', kind, name = ''] = path;
  if (top === 'layout' || top === 'annotations') return undefined;
  if (top === 'flows' && kind === 'nodes' && name !== '') return { id: `node:${flow}/${name}`, kind: 'node', flow, name, root: pointer('flows', flow, 'nodes', name) };
  if (top === 'flows' && flow !== '') return { id: `edges:${flow}`, kind: 'edges', flow, name: flow, root: pointer('flows', flow) };
  const part = ['parameters', 'datasets', 'bases', 'texts', 'lists', 'roles', 'pages'].includes(top) ? top : 'scenario';
  return { id: `part:${part}`, kind: 'part', name: part, root: '' };
}

/** Texts are written under `<node>` or `<node>.…`: people changed the node, not "texts". */
function ownerOfText(key: string, scenarios: readonly Scenario[]): { readonly flow: string; readonly node: string } | undefined {
  const [node = ''] = key.split('.');
  for (const { flows } of scenarios) for (const flow of isRecord(flows) ? Object.keys(flows) : []) if (valueAt(flows, [flow, 'nodes', node]) !== undefined) return { flow, node };
  return undefined;
}

/** All changes of content between two versions, gathered by node and part; nodes first, in flow order of the newer one. */
export function compareScenarios(before: Scenario, after: Scenario): readonly ChangeGroup[] {
  const groups = new Map<string, { head: Omit<ChangeGroup, 'mark' | 'changes'> & { readonly root: string }; changes: ContentDifference[] }>();
  for (const difference of contentDifferences(before, after)) {
    const path = parsePointer(difference.path);
    const owner = path[0] === 'texts' && path[1] !== undefined ? ownerOfText(path[1], [after, before]) : undefined;
    const head = owner === undefined ? groupOf(path) : groupOf(['flows', owner.flow, 'nodes', owner.node]);
    if (head === undefined) continue;
    const known = groups.get(head.id);
    if (known === undefined) groups.set(head.id, { head, changes: [difference] });
    else known.changes.push(difference);
  }
  const rank = { node: 0, edges: 1, part: 2 } as const;
  return [...groups.values()].map(({ head: { root, ...head }, changes }) => ({ ...head, mark: root === '' ? ('changed' as const) : markOf(changes, root), changes })).sort((one, other) => rank[one.kind] - rank[other.kind]);
}

/** The newer version with what was removed put back, so that it can be drawn; and what became of every card. */
export function drawnTogether(before: Scenario, after: Scenario, groups: readonly ChangeGroup[], flow: string): { readonly scenario: Scenario; readonly marks: Marks } {
  const old = before.flows[flow];
  const now = after.flows[flow];
  const nodes = { ...old?.nodes, ...now?.nodes };
  const edges = { ...old?.edges, ...now?.edges };
  const nodeMarks = Object.fromEntries(Object.keys(nodes).map((id) => [id, groups.find((group) => group.id === `node:${flow}/${id}`)?.mark ?? 'same'] as const));
  const edgeMarks = Object.fromEntries(
    Object.keys(edges).map((id) => {
      const mark: Mark = old?.edges[id] === undefined ? 'added' : now?.edges[id] === undefined ? 'removed' : sameJson(old.edges[id], now.edges[id]) ? 'same' : 'changed';
      return [id, mark] as const;
    }),
  );
  const body = now ?? old;
  const flows = body === undefined ? after.flows : { ...after.flows, [flow]: { ...body, nodes, edges } };
  const layout = { ...after.layout, [flow]: { ...before.layout[flow], ...after.layout[flow] } };
  return { scenario: { ...after, flows, layout, texts: { ...before.texts, ...after.texts } }, marks: { nodes: nodeMarks, edges: edgeMarks } };
}

export function countMarks(groups: readonly ChangeGroup[]): Readonly<Record<Exclude<Mark, 'same'>, number>> {
  const count = (mark: Mark): number => groups.filter((group) => group.mark === mark).length;
  return { added: count('added'), changed: count('changed'), removed: count('removed') };
}
