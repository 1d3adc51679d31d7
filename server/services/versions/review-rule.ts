import type { ReviewRule } from '../../api/versions.ts';
import { fail } from '../../errors.ts';
import { audit } from '../context.ts';
import type { Base } from '../context.ts';
import { placed, type PolicyBase } from '../policy/policy.ts';

export const RULE = 'review-rule';
const NONE: ReviewRule = { approvals: 0, duties: [] };

export type RuleOf = `scenario:${string}` | `unit:${string}`;

export async function readRule(base: Base, of: RuleOf): Promise<ReviewRule & { version: number }> {
  const found = await base.store.documents.get<ReviewRule>(RULE, of);
  return { ...(found?.body ?? NONE), version: found?.version ?? 0 };
}

/** @throws SCN_STORE_CONFLICT */
export async function saveRule(base: Base, of: RuleOf, rule: ReviewRule, baseVersion: number, by: string): Promise<ReviewRule & { version: number }> {
  const present = await readRule(base, of);
  if (present.version !== baseVersion) throw fail('SCN_STORE_CONFLICT');
  const saved = await base.store.documents.put<ReviewRule>(RULE, of, { approvals: rule.approvals, duties: [...rule.duties] }, { expectedVersion: baseVersion, by });
  await audit(base, by, 'review.rule', of, { approvals: rule.approvals, duties: [...rule.duties] });
  return { ...saved.body, version: saved.version };
}

/** What the scenario and all units from its own to the root demand together: nobody below can ask for less. */
export async function ruleFor(base: Base & PolicyBase, scenario: string): Promise<ReviewRule> {
  const { path } = placed(base, 'scenario', scenario);
  const rules = await Promise.all([readRule(base, `scenario:${scenario}`), ...path.map((unit) => readRule(base, `unit:${unit}`))]);
  const duties = [...new Set(rules.flatMap((rule) => rule.duties))];
  return { approvals: Math.max(duties.length > 0 ? 1 : 0, ...rules.map(({ approvals }) => approvals)), duties };
}
