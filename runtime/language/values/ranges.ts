/** The one place that deals with range values. A null end is open (no limit); `> 5` has a null end and an excluded start. */
import type { Value } from './value.ts';

export class FeelRange {
  readonly start: Value;
  readonly end: Value;
  readonly startIncluded: boolean;
  readonly endIncluded: boolean;
  constructor(start: Value, end: Value, startIncluded: boolean, endIncluded: boolean) {
    this.start = start;
    this.end = end;
    this.startIncluded = startIncluded;
    this.endIncluded = endIncluded;
  }
}
