import { createHash } from 'node:crypto';
import { storeError } from '../errors.ts';
import { checkArchive, readArchive } from './archive-file.ts';
import { isMark, MARK } from './entry.ts';
import type { ArchiveEntry, Store } from '../store.ts';
import { difference, Tally, type Sections } from './tally.ts';

/** Entries between two notes of how far it got. */
const STRETCH = 2000;

interface Mark {
  /** Which archive. */
  readonly archive: string;
  readonly done: number;
}

export interface Restored {
  readonly sections: Sections;
  /** Entries that an earlier, interrupted try had put in already. */
  readonly resumedAt: number;
}

/** What is in a store, counted and hashed. */
export async function tallyOf(store: Store): Promise<Sections> {
  const tally = new Tally();
  for await (const entry of store.archive.dump()) if (!isMark(entry)) tally.add(entry);
  return tally.sections;
}

/**
 * Puts an archive into an empty store, or goes on where an interrupted try with the same archive ended, and then holds
 * what is in the store against the archive. @throws SCN_STORE_ARCHIVE, SCN_STORE_NOT_EMPTY, SCN_STORE_IN_USE, SCN_STORE_DIFFERS
 */
export async function restoreArchive(store: Store, file: string, onProgress: (done: number) => void = () => undefined): Promise<Restored> {
  const sections = await checkArchive(file);
  if (await store.archive.inUse()) throw storeError('SCN_STORE_IN_USE', {});
  const archive = createHash('sha256').update(JSON.stringify(sections)).digest('hex');
  const resumedAt = await beginOrResume(store, archive);
  let done = 0;
  let stretch: ArchiveEntry[] = [];
  const flush = async () => {
    await store.archive.fill(asAsync(stretch));
    stretch = [];
    await note(store, { archive, done });
    onProgress(done);
  };
  for await (const entry of readArchive(file)) {
    done += 1;
    if (done <= resumedAt) continue;
    stretch.push(entry);
    if (stretch.length >= STRETCH) await flush();
  }
  await flush();
  const different = difference(sections, await tallyOf(store));
  if (different) throw storeError('SCN_STORE_DIFFERS', different);
  const mark = await store.documents.get(MARK.kind, MARK.id);
  if (mark) await store.documents.delete(MARK.kind, MARK.id, { expectedVersion: mark.version, by: 'system' });
  return { sections, resumedAt };
}

/** A store that a restore or a move filled in part only is not to be worked with. @throws SCN_STORE_HALF */
export async function demandWhole(store: Store): Promise<void> {
  const mark = await store.documents.get<Mark>(MARK.kind, MARK.id);
  if (mark) throw storeError('SCN_STORE_HALF', { done: mark.body.done });
}

async function beginOrResume(store: Store, archive: string): Promise<number> {
  const mark = await store.documents.get<Mark>(MARK.kind, MARK.id);
  if (mark?.body.archive === archive) return mark.body.done;
  if (mark || Object.keys(await tallyOf(store)).length > 0) throw storeError('SCN_STORE_NOT_EMPTY', {});
  await note(store, { archive, done: 0 });
  return 0;
}

async function note(store: Store, mark: Mark): Promise<void> {
  const before = await store.documents.get(MARK.kind, MARK.id);
  await store.documents.put(MARK.kind, MARK.id, mark, { expectedVersion: before?.version ?? 0, by: 'system' });
}

async function* asAsync<T>(items: readonly T[]): AsyncGenerator<T> {
  yield* items;
}
