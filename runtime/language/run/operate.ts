/** Operators whose work does not depend on the back end: text growth is charged here. */
import { charge, chargeText } from '../context.ts';
import type { EvalContext } from '../context.ts';
import type { ArithmeticOperator, CompareOperator } from '../ir.ts';
import { arithmetic } from '../values/arithmetic.ts';
import { compare, equals } from '../values/compare.ts';
import { kindOf } from '../values/contexts.ts';
import { FeelDateTime } from '../values/date-times.ts';
import { addDoubles, divideDoubles, multiplyDoubles, subtractDoubles } from '../values/numbers.ts';
import { FeelRange } from '../values/value.ts';
import { parseTemporal } from '../values/temporal.ts';
import type { Value } from '../values/value.ts';

const QUICK: Readonly<Partial<Record<ArithmeticOperator, (a: number, b: number) => number>>> = { '+': addDoubles, '-': subtractDoubles, '*': multiplyDoubles, '/': divideDoubles };

/** Whole-number arithmetic of 34 digits. */
const EXACT_STEPS = 18;
/** Asking the platform for the offset of a named zone. */
const ZONE_STEPS = 200;

export function operate(operator: ArithmeticOperator, a: Value, b: Value, context: EvalContext): Value {
  if (typeof a === 'number' && typeof b === 'number') {
    const quick = QUICK[operator]?.(a, b) ?? Number.NaN;
    if (!Number.isNaN(quick)) return quick;
  }
  if (typeof a === 'string' && typeof b === 'string' && operator === '+') chargeText(context, a.length + b.length);
  charge(context, operator === '**' ? powerSteps(b) : EXACT_STEPS);
  if (isZoned(a) || isZoned(b)) charge(context, ZONE_STEPS);
  return arithmetic(operator, a, b);
}

/** Two products for each binary digit of a whole exponent; a logarithm and an exponential for the others. */
function powerSteps(exponent: Value): number {
  return typeof exponent === 'number' && Number.isInteger(exponent) ? 2 * EXACT_STEPS * (2 + Math.log2(Math.abs(exponent) + 1)) : POWER_STEPS;
}

const POWER_STEPS = 1500;

function isZoned(value: Value): boolean {
  return value instanceof FeelDateTime && value.time.zone?.kind === 'named';
}

type Tri = boolean | null;

const COMPARISONS: Readonly<Record<CompareOperator, (a: Value, b: Value, context: EvalContext) => Tri>> = {
  '=': equals,
  '!=': (a, b, context) => negated(equals(a, b, context)),
  '<': (a, b, context) => ordered(compare(a, b, context), (order) => order < 0),
  '<=': (a, b, context) => ordered(compare(a, b, context), (order) => order <= 0),
  '>': (a, b, context) => ordered(compare(a, b, context), (order) => order > 0),
  '>=': (a, b, context) => ordered(compare(a, b, context), (order) => order >= 0),
};

function ordered(order: number | null, test: (order: number) => boolean): Tri {
  return order === null ? null : test(order);
}

export function negated(value: Value): Tri {
  return typeof value === 'boolean' ? !value : null;
}

export function compareWith(operator: CompareOperator, a: Value, b: Value, context: EvalContext): Tri {
  if (isZoned(a) || isZoned(b)) charge(context, ZONE_STEPS);
  return COMPARISONS[operator](a, b, context);
}

const RANGE_KINDS: ReadonlySet<string> = new Set(['number', 'string', 'date', 'time', 'date-time', 'days-time-duration', 'years-months-duration']);

/** `[a..b]`; null when the ends are of different kinds, have no order, or are upside down. */
export function makeRange(start: Value, end: Value, startIncluded: boolean, endIncluded: boolean): Value {
  const from = kindOf(start);
  const to = kindOf(end);
  if (from === 'null' && to === 'null') return null;
  if ((from !== 'null' && !RANGE_KINDS.has(from)) || (to !== 'null' && !RANGE_KINDS.has(to))) return null;
  if (from !== 'null' && to !== 'null' && from !== to) return null;
  return new FeelRange(start, end, start !== null && startIncluded, end !== null && endIncluded);
}

export function temporalValue(text: string): Value {
  return parseTemporal(text);
}
