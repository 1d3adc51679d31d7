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
  /** Office hours of a working day as `[from, to]`, `HH:MM`, in order. @default OFFICE_HOURS */
  readonly hours?: readonly (readonly [string, string])[];
}

/** The office hours of a calendar that names none. */
export const OFFICE_HOURS: readonly (readonly [string, string])[] = [['08:30', '12:00'], ['13:30', '17:30']];
