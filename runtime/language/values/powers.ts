/**
 * The one place that deals with logarithms, exponentials and fractional powers. All run on whole numbers of at least 55 decimals, so the
 * result is rounded once from some twenty digits more than it has: its error is below 0.5000001 units of the 34th digit (a double would be
 * wrong from the 16th on). Series: ln m = 2 artanh((m − 1)/(m + 1)) after taking out powers of ten; e^r by Taylor's series of r/256,
 * squared eight times (J.-M. Muller, "Elementary Functions", 3rd ed., chapters 3 and 11).
 */
import { digitCount, normalize, powerOfTen, split } from './decimal.ts';
import { divide, doublePower, isWhole, modulo, multiply, negate, squareRoot } from './numbers.ts';
import type { Numeric } from './value.ts';

const PLACES = 55;
/** Near 1 a logarithm begins with as many zeros as its argument has digits. */
const MORE_PLACES = 92;
/** ln 10 to 55 decimals. */
const LN_10 = 23025850929940456840179914546843642076011014886287729760n;
/** e^±14,150 is beyond decimal128. */
const MAX_EXPONENT = 14_150n;
const HALVINGS = 8n;

/** A number as digits × 10^-places. */
interface Fixed {
  readonly digits: bigint;
  readonly places: number;
}

function brought({ digits, places }: Fixed, to: number): bigint {
  return places <= to ? digits * powerOfTen(to - places) : digits / powerOfTen(places - to);
}

/** Natural logarithm of a positive number. */
function logarithm(value: Numeric): Fixed {
  const { digits, scale } = split(value);
  const length = digitCount(digits) - 1;
  let tens = length - scale;
  let lead: Fixed = { digits, places: length };
  // Into 1/√10 … √10.
  if (brought(lead, PLACES) * 10_000n > powerOfTen(PLACES) * 31_623n) {
    lead = { digits, places: length + 1 };
    tens += 1;
  }
  const places = tens === 0 ? MORE_PLACES : PLACES;
  return { digits: artanhSeries(brought(lead, places), powerOfTen(places)) + BigInt(tens) * (tens === 0 ? 0n : LN_10), places };
}

function artanhSeries(lead: bigint, one: bigint): bigint {
  const z = ((lead - one) * one) / (lead + one);
  const square = (z * z) / one;
  let sum = 0n;
  let odd = 1n;
  for (let term = z; term !== 0n; term = (term * square) / one) {
    sum += term / odd;
    odd += 2n;
  }
  return 2n * sum;
}

/** e to a power given with `PLACES` decimals; null beyond decimal128. */
function exponential(power: bigint): Numeric | null {
  const one = powerOfTen(PLACES);
  if (power > MAX_EXPONENT * one) return null;
  if (power < -MAX_EXPONENT * one) return 0;
  const tens = power / LN_10;
  const part = (power - tens * LN_10) / 2n ** HALVINGS;
  let sum = one;
  let count = 1n;
  for (let term = part; term !== 0n; term = (term * part) / one / count) {
    sum += term;
    count += 1n;
  }
  for (let i = 0n; i < HALVINGS; i++) sum = (sum * sum) / one;
  return normalize(sum, PLACES - Number(tens));
}

/** Natural logarithm; null at and below 0. */
export function naturalLog(value: Numeric): Numeric | null {
  if (split(value).digits <= 0n) return null;
  const { digits, places } = logarithm(value);
  return normalize(digits, places);
}

/** e to the power of `value`; null when beyond decimal128. */
export function exponentOf(value: Numeric): Numeric | null {
  const { digits, scale } = split(value);
  if (digitCount(digits) - scale > 6) return digits < 0n ? 0 : null;
  return scale > 2 * PLACES ? 1 : exponential(brought({ digits, places: scale }, PLACES));
}

/** Whole exponents up to this are multiplied out. */
const MAX_POWER = 100_000;

/** base to a power, to 34 digits. Null when there is no real answer, or it is beyond decimal128. */
export function power(base: Numeric, exponent: Numeric): Numeric | null {
  if (typeof exponent !== 'number' || !Number.isSafeInteger(exponent) || Math.abs(exponent) > MAX_POWER) return realPower(base, exponent);
  if (typeof base === 'number' && Number.isSafeInteger(base) && exponent >= 0) {
    const quick = doublePower(base, exponent);
    if (Number.isSafeInteger(quick)) return quick + 0;
  }
  const result = wholePower(base, Math.abs(exponent));
  return result === null ? null : exponent < 0 ? divide(1, result) : result;
}

function wholePower(base: Numeric, exponent: number): Numeric | null {
  let result: Numeric | null = 1;
  let square: Numeric | null = base;
  for (let rest = exponent; rest > 0; rest = Math.floor(rest / 2)) {
    if (square === null || result === null) return null;
    if (rest % 2 === 1) result = multiply(result, square);
    if (rest > 1) square = multiply(square, square);
  }
  return result;
}

/** By logarithm; null without a real answer: 0 to a negative power, or a fraction of a negative number. */
function realPower(base: Numeric, exponent: Numeric): Numeric | null {
  const { digits: sign } = split(base);
  if (sign === 0n) return split(exponent).digits > 0n ? 0 : null;
  if (exponent === 0.5) return squareRoot(base);
  if (sign < 0n) {
    if (!isWhole(exponent)) return null;
    const size = realPower(negate(base), exponent);
    return size === null || modulo(exponent, 2) === 0 ? size : negate(size);
  }
  const log = logarithm(base);
  const { digits, scale } = split(exponent);
  if (digitCount(digits) + digitCount(log.digits) - scale - log.places > 7) return (digits < 0n) === (log.digits < 0n) ? null : 0;
  return exponential(brought({ digits: log.digits * digits, places: log.places + scale }, PLACES));
}
