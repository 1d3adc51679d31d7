import { fromJson } from '../language/json.ts';
import { typeFromSchema } from '../language/types.ts';
import type { FieldType } from '../schema/field.ts';
import type { Json } from '../schema/json.ts';
import { valueSchema } from '../schema/value-schema.ts';
import type { RowInput } from './row-table-schema.ts';

/** Why a value of a row cannot be part of a rule. */
export type RowFaultKind = 'type' | 'blank' | 'range' | 'test' | 'dates';

export type Written = { readonly text: string } | { readonly fault: RowFaultKind };

const NUMBER = /^-?\d+(\.\d+)?$/;
const CALLS: Partial<Readonly<Record<FieldType, string>>> = { date: 'date', time: 'time', 'date-time': 'date and time', duration: 'duration' };
const BAD: Written = { fault: 'type' };

export function isBlank(value: Json | undefined): value is null | undefined | '' {
  return value === undefined || value === null || (typeof value === 'string' && value.trim() === '');
}

/** A stored value as the FEEL literal that means it. */
export function writeLiteral(value: Json, type: FieldType): Written {
  const call = CALLS[type];
  if (call !== undefined) return typeof value === 'string' && fromJson(value, typeFromSchema(valueSchema(type))) !== null ? { text: `${call}(${JSON.stringify(value)})` } : BAD;
  if (type === 'string') return typeof value === 'string' ? { text: JSON.stringify(value) } : BAD;
  if (type === 'boolean') return typeof value === 'boolean' ? { text: String(value) } : BAD;
  if (type === 'integer' || type === 'number' || type === 'decimal') return writeNumber(value, type === 'integer');
  return writeAny(value);
}

function writeNumber(value: Json, whole: boolean): Written {
  const text = typeof value === 'number' ? plainNumber(value) : typeof value === 'string' ? value.trim() : '';
  return NUMBER.test(text) && (!whole || Number.isInteger(Number(text))) ? { text } : BAD;
}

/** FEEL knows no exponents. */
function plainNumber(value: number): string {
  const text = String(value);
  return text.includes('e') ? value.toLocaleString('en', { useGrouping: false, maximumFractionDigits: 20 }) : text;
}

/** Lists, contexts and values of no declared type: FEEL writes them as JSON does, but for exponents. */
function writeAny(value: Json): Written {
  if (typeof value === 'number') return writeNumber(value, false);
  if (typeof value !== 'object' || value === null) return { text: JSON.stringify(value) };
  const parts: readonly (readonly [string, Json])[] = Array.isArray(value) ? value.map((item: Json) => ['', item] as const) : Object.entries(value);
  const written = parts.map(([key, part]) => [key, writeAny(part)] as const);
  if (written.some(([, part]) => 'fault' in part)) return BAD;
  const texts = written.map(([key, part]) => (Array.isArray(value) ? '' : `${JSON.stringify(key)}: `) + ('text' in part ? part.text : ''));
  return { text: Array.isArray(value) ? `[${texts.join(', ')}]` : `{${texts.join(', ')}}` };
}

/** The cell a row has in one column of the table, as unary tests; `-` = any value. */
export function writeCell(input: RowInput, row: Readonly<Record<string, Json>>, typeOf: (column: string) => FieldType): Written {
  if (input.test === 'range') return writeRange(input, row, typeOf);
  const value = row[input.column ?? ''];
  if (isBlank(value)) return input.required === true ? { fault: 'blank' } : { text: '-' };
  if (input.test === 'equals') return writeLiteral(value, typeOf(input.column ?? ''));
  return typeof value === 'string' ? { text: value.trim() } : writeLiteral(value, 'any');
}

function writeRange(input: RowInput, row: Readonly<Record<string, Json>>, typeOf: (column: string) => FieldType): Written {
  const ends = input.ends ?? '[]';
  const [low, high] = [input.low, input.high].map((column) => (column === undefined || isBlank(row[column]) ? null : { value: row[column], written: writeLiteral(row[column], typeOf(column)) }));
  for (const end of [low, high]) if (end && 'fault' in end.written) return end.written;
  const from = low && 'text' in low.written ? low.written.text : null;
  const to = high && 'text' in high.written ? high.written.text : null;
  if (from === null && to === null) return input.required === true ? { fault: 'blank' } : { text: '-' };
  if (to === null) return { text: `${ends.startsWith('[') ? '>=' : '>'} ${from ?? ''}` };
  if (from === null) return { text: `${ends.endsWith(']') ? '<=' : '<'} ${to}` };
  return isUpsideDown(low?.value ?? null, high?.value ?? null) ? { fault: 'range' } : { text: `${ends[0] ?? '['}${from}..${to}${ends[1] ?? ']'}` };
}

/** ISO dates compare as texts, numbers as numbers even when stored as text. */
function isUpsideDown(low: Json, high: Json): boolean {
  const [a, b] = [Number(low), Number(high)];
  if (Number.isFinite(a) && Number.isFinite(b)) return a > b;
  return typeof low === 'string' && typeof high === 'string' && low > high;
}
