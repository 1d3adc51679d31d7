import type { Locale } from '../../../runtime/schema/text.ts';
import { close } from './close.ts';
import type { ConditionWords } from './column-words.ts';

/** The templates: facts in words go in, whole sentences come out, as they would be read aloud to a citizen. */
export interface Sentences {
  /** One condition that held, with the value behind it. */
  readonly clause: (condition: ConditionWords) => string;
  readonly because: (rule: string, clauses: readonly string[]) => string;
  /** A rule without conditions of its own. */
  readonly otherwise: (rule: string, isFirst: boolean) => string;
  readonly result: (parts: readonly string[]) => string;
  readonly part: (label: string, value: string) => string;
  readonly basis: (grounds: readonly string[]) => string;
  readonly nearly: (rule: string, failed: ConditionWords) => string;
  readonly notThis: (rule: string, failed: ConditionWords) => string;
  readonly undecided: (rule: string, label: string) => string;
  readonly missing: (labels: readonly string[], hasResult: boolean) => string;
  readonly none: (total: number) => string;
  readonly empty: string;
  readonly picked: (count: number, number: number) => string;
  readonly several: (rules: readonly string[]) => string;
  readonly rule: (number: number, id: string) => string;
  /** Results for people: the word before a value that counts when no rule does. */
  readonly fallback: (parts: readonly string[], isMissing: boolean) => string;
}

function isQuestion(label: string): boolean {
  return /^(?:是否|能否|可否|有无|是不是|有没有)/.test(label);
}

/** `在互认目录` reads as a fact by itself, `HR 标识与质控` does not. */
function isFact(label: string): boolean {
  return !isQuestion(label) && /^(?:有|没有|无|在|不在|已|未|属于|不属于|符合|不符合|超过|低于|是|不是|同一|同时|曾|持有|可以|需要|通过)/.test(label);
}

/** 不超过 30 天 after a name; a truth value says itself. */
function zhNeed({ label, need = '' }: ConditionWords): string {
  if (need === '是' || need === '否') return `${label}为“${need}”`;
  return close(`${label} ${need}`);
}

function zhClause(condition: ConditionWords): string {
  const { label, need, value, isSaid } = condition;
  if (need === '是' && isFact(label)) return label;
  if (need === '否' && isFact(label)) return `“${label}”不成立`;
  if (need === '是' || need === '否') return `${label}：${need}`;
  // Two remarks in brackets, one after the other, read badly.
  return isSaid ? zhNeed(condition) : `${zhNeed(condition)}${close(`（实际 ${value}）`)}`.replace('（含两端）（', '（含两端，');
}

const zh: Sentences = {
  clause: zhClause,
  because: (rule, clauses) => `因${rule}：${clauses.join(clauses.some((clause) => /[、，]/.test(clause)) ? '；' : '、')}。`,
  otherwise: (rule, isFirst) => (isFirst ? `${rule}不看条件，直接适用。` : `前面各条都不适用，按${rule}办理。`),
  result: (parts) => `结论：${parts.join('，')}。`,
  part: (label, value) => (/^[\d−-]/.test(value) ? `${label} ${value}` : `${label}为“${value}”`),
  basis: (grounds) => `依据：${grounds.join('；')}。`,
  nearly: (rule, failed) => `只差这一项：${close(`${rule}要求 ${zhNeed(failed)}`)}，${close(`实际 ${failed.value}`)}。`,
  notThis: (rule, failed) => `没有用上${rule}：${close(`它要求 ${zhNeed(failed)}`)}，${failed.need === '是' || failed.need === '否' ? `实际为“${failed.value}”` : close(`实际是 ${failed.value}`)}。`,
  undecided: (rule, label) => `${rule}判断不了：缺少“${label}”。`,
  missing: (labels, hasResult) => `缺少“${labels.join('”“')}”，不能判断${hasResult ? '' : '，所以没有结论'}。`,
  none: (total) => `${total} 条规则都不适用。`,
  empty: '没有可以判断的记录。',
  picked: (count, number) => `一共看了 ${count} 项，采用第 ${number} 项。`,
  several: (rules) => `同时适用 ${rules.length} 条：${rules.join('、')}。`,
  rule: (number, id) => (number > 0 ? `第 ${number} 条` : `规则 ${id}`),
  fallback: (parts, isMissing) => `${isMissing ? '缺值时' : '都不适用时'}按这个结论办理：${parts.join('，')}。`,
};

/** `is at most 30 days` asked of something: `to be at most 30 days`. */
function enNeed({ label, need = '' }: ConditionWords): string {
  if (need === 'yes' || need === 'no') return `“${label}” to be ${need}`;
  return `“${label}” to ${need.replace(/(^|, and |, or )(?:it )?(is|has|meets)\b/g, (_, before: string, verb: string) => `${before}${verb === 'is' ? 'be' : verb === 'has' ? 'have' : 'meet'}`)}`;
}

const en: Sentences = {
  clause: ({ label, need = '', value, isSaid }) => (need === 'yes' || need === 'no' ? `${label}: ${need}` : isSaid ? `${label} ${need}` : `${label} ${need} (it is ${value})`),
  because: (rule, clauses) => `Because of ${rule}: ${clauses.join('; ')}.`,
  otherwise: (rule, isFirst) => (isFirst ? `${capital(rule)} applies without conditions.` : `None of the rules before it applies, so ${rule} does.`),
  result: (parts) => `Result: ${parts.join(', ')}.`,
  part: (label, value) => `${label}: ${value}`,
  basis: (grounds) => `Basis: ${grounds.join('; ')}.`,
  nearly: (rule, failed) => `One condition short: ${rule} needs ${enNeed(failed)}, but it is ${failed.value}.`,
  notThis: (rule, failed) => `${capital(rule)} does not apply: it needs ${enNeed(failed)}, but it is ${failed.value}.`,
  undecided: (rule, label) => `${capital(rule)} cannot be decided: “${label}” is missing.`,
  missing: (labels, hasResult) => `It cannot be decided, because ${labels.map((label) => `“${label}”`).join(', ')} is not known${hasResult ? '' : ', so there is no result'}.`,
  none: (total) => (total === 1 ? 'The one rule does not apply.' : `None of the ${total} rules applies.`),
  empty: 'There was nothing to judge.',
  picked: (count, number) => `${count} were looked at; number ${number} counts.`,
  several: (rules) => `${rules.length} rules apply: ${rules.join(', ')}.`,
  rule: (number, id) => (number > 0 ? `rule ${number}` : `rule ${id}`),
  fallback: (parts, isMissing) => `${isMissing ? 'What counts then' : 'What counts by default'}: ${parts.join(', ')}.`,
};

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

export const SENTENCES: Readonly<Record<Locale, Sentences>> = { 'zh-CN': zh, en };
