import { RE2JS } from 're2js';
import { compileCondition } from '../../../runtime/language/columns/row-condition.ts';
import { createContext, resetBudget } from '../../../runtime/language/context.ts';
import { toFunction } from '../../../runtime/language/generate.ts';
import { fromJson } from '../../../runtime/language/json.ts';
import type { Value } from '../../../runtime/language/values/value.ts';
import type { DatasetDefinition } from '../../../runtime/schema/dataset.ts';
import { dayIn, dayLimit } from '../../../runtime/schema/date-limit.ts';
import type { FieldType } from '../../../runtime/schema/field.ts';
import type { Json, JsonObject } from '../../../runtime/schema/json.ts';
import type { QualityCheck } from '../../../runtime/schema/quality.ts';
import { compareValues, valueKey, valueText } from '../../stores/core/values.ts';

const ZONE = 'Asia/Shanghai';
const DAY_MS = 86_400_000;
/** Steps a condition may cost in one row. */
const MOST_STEPS = 2000;
/** Characters of a value a pattern looks at, so that none holds the server up; a longer value counts by these. */
const MOST_MATCHED = 10_000;

export interface Tally {
  /** Rows that were looked at; empty ones are passed over by everything but “is filled in” and conditions. */
  readonly checked: number;
  readonly wrong: number;
  /** What was found, where a check is about the dataset as a whole: the newest day, or how many rows. */
  readonly found?: string;
}

/** Looks at rows, one after another. */
export interface Judge {
  readonly add: (data: JsonObject) => void;
  readonly tally: () => Tally;
  /** Whether a row is among the wrong ones; undefined where a check is about no single row. */
  readonly isWrong?: (data: JsonObject) => boolean;
  /** `isWrong` knows only once every row was added. */
  readonly needsAll?: true;
}

export interface JudgeWanted {
  readonly definition: DatasetDefinition;
  readonly now: Date;
  /** Values of a column of another dataset, as keys. */
  readonly values: (dataset: string, column: string) => ReadonlySet<string>;
}

const isEmpty = (value: Json | undefined): boolean => value === undefined || value === null || value === '';

/** One that judges each row by itself; undefined = not concerned. */
function perRow(isGood: (data: JsonObject) => boolean | undefined): Judge {
  let checked = 0;
  let wrong = 0;
  return {
    add: (data) => {
      const good = isGood(data);
      if (good === undefined) return;
      checked += 1;
      if (!good) wrong += 1;
    },
    tally: () => ({ checked, wrong }),
    isWrong: (data) => isGood(data) === false,
  };
}

const perValue = (field: string, isGood: (value: Json) => boolean): Judge => perRow((data) => (isEmpty(data[field]) ? undefined : isGood(data[field] ?? null)));

/** Two rows with the same values are both wrong; a row with an empty one of them is not concerned. */
function uniqueJudge(fields: readonly string[], typeOf: (field: string) => FieldType | undefined): Judge {
  const seen = new Map<string, number>();
  let checked = 0;
  let wrong = 0;
  const keyOf = (data: JsonObject): string | undefined => (fields.some((field) => isEmpty(data[field])) ? undefined : fields.map((field) => valueKey(data[field], typeOf(field))).join('\u0000'));
  return {
    add: (data) => {
      const key = keyOf(data);
      if (key === undefined) return;
      const before = seen.get(key) ?? 0;
      checked += 1;
      wrong += before === 0 ? 0 : before === 1 ? 2 : 1;
      seen.set(key, before + 1);
    },
    tally: () => ({ checked, wrong }),
    isWrong: (data) => {
      const key = keyOf(data);
      return key !== undefined && (seen.get(key) ?? 0) > 1;
    },
    needsAll: true,
  };
}

function rangeJudge({ field, min, max }: Extract<QualityCheck, { kind: 'range' }>, type: FieldType | undefined, today: string): Judge {
  const limitOf = (limit: string | number | undefined): Json | undefined => (limit === undefined ? undefined : type === 'date' || type === 'date-time' ? dayLimit(String(limit), today) : type === 'decimal' ? String(limit) : Number(limit));
  const [least, most] = [limitOf(min), limitOf(max)];
  // A day is compared with the day of a moment.
  const isDay = (limit: Json): boolean => type === 'date-time' && typeof limit === 'string' && limit.length === 10;
  const shown = (value: Json, limit: Json): Json => (typeof value === 'string' && isDay(limit) ? dayIn(ZONE, value) : value);
  // Text that is no day or moment is on neither side of a limit, so it is wrong.
  const isNone = (value: Json): boolean => (type === 'date' || type === 'date-time') && (typeof value !== 'string' || Number.isNaN(Date.parse(value)));
  const compare = (value: Json, limit: Json): number => (isNone(value) ? Number.NaN : compareValues(shown(value, limit), limit, isDay(limit) ? 'date' : type) ?? Number.NaN);
  return perValue(field, (value) => (least === undefined || compare(value, least) >= 0) && (most === undefined || compare(value, most) <= 0));
}

