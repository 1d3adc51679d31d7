import { defineTexts } from '../../text/catalogue.ts';
import type { Locale } from '../../../../runtime/schema/text.ts';

const ruleTexts = defineTexts({ rule: (number: number, id: string) => `第 ${number} 条（${id}）` }, { rule: (number, id) => `rule ${number} (${id})` });

/** One name of a rule wherever people read it: its number, by which reasons speak of it, and the id the table shows. */
export function ruleName(config: Readonly<Record<string, unknown>>, id: string, locale: Locale): string {
  const rules = Array.isArray(config['rules']) ? (config['rules'] as readonly { readonly id?: unknown }[]) : [];
  const at = rules.findIndex((rule) => rule.id === id);
  return at < 0 ? id : ruleTexts[locale].rule(at + 1, id);
}
