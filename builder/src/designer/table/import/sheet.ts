import type { Json } from '../../../../../runtime/schema/json.ts';
import { MOST_RULES } from '../../../../../runtime/rules/table-schema.ts';
import { importProblem } from './import-problem.ts';

/** One sheet of a file as texts, as a person sees them. Rows have equal length. */
export interface Sheet {
  readonly name: string;
  readonly rows: readonly (readonly string[])[];
  /** The same as the file has them, where that is more than texts. */
  readonly values?: readonly (readonly Json[])[];
}

/** What is sent of a sheet. */
export function cellsOf({ rows, values }: Sheet): readonly (readonly Json[])[] {
  return values ?? rows;
}

export const MOST_COLUMNS = 200;
/** Titles and notes above the rules. */
export const HEAD_ROWS = 50;

/** Cuts what is empty at the end, makes rows equally long. @throws ImportProblem when there is more than fits */
export function tidy(name: string, given: readonly (readonly string[])[], most: number): Sheet {
  const last = given.findLastIndex((row) => row.some((cell) => cell !== ''));
  const rows = given.slice(0, last + 1);
  if (rows.length > most + HEAD_ROWS) throw importProblem(most === MOST_RULES ? 'SCN_TABLE_FILE_ROWS' : 'SCN_DATA_FILE_ROWS', most);
  const width = rows.reduce((most, row) => Math.max(most, row.findLastIndex((cell) => cell !== '') + 1), 0);
  if (width > MOST_COLUMNS) throw importProblem('SCN_TABLE_FILE_COLUMNS', MOST_COLUMNS);
  return { name, rows: rows.map((row) => Array.from({ length: width }, (_, column) => row[column] ?? '')) };
}
