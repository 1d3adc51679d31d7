import { Readable } from 'node:stream';
import { parse, CsvError } from 'csv-parse';
import type { Json, JsonObject } from '../../../runtime/schema/json.ts';
import { openQuoteLine } from '../../../runtime/schema/open-quote.ts';
import type { LocalText } from '../../../runtime/schema/text.ts';
import { rowProblem, type RowProblem } from './problem.ts';

/** A file as cells: `columns` as written, one array per row. JSON gives its own keys as columns. */
export interface RawTable {
  /** Number the first row has for people. */
  readonly firstRow: number;
  readonly columns: readonly string[];
  readonly rows: AsyncIterable<readonly (Json | undefined)[]> | Iterable<readonly (Json | undefined)[]>;
}

/** Text of a file: UTF-8, UTF-16 with its mark, or the encoding in which Chinese Excel and WPS save; null when it is none of them. */
export function decodeText(input: string | Uint8Array): string | null {
  if (typeof input === 'string') return input.includes('\uFFFD') ? null : input;
  const [first, second] = input;
  const marked = first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : undefined;
  for (const encoding of marked === undefined ? ['utf-8', 'gb18030'] : [marked]) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(input);
    } catch {
      continue;
    }
  }
  return null;
}

const SLICE = 64 * 1024;
/** More are no table a person made. */
const MOST_COLUMNS = 1000;

/** Reads CSV piece by piece, so that a large file leaves room for requests. */
export async function readCsv(text: string): Promise<RawTable | RowProblem> {
  const body = text.replace(/^\uFEFF/, '');
  const records = Readable.from(slices(body)).pipe(parse({ delimiter: delimiterOf(body), relax_column_count: true, skip_empty_lines: true }));
  const rows = (records as AsyncIterable<string[]>)[Symbol.asyncIterator]();
  try {
    const header = await rows.next();
    if (header.done) return rowProblem('SCN_DATA_FORMAT', { row: 0, words: { reason: { 'zh-CN': '文件是空的', en: 'it is empty' } } });
    if (header.value.length > MOST_COLUMNS) return rowProblem('SCN_DATA_FORMAT', { row: 1, words: { reason: { 'zh-CN': `有 ${header.value.length} 列，最多 ${MOST_COLUMNS} 列`, en: `it has ${header.value.length} columns, at most ${MOST_COLUMNS}` } } });
    return { firstRow: 2, columns: header.value.map((name) => name.trim()), rows: { [Symbol.asyncIterator]: () => rows } };
  } catch (error) {
    return csvProblem(error, body);
  }
}

/** A syntax error of the file as a problem; anything else is rethrown. */
export function csvProblem(error: unknown, text: string): RowProblem {
  if (!(error instanceof CsvError)) throw error;
  const line = openQuoteLine(text, delimiterOf(text)) ?? Number(error['lines'] ?? 0);
  return rowProblem('SCN_DATA_FORMAT', { row: line, words: { reason: CSV_WORDS[error.code] ?? OTHER_CSV } });
}

const CSV_WORDS: Readonly<Record<string, LocalText>> = {
  CSV_QUOTE_NOT_CLOSED: { 'zh-CN': '这一行的引号没有收尾，后面的内容会连成一格', en: 'a quote of this line is not closed, so all that follows would be one cell' },
  CSV_INVALID_CLOSING_QUOTE: { 'zh-CN': '引号收尾后还有别的内容（引号里的引号要写两个）', en: 'something follows a closing quote (write a quote within quotes twice)' },
};
const OTHER_CSV: LocalText = { 'zh-CN': '引号或分隔符写得不对', en: 'its quotes or separators are wrong' };

/** Where JSON breaks off or is wrong, by line. */
function jsonWords(text: string, error: unknown): LocalText {
  const said = error instanceof Error ? error.message : '';
  const at = /position (\d+)/.exec(said)?.[1];
  const line = text.slice(0, at === undefined ? undefined : Number(at)).split('\n').length;
  const isCut = /Unterminated|end of JSON/.test(said);
  return isCut ? { 'zh-CN': `JSON 到第 ${line} 行就断了`, en: `the JSON breaks off in line ${line}` } : { 'zh-CN': `JSON 在第 ${line} 行附近写错了`, en: `the JSON is wrong near line ${line}` };
}

/** A JSON array of objects. */
export function readJson(text: string): RawTable | RowProblem {
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    return rowProblem('SCN_DATA_FORMAT', { row: 0, words: { reason: jsonWords(text, error) } });
  }
  const isRows = Array.isArray(value) && value.every((row) => typeof row === 'object' && row !== null && !Array.isArray(row));
  if (!isRows) return rowProblem('SCN_DATA_FORMAT', { row: 0, words: { reason: { 'zh-CN': '应为由对象组成的数组', en: 'it must be an array of objects' } } });
  const objects = value as readonly JsonObject[];
  const columns = new Set<string>();
  for (const object of objects) for (const key of Object.keys(object)) columns.add(key);
  const names = [...columns];
  return { firstRow: 1, columns: names, rows: cellsOf(objects, names) };
}

function* cellsOf(objects: readonly JsonObject[], names: readonly string[]): Generator<readonly (Json | undefined)[]> {
  for (const object of objects) yield names.map((name) => (Object.hasOwn(object, name) ? object[name] : undefined));
}

function* slices(text: string): Generator<string> {
  for (let at = 0; at < text.length; at += SLICE) yield text.slice(at, at + SLICE);
}

/** Whichever separator the header has most of. */
function delimiterOf(text: string): string {
  const header = text.slice(0, Math.max(0, text.search(/\r?\n|$/)));
  const count = (mark: string) => header.split(mark).length;
  return [',', '\t', ';'].reduce((best, mark) => (count(mark) > count(best) ? mark : best));
}
