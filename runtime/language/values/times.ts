/** The one place that deals with times of day: nanoseconds since midnight, with or without a zone. */
import { pad2 } from './dates.ts';
import { offsetAt, parseZone, zoneText } from './zones.ts';
import type { Zone } from './zones.ts';

export const NANOS_PER_SECOND = 1e9;
export const NANOS_PER_DAY = 86_400 * NANOS_PER_SECOND;

export class FeelTime {
  readonly nanos: number;
  readonly zone: Zone | null;
  constructor(nanos: number, zone: Zone | null) {
    this.nanos = nanos;
    this.zone = zone;
  }
}

/** Null when there is no such time. `second` may have a fraction given apart, in nanoseconds. */
export function makeTime(hour: number, minute: number, second: number, nanos: number, zone: Zone | null): FeelTime | null {
  if (![hour, minute, second, nanos].every(Number.isInteger)) return null;
  if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59 || nanos < 0 || nanos >= NANOS_PER_SECOND) return null;
  return new FeelTime((hour * 3600 + minute * 60 + second) * NANOS_PER_SECOND + nanos, zone);
}

const TIME_TEXT = /^(\d{2}):(\d{2}):(\d{2})(?:\.(\d{1,}))?(Z|z|[+-]\d{2}:\d{2}(?::\d{2})?)?(?:@(.+))?$/;

/** Reads `hh:mm:ss[.fff][Z|±hh:mm|@Zone/Name]`; digits beyond nanoseconds are cut; null when it is not a time. */
export function parseTime(text: string): FeelTime | null {
  const match = TIME_TEXT.exec(text);
  if (match === null || (match[5] !== undefined && match[6] !== undefined)) return null;
  const zoneSource = match[5] ?? match[6];
  const zone = zoneSource === undefined ? null : parseZone(zoneSource);
  if (zoneSource !== undefined && zone === null) return null;
  if (match[6] !== undefined && zone?.kind !== 'named') return null;
  const nanos = match[4] === undefined ? 0 : Number(match[4].slice(0, 9).padEnd(9, '0'));
  return makeTime(Number(match[1]), Number(match[2]), Number(match[3]), nanos, zone);
}

export function hourOf(time: FeelTime): number {
  return Math.floor(time.nanos / (3600 * NANOS_PER_SECOND));
}

export function minuteOf(time: FeelTime): number {
  return Math.floor(time.nanos / (60 * NANOS_PER_SECOND)) % 60;
}

/** Whole seconds of the minute. */
export function secondOf(time: FeelTime): number {
  return Math.floor(time.nanos / NANOS_PER_SECOND) % 60;
}

export function timeText(time: FeelTime): string {
  const fraction = time.nanos % NANOS_PER_SECOND;
  const tail = fraction === 0 ? '' : `.${String(fraction).padStart(9, '0').replace(/0+$/, '')}`;
  return `${pad2(hourOf(time))}:${pad2(minuteOf(time))}:${pad2(secondOf(time))}${tail}${time.zone === null ? '' : zoneText(time.zone)}`;
}

/** Seconds east of UTC; null for a local time. A named zone is read as of 1970-01-01, there being no day. */
export function offsetOfTime(time: FeelTime): number | null {
  return time.zone === null ? null : offsetAt(time.zone, 0);
}

/** Moves within the day, wrapping at midnight. */
export function shiftTime(time: FeelTime, nanos: bigint): FeelTime {
  const day = BigInt(NANOS_PER_DAY);
  const moved = (BigInt(time.nanos) + nanos) % day;
  return new FeelTime(Number(moved < 0n ? moved + day : moved), time.zone);
}

/** Nanoseconds since midnight UTC (may leave the day), or since local midnight. */
export function utcNanos(time: FeelTime): number {
  return time.nanos - (offsetOfTime(time) ?? 0) * NANOS_PER_SECOND;
}
