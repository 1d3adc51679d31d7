/** The one place that deals with durations: nanoseconds for days and time, whole months for years and months. */

export class DaysTimeDuration {
  readonly nanos: bigint;
  constructor(nanos: bigint) {
    this.nanos = nanos;
  }
}

export class YearsMonthsDuration {
  readonly months: number;
  constructor(months: number) {
    this.months = months;
  }
}

const SECOND = 1_000_000_000n;
const MINUTE = 60n * SECOND;
const HOUR = 60n * MINUTE;
const DAY = 24n * HOUR;
const DAYS_TIME_TEXT = /^(-?)P(?=\d|T\d)(?:(\d{1,18})D)?(?:T(?=\d)(?:(\d{1,18})H)?(?:(\d{1,18})M)?(?:(\d{1,18})(?:\.(\d*))?S)?)?$/;
const YEARS_MONTHS_TEXT = /^(-?)P(?=\d)(?:(\d{1,12})Y)?(?:(\d{1,12})M)?$/;

/** Reads `P1DT2H`, `-PT3.5S`, `P1Y2M`; null when it is neither kind. */
export function parseDuration(text: string): DaysTimeDuration | YearsMonthsDuration | null {
  const match = DAYS_TIME_TEXT.exec(text);
  if (match !== null) {
    const nanos = BigInt(match[2] ?? 0) * DAY + BigInt(match[3] ?? 0) * HOUR + BigInt(match[4] ?? 0) * MINUTE + BigInt(match[5] ?? 0) * SECOND + BigInt((match[6] ?? '').slice(0, 9).padEnd(9, '0'));
    return new DaysTimeDuration(match[1] === '-' ? -nanos : nanos);
  }
  const months = YEARS_MONTHS_TEXT.exec(text);
  if (months === null) return null;
  const total = Number(months[2] ?? 0) * 12 + Number(months[3] ?? 0);
  return Number.isSafeInteger(total) ? new YearsMonthsDuration(months[1] === '-' && total !== 0 ? -total : total) : null;
}

export interface DaysTimeParts {
  readonly days: number;
  readonly hours: number;
  readonly minutes: number;
  readonly seconds: number;
}

/** Each part carries the sign of the duration. */
export function partsOf(duration: DaysTimeDuration): DaysTimeParts {
  const { nanos } = duration;
  return {
    days: Number(nanos / DAY),
    hours: Number((nanos % DAY) / HOUR) || 0,
    minutes: Number((nanos % HOUR) / MINUTE) || 0,
    seconds: Number((nanos % MINUTE) / SECOND) || 0,
  };
}

export function daysTimeText(duration: DaysTimeDuration): string {
  const size = duration.nanos < 0n ? -duration.nanos : duration.nanos;
  if (size === 0n) return 'PT0S';
  const days = size / DAY;
  const hours = (size % DAY) / HOUR;
  const minutes = (size % HOUR) / MINUTE;
  const seconds = (size % MINUTE) / SECOND;
  const fraction = size % SECOND;
  const tail = fraction === 0n ? '' : `.${fraction.toString().padStart(9, '0').replace(/0+$/, '')}`;
  const clock = `${hours === 0n ? '' : `${hours}H`}${minutes === 0n ? '' : `${minutes}M`}${seconds === 0n && tail === '' ? '' : `${seconds}${tail}S`}`;
  return `${duration.nanos < 0n ? '-' : ''}P${days === 0n ? '' : `${days}D`}${clock === '' ? '' : `T${clock}`}`;
}

export function yearsMonthsText(duration: YearsMonthsDuration): string {
  const size = Math.abs(duration.months);
  if (size === 0) return 'P0M';
  const years = Math.floor(size / 12);
  const months = size % 12;
  return `${duration.months < 0 ? '-' : ''}P${years === 0 ? '' : `${years}Y`}${months === 0 ? '' : `${months}M`}`;
}
