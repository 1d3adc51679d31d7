/** Operators whose work does not depend on the back end: text growth is charged here. */
import { chargeText } from '../context.ts';
import type { EvalContext } from '../context.ts';
import type { ArithmeticOperator, CompareOperator } from '../ir.ts';
import { arithmetic } from '../values/arithmetic.ts';
import { compare, equals } from '../values/compare.ts';
import { kindOf } from '../values/contexts.ts';
import { FeelRange } from '../values/value.ts';
import { parseTemporal } from '../values/temporal.ts';
import type { Value } from '../values/value.ts';

export function operate(operator: ArithmeticOperator, a: Value, b: Value, context: EvalContext): Value {
  if (typeof a === 'string' && typeof b === 'string' && operator === '+') chargeText(context, a.length + b.length);
  return arithmetic(operator, a, b);
}

type Tri = boolean | null;

const COMPARISONS: Readonly<Record<CompareOperator, (a: Value, b: Value) => Tri>> = {
  '=': equals,
  '!=': (a, b) => negated(equals(a, b)),
  '<': (a, b) => ordered(compare(a, b), (order) => order < 0),
  '<=': (a, b) => ordered(compare(a, b), (order) => order <= 0),
  '>': (a, b) => ordered(compare(a, b), (order) => order > 0),
  '>=': (a, b) => ordered(compare(a, b), (order) => order >= 0),
};

function ordered(order: number | null, test: (order: number) => boolean): Tri {
  return order === null ? null : test(order);
}

export function negated(value: Value): Tri {
  return typeof value === 'boolean' ? !value : null;
}

export function compareWith(operator: CompareOperator, a: Value, b: Value): Tri {
  return COMPARISONS[operator](a, b);
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
