import { charge } from '../context.ts';
import type { EvalContext } from '../context.ts';
import { MAX_DIGITS, split } from '../values/decimal.ts';
import type { RoundingMode } from '../values/decimal.ts';
import { ceilingTo, floorTo, isWhole, modulo, negate, compareNumbers, round, squareRoot, toInteger } from '../values/numbers.ts';
import { exponentOf, naturalLog } from '../values/powers.ts';
import type { Numeric, Value } from '../values/value.ts';
import { DaysTimeDuration, YearsMonthsDuration } from '../values/durations.ts';
import { builtin, overload } from './define-builtin.ts';
import type { Builtin } from './define-builtin.ts';

function rounded(value: Numeric, scale: Numeric | undefined, mode: RoundingMode): Value {
  const places = scale === undefined ? 0 : toInteger(scale);
  return places === null ? null : round(value, places, mode);
}

function rounding(name: string, mode: RoundingMode): Builtin {
  return builtin(name, '10.3.4.5', overload('n: number, scale?: number', 'number', (_c, value: Numeric, scale?: Numeric) => rounded(value, scale, mode)));
}

function scaled(value: Numeric, scale: Numeric | undefined, to: (value: Numeric, scale: number) => Numeric | null): Value {
  const places = scale === undefined ? 0 : toInteger(scale);
  return places === null ? null : to(value, places);
}

/** A logarithm or exponential to 34 digits, and a square root. */
const SERIES_STEPS = 600;
const ROOT_STEPS = 60;

/** Far numbers are brought to one scale, of up to 7,000 digits. */
function remainder(context: EvalContext, a: Numeric, b: Numeric): Value {
  const apart = Math.abs(split(a).scale - split(b).scale);
  if (apart > MAX_DIGITS) charge(context, apart);
  return modulo(a, b);
}

function isOdd(value: Numeric, odd: boolean): Value {
  if (!isWhole(value)) return null;
  const rest = modulo(value, 2);
  return rest === null ? null : (rest === 1) === odd;
}

/** DMN 1.5, 10.3.4.5. */
export const numericFunctions: readonly Builtin[] = [
  builtin('decimal', '10.3.4.5', overload('n: number, scale: number', 'number', (_c, value: Numeric, scale: Numeric) => rounded(value, scale, 'half-even'))),
  builtin('floor', '10.3.4.5', overload('n: number, scale?: number', 'number', (_c, value: Numeric, scale?: Numeric) => scaled(value, scale, floorTo))),
  builtin('ceiling', '10.3.4.5', overload('n: number, scale?: number', 'number', (_c, value: Numeric, scale?: Numeric) => scaled(value, scale, ceilingTo))),
  rounding('round up', 'up'),
  rounding('round down', 'down'),
  rounding('round half up', 'half-up'),
  rounding('round half down', 'half-down'),
  builtin(
    'abs',
    '10.3.4.5',
    overload('n: number', 'number', (_c, value: Numeric) => (compareNumbers(value, 0) < 0 ? negate(value) : value)),
    overload('n: days-time-duration', 'days-time-duration', (_c, value: DaysTimeDuration) => (value.nanos < 0n ? new DaysTimeDuration(-value.nanos) : value)),
    overload('n: years-months-duration', 'years-months-duration', (_c, value: YearsMonthsDuration) => (value.months < 0 ? new YearsMonthsDuration(-value.months) : value)),
  ),
  builtin('modulo', '10.3.4.5', overload('dividend: number, divisor: number', 'number', (context, a: Numeric, b: Numeric) => remainder(context, a, b))),
  builtin('sqrt', '10.3.4.5', overload('number: number', 'number', (context, value: Numeric) => {
    charge(context, ROOT_STEPS);
    return squareRoot(value);
  })),
  builtin('log', '10.3.4.5', overload('number: number', 'number', (context, value: Numeric) => {
    charge(context, SERIES_STEPS);
    return naturalLog(value);
  })),
  builtin('exp', '10.3.4.5', overload('number: number', 'number', (context, value: Numeric) => {
    charge(context, SERIES_STEPS);
    return exponentOf(value);
  })),
  builtin('odd', '10.3.4.5', overload('number: number', 'boolean', (_c, value: Numeric) => isOdd(value, true))),
  builtin('even', '10.3.4.5', overload('number: number', 'boolean', (_c, value: Numeric) => isOdd(value, false))),
];
