import { setImmediate } from 'node:timers/promises';
import type { DatasetDefinition } from '../../../runtime/schema/dataset.ts';
import type { DatasetField } from '../../../runtime/schema/field.ts';
import type { Json, JsonObject } from '../../../runtime/schema/json.ts';
import { ROWS_PER_DATASET } from '../core/catalog.ts';
import { valueKey, valueText } from '../core/values.ts';
import { CONVERT, TYPE_WORDS } from './convert.ts';
import { rowProblem, type RowProblem } from './problem.ts';
import { csvProblem, decodeText, readCsv, readJson, type RawTable } from './read-table.ts';

/** Problems told one by one; more are only counted. */
const TOLD = 1000;

export interface ParsedRows {
  /** Good rows, converted: numbers as numbers, decimals as text, dates in ISO form. */
  readonly rows: readonly JsonObject[];
  /** Number of each of `rows` in the file, as `RowProblem.row` counts. */
  readonly numbers: readonly number[];
  /** At most 1,000. */
  readonly problems: readonly RowProblem[];
  /** Rows that are not among `rows`. */
  readonly bad: number;
  /** Headings of columns that were passed over, because their values are worked out. */
  readonly computed?: readonly string[];
}

export interface ReadingOptions {
  /** Other headings per field id. */
  readonly titles?: Readonly<Record<string, readonly string[]>>;
  /** Rows of the person's file above the first of this text, its headings counted: a message that names another row names it as the person sees it. @default 0 */
  readonly above?: number;
}

interface Reading {
  readonly rows: JsonObject[];
  readonly numbers: number[];
  readonly problems: RowProblem[];
  bad: number;
}

interface Column {
  readonly field: DatasetField;
  readonly at: number;
}

/**
 * Reads a CSV or JSON file into rows of a dataset. Columns go by field id or title. An empty cell is null. A file that cannot be read at all gives no rows and one problem; it never throws
 * for what a person wrote.
 */
export async function parseRows(
  definition: DatasetDefinition,
  format: 'csv' | 'json',
  input: string | Uint8Array,
  { titles = {}, above = 0 }: ReadingOptions = {},
): Promise<ParsedRows> {
  const text = decodeText(input);
  if (text === null) return refused(rowProblem('SCN_DATA_ENCODING', { row: 0 }));
  const table = format === 'csv' ? await readCsv(text) : readJson(text);
  if ('code' in table) return refused(table);
  const fields = allFields(definition);
  const { columns, problems, fatal, computed } = matchColumns(table, fields, titles, format === 'json');
  if (fatal) return { rows: [], numbers: [], problems, bad: 0 };
  const read = await readRows(definition, table, { fields, columns, problems, above, text });
  return computed.length === 0 ? read : { ...read, computed };
}

function refused(problem: RowProblem): ParsedRows {
  return { rows: [], numbers: [], problems: [problem], bad: 0 };
}

/** What people call a column; the words of own datasets are in their scenario, which is not here. */
function titleOf({ id, title }: DatasetField): string {
  return title === undefined || title.startsWith('@') ? id : title;
}

/** The declared fields, with the two days of validity of a dated dataset. */
function allFields(definition: DatasetDefinition): readonly DatasetField[] {
  const days: DatasetField[] = definition.dated ? ['valid_from', 'valid_to'].map((id) => ({ id, type: 'date', optional: true })) : [];
  return [...definition.fields, ...days.filter((day) => !definition.fields.some((field) => field.id === day.id))];
}

function matchColumns(table: RawTable, fields: readonly DatasetField[], titles: Readonly<Record<string, readonly string[]>>, isJson: boolean): { columns: Column[]; problems: RowProblem[]; fatal: boolean; computed: string[] } {
  const row = isJson ? 0 : 1;
  const columns: Column[] = [];
  const problems: RowProblem[] = [];
  const computed: string[] = [];
  table.columns.forEach((name, at) => {
    const field = fields.find((f) => f.id === name) ?? fields.find((f) => f.title === name || f.texts?.en?.title === name || titles[f.id]?.includes(name));
    if (field?.compute !== undefined) computed.push(name);
    else if (!field) problems.push(rowProblem('SCN_DATA_COLUMN_EXTRA', { row, field: name }));
    else if (columns.some((column) => column.field === field)) problems.push(rowProblem('SCN_DATA_COLUMN_DOUBLE', { row, field: name }));
    else columns.push({ field, at });
  });
  // An empty JSON array has no keys, and lacks nothing.
  const isEmpty = isJson && table.columns.length === 0;
  const missing = isEmpty ? [] : fields.filter((field) => !field.optional && field.compute === undefined && !columns.some((column) => column.field === field));
  problems.push(...missing.map((field) => rowProblem('SCN_DATA_COLUMN_MISSING', { row, field: field.id, words: { field: titleOf(field) } })));
  return { columns, problems, computed, fatal: problems.some((problem) => problem.code !== 'SCN_DATA_COLUMN_EXTRA') };
}

