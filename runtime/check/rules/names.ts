import { FORMULA_WORDS, RESERVED_NODE_NAMES } from '../../schema/ids.ts';
import { toPointer } from '../../schema/pointer.ts';
import type { CheckRule } from '../check-context.ts';
import { problem } from '../problem.ts';

/** Nodes have a title people use; nodes, parameters and datasets may not take words that formulas already use. */
export const names: CheckRule = function* names({ scenario, nodes }) {
  for (const { flow, id, node } of nodes) {
    if (node.title === undefined) yield problem('SCN_NODE_UNTITLED', { flow, node: id, path: toPointer(['flows', flow, 'nodes', id]) }, { node: id });
    if (RESERVED_NODE_NAMES.has(id)) yield problem('SCN_SCHEMA_NAME_RESERVED', { flow, node: id, path: toPointer(['flows', flow, 'nodes', id]) }, { name: id });
  }
  for (const [area, ids] of [['parameters', Object.keys(scenario.parameters)], ['datasets', Object.keys(scenario.datasets)]] as const) {
    for (const id of ids) if (FORMULA_WORDS.includes(id)) yield problem('SCN_SCHEMA_NAME_RESERVED', { path: toPointer([area, id]) }, { name: id });
  }
};
