import type { JsonObject } from '../../../runtime/schema/json.ts';
import { fail } from '../../errors.ts';
import type { Row, RowOperation } from '../../stores/store.ts';
import { audit } from '../context.ts';
import { demandDataset } from '../datasets.ts';
import { replaceRows, writeRows } from '../write-rows.ts';
import type { WriteBase } from '../write-rows.ts';
import { forgetParts, importsOf, partsOf, putImport, type ChangedByKey, type ImportRecord, type StoredImport } from './records.ts';
import { rowsById, settle } from './settle.ts';

/** More rows than a dataset may hold. */
const ALL = 10_000_000;

type Outcome = { readonly taken: number; readonly left: number };

/** Takes back the rows that were added and are as they came; rows that were changed since stay. */
async function undoAppend(base: WriteBase, record: ImportRecord, by: string): Promise<Outcome> {
  const operations: RowOperation[] = [];
  let left = 0;
  for await (const part of partsOf(base, record, [0, record.parts])) {
    for await (const rows of rowsById(base, record.dataset, part as readonly string[])) {
      for (const { id, version } of rows) {
        if (version === 1) operations.push({ kind: 'delete', dataset: record.dataset, id, expectedVersion: 1 });
        else left += 1;
      }
    }
  }
  if (operations.length > 0) await writeRows(base, operations, by);
  return { taken: operations.length, left };
}

/** Takes back rows that were added by key and puts back what others were; rows that were changed since stay. */
async function undoUpsert(base: WriteBase, record: ImportRecord, by: string): Promise<Outcome> {
  const made = new Map<string, ChangedByKey>();
  for await (const part of partsOf(base, record, [0, record.parts])) {
    // A row that the file named twice was first what it was before the first time.
    for (const { id, v, before } of part as unknown as readonly ChangedByKey[]) {
      const first = made.get(id);
      const was = first ? first.before : before;
      made.set(id, { id, v, ...(was ? { before: was } : {}) });
    }
  }
  const operations: RowOperation[] = [];
  let left = 0;
  for await (const rows of rowsById(base, record.dataset, [...made.keys()])) {
    for (const { id, version } of rows) {
      const { v, before } = made.get(id) ?? { v: -1 };
      if (version !== v) left += 1;
      else if (before) operations.push({ kind: 'update', dataset: record.dataset, id, expectedVersion: version, data: before });
      else operations.push({ kind: 'delete', dataset: record.dataset, id, expectedVersion: version });
    }
  }
  if (operations.length > 0) await writeRows(base, operations, by);
  return { taken: operations.length, left };
}

const UNDO: Readonly<Record<ImportRecord['mode'], (base: WriteBase, record: ImportRecord, by: string) => Promise<Outcome>>> = { append: undoAppend, upsert: undoUpsert, replace: undoReplace };

/** Puts the rows back that were replaced. @throws SCN_DATA_UNDO_CHANGED when rows were changed or added since */
async function undoReplace(base: WriteBase, record: ImportRecord, by: string): Promise<Outcome> {
  const now = (await base.store.datasets.query(record.dataset, { limit: ALL })).rows;
  const changed = now.filter((row: Row) => row.version !== 1).length + Math.abs(now.length - record.written);
  if (changed > 0) throw fail('SCN_DATA_UNDO_CHANGED', { count: String(changed) });
  const rows: { readonly id: string; readonly data: JsonObject }[] = [];
  for await (const part of partsOf(base, record, [0, record.parts])) rows.push(...(part as readonly { readonly id: string; readonly data: JsonObject }[]));
  await replaceRows(base, record.dataset, rows, by);
  return { taken: record.written, left: 0 };
}

/**
 * Rows that were replaced begin at version 1 again, so that versions do not say any more which of them the import made.
 * @throws SCN_DATA_UNDO_LATER, SCN_DATA_IMPORT_BUSY
 */
async function demandNotReplaced(base: WriteBase, all: readonly StoredImport[], { at }: ImportRecord, by: string): Promise<void> {
  for (const later of all.filter(({ body }) => body.mode === 'replace' && !body.undone && body.at > at)) {
    const { body } = await settle(base, later, by);
    // One that was cut before it wrote anything has replaced nothing.
    if (body.parts > 0 || body.written > 0) throw fail('SCN_DATA_UNDO_LATER');
  }
}

/**
 * Undoes one import, also one that has not come to the end of its file.
 * @throws SCN_API_NOT_FOUND; SCN_DATA_UNDO_TWICE; SCN_DATA_UNDO_LATER for a replacement that is not the latest import, and for any other that a replacement followed; SCN_DATA_IMPORT_BUSY
 */
export async function undoImport(base: WriteBase, dataset: string, id: string, by: string): Promise<Outcome> {
  await demandDataset(base, dataset);
  const all = await importsOf(base, dataset);
  const found = all.find(({ body }) => body.id === id);
  if (!found) throw fail('SCN_API_NOT_FOUND', { what: id });
  if (found.body.undone) throw fail('SCN_DATA_UNDO_TWICE');
  if (found.body.mode === 'replace' && all.find(({ body }) => !body.undone) !== found) throw fail('SCN_DATA_UNDO_LATER');
  if (found.body.mode !== 'replace') await demandNotReplaced(base, all, found.body, by);
  const settled = await settle(base, found, by);
  const record = settled.body;
  const outcome = await UNDO[record.mode](base, record, by);
  await putImport(base, settled, { ...record, parts: 0, undone: { at: base.now().toISOString(), by } }, by);
  await forgetParts(base, record, by);
  await audit(base, by, 'dataset.import-undo', dataset, { import: id, ...outcome });
  return outcome;
}