/** Null is no yes: a row whose condition cannot be told is wrong. */
function conditionJudge(definition: DatasetDefinition, formula: string, now: Date): Judge {
  const { condition } = compileCondition(definition, formula);
  if (!condition) throw new Error('the condition cannot be read');
  const evaluate = toFunction(condition.ir);
  const context = createContext({ maxSteps: MOST_STEPS, now: now.getTime(), zone: ZONE });
  const reads = [...condition.reads];
  return perRow((data) => {
    const row: Record<string, Value> = {};
    for (const [id, type] of reads) row[id] = fromJson(data[id] ?? null, type);
    resetBudget(context);
    context.warnings.length = 0;
    context.stopped = null;
    return evaluate({ row }, context) === true;
  });
}

function sumJudge({ total, parts }: Extract<QualityCheck, { total: string }>): Judge {
  return perRow((data) => {
    const [stated = Number.NaN, ...rest] = [total, ...parts].map((field) => (isEmpty(data[field]) ? Number.NaN : Number(data[field])));
    const sum = Math.round(rest.reduce((whole, part) => whole + part, 0) * 1e6) / 1e6;
    return Number.isFinite(stated) && Number.isFinite(sum) ? Math.round(stated * 1e6) / 1e6 === sum : undefined;
  });
}

function freshJudge({ field, days }: Extract<QualityCheck, { kind: 'fresh' }>, now: Date): Judge {
  const today = dayIn(ZONE, now.toISOString());
  let newest: string | undefined;
  let checked = 0;
  return {
    add: (data) => {
      const value = data[field];
      if (typeof value !== 'string' || Number.isNaN(Date.parse(value))) return;
      const day = value.length === 10 ? value : dayIn(ZONE, value);
      checked += 1;
      // What lies ahead says nothing of how new the rest is.
      if (day <= today && (newest === undefined || day > newest)) newest = day;
    },
    tally: () => {
      const isFresh = newest !== undefined && (Date.parse(today) - Date.parse(newest)) / DAY_MS <= days;
      return { checked, wrong: isFresh ? 0 : 1, ...(newest === undefined ? {} : { found: newest }) };
    },
  };
}

function rowsJudge({ min, max }: Extract<QualityCheck, { kind: 'rows' }>): Judge {
  let rows = 0;
  return { add: () => { rows += 1; }, tally: () => ({ checked: rows, wrong: (min !== undefined && rows < min) || (max !== undefined && rows > max) ? 1 : 0, found: String(rows) }) };
}

/** Prepares one check. @throws anything when it does not fit the dataset as it is now */
export function createJudge(check: QualityCheck, { definition, now, values }: JudgeWanted): Judge {
  const typeOf = (field: string): FieldType | undefined => definition.fields.find(({ id }) => id === field)?.type;
  if (!('kind' in check)) return sumJudge(check);
  switch (check.kind) {
    case 'filled': return perRow((data) => !isEmpty(data[check.field]));
    case 'among': {
      const allowed = new Set(check.values.map((value) => valueKey(value, typeOf(check.field))));
      const words = new Set(check.values.map(String));
      return perValue(check.field, (value) => allowed.has(valueKey(value, typeOf(check.field))) || words.has(valueText(value)));
    }
    case 'range': return rangeJudge(check, typeOf(check.field), dayIn(ZONE, now.toISOString()));
    case 'pattern': {
      // The whole value: part of one that fits says nothing of the rest.
      const pattern = RE2JS.compile(RE2JS.translateRegExp(check.pattern));
      return perValue(check.field, (value) => pattern.matches(valueText(value).slice(0, MOST_MATCHED)));
    }
    case 'unique': return uniqueJudge(check.fields, typeOf);
    case 'exists': {
      const known = values(check.dataset, check.column);
      return perValue(check.field, (value) => known.has(valueKey(value, typeOf(check.field))));
    }
    case 'holds': return conditionJudge(definition, check.formula, now);
    case 'fresh': return freshJudge(check, now);
    case 'rows':
    default: return rowsJudge(check);
  }
}
