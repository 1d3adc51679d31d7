import type { DatasetDefinition } from '../../runtime/schema/dataset.ts';
import type { JsonObject } from '../../runtime/schema/json.ts';
import type { Locale } from '../../runtime/schema/text.ts';
import type { ImportReport } from '../api/data.ts';
import type { ParsedRows } from '../stores/rows/parse-rows.ts';
import { rowProblem, type RowProblem } from '../stores/rows/problem.ts';
import type { RowOperation } from '../stores/store.ts';
import { audit } from './context.ts';
import type { Base } from './context.ts';
import type { Heavy } from '../workers/heavy.ts';
import { demandDataset, rowIdOf } from './datasets.ts';
import { noteImport } from './import-log.ts';
import { replaceRows, writeRows } from './write-rows.ts';
import type { WriteBase } from './write-rows.ts';

export interface ImportWanted {
  readonly dataset: string;
  readonly format: 'csv' | 'json';
  readonly text: string;
  readonly mode: 'append' | 'replace';
  readonly accept?: 'good-rows';
  readonly batch?: string;
}

interface Judged {
  readonly good: readonly { readonly id: string; readonly data: JsonObject }[];
  readonly taken: readonly RowProblem[];
}

/** Looked up at once. */
const AT_ONCE = 1000;
/** More rows than a dataset may hold. */
const ALL = 10_000_000;

/** Which of these rows the dataset has. */
async function idsThere(base: Base, dataset: string, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const there = new Set<string>();
  for (let from = 0; from < ids.length; from += AT_ONCE) {
    // oxlint-disable-next-line no-await-in-loop -- one piece in memory at a time
    const { rows } = await base.store.datasets.query(dataset, { filter: { all: [{ field: '_id', op: 'in', values: ids.slice(from, from + AT_ONCE) }] }, limit: ALL });
    for (const { id } of rows) there.add(id);
  }
  return there;
}

/** Rows that may be written. Appending, a key that is in the dataset already is a problem of its row. */
async function judge(base: Base, definition: DatasetDefinition, { rows, numbers }: ParsedRows, mode: ImportWanted['mode']): Promise<Judged> {
  const good: { id: string; data: JsonObject }[] = [];
  const taken: RowProblem[] = [];
  const ids = rows.map((data) => rowIdOf(definition, data, base.now()));
  const there = mode === 'append' && definition.key !== undefined ? await idsThere(base, definition.id, ids) : new Set<string>();
  for (const [index, data] of rows.entries()) {
    const id = ids[index] ?? '';
    if (there.has(id)) taken.push(rowProblem('SCN_DATA_KEY_TAKEN', { row: numbers[index] ?? 0, field: (definition.key ?? []).join(', '), value: id }));
    else good.push({ id, data });
  }
  return { good, taken };
}

/**
 * Reads a file into a dataset. With any problem nothing is written unless the person accepted to keep the good
 * rows; a file without a good row never replaces anything.
 */
export async function importRows(base: WriteBase & { readonly heavy: Heavy }, wanted: ImportWanted, by: string, locale: Locale): Promise<ImportReport> {
  const definition = await demandDataset(base, wanted.dataset);
  const parsed = await base.heavy.run('rows', { definition, format: wanted.format, text: wanted.text });
  const { good, taken } = await judge(base, definition, parsed, wanted.mode);
  const problems = [...parsed.problems, ...taken];
  const bad = parsed.bad + taken.length;
  const write = problems.length === 0 || (wanted.accept === 'good-rows' && good.length > 0);
  const noted = write && good.length > 0 ? await noteImport(base, wanted, good.map(({ id }) => id), by) : undefined;
  const through = noted ? { import: noted.id } : undefined;
  if (write && wanted.mode === 'replace') await replaceRows(base, wanted.dataset, good, by, through);
  if (write && wanted.mode === 'append' && good.length > 0) {
    await writeRows(base, good.map((row): RowOperation => ({ kind: 'insert', dataset: wanted.dataset, id: row.id, data: row.data })), by, through);
  }
  await noted?.done(good.length, bad);
  if (write) await audit(base, by, 'dataset.import', wanted.dataset, { mode: wanted.mode, written: good.length, bad });
  return { good: good.length, bad, written: write ? good.length : 0, problems: problems.map(({ message, ...problem }) => ({ ...problem, message: message[locale] })) };
}
