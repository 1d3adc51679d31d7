import type { DatasetField } from '../../../../../runtime/schema/field.ts';

/** What is typed for each field of a row; '' is no value. */
export type RowEntries = Readonly<Record<string, string>>;

const STRUCTURED: readonly string[] = ['list', 'context', 'any'];
const NUMERIC: readonly string[] = ['integer', 'number'];

/** Fields a person edits: those of the definition, and the days of validity where rows are dated. */
export function editableFields(definition: { readonly fields: readonly DatasetField[]; readonly dated?: boolean }): readonly DatasetField[] {
  const validity: readonly DatasetField[] = definition.dated === true ? [{ id: 'valid_from', type: 'date', optional: true }, { id: 'valid_to', type: 'date', optional: true }] : [];
  return [...definition.fields, ...validity.filter((field) => !definition.fields.some(({ id }) => id === field.id))];
}

export function entriesOf(fields: readonly DatasetField[], data: Readonly<Record<string, unknown>>): RowEntries {
  return Object.fromEntries(fields.map(({ id }) => {
    const value = data[id];
    return [id, value === undefined || value === null ? '' : typeof value === 'string' ? value : JSON.stringify(value)];
  }));
}

function valueOf(field: DatasetField, text: string): unknown {
  if (text.trim() === '') return null;
  if (field.type === 'boolean') return text === 'true';
  // A number that is none is sent as it was typed: the server says what is wrong with it.
  if (NUMERIC.includes(field.type)) return Number.isFinite(Number(text)) ? Number(text) : text;
  if (!STRUCTURED.includes(field.type)) return field.type === 'string' ? text : text.trim();
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

/** The row to send: every field a person fills in, null where nothing is typed. */
export function rowOf(fields: readonly DatasetField[], entries: RowEntries): Record<string, unknown> {
  return Object.fromEntries(fields.filter(({ compute }) => compute === undefined).map((field) => [field.id, valueOf(field, entries[field.id] ?? '')]));
}
