import { createHash } from 'node:crypto';
import { canonicalText } from '../../../runtime/schema/canonical-json.ts';
import type { DatasetDefinition } from '../../../runtime/schema/dataset.ts';
import type { JsonObject } from '../../../runtime/schema/json.ts';
import type { Locale } from '../../../runtime/schema/text.ts';
import type { ImportReport } from '../../api/data.ts';
import { fail } from '../../errors.ts';
import { rowProblem, type RowProblem } from '../../stores/rows/problem.ts';
import type { Base } from '../context.ts';
import { demandDataset, rowIdOf } from '../datasets.ts';
import { replaceRows } from '../write-rows.ts';
import type { WriteBase } from '../write-rows.ts';
import { writeNoted, type OpenImport } from './note.ts';
import { findImport, forgetParts, isAtEnd, isComing, keepParts, partsOf, putImport, type ImportRecord } from './records.ts';
import { settle } from './settle.ts';

/** Problems told one by one; more are only counted. */
const TOLD = 1000;

/** A row that came, with its number in the file. */
interface ComingRow {
  readonly n: number;
  readonly data: JsonObject;
}

interface Part {
  readonly definition: DatasetDefinition;
  readonly rows: readonly { readonly number: number; readonly data: JsonObject }[];
  readonly bad: number;
  /** Rows of the file that are dealt with by this. */
  readonly seen: number;
}

/** How rows are read: what came before a change of it does not fit what comes after. */
function shapeOf({ fields, key, dated }: DatasetDefinition): string {
  return createHash('sha256').update(canonicalText({ fields: fields as unknown as JsonObject[], key: key ?? [], dated: dated ?? false })).digest('hex').slice(0, 16);
}

function demandShape({ shape }: ImportRecord, definition: DatasetDefinition): void {
  if (shape !== undefined && shape !== shapeOf(definition)) throw fail('SCN_DATA_IMPORT_SHAPE');
}

/** Puts good rows of a part aside; nothing of the dataset changes. @throws SCN_DATA_IMPORT_SHAPE; SCN_STORE_CONFLICT for a part that is sent twice at once */
export async function stagePart(base: Base, { stored, record }: OpenImport, { definition, rows, bad, seen }: Part, by: string): Promise<void> {
  demandShape(record, definition);
  const { next = 0, staged = 0, waiting = 0 } = record;
  const coming = rows.map(({ number, data }) => ({ n: next + number, data }));
  const upTo = await keepParts(base, record, { from: staged, shelf: 'coming' }, coming, by);
  await putImport(base, stored, { ...record, shape: shapeOf(definition), staged: upTo, waiting: waiting + rows.length, bad: record.bad + bad, next: next + seen, movedAt: base.now().toISOString() }, by);
}

async function* rowsOf(base: Base, record: ImportRecord): AsyncGenerator<ComingRow> {
  for await (const part of partsOf(base, record, [0, record.staged ?? 0], 'coming')) yield* part as unknown as readonly ComingRow[];
}

/** What became of a replacement, with its problems in every language. */
type Finished = Pick<ImportReport, 'good' | 'bad' | 'written'> & { readonly problems: readonly RowProblem[] };

function reportOf({ problems, ...counts }: Finished, locale: Locale): ImportReport {
  return { ...counts, problems: problems.map(({ message, ...problem }) => ({ ...problem, message: message[locale] })) };
}

interface Doubles {
  readonly numbers: ReadonlySet<number>;
  readonly problems: readonly RowProblem[];
}

/** Rows with the key of one before them. */
async function doublesOf(base: Base, record: ImportRecord, definition: DatasetDefinition): Promise<Doubles> {
  const seen = new Map<string, number>();
  const numbers = new Set<number>();
  const problems: RowProblem[] = [];
  // People count the headings too, where there are some.
  const above = record.file?.name.toLowerCase().endsWith('.json') ? 0 : 1;
  if (definition.key === undefined) return { numbers, problems };
  for await (const { n, data } of rowsOf(base, record)) {
    const id = rowIdOf(definition, data, base.now());
    const other = seen.get(id);
    if (other === undefined) {
      seen.set(id, n);
      continue;
    }
    numbers.add(n);
    if (problems.length < TOLD) problems.push(rowProblem('SCN_DATA_DOUBLE_KEY', { row: n, field: definition.key.join(', '), value: id, words: { other: String(other + above) } }));
  }
  return { numbers, problems };
}

/** What was answered when the rows were put in place. */
async function answered(base: Base, record: ImportRecord): Promise<Finished> {
  const problems: RowProblem[] = [];
  for await (const part of partsOf(base, record, [0, record.told ?? 0], 'told')) problems.push(...(part as unknown as readonly RowProblem[]));
  return { good: record.written, bad: record.bad, written: record.written, problems };
}

/**
 * The replacement of all rows by a file that has come in parts, in one piece. With a bad row it changes nothing unless the
 * person accepted to keep the good ones; without a good row it never does. Asked once more, as after a lost answer, it answers
 * what it did.
 * @throws SCN_API_NOT_FOUND; SCN_DATA_IMPORT_BATCH for somebody else's; SCN_DATA_IMPORT_OVER; SCN_DATA_IMPORT_PLACE while rows are
 * still to come; SCN_DATA_IMPORT_SHAPE; SCN_DATA_IMPORT_BUSY; and what keeps the rows from being written: then all stay as they were
 */
export async function finishImport(base: WriteBase, { dataset, import: id, accept }: { readonly dataset: string; readonly import: string; readonly accept?: 'good-rows' }, by: string, locale: Locale): Promise<ImportReport> {
  const definition = await demandDataset(base, dataset);
  const found = await findImport(base, dataset, id);
  if (!found) throw fail('SCN_API_NOT_FOUND', { what: id });
  if (found.body.by !== by) throw fail('SCN_DATA_IMPORT_BATCH', { batch: id });
  const stored = await settle(base, found, by);
  const { body: record } = stored;
  const { file, next = 0, waiting = 0 } = record;
  if (isAtEnd(record)) return reportOf(await answered(base, record), locale);
  if (!isComing(record) || !file) throw fail('SCN_DATA_IMPORT_OVER', { batch: id });
  if (next < file.rows) throw fail('SCN_DATA_IMPORT_PLACE', { next, from: file.rows });
  demandShape(record, definition);
  const { numbers, problems } = await doublesOf(base, record, definition);
  const good = waiting - numbers.size;
  const bad = record.bad + numbers.size;
  const write = good > 0 && (bad === 0 || accept !== undefined);
  if (write) {
    const rows = async function* () {
      for await (const { n, data } of rowsOf(base, record)) if (!numbers.has(n)) yield { id: rowIdOf(definition, data, base.now()), data };
    };
    const told = await keepParts(base, record, { from: 0, shelf: 'told' }, problems as unknown as readonly JsonObject[], by);
    await writeNoted(base, { stored, record: told === 0 ? record : { ...record, told } }, { kept: [], written: good, bad: numbers.size, seen: 0, told: { mode: 'replace', written: good, bad, import: id } }, by, async () => {
      const { version } = await replaceRows(base, dataset, rows, by, { import: id });
      await forgetParts(base, record, by, 'coming');
      return { made: version };
    });
  }
  return reportOf({ good, bad, written: write ? good : 0, problems }, locale);
}
