import type { FeelDate } from './dates.ts';
import type { FeelDateTime } from './date-times.ts';
import type { DaysTimeDuration, YearsMonthsDuration } from './durations.ts';
import type { FeelFunction } from './functions.ts';
import type { Decimal } from './decimal.ts';
import type { FeelRange } from './ranges.ts';
import type { FeelTime } from './times.ts';

/** A number: a JS number stands for its shortest decimal text; a `Decimal` for what such a text cannot hold. */
export type Numeric = number | Decimal;

export interface ContextValue {
  readonly [key: string]: Value;
}

/** Everything a formula can read or give. `undefined` never is a value; absent reads as null. */
export type Value =
  | null
  | boolean
  | string
  | Numeric
  | FeelDate
  | FeelTime
  | FeelDateTime
  | DaysTimeDuration
  | YearsMonthsDuration
  | FeelRange
  | FeelFunction
  | readonly Value[]
  | ContextValue;
