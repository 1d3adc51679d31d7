import { charge, chargeList } from '../context.ts';
import type { EvalContext } from '../context.ts';
import { equals } from '../values/compare.ts';
import { toInteger } from '../values/numbers.ts';
import type { Numeric, Value } from '../values/value.ts';
import { builtin, listOf, overload } from './define-builtin.ts';
import type { Builtin } from './define-builtin.ts';

type Values = readonly Value[];

/** Cheap equality for membership: scalars by a set, the rest one by one. */
function contains(context: EvalContext, list: Values, element: Value): boolean {
  charge(context, Math.ceil(list.length / 8));
  return list.some((item) => equals(item, element, context) === true);
}

function sublist(list: Values, start: Numeric, length: Numeric | undefined): Value {
  const from = toInteger(start);
  const count = length === undefined ? list.length : toInteger(length);
  if (from === null || count === null || from === 0 || count < 0 || Math.abs(from) > list.length) return null;
  const begin = from > 0 ? from - 1 : list.length + from;
  if (length !== undefined && (count < 1 || begin + count > list.length)) return null;
  return list.slice(begin, begin + count);
}

function distinct(context: EvalContext, list: Values): Value {
  const kept: Value[] = [];
  const scalars = new Set<Value>();
  for (const item of list) {
    if (typeof item === 'string' || typeof item === 'number' || typeof item === 'boolean') {
      if (scalars.has(item)) continue;
      scalars.add(item);
    } else {
      charge(context, Math.ceil(kept.length / 8));
      if (kept.some((other) => equals(other, item, context) === true)) continue;
    }
    kept.push(item);
  }
  return kept;
}

function concatenate(context: EvalContext, lists: Values): Values {
  const all = lists.map((list) => (Array.isArray(list) ? (list as Values) : [list]));
  chargeList(context, all.reduce((length, list) => length + list.length, 0));
  return all.flat(1) as Values;
}

function flatten(context: EvalContext, list: Values): Value {
  const flat: Value[] = [];
  const stack: Value[] = [...list].toReversed();
  for (let item = stack.pop(); item !== undefined; item = stack.pop()) {
    if (Array.isArray(item)) {
      chargeList(context, stack.length + item.length);
      stack.push(...(item as Values).toReversed());
    } else {
      flat.push(item);
      chargeList(context, flat.length > context.budget.maxListItems ? flat.length : 1);
    }
  }
  return flat;
}

function indexesOf(context: EvalContext, list: Values, match: Value): Value {
  charge(context, Math.ceil(list.length / 4));
  return list.flatMap((item, index) => (equals(item, match, context) === true ? [index + 1] : []));
}

/** DMN 1.5, 10.3.4.4: the functions that ask about a list or make one of several. */
export const listFunctions: readonly Builtin[] = [
  builtin('list contains', '10.3.4.4', overload('list: list, element: any', 'boolean', contains)),
  builtin('sublist', '10.3.4.4', overload('list: list, start position: number, length?: number', listOf, (_c, list: Values, start: Numeric, length?: Numeric) => sublist(list, start, length))),
  builtin('concatenate', '10.3.4.4', overload('...list: any', listOf, concatenate)),
  builtin('index of', '10.3.4.4', overload('list: list, match: any', 'numbers', indexesOf)),
  builtin('union', '10.3.4.4', overload('...list: any', listOf, (context, lists: Values) => distinct(context, concatenate(context, lists)))),
  builtin('distinct values', '10.3.4.4', overload('list: list', listOf, distinct)),
  builtin('flatten', '10.3.4.4', overload('list: list', 'list', flatten)),
  builtin('reverse', '10.3.4.4', overload('list: list', listOf, (_c, list: Values) => list.toReversed())),
];