async function readRows(definition: DatasetDefinition, table: RawTable, { fields, columns, problems, above, text }: { readonly fields: readonly DatasetField[]; readonly columns: readonly Column[]; readonly problems: RowProblem[]; readonly above: number; readonly text: string }): Promise<ParsedRows> {
  const reading: Reading = { rows: [], numbers: [], problems, bad: 0 };
  const keyFields = definition.key ? [...definition.key, ...(definition.dated ? ['valid_from'] : [])] : [];
  const types = new Map(fields.map((field) => [field.id, field.type]));
  const seen = new Map<string, number>();
  let number = table.firstRow - 1;
  try {
    for await (const cells of table.rows) {
      number += 1;
      if (number - table.firstRow >= ROWS_PER_DATASET) return refused(rowProblem('SCN_DATA_TOO_MANY', { row: number, words: { limit: String(ROWS_PER_DATASET) } }));
      const found: RowProblem[] = extraCells(table, cells, number);
      const data = convertRow(columns, cells, number, found);
      if (keyFields.length > 0 && found.length === 0) found.push(...doubleKey(keyFields, data, { types, seen, row: number, above }));
      keep(reading, data, number, found);
      if (number % 1000 === 0) await setImmediate();
    }
  } catch (error) {
    // A broken quote makes everything after it doubtful, so nothing of the file is taken.
    return refused(csvProblem(error, text));
  }
  return reading;
}

function keep(reading: Reading, data: JsonObject, number: number, found: readonly RowProblem[]): void {
  if (found.length === 0) {
    reading.rows.push(data);
    reading.numbers.push(number);
    return;
  }
  reading.bad += 1;
  reading.problems.push(...found.slice(0, Math.max(0, TOLD - reading.problems.length)));
}

/** More cells than the header has columns: most often a comma that was not quoted. */
function extraCells(table: RawTable, cells: readonly unknown[], row: number): RowProblem[] {
  if (cells.length <= table.columns.length) return [];
  const reason = { 'zh-CN': `该行有 ${cells.length} 格，表头只有 ${table.columns.length} 列（含逗号的内容须加引号）`, en: `the row has ${cells.length} cells, the header ${table.columns.length} (quote a value with a comma)` };
  return [rowProblem('SCN_DATA_FORMAT', { row, words: { reason } })];
}

function convertRow(columns: readonly Column[], cells: readonly (Json | undefined)[], row: number, found: RowProblem[]): JsonObject {
  const data: Record<string, Json> = {};
  for (const { field, at } of columns) {
    const value = cells[at] ?? null;
    if (value === null || (typeof value === 'string' && value.trim() === '')) {
      if (field.optional) data[field.id] = null;
      else found.push(rowProblem('SCN_DATA_REQUIRED', { row, field: field.id, words: { field: titleOf(field) } }));
      continue;
    }
    const converted = CONVERT[field.type](value);
    if (converted === undefined) {
      const { name, example } = TYPE_WORDS[field.type];
      found.push(rowProblem('SCN_DATA_TYPE', { row, field: field.id, value, words: { field: titleOf(field), type: name, example } }));
    } else if (field.enum && !field.enum.some((option) => String(option) === valueText(converted))) {
      found.push(rowProblem('SCN_DATA_ENUM', { row, field: field.id, value, words: { field: titleOf(field), allowed: field.enum.slice(0, 10).join('、') } }));
    } else data[field.id] = converted;
  }
  return data;
}

function doubleKey(key: readonly string[], data: JsonObject, { types, seen, row, above }: { readonly types: ReadonlyMap<string, DatasetField['type']>; readonly seen: Map<string, number>; readonly row: number; readonly above: number }): RowProblem[] {
  const name = key.map((field) => valueKey(data[field], types.get(field))).join('\u0000');
  const other = seen.get(name);
  if (other === undefined) {
    seen.set(name, row);
    return [];
  }
  return [rowProblem('SCN_DATA_DOUBLE_KEY', { row, field: key.join(', '), value: key.map((field) => valueText(data[field])).join(', '), words: { other: String(other + above) } })];
}
