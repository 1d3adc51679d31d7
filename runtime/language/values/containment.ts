/** The one place that deals with "is it in": ranges, lists and the match of a unary test. */
import { spend } from '../context.ts';
import type { Meter } from '../context.ts';
import { compare, equals } from './compare.ts';
import { FeelRange } from './value.ts';
import type { Value } from './value.ts';

type Tri = boolean | null;

/** Whether a range holds a point; null when they cannot be compared. */
export function rangeContains(range: FeelRange, point: Value, meter?: Meter): Tri {
  if (point === null) return null;
  if (range.unary === '=' || range.unary === '!=') return unequalAs(range.unary, equals(point, range.start, meter));
  const open = range.unary !== null;
  const low = range.start === null ? (open ? 1 : null) : compare(point, range.start, meter);
  const high = range.end === null ? (open ? -1 : null) : compare(point, range.end, meter);
  if (low === null || high === null) return null;
  return (low > 0 || (low === 0 && range.startIncluded)) && (high < 0 || (high === 0 && range.endIncluded));
}

function unequalAs(operator: '=' | '!=', same: Tri): Tri {
  return same === null ? null : operator === '=' ? same : !same;
}

/** `value in test` and a cell of a table (DMN 10.3.2.8, Table 55): equal, within the range, or in the list. */
export function matches(value: Value, test: Value, meter?: Meter): Tri {
  if (test instanceof FeelRange) return value instanceof FeelRange && test.unary === null ? equals(value, test, meter) : rangeContains(test, value, meter);
  if (Array.isArray(test)) return matchesList(value, test as readonly Value[], meter);
  if (typeof test === 'boolean' && typeof value !== 'boolean' && value !== null) return test;
  return equals(value, test, meter);
}

function matchesList(value: Value, tests: readonly Value[], meter: Meter | undefined): Tri {
  spend(meter, Math.ceil(tests.length / 4));
  if (Array.isArray(value) && equals(value, tests, meter) === true) return true;
  let unknown = false;
  for (const test of tests) {
    const hit = Array.isArray(test) || typeof test === 'boolean' ? equals(value, test, meter) : matches(value, test, meter);
    if (hit === true) return true;
    unknown ||= hit === null && test !== null && value === null;
  }
  return unknown ? null : false;
}
