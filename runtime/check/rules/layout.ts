import { toPointer } from '../../schema/pointer.ts';
import type { CheckRule } from '../check-context.ts';
import { problem } from '../problem.ts';

/** Positions of nodes that no longer exist. */
export const layout: CheckRule = function* layout({ scenario }) {
  for (const [flow, positions] of Object.entries(scenario.layout)) {
    for (const node of Object.keys(positions)) {
      if (scenario.flows[flow]?.nodes[node] !== undefined) continue;
      const path = toPointer(['layout', flow, node]);
      yield problem('SCN_SCHEMA_LAYOUT_STRAY', { flow, path }, { node }, { title: { 'zh-CN': '清掉', en: 'Remove' }, edits: [{ path }] });
    }
  }
};
