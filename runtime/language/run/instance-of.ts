/** Whether a value has a type, and the coercion of values at declared boundaries (DMN 10.3.2.9); shared by both back ends. */
import { spend } from '../context.ts';
import type { Meter } from '../context.ts';
import type { FeelType } from '../types.ts';
import { entryOf, hasEntry, kindOf } from '../values/contexts.ts';
import { FeelDate } from '../values/dates.ts';
import { startOfDay } from '../values/date-times.ts';
import type { FeelFunction } from '../values/value.ts';
import { isWhole } from '../values/numbers.ts';
import type { FeelRange } from '../values/value.ts';
import type { ContextValue, Numeric, Value } from '../values/value.ts';

/** `value instance of type`. Null is an instance of nothing but Null. */
export function isInstance(value: Value, type: FeelType, meter?: Meter): boolean {
  if (value === null) return type.kind === 'null';
  return conforms(value, type, meter);
}

/** As `isInstance`, but null conforms to every type. */
export function conforms(value: Value, type: FeelType, meter?: Meter): boolean {
  if (value === null || type.kind === 'any') return true;
  if (kindOf(value) !== type.kind) return false;
  if (type.kind === 'number') return type.integer !== true || isWhole(value as Numeric);
  if (type.kind === 'list') {
    if (type.of.kind === 'any') return true;
    spend(meter, Math.ceil((value as readonly Value[]).length / 4));
    return (value as readonly Value[]).every((item) => conforms(item, type.of, meter));
  }
  if (type.kind === 'context') return Object.entries(type.fields).every(([key, field]) => hasEntry(value as ContextValue, key) && conforms(entryOf(value as ContextValue, key), field, meter));
  if (type.kind === 'range') return rangeConforms(value as FeelRange, type.of);
  return type.kind !== 'function' || type.params.length === 0 || (value as FeelFunction).params.length === type.params.length;
}

function rangeConforms(range: FeelRange, of: FeelType): boolean {
  if (of.kind === 'any') return true;
  return conforms(range.start, of) && conforms(range.end, of);
}

/** Fits a value to a declared type: single items and one-item lists change into each other, dates become date-times; null when nothing helps. */
export function coerce(value: Value, type: FeelType, meter?: Meter): Value {
  if (conforms(value, type, meter)) return value;
  if (type.kind === 'list' && !Array.isArray(value)) return conforms(value, type.of, meter) ? [value] : null;
  if (Array.isArray(value) && value.length === 1 && type.kind !== 'list') return coerce((value as readonly Value[])[0] ?? null, type, meter);
  return type.kind === 'date-time' && value instanceof FeelDate ? startOfDay(value) : null;
}

