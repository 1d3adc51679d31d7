/** What generated code may call: it sees these names and nothing else of ours. */
import { chargeArgument, invoke } from '../builtins/invoke.ts';
import { addToSum } from '../builtins/statistics.ts';
import { charge, chargeResults, recordStop } from '../context.ts';
import type { EvalContext } from '../context.ts';
import type { ArithmeticOperator } from '../ir.ts';
import { builtinValue, halfRange } from '../run/call.ts';
import { callFunction } from '../run/call-value.ts';
import { asList, filterList, itemAt } from '../run/filter.ts';
import { coerce, isInstance } from '../run/instance-of.ts';
import { isWalkable, itemsOf, stepsBetween } from '../run/iterate.ts';
import { compareWith, makeRange, negated, operate } from '../run/operate.ts';
import { negateValue } from '../values/arithmetic.ts';
import { between, equals } from '../values/compare.ts';
import { matches } from '../values/containment.ts';
import { entryOf, hasEntry, isContext } from '../values/contexts.ts';
import { FeelDate } from '../values/dates.ts';
import { FeelDateTime } from '../values/date-times.ts';
import { FeelFunction } from '../values/value.ts';
import { addDoubles, divideDoubles, doublePower, multiplyDoubles, subtractDoubles } from '../values/numbers.ts';
import { property } from '../values/properties.ts';
import type { Value } from '../values/value.ts';

type Binary = (a: Value, b: Value, context: EvalContext) => boolean | null;
type Calculate = (a: Value, b: Value, context: EvalContext) => Value;

/** Doubles that stay doubles; NaN from `quick` means that the exact way is needed, which is charged. */
const calculator = (operator: ArithmeticOperator, quick: (a: number, b: number) => number): Calculate => (a, b, context) => {
  if (typeof a === 'number' && typeof b === 'number') {
    const result = quick(a, b);
    if (result === result) return result;
  }
  return operate(operator, a, b, context);
};

const less: Binary = (a, b, context) => (a instanceof FeelDate && b instanceof FeelDate ? a.epochDay < b.epochDay : compareWith('<', a, b, context));
const atMost: Binary = (a, b, context) => (a instanceof FeelDate && b instanceof FeelDate ? a.epochDay <= b.epochDay : compareWith('<=', a, b, context));

function steps(start: Value, end: Value, context: EvalContext): readonly Value[] | null {
  return isWalkable(start, end) ? stepsBetween(start, end, context) : null;
}

function copy(results: readonly Value[], context: EvalContext): readonly Value[] {
  charge(context, results.length);
  return [...results];
}

export const runtime = {
  invoke, charge, stop: recordStop, builtinValue, halfRange, call: callFunction, asList, filter: filterList, itemAt, coerce, isInstance, items: itemsOf, steps, grow: chargeResults, copy, chargeArgument, more: addToSum, ipow: doublePower,
  range: makeRange, negated, negate: negateValue, between, match: matches, entry: entryOf, isContext, prop: property, FeelDate, FeelDateTime, FeelFunction,
  has: (value: Value, key: string): boolean => isContext(value) && hasEntry(value, key),
  add: calculator('+', addDoubles), sub: calculator('-', subtractDoubles), mul: calculator('*', multiplyDoubles), div: calculator('/', divideDoubles),
  pow: (a: Value, b: Value, context: EvalContext): Value => operate('**', a, b, context),
  eq: equals,
  ne: ((a, b, context) => negated(equals(a, b, context))) satisfies Binary,
  lt: less,
  le: atMost,
  gt: ((a, b, context) => less(b, a, context)) satisfies Binary,
  ge: ((a, b, context) => atMost(b, a, context)) satisfies Binary,
};

export const RUNTIME_NAMES: readonly string[] = Object.keys(runtime);
