import type { TableConfig, TableRule } from '../../../../runtime/rules/table-schema.ts';

function cell(rule: TableRule, id: string): string {
  const text = (rule.when[id] ?? '').replace(/\s+/g, '');
  return text === '-' ? '' : text;
}

function covers(earlier: TableRule, later: TableRule, inputs: readonly string[]): boolean {
  if (earlier.from !== undefined || earlier.to !== undefined) return false;
  return inputs.every((id) => cell(earlier, id) === '' || cell(earlier, id) === cell(later, id));
}

/**
 * Rules that can never hit under 首条命中 because an earlier rule asks no more: rule id → the rule that covers it.
 * Compares cells as written, so it may miss some but is never wrong.
 */
export function neverHit(config: TableConfig): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  if (config.hitPolicy !== 'FIRST') return found;
  const inputs = config.inputs.map((input) => input.id);
  const open: TableRule[] = [];
  const exact = new Map<string, TableRule>();
  for (const rule of config.rules) {
    const key = inputs.map((id) => cell(rule, id)).join('\u0000');
    const same = exact.get(key);
    const by = same && covers(same, rule, inputs) ? same : open.find((earlier) => covers(earlier, rule, inputs));
    if (by) {
      found.set(rule.id, by.id);
      continue;
    }
    exact.set(key, rule);
    // Only rules that leave most columns open can cover others cheaply; keeping them few keeps 1,000 rules fast.
    if (inputs.filter((id) => cell(rule, id) === '').length * 2 >= inputs.length && open.length < 60) open.push(rule);
  }
  return found;
}
