/** What generated code may call: it sees these names and nothing else of ours. */
import { invoke } from '../builtins/invoke.ts';
import { charge, chargeList, recordStop } from '../context.ts';
import type { EvalContext } from '../context.ts';
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
import { add, divide, multiply, subtract } from '../values/numbers.ts';
import { property } from '../values/properties.ts';
import type { Value } from '../values/value.ts';

type Binary = (a: Value, b: Value) => boolean | null;
type Calculate = (a: Value, b: Value, context: EvalContext) => Value;

const plus: Calculate = (a, b, context) => (typeof a === 'number' && typeof b === 'number' ? add(a, b) : operate('+', a, b, context));
const minus: Calculate = (a, b, context) => (typeof a === 'number' && typeof b === 'number' ? subtract(a, b) : operate('-', a, b, context));
const times: Calculate = (a, b, context) => (typeof a === 'number' && typeof b === 'number' ? multiply(a, b) : operate('*', a, b, context));
const over: Calculate = (a, b, context) => (typeof a === 'number' && typeof b === 'number' ? divide(a, b) : operate('/', a, b, context));

const less: Binary = (a, b) => (a instanceof FeelDate && b instanceof FeelDate ? a.epochDay < b.epochDay : compareWith('<', a, b));
const atMost: Binary = (a, b) => (a instanceof FeelDate && b instanceof FeelDate ? a.epochDay <= b.epochDay : compareWith('<=', a, b));

function steps(start: Value, end: Value, context: EvalContext): readonly Value[] | null {
  return isWalkable(start, end) ? stepsBetween(start, end, context) : null;
}

/** Charges one more result before it is made. */
function grow(results: readonly Value[], context: EvalContext): void {
  const next = results.length + 1;
  chargeList(context, next > context.budget.maxListItems ? next : 1);
}

function copy(results: readonly Value[], context: EvalContext): readonly Value[] {
  charge(context, results.length);
  return [...results];
}

export const runtime = {
  invoke, charge, stop: recordStop, builtinValue, halfRange, call: callFunction, asList, filter: filterList, itemAt, coerce, isInstance, items: itemsOf, steps, grow, copy,
  range: makeRange, negated, negate: negateValue, between, match: matches, entry: entryOf, isContext, prop: property, FeelDate, FeelDateTime, FeelFunction,
  has: (value: Value, key: string): boolean => isContext(value) && hasEntry(value, key),
  add: plus, sub: minus, mul: times, div: over,
  pow: (a: Value, b: Value, context: EvalContext): Value => operate('**', a, b, context),
  eq: equals,
  ne: ((a, b) => negated(equals(a, b))) satisfies Binary,
  lt: less,
  le: atMost,
  gt: ((a, b) => less(b, a)) satisfies Binary,
  ge: ((a, b) => atMost(b, a)) satisfies Binary,
};

export const RUNTIME_NAMES: readonly string[] = Object.keys(runtime);
