import { randomUUID } from 'node:crypto';
import { copyFile, mkdir, open as openFile, readdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { diskError, FOLDER_MODE, syncFolder, TEMPORARY, type OpenFile } from './durable-file.ts';
import { FIRST, FOLDER_FORMAT, readManifest, writeManifest, type Manifest } from './manifest.ts';

/** Where copies go that are taken before data of an older version is changed. */
export const BACKUPS = 'backups';

export interface FolderUpgrade {
  /** The data folder. */
  readonly path: string;
  /** What is copied; the first holds the manifest. */
  readonly folders: readonly string[];
  readonly open: OpenFile;
  readonly now: () => string;
  readonly onBackup?: ((path: string) => void) | undefined;
}

/**
 * The manifest, of this version's format afterwards. A folder of an older one is copied first: the copy is a data folder
 * that the older version starts on. @throws SCN_STORE_FORMAT for a newer one, which stays as it is; SCN_STORE_FULL
 */
export async function readOrUpgrade({ path, folders, open, now, onBackup }: FolderUpgrade): Promise<Manifest> {
  const [log = path] = folders;
  const found = await readManifest(log, open);
  if (found?.format === FOLDER_FORMAT) return found;
  const old = found ?? (await firstOfOldFolder(log));
  if (old) {
    const backup = join(path, BACKUPS, `format-${old.format} ${now().replaceAll(':', '-')}`);
    await copyFolders(folders, backup);
    onBackup?.(backup);
  }
  const manifest = { ...(old ?? FIRST), format: FOLDER_FORMAT };
  await writeManifest(log, manifest, open);
  return manifest;
}

/** The first format had no manifest before its first snapshot. */
async function firstOfOldFolder(log: string): Promise<Manifest | null> {
  return (await readdir(log)).some((name) => name.endsWith('.log')) ? { ...FIRST, format: 1 } : null;
}

/** Copies appear whole or not at all. */
async function copyFolders(folders: readonly string[], to: string): Promise<void> {
  const aside = `${to}.${randomUUID()}${TEMPORARY}`;
  try {
    for (const folder of folders) await copyFolder(folder, join(aside, basename(folder)));
    await syncFolder(aside);
    await rename(aside, to);
    await syncFolder(dirname(to));
  } catch (error) {
    await rm(aside, { recursive: true, force: true }).catch(() => undefined);
    throw diskError(error, to);
  }
}

async function copyFolder(from: string, to: string): Promise<void> {
  await mkdir(to, { recursive: true, mode: FOLDER_MODE });
  for (const entry of await readdir(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory()) await copyFolder(source, target);
    else await copyDurably(source, target);
  }
  await syncFolder(to);
}

async function copyDurably(from: string, to: string): Promise<void> {
  await copyFile(from, to);
  const handle = await openFile(to, 'r+');
  try {
    await handle.datasync();
  } finally {
    await handle.close();
  }
}
