import { parseCsv } from 'hucre/csv';
import { readXlsx, type CellValue, type MergeRange } from 'hucre/xlsx';
import type { JsonObject } from '../../../../../runtime/schema/json.ts';
import { MOST_RULES } from '../../../../../runtime/rules/table-schema.ts';
import { openQuoteLine } from '../../../../../runtime/schema/open-quote.ts';
import { importProblem, ImportProblem } from './import-problem.ts';
import { HEAD_ROWS, MOST_COLUMNS, tidy, type Sheet } from './sheet.ts';
import { zipSize } from './zip-size.ts';

/** How far the reading is: the file is being expanded to so many megabytes, or its rows are being read. */
export type ReadStep = { readonly stage: 'expand'; readonly mb: number } | { readonly stage: 'rows'; readonly at: number; readonly of: number };

/** What is to be read, and who is told how far it is. */
export interface ReadOptions {
  /** Rows taken, those of a decision table when left out. */
  readonly most?: number;
  readonly onStep?: (step: ReadStep) => void;
}

/** Rows between two steps told. */
const STEP_ROWS = 1000;

const MB = 1_000_000;
const MOST_BYTES = 20 * MB;
/** Of a JSON file, which repeats its headings in every row. */
const MOST_JSON_BYTES = 64 * MB;
/** An ordinary sheet of 20,000 rows × 60 columns expands to less. */
const MOST_EXPANDED = 150 * MB;
const MOST_ENTRIES = 4000;

function dayText(date: Date): string {
  const text = date.toISOString();
  return text.endsWith('T00:00:00.000Z') ? text.slice(0, 10) : text.slice(0, 16).replace('T', ' ');
}

function cellText(value: CellValue | undefined): string {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return dayText(value);
  if (typeof value === 'boolean') return value ? '是' : '否';
  return String(value).trim();
}

/** A merged cell stands for the same value in all its places. */
function spreadMerges(rows: string[][], merges: readonly MergeRange[]): void {
  for (const { startRow, startCol, endRow, endCol } of merges) {
    const text = rows[startRow]?.[startCol] ?? '';
    for (let row = startRow; row <= Math.min(endRow, rows.length - 1); row += 1) {
      const line = rows[row];
      for (let column = startCol; column <= Math.min(endCol, MOST_COLUMNS); column += 1) if (line) line[column] = text;
    }
  }
}

/** The megabytes the file expands to. */
function refuseBomb(bytes: Uint8Array): number {
  const size = zipSize(bytes);
  if (size === undefined) throw importProblem('SCN_TABLE_FILE_BROKEN', 'zip');
  if (size.bytes > MOST_EXPANDED || size.entries > MOST_ENTRIES) throw importProblem('SCN_TABLE_FILE_BOMB', Math.round(size.bytes / MB));
  return Math.ceil(size.bytes / MB);
}

async function readWorkbook(bytes: Uint8Array, most: number, onStep: NonNullable<ReadOptions['onStep']>): Promise<readonly Sheet[]> {
  onStep({ stage: 'expand', mb: refuseBomb(bytes) });
  const book = await readXlsx(bytes, { maxRows: most + HEAD_ROWS + 1 });
  const all = book.sheets.reduce((sum, sheet) => sum + sheet.rows.length, 0);
  let read = 0;
  return book.sheets.map((sheet) => {
    const rows = sheet.rows.map((row) => {
      if (read % STEP_ROWS === 0) onStep({ stage: 'rows', at: read, of: all });
      read += 1;
      return row.slice(0, MOST_COLUMNS + 1).map(cellText);
    });
    spreadMerges(rows, sheet.merges ?? []);
    return tidy(sheet.name, rows, most);
  });
}

/** UTF-16 where its mark says so, UTF-8 where it is that, else the encoding in which Chinese Excel and WPS save CSV. */
function decode(bytes: Uint8Array): string {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('gb18030').decode(bytes);
  }
}

