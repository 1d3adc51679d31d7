/**
 * The one place that deals with numbers a double cannot stand for: a scaled BigInt, value = digits × 10^-scale,
 * of at most 34 significant digits, rounded half to even (IEEE 754 decimal128, DMN 10.3.2.3.1).
 */
export const MAX_DIGITS = 34;
const MAX_EXPONENT = 6144;

export class Decimal {
  readonly digits: bigint;
  readonly scale: number;
  constructor(digits: bigint, scale: number) {
    this.digits = digits;
    this.scale = scale;
  }
}

const POWERS: bigint[] = Array.from({ length: 80 }, (_, power) => 10n ** BigInt(power));

export function powerOfTen(exponent: number): bigint {
  return POWERS[exponent] ?? 10n ** BigInt(exponent);
}

export function digitCount(value: bigint): number {
  return value < 0n ? value.toString().length - 1 : value.toString().length;
}

export type RoundingMode = 'half-even' | 'half-up' | 'half-down' | 'up' | 'down' | 'floor' | 'ceiling';

/** `numerator / denominator` (positive) as a whole number, rounded. */
export function divideRounded(numerator: bigint, denominator: bigint, mode: RoundingMode): bigint {
  const quotient = numerator / denominator;
  const rest = numerator % denominator;
  if (rest === 0n) return quotient;
  const negative = numerator < 0n;
  return roundsAway(quotient, (negative ? -rest : rest) * 2n, denominator, negative, mode) ? quotient + (negative ? -1n : 1n) : quotient;
}

function roundsAway(quotient: bigint, twice: bigint, denominator: bigint, negative: boolean, mode: RoundingMode): boolean {
  const tie = twice === denominator;
  const beyond = twice > denominator;
  const away: Readonly<Record<RoundingMode, boolean>> = { up: true, down: false, floor: negative, ceiling: !negative, 'half-up': beyond || tie, 'half-down': beyond, 'half-even': beyond || (tie && quotient % 2n !== 0n) };
  return away[mode];
}

/** The number in its one form: a JS number when its shortest text says exactly this, else a Decimal; null beyond decimal128. */
export function normalize(digits: bigint, scale: number): number | Decimal | null {
  if (digits === 0n) return 0;
  let whole = digits;
  let places = scale;
  const count = digitCount(whole);
  if (count > MAX_DIGITS) {
    whole = divideRounded(whole, powerOfTen(count - MAX_DIGITS), 'half-even');
    places -= count - MAX_DIGITS;
  }
  while (whole % 10n === 0n) {
    whole /= 10n;
    places -= 1;
  }
  const size = digitCount(whole);
  if (size - places > MAX_EXPONENT + 1) return null;
  if (size - places < -MAX_EXPONENT) return 0;
  if (size <= 17) {
    const double = Number(`${whole}e${-places}`);
    if (!Number.isFinite(double) || double === 0) return new Decimal(whole, places);
    if (Math.abs(double) > 1e-290 && size <= 15) return double;
    if (sameAsText(double, whole, places)) return double;
  }
  if (places < 0 && size - places <= 25) {
    const double = Number(`${whole}e${-places}`);
    if (sameAsText(double, whole, places)) return double;
  }
  return new Decimal(whole, places);
}

function sameAsText(double: number, digits: bigint, scale: number): boolean {
  const exact = splitDouble(double);
  const shared = Math.max(exact.scale, scale);
  return exact.digits * powerOfTen(shared - exact.scale) === digits * powerOfTen(shared - scale);
}

/** The decimal a JS number stands for: its shortest text. */
export function splitDouble(value: number): Decimal {
  if (Number.isSafeInteger(value)) return new Decimal(BigInt(value), 0);
  const text = String(value);
  const mark = text.indexOf('e');
  const mantissa = mark === -1 ? text : text.slice(0, mark);
  const exponent = mark === -1 ? 0 : Number(text.slice(mark + 1));
  const dot = mantissa.indexOf('.');
  const digits = BigInt(dot === -1 ? mantissa : mantissa.slice(0, dot) + mantissa.slice(dot + 1));
  const scale = (dot === -1 ? 0 : mantissa.length - dot - 1) - exponent;
  return new Decimal(digits, scale);
}

export function split(value: number | Decimal): Decimal {
  return typeof value === 'number' ? splitDouble(value) : value;
}

export function addDecimals(a: Decimal, b: Decimal): number | Decimal | null {
  if (Math.abs(a.scale - b.scale) > 200) return addFarApart(a, b);
  const scale = Math.max(a.scale, b.scale);
  return normalize(a.digits * powerOfTen(scale - a.scale) + b.digits * powerOfTen(scale - b.scale), scale);
}

/** Of two numbers more than 34 digits apart in size the smaller one vanishes in rounding; 0 has no size. */
function addFarApart(a: Decimal, b: Decimal): number | Decimal | null {
  if (a.digits === 0n || b.digits === 0n) return a.digits === 0n ? normalize(b.digits, b.scale) : normalize(a.digits, a.scale);
  const first = digitCount(a.digits) - a.scale;
  const second = digitCount(b.digits) - b.scale;
  if (Math.abs(first - second) <= 2 * MAX_DIGITS + 2) {
    const scale = Math.max(a.scale, b.scale);
    return normalize(a.digits * powerOfTen(scale - a.scale) + b.digits * powerOfTen(scale - b.scale), scale);
  }
  return first > second ? normalize(a.digits, a.scale) : normalize(b.digits, b.scale);
}

export function multiplyDecimals(a: Decimal, b: Decimal): number | Decimal | null {
  return normalize(a.digits * b.digits, a.scale + b.scale);
}

/** Null when `b` is 0. */
export function divideDecimals(a: Decimal, b: Decimal): number | Decimal | null {
  if (b.digits === 0n) return null;
  const shift = Math.max(0, MAX_DIGITS + 2 + digitCount(b.digits) - digitCount(a.digits));
  const numerator = a.digits * powerOfTen(shift);
  const flip = b.digits < 0n;
  const denominator = flip ? -b.digits : b.digits;
  const signed = flip ? -numerator : numerator;
  const quotient = signed / denominator;
  // A sticky digit keeps half-to-even right when the quotient is cut to 34 digits.
  const sticky = signed % denominator === 0n ? 0n : signed < 0n ? -1n : 1n;
  return normalize(quotient * 10n + sticky, a.scale - b.scale + shift + 1);
}

export function compareDecimals(a: Decimal, b: Decimal): number {
  const signA = a.digits === 0n ? 0 : a.digits < 0n ? -1 : 1;
  const signB = b.digits === 0n ? 0 : b.digits < 0n ? -1 : 1;
  if (signA !== signB) return signA - signB;
  const sizeA = digitCount(a.digits) - a.scale;
  const sizeB = digitCount(b.digits) - b.scale;
  if (sizeA !== sizeB) return sizeA > sizeB ? signA : -signA;
  const scale = Math.max(a.scale, b.scale);
  const left = a.digits * powerOfTen(scale - a.scale);
  const right = b.digits * powerOfTen(scale - b.scale);
  return left === right ? 0 : left > right ? 1 : -1;
}

/** Plain decimal text without exponent. */
export function decimalText(value: Decimal): string {
  const negative = value.digits < 0n;
  const digits = (negative ? -value.digits : value.digits).toString();
  const sign = negative ? '-' : '';
  if (value.scale <= 0) return sign + digits + '0'.repeat(-value.scale);
  const padded = digits.padStart(value.scale + 1, '0');
  return `${sign}${padded.slice(0, -value.scale)}.${padded.slice(-value.scale)}`;
}
