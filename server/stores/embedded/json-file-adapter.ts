import { open, readFile } from 'node:fs/promises';
import type { Adapter } from 'lowdb';
import { storeError } from '../errors.ts';
import { isMissing, replaceFile, writeAll, type OpenFile } from './durable-file.ts';

/** A lowdb adapter whose write is on disk when it resolves; lowdb's own one never syncs. */
export class DurableJsonFile<T> implements Adapter<T> {
  readonly path: string;
  readonly #open: OpenFile;

  constructor(path: string, openFile: OpenFile = open) {
    this.path = path;
    this.#open = openFile;
  }

  /** Null when there is no file. @throws SCN_STORE_CORRUPT when it is not JSON */
  async read(): Promise<T | null> {
    let text: string;
    try {
      text = await readFile(this.path, 'utf8');
    } catch (error) {
      if (isMissing(error)) return null;
      throw error;
    }
    try {
      return JSON.parse(text) as T;
    } catch (error) {
      throw storeError('SCN_STORE_CORRUPT', { file: this.path, offset: 0, reason: 'not JSON' }, error);
    }
  }

  async write(data: T): Promise<void> {
    const bytes = Buffer.from(`${JSON.stringify(data)}\n`);
    await replaceFile(this.path, (handle) => writeAll(handle, bytes, 0), this.#open);
  }
}
