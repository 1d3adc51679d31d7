/**
 * The one place that deals with range values. `unary` is the operator of a range written as a test, `> 5`: its other end is null
 * and means "no limit". A null end of `[1..null]` means "not known", so whether a point is inside is null too.
 */
import type { Value } from './value.ts';

export type UnaryOperator = '=' | '!=' | '<' | '<=' | '>' | '>=';

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
