import { randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import { open, readdir, rename, rm, unlink } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { ScenarioError } from '../../../runtime/errors.ts';
import { storeError } from '../errors.ts';

/** Opens a file for writing; replaced in tests by one that fails like a full disk. */
export type OpenFile = (path: string, flags: string | number, mode: number) => Promise<FileHandle>;

/**
 * Makes every write of a file wait until its bytes are on disk: one errand of a thread where a write and a sync are two.
 * Only where it says as much as `datasync`: on macOS that also empties the cache of the drive, on Windows there is no such flag.
 */
export const WRITE_THROUGH = process.platform === 'linux' ? constants.O_DSYNC : 0;

/** Readable by the owner only: the files hold personal data. */
export const FILE_MODE = 0o600;
export const FOLDER_MODE = 0o700;
export const TEMPORARY = '.tmp';

const FULL = new Set(['ENOSPC', 'EFBIG', 'EDQUOT']);

const reasonOf = (error: unknown): string => (error instanceof Error && 'code' in error ? String(error.code) : String(error));

export const isFull = (error: unknown): boolean => FULL.has(reasonOf(error));

/** A failure of the disk as a coded error. */
export function diskError(error: unknown, path: string): ScenarioError {
  const reason = reasonOf(error);
  return isFull(error) ? storeError('SCN_STORE_FULL', { path }, error) : storeError('SCN_STORE_WRITE', { path, reason }, error);
}

/** Makes new and removed names of a folder durable. */
export async function syncFolder(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Writes all of it, also when the system takes only a part at a time. */
export async function writeAll(handle: FileHandle, bytes: Buffer, position: number): Promise<void> {
  let done = 0;
  while (done < bytes.length) {
    const { bytesWritten } = await handle.write(bytes, done, bytes.length - done, position + done);
    if (bytesWritten === 0) throw Object.assign(new Error('nothing written'), { code: 'ENOSPC' });
    done += bytesWritten;
  }
}

/**
 * A whole file at once: 1. under a name nobody else uses, 2. its bytes to disk, 3. renamed over the old one,
 * 4. the folder to disk. A crash leaves the old file or the new one. @throws SCN_STORE_FULL, SCN_STORE_WRITE
 */
export async function replaceFile(path: string, fill: (handle: FileHandle) => Promise<void>, openFile: OpenFile = open): Promise<void> {
  const temporary = `${path}.${randomUUID()}${TEMPORARY}`;
  try {
    const handle = await openFile(temporary, 'wx', FILE_MODE);
    try {
      await fill(handle);
      await handle.datasync();
    } finally {
      await handle.close();
    }
    await rename(temporary, path);
    await syncFolder(dirname(path));
  } catch (error) {
    await rm(temporary, { force: true });
    throw isCoded(error) ? error : diskError(error, path);
  }
}

/** Removes what an interrupted `replaceFile` left; such files were never acknowledged. */
export async function removeTemporaryFiles(folder: string): Promise<void> {
  const names = await readdir(folder);
  await Promise.all(names.filter((name) => name.endsWith(TEMPORARY)).map((name) => unlink(join(folder, name))));
}

export function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}

function isCoded(error: unknown): boolean {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('SCN_');
}
