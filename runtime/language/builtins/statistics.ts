import { compare, equals } from '../values/compare.ts';
import { add, divide, isNumber, multiply, squareRoot, subtract } from '../values/numbers.ts';
import { arithmetic } from '../values/arithmetic.ts';
import { kindOf } from '../values/contexts.ts';
import type { Numeric, Value } from '../values/value.ts';
import { builtin, itemOf, overload } from './define-builtin.ts';
import type { Builtin, Overload } from './define-builtin.ts';

type Values = readonly Value[];

/** A function of a list that may also be given its items one by one. */
function overItems(returns: Parameters<typeof overload>[1], run: (list: Values) => Value): readonly Overload[] {
  const many = overload('...list: any', returns, (_c, list: Values) => (list.length < 2 ? null : run(list)));
  return [overload('list: list', returns, (_c, list: Values) => run(list)), many];
}

/** The numbers of a list; null when one item is none. */
function numbersOf(list: Values): readonly Numeric[] | null {
  return list.every((item) => isNumber(item)) ? list : null;
}

function total(list: readonly Numeric[]): Numeric | null {
  return list.reduce<Numeric | null>((sum, item) => (sum === null ? null : add(sum, item)), 0);
}

/** Numbers, or durations of one kind; null for nothing at all. */
function sum(list: Values): Value {
  const numbers = numbersOf(list);
  if (list.length === 0) return null;
  if (numbers !== null) return total(numbers);
  const kind = kindOf(list[0] ?? null);
  if (!kind.endsWith('duration')) return null;
  return list.slice(1).reduce<Value>((made, item) => arithmetic('+', made, item), list[0] ?? null);
}

function mean(list: Values): Value {
  if (list.length === 0) return null;
  const numbers = numbersOf(list);
  const all = sum(list);
  return numbers === null ? (kindOf(all) === 'null' ? null : arithmetic('/', all, list.length)) : all === null ? null : divide(all as Numeric, list.length);
}

function extreme(sign: 1 | -1) {
  return (list: Values): Value => {
    let best = list[0] ?? null;
    if (best === null || compare(best, best) === null) return null;
    for (const item of list) {
      const order = compare(item, best);
      if (order === null) return null;
      if (order * sign > 0) best = item;
    }
    return best;
  };
}

function median(list: Values): Value {
  const numbers = numbersOf(list);
  if (numbers === null || numbers.length === 0) return null;
  const sorted = numbers.toSorted((a, b) => compare(a, b) ?? 0);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? 0;
  if (sorted.length % 2 === 1) return upper;
  const both = add(sorted[middle - 1] ?? 0, upper);
  return both === null ? null : divide(both, 2);
}

/** Of a sample: n − 1 in the denominator; null below two numbers. */
function standardDeviation(list: Values): Value {
  const numbers = numbersOf(list);
  if (numbers === null || numbers.length < 2) return null;
  const all = total(numbers);
  const average = all === null ? null : divide(all, numbers.length);
  if (average === null) return null;
  let squares: Numeric | null = 0;
  for (const item of numbers) {
    const difference = subtract(item, average);
    const square = difference === null ? null : multiply(difference, difference);
    squares = squares === null || square === null ? null : add(squares, square);
  }
  const variance = squares === null ? null : divide(squares, numbers.length - 1);
  return variance === null ? null : squareRoot(variance);
}

function mode(list: Values): Value {
  const numbers = numbersOf(list);
  if (numbers === null) return null;
  const counts: { readonly value: Numeric; count: number }[] = [];
  for (const value of numbers.toSorted((a, b) => compare(a, b) ?? 0)) {
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

const product = (list: Values): Value => {
  const numbers = numbersOf(list);
  if (numbers === null || numbers.length === 0) return null;
  return numbers.reduce<Numeric | null>((made, item) => (made === null ? null : multiply(made, item)), 1);
};

/** DMN 1.5, 10.3.4.4: the functions that make one value of a list. */
export const statisticFunctions: readonly Builtin[] = [
  builtin('count', '10.3.4.4', overload('list: list', 'number', (_c, list: Values) => list.length)),
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
