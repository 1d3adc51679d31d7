/**
 * A working-day calendar: Saturdays and Sundays are off unless listed in `workdays` (make-up days),
 * listed `holidays` are off. Only the years of `years` are known; outside them the answer is unknown (null).
 */
export interface Calendar {
  readonly id: string;
  /** Recorded with every result that used it. */
  readonly version: string;
  readonly years: readonly number[];
  /** ISO days. */
  readonly holidays: ReadonlySet<string>;
  readonly workdays: ReadonlySet<string>;
}
