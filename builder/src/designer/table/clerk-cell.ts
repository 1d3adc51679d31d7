import type { TypeKind } from '../../../../runtime/language/types.ts';
import { quote } from '../formula/parsers.ts';
import { toHalfWidth } from '../formula/full-width.ts';

/** Words and signs for "any value" as sheets write them. */
const ANY = /^(-|–|—|——|－|\/|\*|不限|任意|全部|any|all)$/i;
const YES = /^(是|对|真|有|√|✓|yes|y|true)$/i;
const NO = /^(否|不|假|无|×|✗|no|n|false)$/i;
const EMPTY = /^(空|为空|空白|empty|blank)$/i;
const FILLED = /^(非空|不为空|not empty)$/i;
/** Units after a number that do not change it. A percent sign does, so it is left alone and shown as an error. */
const UNIT = '\\s*(?:周岁|岁|工作日|天|日|周|个月|年|小时|分钟|元|人次|人|次|个|家|户|亩|平方米|千克|公斤|公里|米|分|级)?';
const NUMBER = '(?:-?\\d{1,3}(?:,\\d{3})+(?:\\.\\d+)?|-?\\d+(?:\\.\\d+)?)(?:\\s*[千万亿])?';
const TIMES: Readonly<Record<string, number>> = { 千: 1e3, 万: 1e4, 亿: 1e8 };
/** Whether an end of a range belongs to it, where the sheet says so. */
const MARK = '(?:\\s*\\((不?含)\\))?';
const DAY = '\\d{4}\\s*[-/.年]\\s*\\d{1,2}\\s*[-/.月]\\s*\\d{1,2}\\s*日?';

/** Signs and words before a value. 以上, 以下, 不超过 take the value itself in; 不满, 超过 do not (Civil Code, article 1259). */
const BEFORE: readonly (readonly [RegExp, string])[] = [
  [/^(?:>=|=>|大于等于|大于或等于|不小于|不少于|不低于|不早于|至少|at least)\s*/i, '>='],
  [/^(?:<=|=<|小于等于|小于或等于|不大于|不超过|不多于|不高于|不晚于|至多|最多|at most)\s*/i, '<='],
  [/^(?:>|大于|超过|高于|多于|晚于|more than|after)\s*/i, '>'],
  [/^(?:<|小于|不满|未满|不足|低于|少于|早于|less than|before)\s*/i, '<'],
  [/^(?:!=|<>|不等于|不是)\s*/, '!='],
  [/^(?:==?|等于)\s*/, '='],
];
/** Words after a value. */
const AFTER: readonly (readonly [RegExp, string])[] = [
  [/\s*\(不含\)\s*以上$/, '>'],
  [/\s*\(不含\)\s*以下$/, '<'],
  [/\s*\(含\)\s*以下$/, '<='],
  [/\s*\(含\)\s*以上$/, '>='],
  [/\s*(?:\(含\)|及以上|及以后|以上|起|or more|and over)$/i, '>='],
  [/\s*(?:及以下|及以前|以下|以内|止|or less|and under)$/i, '<='],
  [/\s*(?:之后|以外)$/, '>'],
  [/\s*之前$/, '<'],
];
const BETWEEN = '\\s*(?:-|–|—|~|～|至|到|\\.\\.+)\\s*';

interface Scale {
  readonly pattern: RegExp;
  readonly range: RegExp;
  /** The literal, or undefined when there is no such value. */
  readonly write: (text: string) => string | undefined;
}

/** `2022/1/5` as a day that exists; undefined for 30 February. */
export function readDay(text: string): string | undefined {
  const parts = /^(\d{4})\D+(\d{1,2})\D+(\d{1,2})\D*$/.exec(text.trim());
  if (!parts) return undefined;
  const [year, month, day] = [Number(parts[1]), Number(parts[2]), Number(parts[3])];
  const at = new Date(Date.UTC(year, month - 1, day));
  if (at.getUTCMonth() !== month - 1 || at.getUTCDate() !== day) return undefined;
  return at.toISOString().slice(0, 10);
}

const NUMBERS: Scale = {
  pattern: new RegExp(`^(${NUMBER})${UNIT}$`),
  range: new RegExp(`^(${NUMBER})${UNIT}${MARK}${BETWEEN}(${NUMBER})${UNIT}${MARK}$`),
  write: (text) => {
    const factor = TIMES[text.at(-1) ?? ''];
    const digits = text.replace(/[,\s千万亿]/g, '');
    // Fifteen digits are what a number surely keeps: 1.1 万 is 11000.
    return factor === undefined ? digits : String(Number((Number(digits) * factor).toPrecision(15)));
  },
};
const DAYS: Scale = {
  pattern: new RegExp(`^(${DAY})$`),
  range: new RegExp(`^(${DAY})${MARK}${BETWEEN}(${DAY})${MARK}$`),
  write: (text) => {
    const day = readDay(text);
    return day === undefined ? undefined : `date("${day}")`;
  },
};

