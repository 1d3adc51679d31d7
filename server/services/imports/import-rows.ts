import type { DatasetDefinition } from '../../../runtime/schema/dataset.ts';
import type { Json, JsonObject } from '../../../runtime/schema/json.ts';
import type { Locale } from '../../../runtime/schema/text.ts';
import type { ImportReport } from '../../api/data.ts';
import type { ImportWanted } from '../../api/imports.ts';
import type { ParsedRows } from '../../stores/rows/parse-rows.ts';
import { rowProblem, type RowProblem } from '../../stores/rows/problem.ts';
import { valueKey } from '../../stores/core/values.ts';
import type { Row, RowOperation } from '../../stores/store.ts';
import { fail } from '../../errors.ts';
import type { Heavy } from '../../workers/heavy.ts';
import { audit } from '../context.ts';
import type { Base } from '../context.ts';
import { demandDataset, rowIdOf } from '../datasets.ts';
import { referenceProblems } from '../references.ts';
import { replaceRows, writeRows } from '../write-rows.ts';
import type { WriteBase } from '../write-rows.ts';
import { openImport, passOver, writeNoted } from './note.ts';
import type { ImportRecord } from './records.ts';
import { stagePart } from './stage.ts';
import { rowsById, type Written } from './settle.ts';

interface GoodRow {
  readonly id: string;
  readonly data: JsonObject;
  /** Its number in the part of the file. */
  readonly number: number;
  /** The row it changes. */
  readonly old?: Row;
}

interface Judged {
  readonly good: readonly GoodRow[];
  /** Rows that are in the dataset just so. */
  readonly same: number;
  readonly taken: readonly RowProblem[];
  /** Rows that are not good. */
  readonly bad: number;
}

/** Which of these rows the dataset has. */
async function rowsThere(base: Base, dataset: string, ids: readonly string[]): Promise<ReadonlyMap<string, Row>> {
  const there = new Map<string, Row>();
  for await (const rows of rowsById(base, dataset, ids)) for (const row of rows) there.set(row.id, row);
  return there;
}

/** The same row of the same file has the same id, however often it is sent. */
function idOf(definition: DatasetDefinition, data: JsonObject, number: number, { id, file, next = 0 }: ImportRecord, now: Date): string {
  return file && !definition.key ? `${id}.${next + number}` : rowIdOf(definition, data, now);
}

/** Whether a file says nothing of a row that is not so already. */
function isSame(definition: DatasetDefinition, old: Row, data: JsonObject): boolean {
  const types = new Map(definition.fields.map(({ id, type }) => [id, type]));
  return Object.entries(data).every(([field, value]) => valueKey(value, types.get(field)) === valueKey(old.data[field], types.get(field)));
}

/** Rows that may be written. Appending, a key that is in the dataset already is a problem of its row; by key, what a file is silent about stays. */
async function judge(base: Base, definition: DatasetDefinition, { rows, numbers }: ParsedRows, record: ImportRecord): Promise<Judged> {
  const good: GoodRow[] = [];
  const taken: RowProblem[] = [];
  let same = 0;
  const ids = rows.map((data, index) => idOf(definition, data, numbers[index] ?? 0, record, base.now()));
  const there = record.mode !== 'replace' && definition.key !== undefined ? await rowsThere(base, definition.id, ids) : new Map<string, Row>();
  for (const [index, data] of rows.entries()) {
    const id = ids[index] ?? '';
    const number = numbers[index] ?? 0;
    const old = there.get(id);
    if (!old) good.push({ id, data, number });
    else if (record.mode === 'append') taken.push(rowProblem('SCN_DATA_KEY_TAKEN', { row: number, field: (definition.key ?? []).join(', '), value: id }));
    else if (isSame(definition, old, data)) same += 1;
    else good.push({ id, data: { ...old.data, ...data }, number, old });
  }
  const missing = await referenceProblems(base, definition, good.map(({ data, number, old }) => ({ number, data, ...(old ? { before: old.data } : {}) })));
  if (missing.length === 0) return { good, same, taken, bad: taken.length };
  const wrong = new Set(missing.map(({ row }) => row));
  return { good: good.filter(({ number }) => !wrong.has(number)), same, taken: [...taken, ...missing], bad: taken.length + wrong.size };
}

