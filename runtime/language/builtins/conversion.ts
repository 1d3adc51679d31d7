import { charge, chargeText } from '../context.ts';
import type { EvalContext } from '../context.ts';
import { FeelDate, makeDate, parseDate } from '../values/dates.ts';
import { FeelDateTime, parseDateTime, startOfDay } from '../values/date-times.ts';
import type { DaysTimeDuration} from '../values/durations.ts';
import { parseDuration, YearsMonthsDuration } from '../values/durations.ts';
import { isWhole, parseNumber, subtract, toDouble, toInteger } from '../values/numbers.ts';
import { kindOf } from '../values/contexts.ts';
import { FeelTime, makeTime, NANOS_PER_SECOND, parseTime } from '../values/times.ts';
import { textOf } from '../values/text.ts';
import type { Numeric, Value } from '../values/value.ts';
import { namesNewZone, parseZone } from '../values/zones.ts';
import type { Zone } from '../values/zones.ts';
import { builtin, costing, overload } from './define-builtin.ts';
import type { Builtin } from './define-builtin.ts';

function whole(value: Numeric): number {
  return isWhole(value) ? (toInteger(value) ?? Number.NaN) : Number.NaN;
}

/** Whole seconds and nanoseconds of a second with a fraction. */
function secondParts(second: Numeric): readonly [number, number] {
  const seconds = Math.floor(toDouble(second));
  const fraction = subtract(second, seconds);
  return [seconds, fraction === null ? 0 : Math.floor(toDouble(fraction) * NANOS_PER_SECOND + 1e-3)];
}

/** The zone an offset duration means; undefined when it is out of bounds. */
function zoneOf(offset: DaysTimeDuration | null | undefined): Zone | null | undefined {
  if (offset === null || offset === undefined) return null;
  const seconds = Number(offset.nanos / 1_000_000_000n);
  return Math.abs(seconds) > 64_800 ? undefined : { kind: 'offset', seconds };
}

function timeFromParts(hour: Numeric, minute: Numeric, second: Numeric, offset: DaysTimeDuration | null | undefined): FeelTime | null {
  const zone = zoneOf(offset);
  const [seconds, nanos] = secondParts(second);
  return zone === undefined ? null : makeTime(whole(hour), whole(minute), seconds, nanos, zone);
}

function timeFrom(value: Value): Value {
  if (value instanceof FeelTime) return value;
  if (value instanceof FeelDateTime) return value.time;
  if (value instanceof FeelDate) return startOfDay(value).time;
  return typeof value === 'string' ? parseTime(value) : null;
}

function dateFrom(value: Value): Value {
  if (value instanceof FeelDate) return value;
  if (value instanceof FeelDateTime) return value.date;
  return typeof value === 'string' ? parseDate(value) : null;
}

function dateTimeFrom(value: Value): Value {
  if (value instanceof FeelDateTime) return value;
  if (value instanceof FeelDate) return startOfDay(value);
  if (typeof value !== 'string') return null;
  const date = parseDate(value);
  return date === null ? parseDateTime(value) : new FeelDateTime(date, new FeelTime(0, null));
}

function dateAndTime(date: Value, time: FeelTime): Value {
  const day = dateFrom(date);
  return day instanceof FeelDate && typeof date !== 'string' ? new FeelDateTime(day, time) : null;
}

function dateTimeFromParts(year: Numeric, month: Numeric, day: Numeric, hour: Numeric, minute: Numeric, second: Numeric, zone: Zone | null | undefined): Value {
  const date = makeDate(whole(year), whole(month), whole(day));
  const [seconds, nanos] = secondParts(second);
  const time = zone === undefined ? null : makeTime(whole(hour), whole(minute), seconds, nanos, zone);
  return date === null || time === null ? null : new FeelDateTime(date, time);
}

const SEPARATORS: ReadonlySet<string> = new Set([' ', ',', '.']);

