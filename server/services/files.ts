import { createHash } from 'node:crypto';
import type { FileView } from '../api/people.ts';
import type { User } from '../api/account.ts';
import { fail } from '../errors.ts';
import { audit, newId } from './context.ts';
import type { Base } from './context.ts';
import { ALLOWED_ENDINGS, typeOfFile } from './file-kinds.ts';
import { dropFile, KIND, LOOSE, type Loose, MOST_BYTES, PART, PART_BYTES, partId, type Stored, viewOf } from './file-store.ts';
import { demandRun } from './portal.ts';
import type { RunBase } from './runs.ts';

/** The last part of a path, without what cannot be in a file name. */
function nameOf(given: string): string {
  const name = given.split(/[/\\]/).at(-1)?.replaceAll(/[\p{Cc}\p{Cf}"<>|:*?]/gu, '').trim() ?? '';
  return name.slice(-120);
}

/** Pieces of one size, whatever pieces come in. */
async function* pieces(content: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  let held: Buffer = Buffer.alloc(0);
  for await (const chunk of content) {
    held = held.length === 0 ? Buffer.from(chunk) : Buffer.concat([held, chunk]);
    for (; held.length >= PART_BYTES; held = held.subarray(PART_BYTES)) yield held.subarray(0, PART_BYTES);
  }
  if (held.length > 0) yield held;
}

/**
 * Takes a file in piece by piece; nothing of a refused one is left. Its kind is what its first bytes say.
 * @throws SCN_FILE_TOO_LARGE, SCN_FILE_KIND, SCN_FILE_EMPTY
 */
export async function takeFile(base: Base, user: User, given: { readonly name: string; readonly bytes?: number; /** @default 20 MB */ readonly most?: number }, content: AsyncIterable<Uint8Array>): Promise<FileView> {
  const name = nameOf(given.name);
  const most = given.most ?? MOST_BYTES;
  const tooLarge = () => fail('SCN_FILE_TOO_LARGE', { name, limit: `${most / 1_048_576} MB` });
  if (given.bytes !== undefined && given.bytes > most) throw tooLarge();
  const at = base.now().toISOString();
  const id = `f-${newId(base.now())}`;
  await base.store.documents.put<Loose>(LOOSE, id, { by: user.id, at }, { expectedVersion: 0, by: user.id });
  const hash = createHash('sha256');
  let [parts, bytes] = [0, 0];
  let type: string | null = null;
  try {
    for await (const piece of pieces(content)) {
      if (parts === 0) type = typeOfFile(name, piece);
      if (type === null) throw fail('SCN_FILE_KIND', { name, allowed: ALLOWED_ENDINGS.join(', ') });
      bytes += piece.length;
      if (bytes > most) throw tooLarge();
      hash.update(piece);
      await base.store.documents.put(PART, partId(id, parts), piece.toString('base64'), { expectedVersion: 0, by: user.id });
      parts += 1;
    }
    if (type === null) throw fail('SCN_FILE_EMPTY', { name });
    const file: Stored = { id, name, type, bytes, sha256: hash.digest('hex'), parts, by: user.id, at };
    await base.store.documents.put<Stored>(KIND, id, file, { expectedVersion: 0, by: user.id });
    await audit(base, user.id, 'file.take', id, { type, bytes });
    return viewOf(file);
  } catch (error) {
    await dropFile(base, id, parts);
    await base.store.documents.delete(LOOSE, id, { expectedVersion: 1, by: user.id });
    throw error;
  }
}

/** Whether a person may put a file into a run: it is there already, or it is theirs and no other run holds it. */
async function mayAttach(base: Base, user: User, run: string, file: Stored): Promise<boolean> {
  if (file.run === run) return true;
  return file.by === user.id && (file.run === undefined || (await base.store.runs.get(file.run)) === null);
}

/** The files become part of a run: whoever has to do with it can read them. @throws SCN_FILE_GONE */
export async function attachFiles(base: Base, user: User, run: string, ids: readonly string[]): Promise<FileView[]> {
  const views: FileView[] = [];
  for (const id of ids) {
    const found = await base.store.documents.get<Stored>(KIND, id);
    if (!found || !(await mayAttach(base, user, run, found.body))) throw fail('SCN_FILE_GONE', { file: found?.body.by === user.id ? found.body.name : id });
    if (found.body.run !== run) await base.store.documents.put<Stored>(KIND, id, { ...found.body, run }, { expectedVersion: found.version, by: user.id });
    views.push(viewOf(found.body));
  }
  return views;
}

async function* bytesOf(base: Base, { id, parts, name }: Stored): AsyncGenerator<Buffer> {
  for (let part = 0; part < parts; part += 1) {
    const found = await base.store.documents.get<string>(PART, partId(id, part));
    if (!found) throw fail('SCN_API_NOT_FOUND', { what: name });
    yield Buffer.from(found.body, 'base64');
  }
}

/** A file for whoever may read the run it belongs to; for everybody else it does not exist. @throws SCN_API_NOT_FOUND */
export async function openFile(base: RunBase, user: User, id: string): Promise<{ readonly file: FileView; readonly content: AsyncIterable<Buffer> }> {
  const stored = (await base.store.documents.get<Stored>(KIND, id))?.body;
  if (!stored) throw fail('SCN_API_NOT_FOUND', { what: id });
  if (stored.by !== user.id) {
    if (stored.run === undefined) throw fail('SCN_API_NOT_FOUND', { what: id });
    await demandRun(base, stored.run, user);
    await audit(base, user.id, 'file.open', id);
  }
  return { file: viewOf(stored), content: bytesOf(base, stored) };
}
