import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import type { Json, JsonObject } from '../../runtime/schema/json.ts';
import type { ImportItem } from '../api/data.ts';
import { fail } from '../errors.ts';
import type { Row, RowOperation } from '../stores/store.ts';
import { audit, newId } from './context.ts';
import type { Base } from './context.ts';
import { demandDataset } from './datasets.ts';
import { replaceRows, writeRows } from './write-rows.ts';
import type { WriteBase } from './write-rows.ts';

const KIND = 'import';
const PART = 'import-part';
const ROWS_IN_PART = 5000;
/** Imports of a dataset that are remembered; what older ones replaced is given up. */
const KEPT = 20;
/** More rows than a dataset may hold. */
const ALL = 10_000_000;

interface Stored {
  readonly id: string;
  readonly dataset: string;
  readonly at: string;
  readonly by: string;
  readonly mode: 'append' | 'replace';
  readonly written: number;
  readonly bad: number;
  /** Pieces of what an undo needs: ids of the rows that were added, or the rows that were replaced. */
  readonly parts: number;
  readonly undone?: { readonly at: string; readonly by: string };
}

const pack = promisify(gzip);
const unpack = promisify(gunzip);
const recordId = (dataset: string, id: string) => `${dataset}#${id}`;
const partId = (dataset: string, id: string, part: number) => `${recordId(dataset, id)}.${part}`;

/** An import under way: what it needs for its undo is on disk before a row is. */
export interface NotedImport {
  readonly id: string;
  /** Told when the rows are written. */
  readonly done: (written: number, bad: number) => Promise<void>;
}

async function keep(base: Base, record: Stored, values: readonly Json[], by: string): Promise<number> {
  let { parts } = record;
  for (let from = 0; from < values.length; from += ROWS_IN_PART) {
    // oxlint-disable-next-line no-await-in-loop -- one piece in memory at a time
    const bytes = await pack(JSON.stringify(values.slice(from, from + ROWS_IN_PART)));
    // oxlint-disable-next-line no-await-in-loop -- the pieces have an order
    await base.store.documents.put(PART, partId(record.dataset, record.id, parts), bytes.toString('base64'), { expectedVersion: 0, by });
    parts += 1;
  }
  return parts;
}

async function* kept(base: Base, { dataset, id, parts }: Stored): AsyncGenerator<readonly Json[]> {
  for (let part = 0; part < parts; part += 1) {
    // oxlint-disable-next-line no-await-in-loop -- one piece in memory at a time
    const found = await base.store.documents.get<string>(PART, partId(dataset, id, part));
    // oxlint-disable-next-line no-await-in-loop -- one piece in memory at a time
    if (found) yield JSON.parse((await unpack(Buffer.from(found.body, 'base64'))).toString()) as Json[];
  }
}

async function forgetParts(base: Base, { dataset, id, parts }: Stored, by: string): Promise<void> {
  for (let part = 0; part < parts; part += 1) {
    const place = partId(dataset, id, part);
    // oxlint-disable-next-line no-await-in-loop -- a few, seldom
    if (await base.store.documents.get(PART, place)) await base.store.documents.delete(PART, place, { expectedVersion: 1, by });
  }
}

/** Imports of a dataset, the latest first. */
async function recordsOf(base: Base, dataset: string): Promise<readonly { readonly version: number; readonly body: Stored }[]> {
  const all = await base.store.documents.list<Stored>(KIND, { prefix: recordId(dataset, '') });
  return all.toSorted((a, b) => (a.body.at < b.body.at ? 1 : -1));
}

async function forgetOld(base: Base, dataset: string, by: string): Promise<void> {
  for (const { version, body } of (await recordsOf(base, dataset)).slice(KEPT)) {
    // oxlint-disable-next-line no-await-in-loop -- mostly one
    await forgetParts(base, body, by);
    // oxlint-disable-next-line no-await-in-loop -- mostly one
    await base.store.documents.delete(KIND, recordId(dataset, body.id), { expectedVersion: version, by });
  }
}

async function replacedRows(base: Base, dataset: string): Promise<readonly Json[]> {
  return (await base.store.datasets.query(dataset, { limit: ALL })).rows.map(({ id, data }: Row) => ({ id, data }));
}