/** `number("1 000,5", " ", ",")` (Table 71): the separators must differ, grouping is space, comma or period, decimal comma or period. */
function numberFrom(text: string, grouping: string | null | undefined, decimal: string | null | undefined): Value {
  if (grouping !== null && grouping !== undefined && !SEPARATORS.has(grouping)) return null;
  if (decimal !== null && decimal !== undefined && decimal !== ',' && decimal !== '.') return null;
  if (grouping !== null && grouping !== undefined && grouping === decimal) return null;
  const ungrouped = grouping === null || grouping === undefined ? text : text.replaceAll(grouping, '');
  return parseNumber(decimal === ',' ? ungrouped.replace(',', '.') : ungrouped);
}

/** Whole months from one day to the other, sign included. */
function monthsBetween(from: Value, to: Value): Value {
  const first = dateFrom(from);
  const last = dateFrom(to);
  if (!(first instanceof FeelDate) || !(last instanceof FeelDate)) return null;
  const months = (last.year - first.year) * 12 + last.month - first.month;
  if (last.epochDay >= first.epochDay) return new YearsMonthsDuration(last.day < first.day ? months - 1 : months);
  const back = last.day > first.day ? months + 1 : months;
  return new YearsMonthsDuration(back === 0 ? 0 : back);
}

/** Loading a time zone. */
const ZONE_STEPS = 1500;

function chargeZone(context: EvalContext, from: Value): Value {
  if (typeof from === 'string' && namesNewZone(from)) charge(context, ZONE_STEPS);
  return from;
}

/** Reading a day, a time or a duration of its text. */
const READ_COST = 8;

/** Making one text of a number or of the parts of a list. */
const TEXT_STEPS = 4;

const isTemporalSource = (value: Value): boolean => ['string', 'date', 'date-time', 'time'].includes(kindOf(value));

/** DMN 1.5, 10.3.4.1. */
export const conversionFunctions: readonly Builtin[] = [
  costing(builtin(
    'date',
    '10.3.4.1',
    overload('from: any', 'date', (_c, from: Value) => (isTemporalSource(from) ? dateFrom(from) : null)),
    overload('year: number, month: number, day: number', 'date', (_c, year: Numeric, month: Numeric, day: Numeric) => makeDate(whole(year), whole(month), whole(day))),
  ), READ_COST),
  costing(builtin(
    'date and time',
    '10.3.4.1',
    overload('from: any', 'date-time', (context, from: Value) => dateTimeFrom(chargeZone(context, from))),
    overload('date: any, time: time', 'date-time', (_c, date: Value, time: FeelTime) => dateAndTime(date, time)),
    overload('year: number, month: number, day: number, hour: number, minute: number, second: number, offset?: days-time-duration?', 'date-time', (_c, y: Numeric, m: Numeric, d: Numeric, h: Numeric, min: Numeric, s: Numeric, offset?: DaysTimeDuration | null) => dateTimeFromParts(y, m, d, h, min, s, zoneOf(offset))),
    overload('year: number, month: number, day: number, hour: number, minute: number, second: number, timezone: string', 'date-time', (_c, y: Numeric, m: Numeric, d: Numeric, h: Numeric, min: Numeric, s: Numeric, zone: string) => dateTimeFromParts(y, m, d, h, min, s, parseZone(zone) ?? undefined)),
  ), READ_COST),
  costing(builtin(
    'time',
    '10.3.4.1',
    overload('from: any', 'time', (context, from: Value) => timeFrom(chargeZone(context, from))),
    overload('hour: number, minute: number, second: number, offset?: days-time-duration?', 'time', (_c, hour: Numeric, minute: Numeric, second: Numeric, offset?: DaysTimeDuration | null) => timeFromParts(hour, minute, second, offset)),
  ), READ_COST),
  builtin('number', '10.3.4.1', overload('from: string, grouping separator?: string?, decimal separator?: string?', 'number', (_c, text: string, grouping?: string | null, decimal?: string | null) => numberFrom(text, grouping, decimal))),
  builtin('string', '10.3.4.1', overload('from: any', 'string', (context: EvalContext, value: Value) => textOf(value, (length) => {
    charge(context, TEXT_STEPS);
    chargeText(context, length);
  }))),
  costing(builtin('duration', '10.3.4.1', overload('from: string', 'any', (_c, text: string) => parseDuration(text))), READ_COST),
  builtin('years and months duration', '10.3.4.1', overload('from: day, to: day', 'years-months-duration', (_c, from: Value, to: Value) => monthsBetween(from, to))),
];
