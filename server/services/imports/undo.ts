import type { Static } from 'typebox';
import { canonicalText } from '../../../runtime/schema/canonical-json.ts';
import type { Json, JsonObject } from '../../../runtime/schema/json.ts';
import type { UndoImportBody, Undone } from '../../api/imports.ts';
import { fail } from '../../errors.ts';
import type { Row, RowOperation, RowPast } from '../../stores/store.ts';
import { audit } from '../context.ts';
import { demandDataset } from '../datasets.ts';
import { replaceRows, writeRows } from '../write-rows.ts';
import type { WriteBase } from '../write-rows.ts';
import { forgetAllParts, importsOf, isComing, partsOf, putImport, type ChangedByKey, type ImportRecord, type StoredImport, type Undoing } from './records.ts';
import { rowsById, settle } from './settle.ts';

type UndoWanted = Static<typeof UndoImportBody>;
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

/** Rows looked at before something is written and progress is put down. */
const PIECE = 5000;

interface Piece {
  readonly upTo: number;
  /** What they were before the import, by id; undefined for those it added. */
  readonly before: ReadonlyMap<string, JsonObject | undefined>;
}

/** A row that the file named twice was first what it was before the first time: what earlier pieces dealt with is dealt with. */
async function forgetEarlier(base: WriteBase, record: ImportRecord, from: number, before: Map<string, JsonObject | undefined>): Promise<void> {
  if (record.mode !== 'upsert') return;
  for await (const part of partsOf(base, record, [0, from])) for (const { id } of part as unknown as readonly ChangedByKey[]) before.delete(id);
}

async function nextPiece(base: WriteBase, record: ImportRecord, from: number): Promise<Piece> {
  const before = new Map<string, JsonObject | undefined>();
  let upTo = from;
  while (upTo < record.parts && before.size < PIECE) {
    // oxlint-disable-next-line no-await-in-loop -- a few, until they make a piece
    for await (const part of partsOf(base, record, [upTo, upTo + 1])) {
      if (record.mode === 'append') for (const id of part as readonly string[]) before.set(id, undefined);
      else for (const one of part as unknown as readonly ChangedByKey[]) if (!before.has(one.id)) before.set(one.id, one.before);
    }
    upTo += 1;
  }
  await forgetEarlier(base, record, from, before);
  return { upTo, before };
}

/** Takes rows back that are as they came: deletes those that were added, puts others back to what they were. Those that were changed since stay. */
async function takingBack(base: WriteBase, record: ImportRecord, before: Piece['before']): Promise<{ readonly operations: readonly RowOperation[]; readonly left: number }> {
  const operations: RowOperation[] = [];
  let left = 0;
  for await (const { row: { id, version }, isOurs } of rowsOf(base, record, [...before.keys()])) {
    const was = before.get(id);
    if (!isOurs) left += 1;
    else if (was) operations.push({ kind: 'update', dataset: record.dataset, id, expectedVersion: version, data: was });
    else operations.push({ kind: 'delete', dataset: record.dataset, id, expectedVersion: version });
  }
  return { operations, left };
}

/**
 * Takes back one piece in one write. What it is about to take is on disk before, so that whoever goes on after a cut knows
 * whether it was: then none of its rows are as they came.
 */
async function undoPiece(base: WriteBase, stored: StoredImport, by: string): Promise<StoredImport> {
  const record = stored.body;
  const begun: Undoing = record.undoing ?? { at: base.now().toISOString(), by, parts: 0, taken: 0, left: 0 };
  const { taking, ...undoing } = begun;
  const { upTo, before } = await nextPiece(base, record, undoing.parts);
  const { operations, left } = await takingBack(base, record, before);
  const wasTaken = taking?.parts === upTo && taking.taken > 0 && operations.length === 0;
  const piece = wasTaken ? taking : { parts: upTo, taken: operations.length, left };
  const noted = wasTaken ? stored : await putImport(base, stored, { ...record, undoing: { ...undoing, taking: piece } }, by);
  if (operations.length > 0) await writeRows(base, operations, by);
  return putImport(base, noted, { ...record, undoing: { ...undoing, parts: upTo, taken: undoing.taken + piece.taken, left: undoing.left + piece.left } }, by);
}

const NOTHING: Outcome = { taken: 0, left: 0 };
const isOver = ({ parts, undoing }: ImportRecord): boolean => parts === 0 || (undoing !== undefined && undoing.parts >= parts);

/** Takes back pieces, one or all there are. */
async function undoPieces(base: WriteBase, stored: StoredImport, by: string, once: boolean): Promise<StoredImport> {
  if (isOver(stored.body)) return stored;
  const now = await undoPiece(base, stored, by);
  return once ? now : undoPieces(base, now, by, once);
}

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

/** Puts down that an import is taken back, and lets go of what an undo needs. */
async function close(base: WriteBase, stored: StoredImport, outcome: Outcome, by: string): Promise<Outcome> {
  const { undoing: _, ...record } = stored.body;
  await putImport(base, stored, { ...record, parts: 0, undone: { at: base.now().toISOString(), by } }, by);
  await forgetAllParts(base, record, by);
  await audit(base, by, 'dataset.import-undo', record.dataset, { import: record.id, ...outcome });
  return outcome;
}

/**
 * Undoes one import, also one that has not come to the end of its file. One that replaced all rows is taken back at once, any
 * other in pieces: each is as it was before or taken back, and a later call goes on. With `piece` one call takes back one.
 * @throws SCN_API_NOT_FOUND; SCN_DATA_UNDO_TWICE; SCN_DATA_UNDO_LATER for a replacement that is not the latest import, and for any other that a replacement followed; SCN_DATA_UNDO_UNKNOWN; SCN_DATA_IMPORT_BUSY
 */
export async function undoImport(base: WriteBase, { dataset, import: id, piece = false }: UndoWanted, by: string): Promise<Undone> {
  await demandDataset(base, dataset);
  const all = await importsOf(base, dataset);
  const found = all.find(({ body }) => body.id === id);
  if (!found) throw fail('SCN_API_NOT_FOUND', { what: id });
  if (found.body.undone) throw fail('SCN_DATA_UNDO_TWICE');
  if (found.body.mode === 'replace' && !isComing(found.body) && all.find(({ body }) => !body.undone && !body.left && !isComing(body)) !== found) throw fail('SCN_DATA_UNDO_LATER');
  if (found.body.mode !== 'replace') await demandNotReplaced(base, all, found.body, by);
  const settled = await settle(base, found, by);
  if (settled.body.mode === 'replace') return close(base, settled, await undoReplace(base, settled.body, by), by);
  const done = await undoPieces(base, settled, by, piece);
  const { undoing: { taken, left } = NOTHING } = done.body;
  return isOver(done.body) ? close(base, done, { taken, left }, by) : { taken, left, more: true };
}
