import { charge } from '../context.ts';
import type { EvalContext } from '../context.ts';
import { compare, equals } from '../values/compare.ts';
import { operate } from '../run/operate.ts';
import { isNumber, squareRoot } from '../values/numbers.ts';
import { kindOf } from '../values/contexts.ts';
import type { Numeric, Value } from '../values/value.ts';
import { builtin, costing, itemOf, overload } from './define-builtin.ts';
import type { Builtin, Overload } from './define-builtin.ts';

type Values = readonly Value[];

/** A function of a list that may also be given its items one by one. */
function overItems(returns: Parameters<typeof overload>[1], run: (list: Values, context: EvalContext) => Value): readonly Overload[] {
  const many = overload('...list: any', returns, (context, list: Values) => (list.length < 2 ? null : run(list, context)));
  return [overload('list: list', returns, (context, list: Values) => run(list, context)), many];
}

/** The numbers of a list; null when one item is none. */
function numbersOf(list: Values): readonly Numeric[] | null {
  return list.every((item) => isNumber(item)) ? list : null;
}

function total(list: readonly Numeric[], context: EvalContext): Value {
  return list.reduce<Value>((made, item) => (made === null ? null : operate('+', made, item, context)), 0);
}

/** One more item of a sum of numbers or of durations of one kind; `undefined` before the first. Null stays null. */
export function addToSum(sum: Value | undefined, item: Value, context: EvalContext): Value {
  if (sum === undefined) return isNumber(item) || kindOf(item).endsWith('duration') ? item : null;
  return sum === null ? null : operate('+', sum, item, context);
}

/** Null for nothing at all. */
function sum(list: Values, context: EvalContext): Value {
  let made: Value | undefined;
  for (const item of list) {
    made = addToSum(made, item, context);
    if (made === null) return null;
  }
  return made ?? null;
}

function mean(list: Values, context: EvalContext): Value {
  const all = sum(list, context);
  return all === null ? null : operate('/', all, list.length, context);
}

function extreme(sign: 1 | -1) {
  return (list: Values, context: EvalContext): Value => {
    let best = list[0] ?? null;
    if (best === null || compare(best, best) === null) return null;
    for (const item of list) {
      const order = compare(item, best, context);
      if (order === null) return null;
      if (order * sign > 0) best = item;
    }
    return best;
  };
}

/** What putting `count` items in order costs. */
export function sortSteps(count: number): number {
  return Math.ceil((count * Math.log2(count + 1)) / 4);
}

function inOrder(numbers: readonly Numeric[], context: EvalContext): readonly Numeric[] {
  charge(context, sortSteps(numbers.length));
  return numbers.toSorted((a, b) => compare(a, b) ?? 0);
}

function median(list: Values, context: EvalContext): Value {
  const numbers = numbersOf(list);
  if (numbers === null || numbers.length === 0) return null;
  const sorted = inOrder(numbers, context);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : operate('/', operate('+', sorted[middle - 1] ?? 0, upper, context), 2, context);
}

/** Of a sample: n − 1 in the denominator; null below two numbers. */
function standardDeviation(list: Values, context: EvalContext): Value {
  const numbers = numbersOf(list);
  if (numbers === null || numbers.length < 2) return null;
  // A difference, a square and a sum of each.
  charge(context, 3 * numbers.length);
  const average = operate('/', total(numbers, context), numbers.length, context);
  let squares: Value = 0;
  for (const item of numbers) {
    const difference = operate('-', item, average, context);
    squares = operate('+', squares, operate('*', difference, difference, context), context);
  }
  const variance = operate('/', squares, numbers.length - 1, context);
  return isNumber(variance) ? squareRoot(variance) : null;
}

function mode(list: Values, context: EvalContext): Value {
  const numbers = numbersOf(list);
  if (numbers === null) return null;
  const counts: { readonly value: Numeric; count: number }[] = [];
  for (const value of inOrder(numbers, context)) {
    const last = counts.at(-1);
    if (last !== undefined && equals(last.value, value) === true) last.count += 1;
    else counts.push({ value, count: 1 });
  }
  const most = counts.reduce((max, each) => Math.max(max, each.count), 0);
  return counts.filter((each) => each.count === most).map((each) => each.value);
}

/** True-like aggregation with three values: `all` stops at false, `any` at true. */
function quantify(decisive: boolean) {
  return (list: Values): Value => {
    if (list.includes(decisive)) return decisive;
    return list.every((item) => typeof item === 'boolean') ? !decisive : null;
  };
}

const product = (list: Values, context: EvalContext): Value => {
  const numbers = numbersOf(list);
  if (numbers === null || numbers.length === 0) return null;
  return numbers.reduce<Value>((made, item) => (made === null ? null : operate('*', made, item, context)), 1);
};

/** DMN 1.5, 10.3.4.4: the functions that make one value of a list. */
export const statisticFunctions: readonly Builtin[] = [
  costing(builtin('count', '10.3.4.4', overload('list: list', 'number', (_c, list: Values) => list.length)), 1, false),
  builtin('min', '10.3.4.4', ...overItems(itemOf, extreme(-1))),
  builtin('max', '10.3.4.4', ...overItems(itemOf, extreme(1))),
  builtin('sum', '10.3.4.4', ...overItems(itemOf, sum)),
  builtin('mean', '10.3.4.4', ...overItems(itemOf, mean)),
  builtin('all', '10.3.4.4', ...overItems('boolean', quantify(false))),
  builtin('any', '10.3.4.4', ...overItems('boolean', quantify(true))),
  builtin('product', '10.3.4.4', ...overItems('number', product)),
  builtin('median', '10.3.4.4', ...overItems('number', median)),
  builtin('stddev', '10.3.4.4', ...overItems('number', standardDeviation)),
  builtin('mode', '10.3.4.4', ...overItems('numbers', mode)),
];
