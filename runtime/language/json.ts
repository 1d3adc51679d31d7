/** The one place where values leave for JSON and come back from it. */
import type { Json } from '../schema/json.ts';
import { ANY } from './types.ts';
import type { FeelType } from './types.ts';
import { contextFrom, entryOf, kindOf } from './values/contexts.ts';
import type { ValueKind } from './values/contexts.ts';
import { parseDate } from './values/dates.ts';
import { dateTimeText, FeelDateTime, offsetOfDateTime, parseDateTime } from './values/date-times.ts';
import { parseDuration } from './values/durations.ts';
import { isWhole, numberText, parseNumber, toDouble } from './values/numbers.ts';
import { FeelRange } from './values/value.ts';
import { FeelTime, parseTime } from './values/times.ts';
import { textOf } from './values/text.ts';
import type { ContextValue, Numeric, Value } from './values/value.ts';

const MAX_NODES = 2_000_000;

/**
 * Plain JSON of a value: dates, times and durations as ISO text, zones as offsets; numbers as JSON numbers (1/3 to the nearest double), whole
 * numbers no double can say as text, all as text when `type` says decimal; ranges as `{start, end, startIncluded, endIncluded}`; functions as null.
 * Throws a RangeError beyond two million nodes (a list of lists can say more than memory holds).
 */
export function toJson(value: Value, type: FeelType = ANY): Json {
  if (typeof value === 'string' || typeof value === 'boolean' || value === null) return value;
  if (typeof value === 'number' && (type.kind !== 'number' || type.decimal !== true)) return value;
  let nodes = 0;
  const walk = (each: Value, of: FeelType): Json => {
    nodes += 1;
    if (nodes > MAX_NODES) throw new RangeError('the value is too large for JSON');
    const kind = kindOf(each);
    if (kind === 'list') return (each as readonly Value[]).map((item) => walk(item, of.kind === 'list' ? of.of : ANY));
    if (kind === 'context') return fromEntries(each as ContextValue, (item, key) => walk(item, fieldType(of, key)));
    if (kind === 'number') return numberJson(each as Numeric, of);
    if (each instanceof FeelRange) return { start: walk(each.start, ANY), end: walk(each.end, ANY), startIncluded: each.startIncluded, endIncluded: each.endIncluded };
    if (kind === 'null' || kind === 'function') return null;
    if (each instanceof FeelDateTime) return dateTimeText(withOffset(each));
    return kind === 'boolean' ? (each as boolean) : textOf(each, () => undefined);
  };
  return walk(value, type);
}

/** JSON carries the offset of the day, which every reader understands, not the name of the zone. */
function withOffset(value: FeelDateTime): FeelDateTime {
  const seconds = offsetOfDateTime(value);
  return seconds === null ? value : new FeelDateTime(value.date, new FeelTime(value.time.nanos, { kind: 'offset', seconds }));
}

function fieldType(type: FeelType, key: string): FeelType {
  return type.kind === 'context' && Object.hasOwn(type.fields, key) ? (type.fields[key] ?? ANY) : ANY;
}

function fromEntries(context: ContextValue, map: (value: Value, key: string) => Json): Json {
  return contextFrom(Object.keys(context).map((key): [string, Value] => [key, map(entryOf(context, key), key) as Value])) as Json;
}

function numberJson(value: Numeric, type: FeelType): Json {
  if (type.kind === 'number' && type.decimal === true) return numberText(value);
  if (typeof value === 'number') return value;
  const double = toDouble(value);
  return isWhole(value) || !Number.isFinite(double) ? numberText(value) : double;
}

type Read = (text: string) => Value;
const READERS: Readonly<Partial<Record<ValueKind, Read>>> = {
  date: parseDate,
  time: parseTime,
  'date-time': parseDateTime,
  'days-time-duration': (text) => ofKind(parseDuration(text), 'days-time-duration'),
  'years-months-duration': (text) => ofKind(parseDuration(text), 'years-months-duration'),
  number: parseNumber,
};

function ofKind(value: Value, kind: ValueKind): Value {
  return kindOf(value) === kind ? value : null;
}

/**
 * The FEEL value of JSON of a declared type. Texts of declared date, time, date-time, duration and decimal types become values
 * (null when they are none); `any` stays as it is. NaN and infinities become null, `undefined` too. Unchanged parts keep their identity.
 */
export function fromJson(json: unknown, type: FeelType): Value {
  if (json === null || json === undefined) return null;
  if (typeof json === 'number') return Number.isFinite(json) ? (json === 0 ? 0 : json) : null;
  if (typeof json === 'string') return READERS[type.kind as ValueKind]?.(json) ?? (READERS[type.kind as ValueKind] === undefined ? json : null);
  if (typeof json !== 'object') return typeof json === 'boolean' ? json : null;
  if (Array.isArray(json)) return needsReading(type) ? json.map((item) => fromJson(item, type.kind === 'list' ? type.of : ANY)) : (json as Value[]);
  if (type.kind !== 'context' || kindOf(json as Value) !== 'context' || !needsReading(type)) return json as Value;
  const made: [string, Value][] = [];
  for (const key of Object.keys(json)) made.push([key, fromJson((json as Record<string, unknown>)[key], fieldType(type, key))]);
  return contextFrom(made);
}

const readingNeeds = new WeakMap<FeelType, boolean>();

/** Whether values of the type can look different in JSON. */
function needsReading(type: FeelType): boolean {
  const known = readingNeeds.get(type);
  if (known !== undefined) return known;
  const needs = asksReading(type);
  readingNeeds.set(type, needs);
  return needs;
}

function asksReading(type: FeelType): boolean {
  if (type.kind === 'list') return needsReading(type.of);
  if (type.kind === 'context') return Object.values(type.fields).some(needsReading);
  return type.kind !== 'any' && type.kind !== 'string' && type.kind !== 'boolean' && !(type.kind === 'number' && type.decimal !== true);
}
