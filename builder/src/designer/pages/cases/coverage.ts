import type { Scenario } from '../../../../../runtime/schema/scenario.ts';
import type { CaseResult } from '../../../../../server/api/scenario.ts';
import { isRecord } from '../../document/pointer.ts';

export interface Coverage {
  readonly nodes: { readonly covered: number; readonly total: number; readonly missing: readonly { readonly flow: string; readonly node: string }[] };
  readonly rules: { readonly covered: number; readonly total: number; readonly missing: readonly { readonly flow: string; readonly node: string; readonly rule: string }[] };
}

function rulesOf(config: Readonly<Record<string, unknown>>): readonly string[] {
  const rules = config['rules'];
  return Array.isArray(rules) ? rules.flatMap((rule: unknown) => (isRecord(rule) && typeof rule['id'] === 'string' ? [rule['id']] : [])) : [];
}

/** Which nodes and rule rows no case has reached. */
export function coverageOf(scenario: Scenario, results: readonly CaseResult[]): Coverage {
  const nodes = new Set(results.flatMap((result) => result.covered.nodes));
  const rules = new Set(results.flatMap((result) => Object.entries(result.covered.rules).flatMap(([node, hit]) => hit.map((rule) => `${node} ${rule}`))));
  const all = Object.entries(scenario.flows).flatMap(([flow, body]) => Object.entries(body.nodes).map(([node, { config }]) => ({ flow, node, config })));
  const rows = all.flatMap(({ flow, node, config }) => rulesOf(config).map((rule) => ({ flow, node, rule })));
  const missingNodes = all.filter(({ node }) => !nodes.has(node)).map(({ flow, node }) => ({ flow, node }));
  const missingRules = rows.filter(({ node, rule }) => !rules.has(`${node} ${rule}`));
  return {
    nodes: { covered: all.length - missingNodes.length, total: all.length, missing: missingNodes },
    rules: { covered: rows.length - missingRules.length, total: rows.length, missing: missingRules },
  };
}
