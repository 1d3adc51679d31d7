import type { DatasetField, FieldType } from '../../../../../runtime/schema/field.ts';

const NAME = /^[\p{L}_][\p{L}\p{N}_]{0,63}$/u;
const TYPES: readonly string[] = ['string', 'integer', 'number', 'decimal', 'boolean', 'date', 'time', 'date-time', 'duration', 'list', 'context', 'any'];

export type FieldsReading = { readonly kind: 'fields'; readonly fields: readonly DatasetField[] } | { readonly kind: 'bad'; readonly line: string };

/** Reads `saved_yuan decimal` lines; the type is text when it is left out. */
export function readFields(text: string): FieldsReading {
  const fields: DatasetField[] = [];
  for (const raw of text.split('\n')) {
    const line = raw.trim();
    if (line === '') continue;
    const [id = '', type = 'string', ...rest] = line.split(/\s+/);
    if (!NAME.test(id) || !TYPES.includes(type) || rest.length > 0 || fields.some((field) => field.id === id)) return { kind: 'bad', line };
    fields.push({ id, type: type as FieldType });
  }
  return fields.length === 0 ? { kind: 'bad', line: '' } : { kind: 'fields', fields };
}

/** A name for formulas that is not taken: `health/report` → `report`. */
export function localNameOf(address: string, taken: readonly string[]): string {
  const base = (address.split('/').at(-1) ?? 'data').replaceAll('-', '_');
  let name = base;
  for (let number = 2; taken.includes(name); number += 1) name = `${base}_${number}`;
  return name;
}

export function isLocalName(name: string, taken: readonly string[]): boolean {
  return NAME.test(name) && !taken.includes(name) && !['row', 'param', 'run', 'user', 'item'].includes(name);
}