function pointOf(text: string, scale: Scale): string | undefined {
  const found = scale.pattern.exec(text)?.[1];
  return found === undefined ? undefined : scale.write(found);
}

function compared(operator: string, point: string): string {
  return operator === '=' ? point : operator === '!=' ? `not(${point})` : `${operator} ${point}`;
}

/** An end belongs to its range when it says so, and does when neither says anything; `1000（含）至 2000` leaves out 2000. */
function isIn(mark: string | undefined, other: string | undefined): boolean {
  return mark === undefined ? other !== '含' : mark === '含';
}

function testOf(part: string, scale: Scale): string | undefined {
  const range = scale.range.exec(part);
  if (range) {
    const low = scale.write(range[1] ?? '');
    const high = scale.write(range[3] ?? '');
    return low === undefined || high === undefined ? undefined : `${isIn(range[2], range[4]) ? '[' : '('}${low}..${high}${isIn(range[4], range[2]) ? ']' : ')'}`;
  }
  const before = BEFORE.find(([pattern]) => pattern.test(part));
  if (before) {
    const point = pointOf(part.replace(before[0], ''), scale);
    return point === undefined ? undefined : compared(before[1], point);
  }
  const after = AFTER.find(([pattern]) => pattern.test(part));
  const point = pointOf(after ? part.replace(after[0], '') : part, scale);
  return point === undefined ? undefined : compared(after?.[1] ?? '=', point);
}

/** Splits at commas, 或 and 且, but not inside `1,000`. */
function partsOf(text: string): readonly string[] {
  return text.split(/\s*(?:[、;；]|,(?!\d{3}(?:\D|$))|或者?|并且|而且|且)\s*/).filter((part) => part !== '');
}

const BOUND = /^([<>]=?) (.+)$/;

/** `大于3000元，不超过1万元`: a lower and an upper bound in words are one range, not one or the other. */
function betweenBounds(text: string, tests: readonly string[]): string | undefined {
  const [one, other] = tests.map((test) => BOUND.exec(test));
  if (tests.length !== 2 || !one || !other || !/\p{Script=Han}/u.test(text) || text.includes('或')) return undefined;
  const [low, high] = one[1]?.startsWith('>') ? [one, other] : [other, one];
  const [from, to] = [low[2] ?? '', high[2] ?? ''];
  const inOrder = from.startsWith('date(') ? from <= to : Number(from) <= Number(to);
  if (!low[1]?.startsWith('>') || !high[1]?.startsWith('<') || !inOrder) return undefined;
  return `${low[1] === '>=' ? '[' : '('}${from}..${to}${high[1] === '<=' ? ']' : ')'}`;
}

function listOf(text: string, scale: Scale): string | undefined {
  const tests = partsOf(text).map((part) => testOf(part, scale));
  const read = tests.filter((test) => test !== undefined);
  if (read.length !== tests.length || read.length === 0) return undefined;
  const range = betweenBounds(text, read);
  if (range !== undefined) return range;
  // Cells know no other "and".
  if (text.includes('且')) return undefined;
  // `not(…)` negates a whole cell; inside a list it would be no unary test.
  return read.length > 1 && read.some((test) => test.startsWith('not(')) ? undefined : read.join(',');
}

/** `30 天` as a number, `2022/1/5` as a date, for a result cell. */
function resultOf(text: string, kind: TypeKind): string | undefined {
  const scale = kind === 'number' ? NUMBERS : kind === 'date' ? DAYS : undefined;
  return scale && pointOf(text, scale);
}

export function isAny(text: string): boolean {
  return text === '' || ANY.test(text);
}

export interface ClerkFacts {
  readonly kind: 'unary' | 'expression';
  readonly type: TypeKind;
}

/**
 * A cell as office sheets write it – `≥18`, `18-60`, `18 岁以上`, `是`, `不限`, `2022年1月5日` – as FEEL; undefined when it
 * is none of these and must be read as it stands. The column's type decides: `18-60` is a range only among numbers.
 */
export function readClerkCell(raw: string, { kind, type }: ClerkFacts): string | undefined {
  const text = raw.trim();
  if (isAny(text)) return '';
  if (type === 'boolean' && YES.test(text)) return 'true';
  if (type === 'boolean' && NO.test(text)) return 'false';
  const plain = toHalfWidth(text);
  if (kind === 'expression') return resultOf(plain, type);
  if (EMPTY.test(text)) return 'null';
  if (FILLED.test(text)) return 'not(null)';
  if (type === 'number') return listOf(plain, NUMBERS);
  if (type === 'date') return listOf(plain, DAYS);
  const other = type === 'string' ? /^(?:≠|!=|<>|不等于|不是)\s*([^"“].*)$/.exec(text)?.[1] : undefined;
  return other === undefined ? undefined : `not(${other.split(/\s*[,，、]\s*/).map(quote).join(',')})`;
}
