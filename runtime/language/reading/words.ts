import type { Locale } from '../../schema/text.ts';

/** Which words a comparison takes: amounts, or points in time. */
export type Measure = 'amount' | 'time';

export interface ReadingWords {
  readonly any: string;
  readonly empty: string;
  readonly filled: string;
  readonly yes: string;
  readonly no: string;
  readonly is: (value: string) => string;
  readonly isNot: (value: string) => string;
  readonly oneOf: (values: readonly string[]) => string;
  readonly noneOf: (values: readonly string[]) => string;
  readonly compare: Readonly<Record<string, Readonly<Record<Measure, (value: string) => string>>>>;
  readonly range: (from: string, to: string, closedFrom: boolean, closedTo: boolean) => string;
  readonly and: string;
  readonly or: string;
  readonly group: (inner: string) => string;
  readonly not: (inner: string) => string;
  readonly holds: (what: string) => string;
  readonly fails: (what: string) => string;
  readonly subject: (what: string, rest: string) => string;
  readonly ifElse: (when: string, then: string, otherwise: string) => string;
  readonly it: string;
  /** Tests that are functions of two values: `contains(a, b)`. */
  readonly calls: Readonly<Record<string, (what: string, value: string) => string>>;
  /** What a function without arguments gives: 现在. */
  readonly instants: Readonly<Record<string, string>>;
  /** What a function of one list gives: 清单 的项数. */
  readonly measures: Readonly<Record<string, (list: string) => string>>;
  /** A function of the product, by its name in this language. */
  readonly call: (names: readonly string[], args: readonly string[]) => string;
  readonly noItems: (what: string) => string;
  readonly someItems: (what: string) => string;
  readonly listMark: string;
  /** An amount of years, months, days, hours, minutes or seconds, by the place of its unit. */
  readonly amount: (n: number, unit: number) => string;
  readonly amountMark: string;
}

const ZH_UNITS = ['年', '个月', '天', '小时', '分钟', '秒'] as const;
const EN_UNITS = ['year', 'month', 'day', 'hour', 'minute', 'second'] as const;

const zh: ReadingWords = {
  any: '不限',
  empty: '为空',
  filled: '有值',
  yes: '是',
  no: '否',
  is: (value) => `是 ${value}`,
  isNot: (value) => `不是 ${value}`,
  oneOf: (values) => `是 ${values.slice(0, -1).join('、')} 或 ${values.at(-1) ?? ''}`,
  noneOf: (values) => `不是 ${values.join('、')}`,
  compare: {
    '<': { amount: (v) => `小于 ${v}`, time: (v) => `早于 ${v}` },
    '<=': { amount: (v) => `不超过 ${v}`, time: (v) => `不晚于 ${v}` },
    '>': { amount: (v) => `大于 ${v}`, time: (v) => `晚于 ${v}` },
    '>=': { amount: (v) => `不少于 ${v}`, time: (v) => `不早于 ${v}` },
    '=': { amount: (v) => `是 ${v}`, time: (v) => `是 ${v}` },
    '!=': { amount: (v) => `不是 ${v}`, time: (v) => `不是 ${v}` },
  },
  range: (from, to, closedFrom, closedTo) =>
    closedFrom && closedTo ? `在 ${from} 到 ${to} 之间（含两端）` : `${closedFrom ? '不少于' : '大于'} ${from}，且${closedTo ? '不超过' : '小于'} ${to}`,
  and: '，且',
  or: '，或',
  group: (inner) => `（${inner}）`,
  not: (inner) => `并非：${inner}`,
  holds: (what) => `${what}为“是”`,
  fails: (what) => `${what}为“否”`,
  subject: (what, rest) => `${what} ${rest}`,
  ifElse: (when, then, otherwise) => `若${when}，取 ${then}；否则取 ${otherwise}`,
  it: '本项',
  calls: { contains: (what, value) => `${what} 含有 ${value}`, 'starts with': (what, value) => `${what} 的开头是 ${value}`, 'ends with': (what, value) => `${what} 的结尾是 ${value}`, 'list contains': (what, value) => `${what} 包含 ${value}`, lookup: (what, value) => `${what}里${value}的值`, 查表: (what, value) => `${what}里${value}的值` },
  instants: { now: '现在', today: '今天' },
  measures: { count: (list) => `${list} 的项数`, sum: (list) => `${list} 的合计`, mean: (list) => `${list} 的平均值`, min: (list) => `${list} 中最小的`, max: (list) => `${list} 中最大的` },
  call: (names, args) => `${names.at(-1) ?? ''}（${args.join('，')}）`,
  noItems: (what) => `${what} 一项也没有`,
  someItems: (what) => `${what} 至少有一项`,
  listMark: '、',
  amount: (n, unit) => `${n} ${ZH_UNITS[unit] ?? ''}`,
  amountMark: ' ',
};

const en: ReadingWords = {
  any: 'any',
  empty: 'is empty',
  filled: 'has a value',
  yes: 'yes',
  no: 'no',
  is: (value) => `is ${value}`,
  isNot: (value) => `is not ${value}`,
  oneOf: (values) => `is ${values.slice(0, -1).join(', ')} or ${values.at(-1) ?? ''}`,
  noneOf: (values) => `is none of ${values.join(', ')}`,
  compare: {
    '<': { amount: (v) => `is less than ${v}`, time: (v) => `is before ${v}` },
    '<=': { amount: (v) => `is at most ${v}`, time: (v) => `is on or before ${v}` },
    '>': { amount: (v) => `is more than ${v}`, time: (v) => `is after ${v}` },
    '>=': { amount: (v) => `is at least ${v}`, time: (v) => `is on or after ${v}` },
    '=': { amount: (v) => `is ${v}`, time: (v) => `is ${v}` },
    '!=': { amount: (v) => `is not ${v}`, time: (v) => `is not ${v}` },
  },
  range: (from, to, closedFrom, closedTo) =>
    closedFrom && closedTo ? `is between ${from} and ${to}, both included` : `is ${closedFrom ? 'at least' : 'more than'} ${from} and ${closedTo ? 'at most' : 'less than'} ${to}`,
  and: ', and ',
  or: ', or ',
  group: (inner) => `(${inner})`,
  not: (inner) => `it is not so that ${inner}`,
  holds: (what) => `${what} is yes`,
  fails: (what) => `${what} is no`,
  subject: (what, rest) => `${what} ${rest}`,
  ifElse: (when, then, otherwise) => `if ${when}, then ${then}; otherwise ${otherwise}`,
  it: 'it',
  calls: { contains: (what, value) => `${what} contains ${value}`, 'starts with': (what, value) => `${what} begins with ${value}`, 'ends with': (what, value) => `${what} ends with ${value}`, 'list contains': (what, value) => `${what} includes ${value}`, lookup: (what, value) => `the value of ${what} for ${value}`, 查表: (what, value) => `the value of ${what} for ${value}` },
  instants: { now: 'now', today: 'today' },
  measures: { count: (list) => `the number of ${list}`, sum: (list) => `the total of ${list}`, mean: (list) => `the average of ${list}`, min: (list) => `the least of ${list}`, max: (list) => `the greatest of ${list}` },
  call: (names, args) => `${names[0] ?? ''} (${args.join(', ')})`,
  noItems: (what) => `${what} has no items`,
  someItems: (what) => `${what} has at least one item`,
  listMark: ', ',
  amount: (n, unit) => `${n} ${EN_UNITS[unit] ?? ''}${n === 1 ? '' : 's'}`,
  amountMark: ' ',
};

export const READING_WORDS: Readonly<Record<Locale, ReadingWords>> = { 'zh-CN': zh, en };
