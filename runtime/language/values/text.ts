/** The one place that turns values into text, as `string()` does (DMN 10.3.4.1 and 10.3.2.3). */
import type { FeelDate} from './dates.ts';
import { dateText } from './dates.ts';
import type { FeelDateTime} from './date-times.ts';
import { dateTimeText } from './date-times.ts';
import { kindOf } from './contexts.ts';
import type { ValueKind } from './contexts.ts';
import type { DaysTimeDuration, YearsMonthsDuration} from './durations.ts';
import { daysTimeText, yearsMonthsText } from './durations.ts';
import type { FeelFunction } from './value.ts';
import { numberText } from './numbers.ts';
import type { FeelRange } from './value.ts';
import type { FeelTime} from './times.ts';
import { timeText } from './times.ts';
import type { ContextValue, Numeric, Value } from './value.ts';

const TEXTS: Readonly<Record<ValueKind, (value: Value, charge: (length: number) => void) => string>> = {
  null: () => 'null',
  boolean: String,
  string: (value) => JSON.stringify(value),
  number: (value, charge) => {
    const text = numberText(value as Numeric);
    charge(text.length);
    return text;
  },
  date: (value) => dateText(value as FeelDate),
  time: (value) => timeText(value as FeelTime),
  'date-time': (value) => dateTimeText(value as FeelDateTime),
  'days-time-duration': (value) => daysTimeText(value as DaysTimeDuration),
  'years-months-duration': (value) => yearsMonthsText(value as YearsMonthsDuration),
  range: (value, charge) => rangeText(value as FeelRange, charge),
  function: (value) => `function(${(value as FeelFunction).params.join(', ')})`,
  list: (value, charge) => joined('[', (value as readonly Value[]).map((item) => nestedText(item, charge)), ']', charge),
  context: (value, charge) => joined('{', Object.entries(value as ContextValue).map(([key, item]) => `${keyText(key)}: ${nestedText(item, charge)}`), '}', charge),
};

/** Text of a value; null for null. `charge` is told each length before it is made. */
export function textOf(value: Value, charge: (length: number) => void): string | null {
  if (value === null) return null;
  return typeof value === 'string' ? value : nestedText(value, charge);
}

function nestedText(value: Value, charge: (length: number) => void): string {
  return TEXTS[kindOf(value)](value, charge);
}

function joined(open: string, parts: readonly string[], close: string, charge: (length: number) => void): string {
  let length = 2;
  for (const part of parts) length += part.length + 2;
  charge(length);
  return open + parts.join(', ') + close;
}

function keyText(key: string): string {
  return /^[\p{L}_][\p{L}\p{N}_ ]*$/u.test(key) ? key : JSON.stringify(key);
}

function rangeText(range: FeelRange, charge: (length: number) => void): string {
  if (range.unary !== null) return `(${range.unary} ${nestedText(range.start ?? range.end, charge)})`;
  return `${range.startIncluded ? '[' : '('}${nestedText(range.start, charge)} .. ${nestedText(range.end, charge)}${range.endIncluded ? ']' : ')'}`;
}
