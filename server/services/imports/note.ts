import type { Json, JsonObject } from '../../../runtime/schema/json.ts';
import type { ImportWanted } from '../../api/imports.ts';
import { fail } from '../../errors.ts';
import { newId } from '../context.ts';
import type { Base } from '../context.ts';
import { findImport, forgetOldImports, isComing, keepParts, putImport, removeImport, type ImportRecord, type StoredImport } from './records.ts';
import { pendingRows, settle, settleFailed, tell, whileWriting, withoutPending, type Written } from './settle.ts';

/** What is about to be written, and how many rows of the part are not. */
export interface Judgement {
  /** What an undo needs of the rows that are written. */
  readonly kept: readonly Json[];
  readonly written: number;
  readonly bad: number;
  /** Rows of the file that are dealt with by this. */
  readonly seen: number;
  /** What the audit says once they are written. */
  readonly told: JsonObject;
}

/** An import that rows are about to be added to: as it stands, null for a new one. */
export interface OpenImport {
  readonly stored: StoredImport | null;
  readonly record: ImportRecord;
}

const isSameFile = (a: ImportRecord['file'], b: ImportRecord['file']): boolean => a?.size === b?.size && a?.hash === b?.hash;

/** What keeps a batch from being added to. @throws SCN_DATA_IMPORT_BATCH, SCN_DATA_IMPORT_FILE, SCN_DATA_IMPORT_PLACE */
function demandFits(record: ImportRecord, { mode, file, from }: Pick<ImportWanted, 'mode' | 'file' | 'from'>, by: string): void {
  const isOver = mode === 'replace' && !isComing(record);
  if (record.by !== by || record.mode !== mode || isOver || record.undone || record.undoing || record.left) throw fail('SCN_DATA_IMPORT_BATCH', { batch: record.id });
  demandFile(record, file);
  if (record.next !== undefined && record.next !== from) throw fail('SCN_DATA_IMPORT_PLACE', { next: record.next, from: from ?? 0 });
}

/** @throws SCN_DATA_IMPORT_FILE for another file than the one the import began with */
export function demandFile({ file: began }: ImportRecord, file: ImportRecord['file']): void {
  if (!isSameFile(began, file)) throw fail('SCN_DATA_IMPORT_FILE', { began: began?.name ?? '', bytes: began?.size ?? 0, given: file?.name ?? '', givenBytes: file?.size ?? 0 });
}

/**
 * The import a file or a part of one belongs to, before anything of it is read.
 * @throws SCN_DATA_IMPORT_PART, SCN_DATA_IMPORT_BATCH, SCN_DATA_IMPORT_FILE, SCN_DATA_IMPORT_PLACE, SCN_DATA_IMPORT_BUSY
 */
export async function openImport(base: Base, wanted: Omit<ImportWanted, 'text' | 'format'>, by: string): Promise<OpenImport> {
  const { dataset, mode, batch, file, from, reading } = wanted;
  if (file && (batch === undefined || from === undefined || reading === undefined)) throw fail('SCN_DATA_IMPORT_PART');
  const now = base.now();
  const id = batch ?? newId(now);
  const found = batch === undefined ? null : await findImport(base, dataset, batch);
  if (!found) {
    if (from !== undefined && from !== 0) throw fail('SCN_DATA_IMPORT_PLACE', { next: 0, from });
    return { stored: null, record: { id, dataset, at: now.toISOString(), by, mode, written: 0, bad: 0, parts: 0, ...(file ? { file, next: 0, movedAt: now.toISOString() } : {}), ...(reading ? { reading } : {}) } };
  }
  const stored = await settle(base, found, by);
  demandFits(stored.body, wanted, by);
  return { stored, record: stored.body };
}

/** Puts down the rows that are about to be replaced; the highest version among them. */
async function keepReplaced(base: Base, record: ImportRecord, by: string): Promise<{ readonly upTo: number; readonly above: number }> {
  let above = 0;
  const rows = async function* (): AsyncGenerator<Json> {
    for await (const some of base.store.datasets.scan(record.dataset)) {
      for (const { id, version, data } of some) {
        above = Math.max(above, version);
        yield { id, data };
      }
    }
  };
  return { upTo: await keepParts(base, record, { from: record.parts }, rows(), by), above };
}

/** How far an import is once `count` more rows of its file are dealt with. */
function nextOf(record: ImportRecord, count: number): { readonly next?: number } {
  return record.next === undefined ? {} : { next: record.next + count };
}

/** Rows of a part of which none has to be written: the import is so much further. */
export async function passOver(base: Base, { stored, record }: OpenImport, { bad, seen }: Pick<Judgement, 'bad' | 'seen'>, by: string): Promise<void> {
  await putImport(base, stored, { ...record, bad: record.bad + bad, ...nextOf(record, seen), movedAt: base.now().toISOString() }, by);
}

/**
 * Writes rows so that an undo knows them and a cut leaves no doubt: what is about to be written is on disk before, and
 * whoever comes after a cut looks whether it was, and tells the audit where that was not told. When the writing is refused,
 * nothing is left of it.
 */
export async function writeNoted(base: Base, { stored, record }: OpenImport, { kept, written, bad, seen, told }: Judgement, by: string, write: () => Promise<Written>): Promise<void> {
  const { upTo, ...above } = record.mode === 'replace' ? await keepReplaced(base, record, by) : { upTo: await keepParts(base, record, { from: record.parts }, kept, by) };
  const pending = pendingRows(base, { parts: [record.parts, upTo], ...above, good: written, bad, told, ...nextOf(record, seen) });
  const noted = await putImport(base, stored, { ...record, pending }, by);
  let done: Written;
  try {
    done = await whileWriting(record, write);
  } catch (error) {
    await takeBack(base, noted, stored !== null, by).catch((second: unknown) => base.log.warn({ err: second, import: record.id }, 'what an import left is looked at again when somebody goes on with it'));
    throw error;
  }
  await tell(base, noted.body);
  await putImport(base, noted, withoutPending(noted.body, done, base.now().toISOString()), by);
  await forgetOldImports(base, record.dataset, by);
}

async function takeBack(base: Base, { body }: StoredImport, wasThere: boolean, by: string): Promise<void> {
  const found = await settleFailed(base, body, by);
  if (found && !wasThere && found.body.written === 0) await removeImport(base, found, by);
}
