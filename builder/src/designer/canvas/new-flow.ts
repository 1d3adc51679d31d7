import type { Flow } from '../../../../runtime/schema/flow.ts';
import type { Scenario } from '../../../../runtime/schema/scenario.ts';
import type { Change } from '../document/change.ts';
import { pointer } from '../document/pointer.ts';

/** Words a new flow begins with, in the language of whoever makes it. */
export interface FlowWords {
  readonly title: string;
  readonly start: string;
  readonly item: string;
}

/** What the node that runs the new flow hands over, by its type. */
const HANDED: Readonly<Record<string, Readonly<Record<string, string>>>> = { 'flow.each': { item: 'item' }, 'flow.call': { item: 'null' } };

/** A flow of its own that a node runs: it begins with what the node hands over. The node points to it at once. */
export function newFlow(scenario: Scenario, from: string, node: string, words: FlowWords): { readonly id: string; readonly changes: readonly Change[] } {
  let number = 1;
  while (Object.hasOwn(scenario.flows, `sub${number}`)) number += 1;
  const id = `sub${number}`;
  const flow: Flow = {
    title: number === 1 ? words.title : `${words.title} ${number}`,
    nodes: { job: { type: 'start.form', title: words.start, config: { fields: [{ id: 'item', type: 'any', title: words.item, optional: true }] } } },
    edges: {},
  };
  const runner = scenario.flows[from]?.nodes[node];
  const config = runner?.config ?? {};
  const handed = config['input'] === undefined || Object.keys(config['input'] as object).length === 0 ? (HANDED[runner?.type ?? ''] ?? {}) : (config['input'] as object);
  return {
    id,
    changes: [
      { path: pointer('flows', id), value: flow },
      { path: pointer('layout', id), value: { job: { x: 0, y: 20 } } },
      ...(runner === undefined ? [] : [{ path: pointer('flows', from, 'nodes', node, 'config'), value: { ...config, flow: id, input: handed } }]),
    ],
  };
}