async function writeGood(base: WriteBase, { id, dataset, mode }: ImportRecord, good: readonly GoodRow[], by: string): Promise<Written> {
  const through = { import: id };
  if (mode === 'replace') return { made: (await replaceRows(base, dataset, () => good, by, through)).version };
  const operations = good.map(({ id: row, data, old }): RowOperation => (old ? { kind: 'update', dataset, id: row, expectedVersion: old.version, data } : { kind: 'insert', dataset, id: row, data }));
  await writeRows(base, operations, by, through);
  return {};
}

/** What an undo needs of rows that are about to be written. */
function keptOf({ mode }: ImportRecord, good: readonly GoodRow[]): readonly Json[] {
  return mode === 'append' ? good.map(({ id }) => id) : good.map(({ id, old }) => ({ id, ...(old ? { before: old.data } : {}) }));
}

/** What became of rows; `problems` in every language. */
export interface Brought {
  /** Rows that fit, those that were there just so counted. */
  readonly good: number;
  readonly bad: number;
  readonly written: number;
  /** Of those written by key: new ones, and changed ones. */
  readonly made: number;
  readonly changed: number;
  /** Rows that were in the dataset just so. */
  readonly same: number;
  readonly computed?: readonly string[];
  readonly problems: readonly RowProblem[];
}

/**
 * Brings the rows of a file, of a part of one or of a connection into a dataset. With any problem nothing is written unless
 * it is accepted to keep the good rows; without a good row nothing is ever replaced. A part of a file that replaces all rows
 * is put aside.
 * @throws what `openImport` throws, and what keeps the rows from being written: then none of them is
 */
export async function bringRows(base: WriteBase & { readonly heavy: Heavy }, wanted: ImportWanted, by: string): Promise<Brought> {
  const definition = await demandDataset(base, wanted.dataset);
  if (wanted.mode === 'upsert' && definition.key === undefined) throw fail('SCN_DATA_IMPORT_KEY', { dataset: wanted.dataset });
  const open = await openImport(base, wanted, by);
  const { record } = open;
  const parsed = await base.heavy.run('rows', { definition, format: wanted.format, text: wanted.text, ...(wanted.above === undefined ? {} : { above: wanted.above }) });
  const { good, same, taken, bad: refused } = await judge(base, definition, parsed, record);
  const problems = [...parsed.problems, ...taken];
  const bad = parsed.bad + refused;
  const write = wanted.accept !== 'nothing' && (problems.length === 0 || (wanted.accept === 'good-rows' && good.length + same > 0));
  const seen = good.length + same + bad;
  const isPart = record.mode === 'replace' && record.file !== undefined;
  const changed = good.filter(({ old }) => old !== undefined).length;
  const brought: Brought = { good: good.length + same, bad, written: 0, made: 0, changed: 0, same, problems, ...(parsed.computed ? { computed: parsed.computed } : {}) };
  if (isPart) {
    if (seen > 0 && (write || wanted.accept === 'good-rows')) await stagePart(base, open, { definition, rows: good, bad, seen }, by);
    return brought;
  }
  const told = { mode: wanted.mode, written: good.length, bad, ...(record.file ? { import: record.id, from: record.next ?? 0 } : {}) };
  if (write && good.length > 0) await writeNoted(base, open, { kept: keptOf(record, good), written: good.length, bad, seen, told }, by, () => writeGood(base, record, good, by));
  else if (write && wanted.mode === 'replace') await replaceRows(base, wanted.dataset, () => good, by);
  else if (record.file && seen > 0 && (write || wanted.accept === 'good-rows')) await passOver(base, open, { bad, seen }, by);
  if (write && good.length === 0) await audit(base, by, 'dataset.import', wanted.dataset, told);
  return write ? { ...brought, written: good.length, made: good.length - changed, changed } : brought;
}

/** The same, told to a person. @throws as `bringRows` */
export async function importRows(base: WriteBase & { readonly heavy: Heavy }, wanted: ImportWanted, by: string, locale: Locale): Promise<ImportReport> {
  const { good, bad, written, computed, problems } = await bringRows(base, wanted, by);
  return { good, bad, written, ...(computed ? { computed: [...computed] } : {}), problems: problems.map(({ message, ...problem }) => ({ ...problem, message: message[locale] })) };
}
