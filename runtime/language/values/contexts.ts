/** The one place that deals with contexts: plain objects read by own properties only, so `constructor` is null. */
import { Decimal } from './decimal.ts';
import { FeelDate } from './dates.ts';
import { FeelDateTime } from './date-times.ts';
import { DaysTimeDuration, YearsMonthsDuration } from './durations.ts';
import { FeelFunction } from './value.ts';
import { FeelRange } from './value.ts';
import { FeelTime } from './times.ts';
import type { ContextValue, Value } from './value.ts';

/** Every object kind that is not a context or list, with the name of its kind. */
export const KINDS: ReadonlyMap<unknown, string> = new Map<unknown, string>([
  [Decimal, 'number'],
  [FeelDate, 'date'],
  [FeelTime, 'time'],
  [FeelDateTime, 'date-time'],
  [DaysTimeDuration, 'days-time-duration'],
  [YearsMonthsDuration, 'years-months-duration'],
  [FeelRange, 'range'],
  [FeelFunction, 'function'],
]);

export type ValueKind = 'null' | 'boolean' | 'string' | 'number' | 'date' | 'time' | 'date-time' | 'days-time-duration' | 'years-months-duration' | 'range' | 'function' | 'list' | 'context';

export function kindOf(value: Value): ValueKind {
  if (value === null || value === undefined) return 'null';
  if (typeof value !== 'object') return typeof value as ValueKind;
  if (Array.isArray(value)) return 'list';
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype === null || prototype === Object.prototype) return 'context';
  return (KINDS.get((prototype as { constructor: unknown }).constructor) as ValueKind | undefined) ?? 'context';
}

export function isContext(value: unknown): value is ContextValue {
  return typeof value === 'object' && value !== null && kindOf(value as Value) === 'context';
}

export function hasEntry(context: ContextValue, key: string): boolean {
  return Object.hasOwn(context, key);
}

/** The entry, or null. */
export function entryOf(context: ContextValue, key: string): Value {
  return Object.hasOwn(context, key) ? (context[key] ?? null) : null;
}

/** Builds a context; `__proto__` is an ordinary key. */
export function contextFrom(entries: Iterable<readonly [string, Value]>): ContextValue {
  const made: Record<string, Value> = {};
  for (const [key, value] of entries) setEntryInPlace(made, key, value);
  return made;
}

export function setEntryInPlace(context: Record<string, Value>, key: string, value: Value): void {
  if (key === '__proto__') Object.defineProperty(context, key, { value, enumerable: true, configurable: true, writable: true });
  else context[key] = value;
}
