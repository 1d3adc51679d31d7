import type { TableRule } from '../../../../runtime/rules/table-schema.ts';
import { cellText, type TableColumn } from './table-columns.ts';

export interface FindOptions {
  readonly text: string;
  /** The cell is exactly this text. */
  readonly whole: boolean;
}

export interface FoundCell {
  readonly row: number;
  readonly column: number;
}

function matches(source: string, { text, whole }: FindOptions): boolean {
  const [cell, wanted] = [source.toLowerCase(), text.toLowerCase()];
  // A person looks for 门诊, not for "门诊" with the quotes a formula needs.
  return whole ? cell === wanted || cell === `"${wanted}"` : cell.includes(wanted);
}

/** Cells that hold a text, in reading order; case does not count. */
export function findCells(rules: readonly TableRule[], columns: readonly TableColumn[], options: FindOptions): readonly FoundCell[] {
  if (options.text === '') return [];
  return rules.flatMap((rule, row) => columns.flatMap((column, index) => (matches(cellText(rule, column), options) ? [{ row, column: index }] : [])));
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

/** The cell with the found text replaced; quotes around a whole text stay. */
export function replaced(source: string, { text, whole }: FindOptions, by: string): string {
  if (whole) return source.startsWith('"') && !text.startsWith('"') ? `"${by}"` : by;
  return source.replace(new RegExp(escaped(text), 'giu'), () => by);
}
