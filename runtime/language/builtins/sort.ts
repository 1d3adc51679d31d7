import { charge } from '../context.ts';
import type { EvalContext } from '../context.ts';
import { callFunction } from '../run/call-value.ts';
import { compare } from '../values/compare.ts';
import { sortSteps } from './statistics.ts';
import type { FeelFunction } from '../values/value.ts';
import type { Value } from '../values/value.ts';
import { builtin, listOf, overload } from './define-builtin.ts';
import type { Builtin } from './define-builtin.ts';

type Values = readonly Value[];

/** Stable merge sort by `precedes(a, b)`. */
function sortBy(context: EvalContext, list: Values, precedes: FeelFunction): Value {
  charge(context, list.length);
  return list.toSorted((a, b) => (callFunction(precedes, [a, b], undefined, context) === true ? -1 : callFunction(precedes, [b, a], undefined, context) === true ? 1 : 0));
}

/** In natural order; null when two items have none. */
function sortPlain(context: EvalContext, list: Values): Value {
  charge(context, sortSteps(list.length));
  let ordered = true;
  const sorted = list.toSorted((a, b) => {
    const order = compare(a, b, context);
    if (order === null) ordered = false;
    return order ?? 0;
  });
  return ordered ? sorted : null;
}

/** DMN 1.5, 10.3.4.8. */
export const sortFunctions: readonly Builtin[] = [
  builtin('sort', '10.3.4.8', overload('list: list, precedes: function', listOf, sortBy), overload('list: list', listOf, sortPlain)),
];
