import type { FeelDate } from './dates.ts';
import type { FeelDateTime } from './date-times.ts';
import type { DaysTimeDuration, YearsMonthsDuration } from './durations.ts';
import type { Decimal } from './decimal.ts';
import type { FeelTime } from './times.ts';
import type { FeelType } from '../types.ts';

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

export type UnaryOperator = '=' | '!=' | '<' | '<=' | '>' | '>=';

/**
 * A range. `unary` is the operator of a range written as a test, `> 5`: its other end is null and means "no limit".
 * A null end of `[1..null]` means "not known", so whether a point is inside is null too. Ranges and functions hold
 * values themselves, so they stand beside the union.
 */
export class FeelRange {
  readonly start: Value;
  readonly end: Value;
  readonly startIncluded: boolean;
  readonly endIncluded: boolean;
  readonly unary: UnaryOperator | null;
  constructor(start: Value, end: Value, startIncluded: boolean, endIncluded: boolean, unary: UnaryOperator | null = null) {
    this.start = start;
    this.end = end;
    this.startIncluded = startIncluded;
    this.endIncluded = endIncluded;
    this.unary = unary;
  }
}

export type FunctionType = Extract<FeelType, { readonly kind: 'function' }>;

/** A function value: named parameters and a body the back end gives. */
export class FeelFunction {
  readonly params: readonly string[];
  /** Positional arguments, exactly as many as `params`; may throw only an evaluation stop. */
  readonly call: (args: readonly Value[]) => Value;
  /** The canonical name when this is a built-in. */
  readonly builtin: string | null;
  /** Types of the parameters and the result, when they are known. */
  readonly signature: FunctionType | null;
  constructor(params: readonly string[], call: (args: readonly Value[]) => Value, builtin: string | null, signature: FunctionType | null = null) {
    this.params = params;
    this.call = call;
    this.builtin = builtin;
    this.signature = signature;
  }
}
