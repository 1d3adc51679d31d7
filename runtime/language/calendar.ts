/** The part of a host's working-day calendar the language reads; `runtime/host/calendar.ts` fits it. */
export interface WorkingCalendar {
  readonly id: string;
  readonly version: string;
  readonly years: readonly number[];
  /** ISO days. */
  readonly holidays: ReadonlySet<string>;
  readonly workdays: ReadonlySet<string>;
}
