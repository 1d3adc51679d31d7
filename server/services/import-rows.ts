import { parse } from 'csv-parse/sync';
import type { DatasetDefinition } from '../../runtime/schema/dataset.ts';
import type { Json, JsonObject } from '../../runtime/schema/json.ts';
import type { Locale } from '../../runtime/schema/text.ts';
import type { ImportReport } from '../api/data.ts';
import { fail } from '../errors.ts';
import type { RowOperation } from '../stores/store.ts';
import { audit } from './context.ts';
import type { Base } from './context.ts';
import { demandDataset, rowIdOf } from './datasets.ts';
import { parseJson } from './json-scan.ts';
import { rowFromText, rowProblems } from './row-rules.ts';
import type { RowProblem } from './row-rules.ts';

const MAX_PROBLEMS = 1000;

export interface ImportWanted {
  readonly dataset: string;
  readonly format: 'csv' | 'json';
  readonly text: string;
  readonly mode: 'append' | 'replace';
  readonly accept?: 'good-rows';
}

function readCsv(definition: DatasetDefinition, text: string): JsonObject[] {
  try {
    const records = parse<Record<string, string>>(text, { columns: true, bom: true, skip_empty_lines: true, relax_column_count: true, trim: true, max_record_size: 1_000_000 });
    return records.map((record) => rowFromText(definition, record));
  } catch (cause) {
    throw fail('SCN_DATA_IMPORT', { reason: cause instanceof Error ? cause.message : String(cause) }, cause);
  }
}

function readJsonRows(text: string): Json[] {
  const value = parseJson(text) as Json;
  if (!Array.isArray(value)) throw fail('SCN_DATA_IMPORT', { reason: 'JSON: [ … ]' });
  return value as Json[];
}

function isObject(value: Json): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

interface Judged {
  readonly good: readonly { readonly id: string; readonly data: JsonObject }[];
  /** Row numbers as people count them in the file: data rows from 1. */
  readonly bad: readonly { readonly row: number; readonly problems: readonly RowProblem[] }[];
}

const repeated = (id: string): RowProblem => ({ field: '', value: id, code: 'unique', message: { 'zh-CN': `“${id}”重复`, en: `“${id}” appears twice` } });
const notARow: RowProblem = { field: '', value: null, code: 'type', message: { 'zh-CN': '这一项不是一行', en: 'This item is not a row' } };

async function judge(base: Base, definition: DatasetDefinition, rows: readonly Json[], mode: ImportWanted['mode']): Promise<Judged> {
  const seen = new Set<string>();
  const good: { id: string; data: JsonObject }[] = [];
  const bad: { row: number; problems: RowProblem[] }[] = [];
  for (const [index, data] of rows.entries()) {
    const problems = isObject(data) ? rowProblems(definition, data) : [notARow];
    const id = isObject(data) ? rowIdOf(definition, data, base.now()) : '';
    const taken = problems.length === 0 && definition.key !== undefined && (seen.has(id) || (mode === 'append' && (await base.store.datasets.row(definition.id, id)) !== null));
    if (taken) problems.push(repeated(id));
    seen.add(id);
    if (problems.length > 0) bad.push({ row: index + 1, problems });
    else good.push({ id, data: data as JsonObject });
  }
  return { good, bad };
}

/**
 * Reads a file into a dataset. With bad rows nothing is written unless the person accepted to keep the good ones.
 * @throws SCN_DATA_IMPORT when the file as a whole cannot be read
 */
export async function importRows(base: Base, wanted: ImportWanted, by: string, locale: Locale): Promise<ImportReport> {
  const definition = await demandDataset(base, wanted.dataset);
  const rows = wanted.format === 'csv' ? readCsv(definition, wanted.text) : readJsonRows(wanted.text);
  const { good, bad } = await judge(base, definition, rows, wanted.mode);
  const write = bad.length === 0 || wanted.accept === 'good-rows';
  if (write && wanted.mode === 'replace') await base.store.datasets.load(wanted.dataset, good.map((row) => row.data), by);
  if (write && wanted.mode === 'append' && good.length > 0) {
    await base.store.datasets.write(good.map((row): RowOperation => ({ kind: 'insert', dataset: wanted.dataset, id: row.id, data: row.data })), by);
  }
  if (write) await audit(base, by, 'dataset.import', wanted.dataset, { mode: wanted.mode, written: good.length, bad: bad.length });
  return {
    good: good.length,
    bad: bad.length,
    written: write ? good.length : 0,
    problems: bad.flatMap(({ row, problems }) => problems.map((problem) => ({ row, ...(problem.field ? { field: problem.field } : {}), value: problem.value, code: problem.code, message: problem.message[locale] }))).slice(0, MAX_PROBLEMS),
  };
}
