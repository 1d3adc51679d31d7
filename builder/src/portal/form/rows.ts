import type { PortalColumn, PortalField } from '../../../../server/api/portal.ts';
import { plainText } from '../format/plain-text.ts';
import { isRowsEntry, narrow, type Entry, type RowEntry } from './entry-kinds.ts';
import type { CellFlaw, Flaw } from './flaw.ts';
import { keptText, limitFlaw, textFlaw } from './limits.ts';
import { readNumber } from './number-text.ts';

type Cell = string | boolean | undefined;
type Row = Readonly<Record<string, unknown>>;

const isBlank = (cell: Cell): boolean => cell === undefined || cell === false || (typeof cell === 'string' && cell.trim() === '');

/** Columns somebody fills in. */
export const askedColumns = (field: PortalField): readonly PortalColumn[] => (field.columns ?? []).filter((column) => column.compute === undefined);

/** A row nobody has touched is none. */
const isBlankRow = (field: PortalField, row: RowEntry): boolean => askedColumns(field).every((column) => isBlank(row.cells[column.id]));

export function filledRows(field: PortalField, entry: Entry | undefined): readonly { readonly row: RowEntry; readonly index: number }[] {
  return isRowsEntry(entry) ? entry.rows.map((row, index) => ({ row, index })).filter(({ row }) => !isBlankRow(field, row)) : [];
}

function readCell(column: PortalColumn, cell: Cell): { readonly value: unknown } | { readonly flaw: Flaw } {
  if (column.type === 'boolean') return { value: cell === true };
  if (isBlank(cell) || typeof cell !== 'string') return { value: null };
  if (column.choices) {
    const chosen = column.choices.find((choice) => JSON.stringify(choice.value) === cell);
    return chosen ? { value: chosen.value } : { flaw: { kind: 'choice' } };
  }
  if (['integer', 'number', 'decimal'].includes(column.type)) return readNumber(column.type, cell);
  return { value: column.type === 'date' ? narrow(cell) : keptText(column, cell) };
}

/** Rows as values, every column present; what cannot be read is null. */
export function readRows(field: PortalField, entry: Entry | undefined): readonly Row[] | null {
  const rows = filledRows(field, entry);
  if (rows.length === 0) return null;
  return rows.map(({ row }) => Object.fromEntries((field.columns ?? []).map((column) => {
    const read = column.compute === undefined ? readCell(column, row.cells[column.id]) : { value: null };
    return [column.id, 'value' in read ? read.value : null];
  })));
}

function cellFlaw(column: PortalColumn, cell: Cell): Flaw | undefined {
  const read = readCell(column, cell);
  if ('flaw' in read) return read.flaw;
  if (read.value === null) return column.optional ? undefined : { kind: 'empty' };
  return limitFlaw(column, read.value) ?? textFlaw(column, read.value);
}

/** What is wrong with the cells, by place in the entry. */
export function rowFlaws(field: PortalField, entry: Entry | undefined): readonly CellFlaw[] {
  return filledRows(field, entry).flatMap(({ row, index }) => askedColumns(field).flatMap((column) => {
    const flaw = cellFlaw(column, row.cells[column.id]);
    return flaw === undefined ? [] : [{ row: index, column: column.id, flaw }];
  }));
}

/** What is sent: no computed column and no empty cell. */
export function sentRows(field: PortalField, rows: unknown): unknown {
  const asked = askedColumns(field);
  return Array.isArray(rows) ? (rows as readonly Row[]).map((row) => Object.fromEntries(asked.filter(({ id }) => row[id] !== null && row[id] !== undefined).map(({ id }) => [id, row[id]]))) : rows;
}

/** Rows of a stored answer as entries. */
export function rowEntries(field: PortalField, value: unknown): readonly RowEntry[] {
  if (!Array.isArray(value)) return [];
  return (value as readonly Row[]).map((row, key) => ({ key, cells: Object.fromEntries(askedColumns(field).map((column) => [column.id, cellOf(column, row[column.id])])) }));
}

function cellOf(column: PortalColumn, value: unknown): string | boolean {
  if (column.type === 'boolean') return value === true;
  if (value === null || value === undefined) return '';
  return column.choices ? JSON.stringify(value) : plainText(value);
}