/** Writes down what an undo needs. Parts of one file that come under one `batch` are one import. */
export async function noteImport(base: Base, wish: { readonly dataset: string; readonly mode: Stored['mode']; readonly batch?: string }, added: readonly string[], by: string): Promise<NotedImport> {
  const { dataset, mode, batch } = wish;
  const now = base.now();
  const id = batch ?? newId(now);
  const place = recordId(dataset, id);
  const earlier = await base.store.documents.get<Stored>(KIND, place);
  if (earlier && (earlier.body.by !== by || earlier.body.mode !== mode || mode === 'replace' || earlier.body.undone)) throw fail('SCN_DATA_IMPORT_BATCH', { batch: id });
  const record: Stored = earlier?.body ?? { id, dataset, at: now.toISOString(), by, mode, written: 0, bad: 0, parts: 0 };
  const parts = await keep(base, record, mode === 'append' ? added : await replacedRows(base, dataset), by);
  const noted = await base.store.documents.put<Stored>(KIND, place, { ...record, parts }, { expectedVersion: earlier?.version ?? 0, by });
  return {
    id,
    done: async (written, bad) => {
      await base.store.documents.put<Stored>(KIND, place, { ...noted.body, written: record.written + written, bad: record.bad + bad }, { expectedVersion: noted.version, by });
      await forgetOld(base, dataset, by);
    },
  };
}

export async function listImports(base: Base, dataset: string, nameOf: (user: string) => string): Promise<ImportItem[]> {
  await demandDataset(base, dataset);
  return (await recordsOf(base, dataset)).map(({ body: { id, at, by, mode, written, bad, undone } }) => ({ id, at, by: nameOf(by), mode, written, bad, ...(undone ? { undone: { at: undone.at, by: nameOf(undone.by) } } : {}) }));
}

/** Takes back the rows that were added and are as they came; rows that were changed since stay. */
async function undoAppend(base: WriteBase, record: Stored, by: string): Promise<{ readonly taken: number; readonly left: number }> {
  const operations: RowOperation[] = [];
  let left = 0;
  for await (const ids of kept(base, record)) {
    for (const id of ids as readonly string[]) {
      const row = await base.store.datasets.row(record.dataset, id);
      if (row?.version === 1) operations.push({ kind: 'delete', dataset: record.dataset, id, expectedVersion: 1 });
      else if (row) left += 1;
    }
  }
  if (operations.length > 0) await writeRows(base, operations, by);
  return { taken: operations.length, left };
}

/** Puts the rows back that were replaced. @throws SCN_DATA_UNDO_CHANGED when rows were changed or added since */
async function undoReplace(base: WriteBase, record: Stored, by: string): Promise<{ readonly taken: number; readonly left: number }> {
  const now = (await base.store.datasets.query(record.dataset, { limit: ALL })).rows;
  const changed = now.filter((row: Row) => row.version !== 1).length + Math.abs(now.length - record.written);
  if (changed > 0) throw fail('SCN_DATA_UNDO_CHANGED', { count: String(changed) });
  const rows: { readonly id: string; readonly data: JsonObject }[] = [];
  for await (const part of kept(base, record)) rows.push(...(part as readonly { readonly id: string; readonly data: JsonObject }[]));
  await replaceRows(base, record.dataset, rows, by);
  return { taken: record.written, left: 0 };
}

/**
 * Undoes one import.
 * @throws SCN_API_NOT_FOUND; SCN_DATA_UNDO_TWICE; SCN_DATA_UNDO_LATER for a replacement that is not the latest import
 */
export async function undoImport(base: WriteBase, dataset: string, id: string, by: string): Promise<{ readonly taken: number; readonly left: number }> {
  await demandDataset(base, dataset);
  const records = await recordsOf(base, dataset);
  const found = records.find(({ body }) => body.id === id);
  if (!found) throw fail('SCN_API_NOT_FOUND', { what: id });
  const record = found.body;
  if (record.undone) throw fail('SCN_DATA_UNDO_TWICE');
  if (record.mode === 'replace' && records.find(({ body }) => !body.undone) !== found) throw fail('SCN_DATA_UNDO_LATER');
  const outcome = record.mode === 'append' ? await undoAppend(base, record, by) : await undoReplace(base, record, by);
  await base.store.documents.put<Stored>(KIND, recordId(dataset, id), { ...record, parts: 0, undone: { at: base.now().toISOString(), by } }, { expectedVersion: found.version, by });
  await forgetParts(base, record, by);
  await audit(base, by, 'dataset.import-undo', dataset, { import: id, ...outcome });
  return outcome;
}
