import { equals } from '../../runtime/language/values/compare.ts';
import { entryOf, hasEntry, isContext, kindOf } from '../../runtime/language/values/contexts.ts';
import { toDouble } from '../../runtime/language/values/numbers.ts';
import type { Numeric, Value } from '../../runtime/language/values/value.ts';

/** As the official runners of the TCK compare numbers. */
const TOLERANCE = 1e-8;

export function isSameValue(expected: Value, actual: Value): boolean {
  const kind = kindOf(expected);
  if (kind !== kindOf(actual)) return false;
  if (kind === 'number') return Math.abs(toDouble(expected as Numeric) - toDouble(actual as Numeric)) <= TOLERANCE || equals(expected, actual) === true;
  if (Array.isArray(expected) && Array.isArray(actual)) return expected.length === actual.length && expected.every((item: Value, index) => isSameValue(item, (actual as readonly Value[])[index] ?? null));
  if (isContext(expected) && isContext(actual)) {
    const keys = Object.keys(expected);
    return keys.length === Object.keys(actual).length && keys.every((key) => hasEntry(actual, key) && isSameValue(entryOf(expected, key), entryOf(actual, key)));
  }
  return expected === null || equals(expected, actual) === true;
}