function delimiterOf(text: string): string {
  const line = text.slice(0, 4000).split(/\r?\n/).find((one) => one.trim() !== '') ?? '';
  return ['\t', ';', ','].find((sign) => line.includes(sign)) ?? ',';
}

/** An apostrophe that keeps a spreadsheet from taking a text for a formula is no part of the text. */
function withoutGuard(cell: string): string {
  return cell.replace(/^'(?=[=+@-])/, '').trim();
}

/** Pages that programs save under the name of a sheet. */
const MARKUP = /^\s*<(?:!doctype|html|head|body|table|\?xml)\b/i;

function readText(name: string, bytes: Uint8Array, most: number): Sheet {
  const text = decode(bytes).replace(/^\uFEFF/, '');
  if (MARKUP.test(text)) throw importProblem('SCN_TABLE_FILE_BROKEN', 'HTML / XML');
  if (text.slice(0, 4000).includes('\u0000')) throw importProblem('SCN_TABLE_FILE_BROKEN', 'U+0000');
  const open = openQuoteLine(text, delimiterOf(text));
  if (open !== undefined) throw importProblem('SCN_DATA_FILE_QUOTE', open);
  const rows = parseCsv(text, { delimiter: delimiterOf(text) }).map((row) => row.map((cell) => withoutGuard(cellText(cell))));
  return tidy(name, rows, most);
}

const isObject = (value: unknown): value is JsonObject => typeof value === 'object' && value !== null && !Array.isArray(value);

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const at = /position (\d+)/.exec(error instanceof Error ? error.message : '')?.[1];
    throw importProblem('SCN_DATA_FILE_JSON_BROKEN', text.slice(0, at === undefined ? undefined : Number(at)).split('\n').length);
  }
}

/** A JSON array of objects, whose keys are the headings. */
function readJson(name: string, bytes: Uint8Array, most: number): Sheet {
  const given = parsedJson(decode(bytes).replace(/^\uFEFF/, ''));
  if (!Array.isArray(given) || !given.every(isObject)) throw importProblem('SCN_DATA_FILE_JSON');
  const heads = new Set<string>();
  for (const row of given) for (const key of Object.keys(row)) heads.add(key);
  const names = [...heads];
  const values = [names, ...given.map((row) => names.map((key) => row[key] ?? ''))];
  const sheet = tidy(name, values.map((row) => row.map((value) => (typeof value === 'string' ? value : JSON.stringify(value)))), most);
  return { ...sheet, values: values.slice(0, sheet.rows.length) };
}

/**
 * The sheets of an XLSX, CSV, tab-separated or JSON file, as they are seen; empty sheets are left out. Nothing is expanded
 * before its size is known.
 * @throws ImportProblem with a code, whatever the file holds
 */
export async function readSheets(file: { readonly name: string; readonly bytes: Uint8Array }, { most = MOST_RULES, onStep = () => undefined }: ReadOptions = {}): Promise<readonly Sheet[]> {
  const { bytes } = file;
  const isJson = file.name.toLowerCase().endsWith('.json');
  const mostBytes = isJson ? MOST_JSON_BYTES : MOST_BYTES;
  if (bytes.byteLength > mostBytes) throw importProblem('SCN_TABLE_FILE_SIZE', Math.ceil(bytes.byteLength / MB), mostBytes / MB);
  const [first, second] = bytes;
  if (first === 0xd0 && second === 0xcf) throw importProblem('SCN_TABLE_FILE_OLD');
  try {
    const sheets = first === 0x50 && second === 0x4b ? await readWorkbook(bytes, most, onStep) : [(isJson ? readJson : readText)(file.name, bytes, most)];
    const full = sheets.filter(({ rows }) => rows.length > 0);
    if (full.length === 0) throw importProblem('SCN_TABLE_FILE_EMPTY');
    return full;
  } catch (error) {
    throw error instanceof ImportProblem ? error : importProblem('SCN_TABLE_FILE_BROKEN', '内容不完整或已损坏', 'its content is cut off or damaged');
  }
}
