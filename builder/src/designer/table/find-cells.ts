import type { TableRule } from '../../../../runtime/rules/table-schema.ts';
import { cellText, type TableColumn } from './table-columns.ts';

export interface FindOptions {
  readonly text: string;
  /** The cell is exactly this text. */
  readonly whole: boolean;
}

/** Row -1 is the heads of the columns. */
export interface FoundCell {
  readonly row: number;
  readonly column: number;
  /** What is written holds the text, not only the words that are shown for it: it can be replaced. */
  readonly written: boolean;
}

/** What a person reads in the cells of a rule, column by column, or in the heads where there is no rule. */
export type ReadIn = (rule: TableRule | undefined) => readonly string[];

function matches(source: string, { text, whole }: FindOptions): boolean {
  const [cell, wanted] = [source.toLowerCase(), text.toLowerCase()];
  // A person looks for 门诊, not for "门诊" with the quotes a formula needs.
  return whole ? cell === wanted || cell === `"${wanted}"` : cell.includes(wanted);
}

/** What the head of a column is written as: where its value comes from. */
function headText(column: TableColumn): string {
  return column.kind === 'input' ? column.input.expr : column.id;
}

/** Cells and heads that hold a text or show it, in reading order; case does not count. */
export function findCells(rules: readonly TableRule[], columns: readonly TableColumn[], options: FindOptions, readIn: ReadIn): readonly FoundCell[] {
  if (options.text === '') return [];
  const inRow = (row: number, rule: TableRule | undefined) => {
    const read = readIn(rule);
    return columns.flatMap((column, index): readonly FoundCell[] => {
      const written = matches(rule === undefined ? headText(column) : cellText(rule, column), options);
      return written || matches(read[index] ?? '', options) ? [{ row, column: index, written: written && rule !== undefined }] : [];
    });
  };
  return [...inRow(-1, undefined), ...rules.flatMap((rule, row) => inRow(row, rule))];
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

/** The cell with the found text replaced; quotes around a whole text stay. */
export function replaced(source: string, { text, whole }: FindOptions, by: string): string {
  if (whole) return source.startsWith('"') && !text.startsWith('"') ? `"${by}"` : by;
  return source.replace(new RegExp(escaped(text), 'giu'), () => by);
}
