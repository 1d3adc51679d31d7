import type { FileView } from '../api/people.ts';
import { fail } from '../errors.ts';
import { newId } from './context.ts';
import type { Base } from './context.ts';

export const KIND = 'file';
/** The mark of an upload until a run holds its file; see `sweepFiles`. */
export const LOOSE = 'file-loose';
/** The bytes, in pieces; the stores keep none of these in memory. */
export const PART = 'file-part';
export const PART_BYTES = 65_536;
export const MOST_BYTES = 20 * 1_048_576;

export interface Stored extends FileView {
  readonly sha256: string;
  readonly parts: number;
  readonly by: string;
  readonly at: string;
  /** The run it was attached to; until then only its owner can read it. */
  readonly run?: string;
}

export interface Loose {
  readonly by: string;
  readonly at: string;
}

/** More parts than any file has. */
export const ALL_PARTS = Math.ceil(MOST_BYTES / PART_BYTES) + 1;

export const partId = (id: string, part: number) => `${id}.${String(part).padStart(5, '0')}`;
export const viewOf = ({ id, name, type, bytes }: Stored): FileView => ({ id, name, type, bytes });

export async function readStored(base: Base, id: string): Promise<Stored | undefined> {
  return (await base.store.documents.get<Stored>(KIND, id))?.body;
}

/** Forgets a file: first that it is there, then its parts, so that nobody reads half of it. */
export async function dropFile(base: Base, id: string, parts: number): Promise<void> {
  const found = await base.store.documents.get<Stored>(KIND, id);
  if (found) await base.store.documents.delete(KIND, id, { expectedVersion: found.version, by: 'system' });
  for (let part = 0; part < parts; part += 1) {
    if (!(await base.store.documents.get(PART, partId(id, part)))) return;
    await base.store.documents.delete(PART, partId(id, part), { expectedVersion: 1, by: 'system' });
  }
}

/** Another file of the same content, of nobody's run yet. */
export async function copyFile(base: Base, by: string, from: Stored): Promise<FileView> {
  const at = base.now().toISOString();
  const id = `f-${newId(base.now())}`;
  await base.store.documents.put<Loose>(LOOSE, id, { by, at }, { expectedVersion: 0, by });
  for (let part = 0; part < from.parts; part += 1) {
    const found = await base.store.documents.get<string>(PART, partId(from.id, part));
    if (!found) throw fail('SCN_FILE_GONE', { file: from.name });
    await base.store.documents.put(PART, partId(id, part), found.body, { expectedVersion: 0, by });
  }
  const { run: _run, ...rest } = from;
  const file: Stored = { ...rest, id, by, at };
  await base.store.documents.put<Stored>(KIND, id, file, { expectedVersion: 0, by });
  return viewOf(file);
}
