import type { HitPolicy } from '../rules/table-schema.ts';
import type { LocalText } from '../schema/text.ts';

/** Hit policies as cards say them. */
export const POLICY_WORDS: Readonly<Record<HitPolicy, LocalText>> = {
  UNIQUE: { 'zh-CN': '只准一条命中', en: 'one may hit' },
  FIRST: { 'zh-CN': '首条命中', en: 'first hit' },
  ANY: { 'zh-CN': '结论须相同', en: 'results agree' },
  PRIORITY: { 'zh-CN': '按优先次序', en: 'by priority' },
  COLLECT: { 'zh-CN': '全部收集', en: 'collect all' },
  RULE_ORDER: { 'zh-CN': '按规则次序', en: 'rule order' },
  OUTPUT_ORDER: { 'zh-CN': '按结论次序', en: 'result order' },
};
