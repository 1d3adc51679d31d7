import type { Locale } from '../../../runtime/schema/text.ts';

/** Units that a column title carries in brackets: 距今（天）, Age (days). */
const ZH_UNIT = /^(?:天|日|工作日|个工作日|周|月|个月|年|岁|周岁|小时|分钟|秒|万?元|亿元|万?元\/\S+|%|％|人|人次|次|件|条|家|户|个|亩|公顷|平方米|公里|千米|米|公斤|千克|吨|度|千瓦时|分|级)$/u;
const EN_UNIT = /^(?:days?|working days?|weeks?|months?|years?|hours?|minutes?|seconds?|yuan(?:\/\S+)?|%|people|times|cases|shops|firms|households|mu|hectares|m²|km|m|kg|t|kWh|points?)$/i;
const IN_BRACKETS = /^(.+?)\s*[（(]([^（）()]{1,16})[)）]$/u;

/** Parameters name their unit once, mostly in Chinese. */
const ENGLISH: Readonly<Record<string, string>> = { 天: 'days', 日: 'days', 工作日: 'working days', 个工作日: 'working days', 周: 'weeks', 月: 'months', 个月: 'months', 年: 'years', 岁: 'years', 周岁: 'years', 小时: 'hours', 分钟: 'minutes', 元: 'yuan', 次: 'times', 人: 'people', 件: 'cases', 亩: 'mu', 户: 'households', '元/千瓦时': 'yuan/kWh' };
const CHINESE: Readonly<Record<string, string>> = { 工作日: '个工作日', 月: '个月' };

/** A title without its unit, and the unit. */
export function unitInTitle(title: string): { readonly label: string; readonly unit?: string } {
  const [, label, unit] = IN_BRACKETS.exec(title) ?? [];
  return label !== undefined && unit !== undefined && (ZH_UNIT.test(unit) || EN_UNIT.test(unit)) ? { label, unit } : { label: title };
}

/** `15` and `天` → `15 天`; English one day, not one days. */
export function withUnit(amount: string, unit: string | undefined, locale: Locale): string {
  if (unit === undefined || unit === '') return amount;
  if (/^[%％]/.test(unit)) return `${amount}${unit}`;
  if (locale !== 'en') return `${amount} ${CHINESE[unit] ?? unit}`;
  const word = ENGLISH[unit] ?? unit;
  return `${amount} ${Number(amount) === 1 ? word.replace(/^(working day|day|week|month|year|hour|minute|second|time|case|shop|firm|household|point)s$/, '$1') : word}`;
}
