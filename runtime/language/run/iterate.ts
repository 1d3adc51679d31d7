/** What `for`, `some` and `every` walk, charged before anything is allocated; shared by both back ends. */
import { charge, chargeList } from '../context.ts';
import type { EvalContext } from '../context.ts';
import { kindOf } from '../values/contexts.ts';
import { FeelDate, dateFromEpochDay } from '../values/dates.ts';
import { toInteger } from '../values/numbers.ts';
import { FeelRange } from '../values/value.ts';
import type { Numeric, Value } from '../values/value.ts';

/** The items of a value: a list's, a range's whole steps, else the value itself; null for what cannot be walked. */
export function itemsOf(value: Value, context: EvalContext): readonly Value[] | null {
  if (Array.isArray(value)) {
    charge(context, value.length);
    return value as readonly Value[];
  }
  if (value === null) return null;
  return value instanceof FeelRange ? itemsOfRange(value, context) : [value];
}

/** A range goes upwards only; `3..1` as the bounds of an iterator goes downwards. */
function itemsOfRange(range: FeelRange, context: EvalContext): readonly Value[] | null {
  if (!isWalkable(range.start, range.end) || (stepOf(range.start) ?? 0) > (stepOf(range.end) ?? 0)) return null;
  const all = stepsBetween(range.start, range.end, context);
  const from = range.startIncluded ? 0 : 1;
  return range.endIncluded && from === 0 ? all : all.slice(from, range.endIncluded ? undefined : -1);
}

/** `start..end`: whole numbers or days, upwards or downwards; empty when an end is neither. */
export function stepsBetween(start: Value, end: Value, context: EvalContext): readonly Value[] {
  const from = stepOf(start);
  const to = stepOf(end);
  if (from === null || to === null || kindOf(start) !== kindOf(end)) return [];
  const length = Math.abs(to - from) + 1;
  charge(context, length);
  chargeList(context, length);
  const step = to < from ? -1 : 1;
  const dates = start instanceof FeelDate;
  return Array.from({ length }, (_, index): Value => (dates ? dateFromEpochDay(from + index * step) : from + index * step));
}

function stepOf(value: Value): number | null {
  if (value instanceof FeelDate) return value.epochDay;
  return kindOf(value) === 'number' ? toInteger(value as Numeric) : null;
}

/** Whether a domain can be walked at all; `for` over something that cannot gives null. */
export function isWalkable(start: Value, end: Value): boolean {
  return stepOf(start) !== null && stepOf(end) !== null && kindOf(start) === kindOf(end);
}
