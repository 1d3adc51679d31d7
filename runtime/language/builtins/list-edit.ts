import { chargeList } from '../context.ts';
import type { EvalContext } from '../context.ts';
import { callFunction } from '../run/call-value.ts';
import type { FeelFunction } from '../values/value.ts';
import { toInteger } from '../values/numbers.ts';
import type { Numeric, Value } from '../values/value.ts';
import { builtin, listOf, overload } from './define-builtin.ts';
import type { Builtin } from './define-builtin.ts';

type Values = readonly Value[];

/** The index a position from 1, or from the end, means; null when there is none. */
function indexOf(list: Values, position: Numeric): number | null {
  const at = toInteger(position);
  if (at === null || at === 0 || Math.abs(at) > list.length) return null;
  return at > 0 ? at - 1 : list.length + at;
}

function insertBefore(context: EvalContext, list: Values, position: Numeric, item: Value): Value {
  const index = indexOf(list, position);
  chargeList(context, list.length + 1);
  return index === null ? null : list.toSpliced(index, 0, item);
}

function replaceAt(list: Values, position: Numeric, item: Value): Value {
  const index = indexOf(list, position);
  return index === null ? null : list.with(index, item);
}

/** `match(item, new item)` decides which items change; one answer that is not yes or no makes the whole null. */
function replaceWhere(context: EvalContext, list: Values, match: FeelFunction, item: Value): Value {
  if (match.params.length !== 2) return null;
  const made: Value[] = [];
  for (const each of list) {
    const hit = callFunction(match, [each, item], undefined, context);
    if (typeof hit !== 'boolean') return null;
    made.push(hit ? item : each);
  }
  return made;
}

function append(context: EvalContext, list: Values, items: Values): Value {
  chargeList(context, list.length + items.length);
  return [...list, ...items];
}

/** DMN 1.5, 10.3.4.4: the functions that change a list. */
export const listEditFunctions: readonly Builtin[] = [
  builtin('append', '10.3.4.4', overload('list: list, ...item: any', listOf, append)),
  builtin('insert before', '10.3.4.4', overload('list: list, position: number, newItem: any', listOf, insertBefore)),
  builtin('remove', '10.3.4.4', overload('list: list, position: number', listOf, (_c, list: Values, position: Numeric) => {
    const index = indexOf(list, position);
    return index === null ? null : list.toSpliced(index, 1);
  })),
  builtin(
    'list replace',
    '10.3.4.4',
    overload('list: list, position: number, newItem: any', listOf, (_c, list: Values, position: Numeric, item: Value) => replaceAt(list, position, item)),
    overload('list: list, match: function, newItem: any', listOf, replaceWhere),
  ),
];
