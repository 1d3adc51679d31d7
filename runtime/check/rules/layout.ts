import { toPointer } from '../../schema/pointer.ts';
import type { CheckRule } from '../check-context.ts';
import { problem } from '../problem.ts';

/** Positions of nodes that no longer exist, and frames that still name them. */
export const layout: CheckRule = function* layout({ scenario }) {
  for (const [flow, drawn] of Object.entries(scenario.annotations ?? {})) {
    for (const [id, annotation] of Object.entries(drawn)) {
      const gone = annotation.kind === 'group' ? annotation.nodes.find((node) => scenario.flows[flow]?.nodes[node] === undefined) : undefined;
      if (annotation.kind !== 'group' || gone === undefined) continue;
      const left = annotation.nodes.filter((node) => scenario.flows[flow]?.nodes[node] !== undefined);
      const path = toPointer(['annotations', flow, id]);
      yield problem('SCN_SCHEMA_GROUP_STRAY', { flow, path }, { node: gone, title: annotation.title }, {
        title: { 'zh-CN': '清掉', en: 'Remove' },
        edits: [left.length === 0 ? { path } : { path: toPointer(['annotations', flow, id, 'nodes']), value: left }],
      });
    }
  }
  for (const [flow, positions] of Object.entries(scenario.layout)) {
    for (const node of Object.keys(positions)) {
      if (scenario.flows[flow]?.nodes[node] !== undefined) continue;
      const path = toPointer(['layout', flow, node]);
      yield problem('SCN_SCHEMA_LAYOUT_STRAY', { flow, path }, { node }, { title: { 'zh-CN': '清掉', en: 'Remove' }, edits: [{ path }] });
    }
  }
};
