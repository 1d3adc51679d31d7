import type { FieldType } from '../../../runtime/schema/field.ts';
import type { Json } from '../../../runtime/schema/json.ts';
import { canonicalJson } from './journal.ts';

const NUMERIC: ReadonlySet<FieldType> = new Set<FieldType>(['integer', 'number', 'decimal']);
const DECIMAL = /^([+-]?)(\d+)(?:\.(\d+))?$/;
const ZONED = /(?:Z|[+-]\d\d:\d\d)$/;

/**
 * One text per value, so that equal values of a field share an index bucket: 1 and 1.0, "1.50" and "1.5",
 * one moment in two zones. Numbers as decimal text keep their exact value.
 */
export function valueKey(value: Json | undefined, type: FieldType | undefined): string {
  if (typeof value === 'string' && !readsText(type)) return `s${value}`;
  if (value === undefined || value === null) return 'null';
  if (type && NUMERIC.has(type) && (typeof value === 'number' || typeof value === 'string')) return Number.isSafeInteger(value) ? `n${value}` : `n${decimalText(String(value))}`;
  if (type === 'date-time' && typeof value === 'string') return momentKey(value);
  return typeof value === 'string' ? `s${value}` : canonicalJson(value);
}

/** Whether texts that look different may be one value of the type. */
export function readsText(type: FieldType | undefined): boolean {
  return type === 'date-time' || (type !== undefined && NUMERIC.has(type));
}

/** Below 0, 0 or above 0; null when the two cannot be compared. */
export function compareValues(a: Json | undefined, b: Json | undefined, type: FieldType | undefined): number | null {
  if (a === undefined || a === null || b === undefined || b === null) return null;
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  if (type && NUMERIC.has(type)) return compareDecimals(valueText(a), valueText(b));
  if (type === 'date-time' && typeof a === 'string' && typeof b === 'string' && ZONED.test(a) && ZONED.test(b)) return Date.parse(a) - Date.parse(b);
  if (typeof a !== typeof b) return null;
  if (typeof a === 'string' && typeof b === 'string') return a < b ? -1 : a > b ? 1 : 0;
  if (typeof a === 'boolean' && typeof b === 'boolean') return Number(a) - Number(b);
  return null;
}

function momentKey(value: string): string {
  const ms = ZONED.test(value) ? Date.parse(value) : Number.NaN;
  return Number.isNaN(ms) ? `s${value}` : `t${ms}`;
}

function decimalText(text: string): string {
  const match = DECIMAL.exec(text);
  if (!match) return String(Number(text));
  const whole = (match[2] ?? '').replace(/^0+(?=\d)/, '');
  const fraction = (match[3] ?? '').replace(/0+$/, '');
  const body = fraction ? `${whole}.${fraction}` : whole;
  return match[1] === '-' && body !== '0' ? `-${body}` : body;
}

function compareDecimals(a: string, b: string): number | null {
  if (a.length <= 15 && b.length <= 15) {
    const difference = Number(a) - Number(b);
    return Number.isNaN(difference) ? null : Math.sign(difference);
  }
  const x = DECIMAL.exec(a);
  const y = DECIMAL.exec(b);
  if (!x || !y) return null;
  const scale = Math.max(x[3]?.length ?? 0, y[3]?.length ?? 0);
  const left = scaled(x, scale);
  const right = scaled(y, scale);
  return left < right ? -1 : left > right ? 1 : 0;
}

function scaled(match: RegExpExecArray, scale: number): bigint {
  const digits = BigInt(`${match[2] ?? ''}${(match[3] ?? '').padEnd(scale, '0')}`);
  return match[1] === '-' ? -digits : digits;
}

/** A value as people would write it in a cell; nothing for null. */
export function valueText(value: Json | undefined): string {
  if (value === undefined || value === null) return '';
  return typeof value === 'string' ? value : canonicalJson(value);
}
