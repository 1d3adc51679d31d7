import type { DatasetDefinition } from '../../../runtime/schema/dataset.ts';
import type { JsonObject } from '../../../runtime/schema/json.ts';
import type { Locale } from '../../../runtime/schema/text.ts';
import type { ImportReport } from '../../api/data.ts';
import type { ImportWanted } from '../../api/imports.ts';
import type { ParsedRows } from '../../stores/rows/parse-rows.ts';
import { rowProblem, type RowProblem } from '../../stores/rows/problem.ts';
import type { RowOperation } from '../../stores/store.ts';
import type { Heavy } from '../../workers/heavy.ts';
import { audit } from '../context.ts';
import type { Base } from '../context.ts';
import { demandDataset, rowIdOf } from '../datasets.ts';
import { replaceRows, writeRows } from '../write-rows.ts';
import type { WriteBase } from '../write-rows.ts';
import { openImport, passOver, writeNoted } from './note.ts';
import type { ImportRecord } from './records.ts';
import { rowsById } from './settle.ts';

interface GoodRow {
  readonly id: string;
  readonly data: JsonObject;
}

interface Judged {
  readonly good: readonly GoodRow[];
  readonly taken: readonly RowProblem[];
}

/** Which of these rows the dataset has. */
async function idsThere(base: Base, dataset: string, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const there = new Set<string>();
  for await (const rows of rowsById(base, dataset, ids)) for (const { id } of rows) there.add(id);
  return there;
}

/** The same row of the same file has the same id, however often it is sent. */
function idOf(definition: DatasetDefinition, data: JsonObject, number: number, { id, file, next = 0 }: ImportRecord, now: Date): string {
  return file && !definition.key ? `${id}.${next + number}` : rowIdOf(definition, data, now);
}

/** Rows that may be written. Appending, a key that is in the dataset already is a problem of its row. */
async function judge(base: Base, definition: DatasetDefinition, { rows, numbers }: ParsedRows, record: ImportRecord): Promise<Judged> {
  const good: GoodRow[] = [];
  const taken: RowProblem[] = [];
  const ids = rows.map((data, index) => idOf(definition, data, numbers[index] ?? 0, record, base.now()));
  const there = record.mode === 'append' && definition.key !== undefined ? await idsThere(base, definition.id, ids) : new Set<string>();
  for (const [index, data] of rows.entries()) {
    const id = ids[index] ?? '';
    if (there.has(id)) taken.push(rowProblem('SCN_DATA_KEY_TAKEN', { row: numbers[index] ?? 0, field: (definition.key ?? []).join(', '), value: id }));
    else good.push({ id, data });
  }
  return { good, taken };
}

async function writeGood(base: WriteBase, { id, dataset, mode }: ImportRecord, good: readonly GoodRow[], by: string): Promise<void> {
  const through = { import: id };
  if (mode === 'replace') await replaceRows(base, dataset, good, by, through);
  else await writeRows(base, good.map((row): RowOperation => ({ kind: 'insert', dataset, id: row.id, data: row.data })), by, through);
}

/**
 * Reads a file, or a part of one, into a dataset. With any problem nothing is written unless the person accepted to keep
 * the good rows; a file without a good row never replaces anything.
 * @throws what `openImport` throws, and what keeps the rows from being written: then none of them is
 */
export async function importRows(base: WriteBase & { readonly heavy: Heavy }, wanted: ImportWanted, by: string, locale: Locale): Promise<ImportReport> {
  const definition = await demandDataset(base, wanted.dataset);
  const open = await openImport(base, wanted, by);
  const { record } = open;
  const parsed = await base.heavy.run('rows', { definition, format: wanted.format, text: wanted.text });
  const { good, taken } = await judge(base, definition, parsed, record);
  const problems = [...parsed.problems, ...taken];
  const bad = parsed.bad + taken.length;
  const write = problems.length === 0 || (wanted.accept === 'good-rows' && good.length > 0);
  if (write && good.length > 0) await writeNoted(base, open, { ids: good.map(({ id }) => id), bad }, by, () => writeGood(base, record, good, by));
  else if (write && wanted.mode === 'replace') await replaceRows(base, wanted.dataset, good, by);
  else if (record.file && bad > 0) await passOver(base, open, bad, by);
  if (write) await audit(base, by, 'dataset.import', wanted.dataset, { mode: wanted.mode, written: good.length, bad, ...(record.file ? { import: record.id, from: record.next ?? 0 } : {}) });
  return { good: good.length, bad, written: write ? good.length : 0, ...(parsed.computed ? { computed: [...parsed.computed] } : {}), problems: problems.map(({ message, ...problem }) => ({ ...problem, message: message[locale] })) };
}
