import { toPointer } from '../../schema/pointer.ts';
import type { CheckRule } from '../check-context.ts';
import { problem } from '../problem.ts';

/** A result page explains steps that exist: of one that is gone the reader would silently be told no reason. */
export const explainedSteps: CheckRule = function* explainedSteps({ scenario, nodes }) {
  for (const { flow, id, node, sound } of nodes) {
    if (node.type !== 'output.page' || !sound) continue;
    const named = (node.config['explain'] ?? []) as readonly string[];
    const left = named.filter((step) => Object.hasOwn(scenario.flows[flow]?.nodes ?? {}, step));
    const path = toPointer(['flows', flow, 'nodes', id, 'config', 'explain']);
    const fix = { title: { 'zh-CN': '不再说明已删的步骤', en: 'Explain it no longer' }, edits: [left.length === 0 ? { path } : { path, value: left }] };
    for (const step of named.filter((name) => !left.includes(name))) yield problem('SCN_NODE_EXPLAINS_GONE', { flow, node: id, path }, { node: id, step }, fix);
  }
};
