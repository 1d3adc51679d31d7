import type { Scenario } from '../../../../runtime/schema/scenario.ts';
import { isRecord } from '../document/pointer.ts';

function keysOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : value === undefined ? [] : [value];
}

/** Basis key → how many parameters, nodes and rules rest on it. */
export function basisUses(scenario: Scenario): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  const count = (value: unknown): void => {
    for (const key of keysOf(value)) if (typeof key === 'string') counts.set(key, (counts.get(key) ?? 0) + 1);
  };
  for (const parameter of Object.values(scenario.parameters)) for (const value of parameter.values) count(value.basis);
  for (const flow of Object.values(scenario.flows)) {
    for (const node of Object.values(flow.nodes)) {
      count(node.basis);
      for (const rule of keysOf(node.config['rules'])) if (isRecord(rule)) count(rule['basis']);
    }
  }
  return counts;
}
