import type { Scenario } from '../../../../../runtime/schema/scenario.ts';
import type { CaseResult } from '../../../../../server/api/scenario.ts';
import { isRecord } from '../../document/pointer.ts';

export interface Place {
  readonly flow: string;
  readonly node: string;
}

interface Part<Missing> {
  readonly covered: number;
  readonly total: number;
  readonly missing: readonly Missing[];
}

export interface Coverage {
  readonly nodes: Part<Place>;
  readonly edges: Part<{ readonly flow: string; readonly edge: string }>;
  readonly rules: Part<Place & { readonly rule: string }>;
}

export function rulesOf(config: Readonly<Record<string, unknown>>): readonly string[] {
  const rules = config['rules'];
  return Array.isArray(rules) ? rules.flatMap((rule: unknown) => (isRecord(rule) && typeof rule['id'] === 'string' ? [rule['id']] : [])) : [];
}

function part<Item>(all: readonly Item[], isCovered: (item: Item) => boolean): Part<Item> {
  const missing = all.filter((item) => !isCovered(item));
  return { covered: all.length - missing.length, total: all.length, missing };
}

/** What the cases went through, flow by flow: keys are `flow node`, `flow edge` and `flow node rule`. */
export interface Reached {
  readonly nodes: ReadonlySet<string>;
  readonly edges: ReadonlySet<string>;
  readonly rules: ReadonlySet<string>;
}

export function reachedBy(results: readonly CaseResult[]): Reached {
  const flows = results.flatMap(({ covered }) => Object.entries(covered.flows));
  return {
    nodes: new Set(flows.flatMap(([flow, own]) => own.nodes.map((node) => `${flow} ${node}`))),
    edges: new Set(flows.flatMap(([flow, own]) => own.edges.map((edge) => `${flow} ${edge}`))),
    rules: new Set(flows.flatMap(([flow, own]) => Object.entries(own.rules).flatMap(([node, hit]) => hit.map((rule) => `${flow} ${node} ${rule}`)))),
  };
}

/** Which nodes, edges and rule rows no case has reached. */
export function coverageOf(scenario: Scenario, results: readonly CaseResult[]): Coverage {
  const reached = reachedBy(results);
  const flows = Object.entries(scenario.flows);
  const nodes = flows.flatMap(([flow, body]) => Object.entries(body.nodes).map(([node, { config }]) => ({ flow, node, config })));
  return {
    nodes: part(nodes.map(({ flow, node }) => ({ flow, node })), ({ flow, node }) => reached.nodes.has(`${flow} ${node}`)),
    edges: part(flows.flatMap(([flow, body]) => Object.keys(body.edges).map((edge) => ({ flow, edge }))), ({ flow, edge }) => reached.edges.has(`${flow} ${edge}`)),
    rules: part(nodes.flatMap(({ flow, node, config }) => rulesOf(config).map((rule) => ({ flow, node, rule }))), ({ flow, node, rule }) => reached.rules.has(`${flow} ${node} ${rule}`)),
  };
}
