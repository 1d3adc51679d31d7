/**
 * The one place that deals with numbers. A number is a JS number, standing for its shortest decimal text, or a
 * `Decimal` when such a text cannot say it; each value has exactly one form, so equal numbers are equal forms.
 * Arithmetic is decimal (0.1 + 0.2 = 0.3); whole numbers and short decimals take a path without BigInt. NaN never leaves.
 */
import { addDecimals, compareDecimals, Decimal, decimalText, digitCount, divideDecimals, divideRounded, multiplyDecimals, normalize, powerOfTen, split } from './decimal.ts';
import type { RoundingMode } from './decimal.ts';
import type { Numeric } from './value.ts';

/** Products below this are whole and have at most 15 digits, so dividing by a power of ten gives the right double. */
const SHORT = 1e15;

export function isNumber(value: unknown): value is Numeric {
  return typeof value === 'number' || value instanceof Decimal;
}

/** The smallest of 10², 10⁴, 10⁸ that makes `value` whole, or 0. Whole results are exact (a short decimal is n / 10^k rounded once). */
function scaleOf(value: number): number {
  let scaled = Math.round(value * 100);
  if (scaled / 100 === value && scaled < SHORT && scaled > -SHORT) return 100;
  scaled = Math.round(value * 1e4);
  if (scaled / 1e4 === value && scaled < SHORT && scaled > -SHORT) return 1e4;
  scaled = Math.round(value * 1e8);
  return scaled / 1e8 === value && scaled < SHORT && scaled > -SHORT ? 1e8 : 0;
}

function positiveZero(value: number): number {
  return value === 0 ? 0 : value;
}

/** The sum, by doubles; NaN when that takes more than doubles. `+ 0` turns −0 into 0. */
export function addDoubles(a: number, b: number): number {
  const sum = a + b;
  if (Number.isSafeInteger(a) && Number.isSafeInteger(b)) return Number.isSafeInteger(sum) ? sum + 0 : Number.NaN;
  const p = scaleOf(a);
  const q = scaleOf(b);
  if (p === 0 || q === 0) return Number.NaN;
  const shared = p > q ? p : q;
  const left = Math.round(a * shared);
  const right = Math.round(b * shared);
  const whole = left + right;
  return Math.abs(left) < SHORT && Math.abs(right) < SHORT && Math.abs(whole) < SHORT ? whole / shared + 0 : Number.NaN;
}

export function subtractDoubles(a: number, b: number): number {
  return addDoubles(a, -b);
}

export function add(a: Numeric, b: Numeric): Numeric | null {
  if (typeof a === 'number' && typeof b === 'number') {
    const quick = addDoubles(a, b);
    if (!Number.isNaN(quick)) return quick;
  }
  return addDecimals(split(a), split(b));
}

export function subtract(a: Numeric, b: Numeric): Numeric | null {
  return add(a, negate(b));
}

export function negate(value: Numeric): Numeric {
  return typeof value === 'number' ? positiveZero(-value) : new Decimal(-value.digits, value.scale);
}

export function multiplyDoubles(a: number, b: number): number {
  const product = a * b;
  if (Number.isSafeInteger(a) && Number.isSafeInteger(b)) return Number.isSafeInteger(product) ? product + 0 : Number.NaN;
  const p = scaleOf(a);
  const q = scaleOf(b);
  if (p === 0 || q === 0) return Number.NaN;
  const whole = Math.round(a * p) * Math.round(b * q);
  return Math.abs(whole) < SHORT ? whole / (p * q) + 0 : Number.NaN;
}

export function multiply(a: Numeric, b: Numeric): Numeric | null {
  if (typeof a === 'number' && typeof b === 'number') {
    const quick = multiplyDoubles(a, b);
    if (!Number.isNaN(quick)) return quick;
  }
  return multiplyDecimals(split(a), split(b));
}

const MILLION = 1e6;

/** The quotient when it has at most six decimals, which a product of whole doubles proves; NaN when not, and for divisor 0. */
export function divideDoubles(a: number, b: number): number {
  const p = Number.isInteger(a) ? 1 : scaleOf(a);
  const q = Number.isInteger(b) ? 1 : scaleOf(b);
  if (p === 0 || q === 0 || b === 0) return Number.NaN;
  const dividend = Math.round(a * p) * q;
  const divisor = Math.round(b * q) * p;
  const whole = Math.round((dividend / divisor) * MILLION);
  const proof = whole * divisor;
  return Math.abs(whole) < SHORT && Number.isSafeInteger(proof) && Number.isSafeInteger(dividend * MILLION) && Number.isSafeInteger(divisor) && proof === dividend * MILLION ? whole / MILLION + 0 : Number.NaN;
}

/** Null when `b` is 0. */
export function divide(a: Numeric, b: Numeric): Numeric | null {
  if (b === 0) return null;
  if (typeof a === 'number' && typeof b === 'number') {
    const quick = divideDoubles(a, b);
    if (!Number.isNaN(quick)) return quick;
  }
  return divideDecimals(split(a), split(b));
}

/** base to a whole exponent by squaring: at most `|exponent|` roundings, as the bound of `generate/approximate.ts` supposes. */
export function doublePower(base: number, exponent: number): number {
  let result = 1;
  let square = base;
  for (let rest = Math.abs(exponent); rest > 0; rest = Math.floor(rest / 2)) {
    if (rest % 2 === 1) result *= square;
    if (rest > 1) square *= square;
  }
  return exponent < 0 ? 1 / result : result;
}

