/** `list[…]`: positions from 1 or from the end, conditions by item; shared by both back ends (DMN 10.3.2.5). */
import { charge } from '../context.ts';
import type { EvalContext } from '../context.ts';
import { isNumber, isWhole, toInteger } from '../values/numbers.ts';
import type { Value } from '../values/value.ts';

export function asList(value: Value): readonly Value[] {
  if (Array.isArray(value)) return value as readonly Value[];
  return value === null ? [] : [value];
}

/** The item at a position; null beyond the ends, at 0 and at fractions. */
export function itemAt(list: readonly Value[], position: Value): Value {
  if (!isNumber(position) || !isWhole(position)) return null;
  const index = toInteger(position);
  if (index === null || index === 0) return null;
  return list[index > 0 ? index - 1 : list.length + index] ?? null;
}

/**
 * A filter whose kind is known only when it runs: the first item decides whether the test is a position.
 * A test that is neither position nor condition on every item keeps nothing.
 */
export function filterList(value: Value, test: (item: Value) => Value, weight: number, context: EvalContext): Value {
  const list = asList(value);
  if (list.length === 0) {
    const position = value === null ? null : test(null);
    return isNumber(position) ? null : [];
  }
  charge(context, list.length * weight);
  const kept: Value[] = [];
  for (let i = 0; i < list.length; i++) {
    const item = list[i] ?? null;
    const result = test(item);
    if (i === 0 && isNumber(result)) return itemAt(list, result);
    if (result === true) kept.push(item);
  }
  return kept;
}
