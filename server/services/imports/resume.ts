import type { ImportFile, ImportItem, Resumed, Unfinished } from '../../api/imports.ts';
import { fail } from '../../errors.ts';
import { audit } from '../context.ts';
import type { Base } from '../context.ts';
import { demandDataset } from '../datasets.ts';
import { demandFile } from './note.ts';
import { findImport, forgetParts, importsOf, isAtEnd, isComing, putImport, type ImportRecord, type StoredImport } from './records.ts';
import { settle, standing } from './settle.ts';

/** Whether rows of its file are still to come. */
function isUnfinished(record: ImportRecord): boolean {
  const { mode, file, next = 0, undone, undoing, left } = record;
  return mode === 'replace' ? isComing(record) : file !== undefined && next < file.rows && !undone && !undoing && !left;
}

function unfinished(record: ImportRecord, user: string): Unfinished | undefined {
  const { file, next = 0, movedAt } = record;
  return file && isUnfinished(record) ? { file, next, movedAt: movedAt ?? record.at, mine: record.by === user } : undefined;
}

/** Imports of a dataset as they stand, the latest first. */
export async function listImports(base: Base, dataset: string, user: string, nameOf: (user: string) => string): Promise<ImportItem[]> {
  await demandDataset(base, dataset);
  const records = await Promise.all((await importsOf(base, dataset)).map(({ body }) => standing(base, body)));
  // One that was cut before its rows were written has done nothing, and nothing of it is to come.
  const isTold = (record: ImportRecord) => record.written > 0 || record.pending !== undefined || isUnfinished(record) || (record.mode === 'replace' ? record.file === undefined : record.bad > 0);
  return records.filter(isTold).map((record) => {
    const { id, at, by, mode, written, bad, undone, undoing } = record;
    const rest = unfinished(record, user);
    return { id, at, by: nameOf(by), mode, written, bad, ...(undone ? { undone: { at: undone.at, by: nameOf(undone.by) } } : {}), ...(undoing ? { undoing: { at: undoing.at, by: nameOf(undoing.by), taken: undoing.taken, left: undoing.left } } : {}), ...(rest ? { unfinished: rest } : {}) };
  });
}

/** @throws SCN_API_NOT_FOUND, SCN_DATA_IMPORT_BUSY */
async function demandImport(base: Base, dataset: string, id: string, by: string): Promise<StoredImport> {
  await demandDataset(base, dataset);
  const found = await findImport(base, dataset, id);
  if (!found) throw fail('SCN_API_NOT_FOUND', { what: id });
  return settle(base, found, by);
}

/**
 * Where an import that was cut goes on, for whoever began it and has its file again; the end of the file when only the last
 * answer was lost.
 * @throws SCN_API_NOT_FOUND; SCN_DATA_IMPORT_OVER; SCN_DATA_IMPORT_BATCH for somebody else's; SCN_DATA_IMPORT_FILE for another
 * file; SCN_DATA_IMPORT_REPLACED when all rows were replaced since; SCN_DATA_IMPORT_BUSY while rows of it may be on their way
 */
export async function resumeImport(base: Base, { dataset, import: id, file }: { readonly dataset: string; readonly import: string; readonly file: ImportFile }, by: string): Promise<Resumed> {
  const { body: record } = await demandImport(base, dataset, id, by);
  if (!isUnfinished(record) && !isAtEnd(record)) throw fail('SCN_DATA_IMPORT_OVER', { batch: id });
  if (record.by !== by) throw fail('SCN_DATA_IMPORT_BATCH', { batch: id });
  demandFile(record, file);
  const { next = 0, written, bad, reading = { sheet: 0, columns: [] } } = record;
  if (isAtEnd(record)) return { next, written, bad, reading };
  const replaced = (await importsOf(base, dataset)).some(({ body }) => body.mode === 'replace' && !isComing(body) && !body.left && !body.undone && body.at > record.at);
  if (replaced && record.mode !== 'replace') throw fail('SCN_DATA_IMPORT_REPLACED', { batch: id });
  await audit(base, by, 'dataset.import-resume', dataset, { import: id, next });
  return { next, written, bad, reading };
}

/** The rest of a file will not come; what was written stays and can still be undone. @throws SCN_API_NOT_FOUND, SCN_DATA_IMPORT_OVER, SCN_DATA_IMPORT_BUSY */
export async function leaveImport(base: Base, dataset: string, id: string, by: string): Promise<void> {
  const found = await demandImport(base, dataset, id, by);
  if (!isUnfinished(found.body)) throw fail('SCN_DATA_IMPORT_OVER', { batch: id });
  await putImport(base, found, { ...found.body, left: { at: base.now().toISOString(), by } }, by);
  if (found.body.mode === 'replace') await forgetParts(base, found.body, by, 'coming');
  await audit(base, by, 'dataset.import-leave', dataset, { import: id, next: found.body.next ?? 0 });
}