export function compareNumbers(a: Numeric, b: Numeric): number {
  if (typeof a === 'number' && typeof b === 'number') return a < b ? -1 : a > b ? 1 : 0;
  return compareDecimals(split(a), split(b));
}

export function equalNumbers(a: Numeric, b: Numeric): boolean {
  if (typeof a === 'number' || typeof b === 'number') return a === b;
  return a.digits === b.digits && a.scale === b.scale;
}

export function toDouble(value: Numeric): number {
  return typeof value === 'number' ? value : Number(decimalText(value));
}

/** A finite double as it stands; null for NaN and infinities. */
export function fromDouble(value: number): Numeric | null {
  return Number.isFinite(value) ? positiveZero(value) : null;
}

/** Brings any JS number from outside into the language: NaN and infinities become null. */
export const fromForeign = fromDouble;

/** Beyond it a text is 0 or too large. */
const MAX_POWER = 100_000;
const NUMBER_TEXT = /^-?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d{1,5})?$/;

/** Reads a FEEL number literal; null when it is not one. */
export function parseNumber(text: string): Numeric | null {
  if (!NUMBER_TEXT.test(text)) return null;
  if (text.length <= 15 && !text.includes('e') && !text.includes('E')) return positiveZero(Number(text));
  const [mantissa = '', exponent = '0'] = text.toLowerCase().split('e');
  const [whole = '', fraction = ''] = mantissa.split('.');
  const digits = BigInt(`${whole.replace('-', '') || '0'}${fraction}`);
  const scale = fraction.length - Number(exponent);
  if (scale < -MAX_POWER || scale > MAX_POWER) return digits === 0n || scale > 0 ? 0 : null;
  return normalize(whole.startsWith('-') ? -digits : digits, scale);
}

/** FEEL text of a number: plain digits, no exponent. */
export function numberText(value: Numeric): string {
  if (typeof value !== 'number') return decimalText(value);
  const text = String(value);
  return text.includes('e') ? decimalText(split(value)) : text;
}

export function isWhole(value: Numeric): boolean {
  return typeof value === 'number' ? Number.isInteger(value) : value.scale <= 0;
}

/** The whole part as a JS integer for use as an index; null when it is not a safe one. */
export function toInteger(value: Numeric): number | null {
  if (typeof value === 'number') {
    const whole = Math.trunc(value);
    return Number.isSafeInteger(whole) ? positiveZero(whole) : null;
  }
  return toInteger(toDouble(round(value, 0, 'down') ?? 0));
}

/** Rounds to `scale` decimals (negative: tens, hundreds…). Scale −6111 to 6176, as the standard says (Table 76). */
export function round(value: Numeric, scale: number, mode: RoundingMode): Numeric | null {
  if (scale < -6111 || scale > 6176) return null;
  if (typeof value === 'number' && scale >= 0 && Number.isInteger(value)) return value;
  const { digits, scale: places } = split(value);
  if (places <= scale) return value;
  const drop = places - scale;
  if (drop > digitCount(digits) + 1) return normalize(divideRounded(digits < 0n ? -1n : digits === 0n ? 0n : 1n, 10n, mode), scale);
  return normalize(divideRounded(digits, powerOfTen(drop), mode), scale);
}

export function floorTo(value: Numeric, scale: number): Numeric | null {
  return scale === 0 && typeof value === 'number' ? positiveZero(Math.floor(value)) : round(value, scale, 'floor');
}

export function ceilingTo(value: Numeric, scale: number): Numeric | null {
  return scale === 0 && typeof value === 'number' ? positiveZero(Math.ceil(value)) : round(value, scale, 'ceiling');
}

/** dividend − divisor × floor(dividend / divisor); null for divisor 0 (Table 76). */
export function modulo(dividend: Numeric, divisor: Numeric): Numeric | null {
  if (divisor === 0) return null;
  const a = split(dividend);
  const b = split(divisor);
  const scale = Math.max(a.scale, b.scale);
  if (scale - Math.min(a.scale, b.scale) > 7000) return null;
  const left = a.digits * powerOfTen(scale - a.scale);
  const right = b.digits * powerOfTen(scale - b.scale);
  const rest = left % right;
  return normalize(rest !== 0n && rest < 0n !== right < 0n ? rest + right : rest, scale);
}

/** Square root to 34 digits; null below 0. */
export function squareRoot(value: Numeric): Numeric | null {
  const { digits, scale } = split(value);
  if (digits < 0n) return null;
  if (digits === 0n) return 0;
  let shift = Math.max(0, 2 * MAX_ROOT_DIGITS - digitCount(digits));
  if ((scale + shift) % 2 !== 0) shift += 1;
  const scaled = digits * powerOfTen(shift);
  const root = integerRoot(scaled);
  const sticky = root * root === scaled ? 0n : 1n;
  return normalize(root * 10n + sticky, (scale + shift) / 2 + 1);
}

const MAX_ROOT_DIGITS = 36;

function integerRoot(value: bigint): bigint {
  let guess = BigInt(10) ** BigInt(Math.ceil(digitCount(value) / 2));
  for (;;) {
    const next = (guess + value / guess) / 2n;
    if (next >= guess) return guess;
    guess = next;
  }
}
