import { join } from 'node:path';
import { storeError } from '../errors.ts';
import type { OpenFile } from './durable-file.ts';
import { DurableJsonFile } from './json-file-adapter.ts';

/**
 * Format of the data folder; a higher one is refused. 2: closed segments may be rewritten, under numbers below zero, and
 * the manifest is there from the beginning. 3: snapshots say whose data entries of the audit are about. 4: rows have their past. 5: lines may say
 * what is gone for good.
 */
export const FOLDER_FORMAT = 5;

/** Which files make up the state: the snapshot, then every log segment from `from` on. */
export interface Manifest {
  readonly format: number;
  readonly from: number;
  /** Number of the snapshot file; null before the first one. */
  readonly snapshot: number | null;
}

/** Of a new folder. */
export const FIRST: Manifest = { format: FOLDER_FORMAT, from: 1, snapshot: null };

export const snapshotName = (number: number) => `${String(number).padStart(8, '0')}.snapshot`;

/** Null when there is none yet. @throws SCN_STORE_FORMAT for a folder of a newer version */
export async function readManifest(folder: string, openFile: OpenFile): Promise<Manifest | null> {
  const manifest = await manifestFile(folder, openFile).read();
  if (manifest && manifest.format > FOLDER_FORMAT) throw storeError('SCN_STORE_FORMAT', { path: folder, format: manifest.format });
  return manifest;
}

export async function writeManifest(folder: string, manifest: Manifest, openFile: OpenFile): Promise<void> {
  await manifestFile(folder, openFile).write(manifest);
}

const manifestFile = (folder: string, openFile: OpenFile) => new DurableJsonFile<Manifest>(join(folder, 'manifest.json'), openFile);
