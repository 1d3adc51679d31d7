import { canonicalText } from '../../../runtime/schema/canonical-json.ts';
import type { Json, JsonObject } from '../../../runtime/schema/json.ts';
import { fail } from '../../errors.ts';
import type { Row, RowOperation, RowPast } from '../../stores/store.ts';
import { audit } from '../context.ts';
import { demandDataset } from '../datasets.ts';
import { replaceRows, writeRows } from '../write-rows.ts';
import type { WriteBase } from '../write-rows.ts';
import { forgetAllParts, importsOf, isComing, partsOf, putImport, type ChangedByKey, type ImportRecord, type StoredImport } from './records.ts';
import { rowsById, settle } from './settle.ts';

type Outcome = { readonly taken: number; readonly left: number };

/** Whether a row is as an import left it: what was changed since was changed back, as a replacement that was undone does. */
function isAsItCame({ data }: Row, past: readonly RowPast[], { id }: ImportRecord): boolean {
  const was = new Map<string, Json>();
  for (const { import: through, before, gone } of past) {
    if (through === id) return [...was].every(([field, value]) => canonicalText(data[field] ?? null) === canonicalText(value));
    // Somebody made it anew.
    if (!before) return false;
    for (const field of gone ? Object.keys({ ...data, ...before }) : Object.keys(before)) was.set(field, before[field] ?? null);
  }
  return false;
}

/** Rows an import made or changed, as far as they are there, and whether each is as it came. */
async function* rowsOf(base: WriteBase, record: ImportRecord, ids: readonly string[]): AsyncGenerator<{ readonly row: Row; readonly isOurs: boolean }> {
  for await (const rows of rowsById(base, record.dataset, ids)) {
    const pasts = await base.store.datasets.pasts(record.dataset, rows.map(({ id }) => id));
    for (const row of rows) yield { row, isOurs: isAsItCame(row, pasts.get(row.id) ?? [], record) };
  }
}

/** Takes back the rows that were added and are as they came; rows that were changed since stay. */
async function undoAppend(base: WriteBase, record: ImportRecord, by: string): Promise<Outcome> {
  const operations: RowOperation[] = [];
  let left = 0;
  for await (const part of partsOf(base, record, [0, record.parts])) {
    for await (const { row: { id, version }, isOurs } of rowsOf(base, record, part as readonly string[])) {
      if (isOurs) operations.push({ kind: 'delete', dataset: record.dataset, id, expectedVersion: version });
      else left += 1;
    }
  }
  if (operations.length > 0) await writeRows(base, operations, by);
  return { taken: operations.length, left };
}

/** Takes back rows that were added by key and puts back what others were; rows that were changed since stay. */
async function undoUpsert(base: WriteBase, record: ImportRecord, by: string): Promise<Outcome> {
  const made = new Map<string, JsonObject | undefined>();
  for await (const part of partsOf(base, record, [0, record.parts])) {
    // A row that the file named twice was first what it was before the first time.
    for (const { id, before } of part as unknown as readonly ChangedByKey[]) if (!made.has(id)) made.set(id, before);
  }
  const operations: RowOperation[] = [];
  let left = 0;
  for await (const { row: { id, version }, isOurs } of rowsOf(base, record, [...made.keys()])) {
    const before = made.get(id);
    if (!isOurs) left += 1;
    else if (before) operations.push({ kind: 'update', dataset: record.dataset, id, expectedVersion: version, data: before });
    else operations.push({ kind: 'delete', dataset: record.dataset, id, expectedVersion: version });
  }
  if (operations.length > 0) await writeRows(base, operations, by);
  return { taken: operations.length, left };
}

const UNDO: Readonly<Record<ImportRecord['mode'], (base: WriteBase, record: ImportRecord, by: string) => Promise<Outcome>>> = { append: undoAppend, upsert: undoUpsert, replace: undoReplace };

/** Puts the rows back that were replaced. @throws SCN_DATA_UNDO_CHANGED when rows were changed or added since */
async function undoReplace(base: WriteBase, record: ImportRecord, by: string): Promise<Outcome> {
  if (record.written === 0) return { taken: 0, left: 0 };
  let count = 0;
  let others = 0;
  for await (const rows of base.store.datasets.scan(record.dataset)) {
    count += rows.length;
    // Before replacements were told apart by their version, all of them gave their rows the first one.
    others += rows.filter(({ version }) => version !== (record.made ?? 1)).length;
  }
  const changed = others + Math.abs(count - record.written);
  if (changed > 0) throw fail('SCN_DATA_UNDO_CHANGED', { count: String(changed) });
  await replaceRows(base, record.dataset, async function* () {
    for await (const part of partsOf(base, record, [0, record.parts])) yield* part as readonly { readonly id: string; readonly data: JsonObject }[];
  }, by);
  return { taken: record.written, left: 0 };
}

/**
 * What a replacement brought stays, also where an import before it brought the same. Without a key, rows that come back with
 * the undo of a replacement are not known for those they were.
 * @throws SCN_DATA_UNDO_LATER, SCN_DATA_UNDO_UNKNOWN, SCN_DATA_IMPORT_BUSY
 */
async function demandNotReplaced(base: WriteBase, all: readonly StoredImport[], { at, dataset }: ImportRecord, by: string): Promise<void> {
  const replaced = all.filter(({ body }) => body.mode === 'replace' && body.at > at && !body.left);
  if (replaced.some(({ body }) => body.undone) && (await base.store.datasets.get(dataset))?.key === undefined) throw fail('SCN_DATA_UNDO_UNKNOWN');
  for (const later of replaced.filter(({ body }) => !body.undone)) {
    const { body } = await settle(base, later, by);
    // One that was cut before it wrote anything has replaced nothing.
    if (body.parts > 0 || body.written > 0) throw fail('SCN_DATA_UNDO_LATER');
  }
}

/**
 * Undoes one import, also one that has not come to the end of its file.
 * @throws SCN_API_NOT_FOUND; SCN_DATA_UNDO_TWICE; SCN_DATA_UNDO_LATER for a replacement that is not the latest import, and for any other that a replacement followed; SCN_DATA_UNDO_UNKNOWN; SCN_DATA_IMPORT_BUSY
 */
export async function undoImport(base: WriteBase, dataset: string, id: string, by: string): Promise<Outcome> {
  await demandDataset(base, dataset);
  const all = await importsOf(base, dataset);
  const found = all.find(({ body }) => body.id === id);
  if (!found) throw fail('SCN_API_NOT_FOUND', { what: id });
  if (found.body.undone) throw fail('SCN_DATA_UNDO_TWICE');
  if (found.body.mode === 'replace' && !isComing(found.body) && all.find(({ body }) => !body.undone && !body.left && !isComing(body)) !== found) throw fail('SCN_DATA_UNDO_LATER');
  if (found.body.mode !== 'replace') await demandNotReplaced(base, all, found.body, by);
  const settled = await settle(base, found, by);
  const record = settled.body;
  const outcome = await UNDO[record.mode](base, record, by);
  await putImport(base, settled, { ...record, parts: 0, undone: { at: base.now().toISOString(), by } }, by);
  await forgetAllParts(base, record, by);
  await audit(base, by, 'dataset.import-undo', dataset, { import: id, ...outcome });
  return outcome;
}
