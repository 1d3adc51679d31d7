import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { createInterface } from 'node:readline';
import { diskError, FILE_MODE, syncFolder } from '../embedded/durable-file.ts';
import { storeError } from '../errors.ts';
import { isMark } from './entry.ts';
import type { ArchiveEntry } from '../store.ts';
import { difference, Tally, type Sections } from './tally.ts';

/** Format of archives; a newer one is refused. */
const FORMAT = 1;
const CHUNK_BYTES = 1 << 20;

interface Head {
  readonly archive: 'scenario-studio';
  readonly format: number;
  readonly at: string;
}

interface End {
  readonly t: 'end';
  readonly sections: Sections;
}

/** The lines of an archive: a head, entries, and an end with counts and hashes of every section. */
export async function* archiveLines(entries: AsyncIterable<ArchiveEntry>, at: string, done?: (sections: Sections) => void): AsyncGenerator<string> {
  const head: Head = { archive: 'scenario-studio', format: FORMAT, at };
  yield `${JSON.stringify(head)}\n`;
  const tally = new Tally();
  for await (const entry of entries) {
    if (isMark(entry)) continue;
    tally.add(entry);
    yield `${JSON.stringify(entry)}\n`;
  }
  const end: End = { t: 'end', sections: tally.sections };
  yield `${JSON.stringify(end)}\n`;
  done?.(end.sections);
}

/** Writes an archive under another name and renames it when it is whole and on disk. @throws SCN_STORE_FULL, SCN_STORE_WRITE */
export async function writeArchive(file: string, entries: AsyncIterable<ArchiveEntry>, at: string): Promise<Sections> {
  const temporary = `${file}.${randomUUID()}.tmp`;
  let sections: Sections = {};
  const handle = await open(temporary, 'wx', FILE_MODE).catch((error: unknown) => Promise.reject(diskError(error, file)));
  try {
    let chunk = '';
    for await (const line of archiveLines(entries, at, (all) => (sections = all))) {
      chunk += line;
      if (chunk.length < CHUNK_BYTES) continue;
      await handle.writeFile(chunk).catch((error: unknown) => Promise.reject(diskError(error, file)));
      chunk = '';
    }
    await handle.writeFile(chunk).catch((error: unknown) => Promise.reject(diskError(error, file)));
    await handle.sync();
    await handle.close();
    await rename(temporary, file);
    await syncFolder(dirname(file));
    return sections;
  } catch (error) {
    await handle.close().catch(() => undefined);
    await rm(temporary, { force: true });
    throw error;
  }
}

/** Entries of an archive file. @throws SCN_STORE_ARCHIVE when a line is not one, or the end is missing */
export async function* readArchive(file: string): AsyncGenerator<ArchiveEntry> {
  for await (const line of linesOf(file)) if ('t' in line && line.t !== 'end') yield line;
}

/** Reads an archive to its end and holds it against its own counts and hashes. @throws SCN_STORE_ARCHIVE */
export async function checkArchive(file: string): Promise<Sections> {
  const tally = new Tally();
  for await (const line of linesOf(file)) {
    if ('archive' in line) continue;
    if (line.t !== 'end') {
      tally.add(line);
      continue;
    }
    const different = difference(line.sections, tally.sections);
    if (different) throw storeError('SCN_STORE_ARCHIVE', { file, line: 0, reason: `${different.section}: ${different.found} / ${different.wanted}` });
  }
  return tally.sections;
}

/** True for a copy that was taken before a database was upgraded; archives are what this file knows. */
export async function isRawBackup(file: string): Promise<boolean> {
  const handle = await open(file, 'r').catch((error: unknown) => Promise.reject(storeError('SCN_STORE_ARCHIVE', { file, line: 0, reason: 'no such file' }, error)));
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(40), 0, 40, 0);
    return buffer.toString('utf8', 0, bytesRead).startsWith('{"database":"scenario-studio"');
  } finally {
    await handle.close();
  }
}

async function* linesOf(file: string): AsyncGenerator<Head | ArchiveEntry | End> {
  const stream = createReadStream(file, { encoding: 'utf8' });
  let line = 0;
  let ended = false;
  try {
    for await (const text of createInterface({ input: stream, crlfDelay: Number.POSITIVE_INFINITY })) {
      line += 1;
      const value = parsed(text);
      if (value === null || ended || (line === 1) !== 'archive' in value) throw storeError('SCN_STORE_ARCHIVE', { file, line, reason: 'not a line of an archive' });
      if ('archive' in value && value.format > FORMAT) throw storeError('SCN_STORE_ARCHIVE', { file, line, reason: `format ${value.format}, this version knows up to ${FORMAT}` });
      ended = 't' in value && value.t === 'end';
      yield value;
    }
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') throw storeError('SCN_STORE_ARCHIVE', { file, line: 0, reason: 'no such file' }, error);
    throw error;
  } finally {
    stream.destroy();
  }
  if (!ended) throw storeError('SCN_STORE_ARCHIVE', { file, line, reason: 'it breaks off' });
}

function parsed(text: string): Head | ArchiveEntry | End | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && ('t' in value || 'archive' in value) ? (value as Head | ArchiveEntry | End) : null;
  } catch {
    return null;
  }
}
