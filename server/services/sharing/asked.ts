import type { DatasetDefinition } from '../../../runtime/schema/dataset.ts';
import type { Locale } from '../../../runtime/schema/text.ts';
import type { GrantAsked, GrantGiven } from '../../api/sharing.ts';
import { FieldsError } from '../../errors.ts';
import type { FieldProblem } from '../../errors.ts';
import { columnsTested, compileRowRule, plainSources } from './compile-access.ts';

const words = (locale: Locale, zh: string, en: string): string => (locale === 'en' ? en : zh);

/** Everybody may read the column as it is. */
function isOpen({ sharing, fields }: DatasetDefinition, id: string): boolean {
  return sharing === 'unconditional' && (fields.find((field) => field.id === id)?.sharing ?? 'unconditional') === 'unconditional';
}

/** What a period is held against: the day it is, and the longest a grant may last. */
export interface Period {
  readonly today: string;
  readonly longest: { readonly days: number; readonly source: string };
}

const DAY_MS = 86_400_000;
const lasts = (from: string, until: string): number => (Date.parse(until) - Date.parse(from)) / DAY_MS + 1;

/** What is wrong with the days of a period; it counts from today where it began before. */
export function periodProblems({ from, until }: { readonly from: string; readonly until: string }, { today, longest }: Period, at: { readonly path: string; readonly locale: Locale }): FieldProblem[] {
  const { path, locale } = at;
  const problem = (code: string, zh: string, en: string): FieldProblem[] => [{ path, code, message: words(locale, zh, en) }];
  if (until < from) return problem('order', '结束日期早于开始日期', 'It ends before it begins');
  if (until < today) return problem('past', `结束日期已过（今天是 ${today}）`, `It ends in the past (today is ${today})`);
  const days = lasts(from < today ? today : from, until);
  return days > longest.days ? problem('long', `最长 ${longest.days} 天（${longest.source}），这里是 ${days} 天`, `The longest is ${longest.days} days (${longest.source}); this is ${days} days`) : [];
}

function blankProblems(asked: Partial<GrantAsked>, locale: Locale): FieldProblem[] {
  const blank = (key: 'purpose' | 'basis', zh: string, en: string): FieldProblem[] => (asked[key] !== undefined && asked[key].trim() === '' ? [{ path: `/asked/${key}`, code: 'blank', message: words(locale, zh, en) }] : []);
  return [...blank('purpose', '请写用途：办什么事、为什么需要这些数据', 'Say what is done and why these data are needed'), ...blank('basis', '请写法律依据：法规名称和条款', 'Name the law and its article')];
}

function fieldProblems(definition: DatasetDefinition, fields: GrantGiven['fields'], locale: Locale, at: string): FieldProblem[] {
  const byId = new Map(definition.fields.map((field) => [field.id, field]));
  return fields.flatMap(({ id }, index): FieldProblem[] => {
    const path = `${at}/fields/${index}`;
    const field = byId.get(id);
    if (!field) return [{ path, code: 'unknown', message: words(locale, `没有列“${id}”`, `There is no column “${id}”`) }];
    if (field.sharing === 'none') return [{ path, code: 'not-shared', message: words(locale, `列“${id}”不共享`, `Column “${id}” is not shared`) }];
    const lacking = plainSources(definition, id).filter((source) => !fields.some((other) => other.id === source) && !isOpen(definition, source));
    if (lacking.length > 0) return [{ path, code: 'sources', message: words(locale, `列“${id}”由 ${lacking.join('、')} 算出，要一起申请这些列`, `Column “${id}” is worked out from ${lacking.join(', ')}: these must be asked for as well`) }];
    return fields.findIndex((other) => other.id === id) === index ? [] : [{ path, code: 'twice', message: words(locale, `列“${id}”写了两次`, `Column “${id}” is there twice`) }];
  });
}

function ruleProblems(definition: DatasetDefinition, rows: string | undefined, locale: Locale, at: string): FieldProblem[] {
  if (rows === undefined || rows.trim() === '') return [];
  const { problems } = compileRowRule(rows, definition);
  return [...problems.filter(({ severity }) => severity === 'error').map(({ code, message }) => ({ path: `${at}/rows`, code, message: message[locale] })), ...(at === '/asked' ? closedProblems(definition, rows, locale) : [])];
}

/** Which rows an applicant gets tells the values their condition asks for: of a column that is not shared it may ask nothing. */
function closedProblems(definition: DatasetDefinition, rows: string, locale: Locale): FieldProblem[] {
  const isClosed = (id: string): boolean => definition.fields.find((field) => field.id === id)?.sharing === 'none';
  const closed = [...columnsTested(rows, definition)].filter((id) => isClosed(id) || plainSources(definition, id).some(isClosed));
  return closed.map((id) => ({ path: '/asked/rows', code: 'not-shared', message: words(locale, `列“${id}”不共享，行条件里不能用它。请改用共享的列`, `Column “${id}” is not shared and cannot be in the condition. Use columns that are shared`) }));
}

/** What is wrong with an application (`/asked`) or a decision (`/given`). @throws SCN_GRANT_ASKED */
export function refuseAsked(definition: DatasetDefinition, asked: GrantGiven | GrantAsked, period: Period, { locale, at = '/asked', more = [] }: { readonly locale: Locale; readonly at?: '/asked' | '/given'; readonly more?: readonly FieldProblem[] }): void {
  const days = periodProblems(asked, period, { path: `${at}/until`, locale });
  const problems = [...more, ...blankProblems(asked, locale), ...fieldProblems(definition, asked.fields, locale, at), ...ruleProblems(definition, asked.rows, locale, at), ...days];
  if (problems.length > 0) throw new FieldsError('SCN_GRANT_ASKED', problems);
}
