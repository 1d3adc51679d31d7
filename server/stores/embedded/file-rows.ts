import { open, rm } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import type { JsonObject } from '../../../runtime/schema/json.ts';
import type { RowFiles, WrittenRows } from '../core/row-files.ts';
import type { StoredRow } from '../core/table.ts';
import { storeError } from '../errors.ts';
import type { RowPast } from '../store.ts';
import { diskError, FILE_MODE, replaceFile, writeAll, type OpenFile } from './durable-file.ts';
import { encodeLine, readLines } from './line.ts';

/** Short names: the file has one line per row. */
interface RowLine {
  readonly i: string;
  readonly v: number;
  readonly d?: JsonObject;
  readonly k?: string;
  readonly p?: readonly RowPast[];
}

/** Row files in one folder: `<dataset, / as ~>.<generation>.rows`. */
export function createFileRows(folder: string, openFile: OpenFile): RowFiles {
  const pathOf = (dataset: string, generation: number) => join(folder, rowFileName(dataset, generation));
  return {
    async *read(dataset, generation, bytes) {
      const path = pathOf(dataset, generation);
      const handle = await open(path, 'r');
      try {
        for await (const lines of readLines(handle, bytes)) {
          yield lines.map(({ bad, offset, value }) => {
            if (bad !== undefined) throw storeError('SCN_STORE_CORRUPT', { file: path, offset, reason: bad });
            return fromLine(value as RowLine);
          });
        }
      } finally {
        await handle.close();
      }
    },
    async write(dataset, generation, chunks) {
      const written = { bytes: 0, lines: 0 };
      await replaceFile(pathOf(dataset, generation), async (handle) => {
        for await (const rows of chunks) {
          const bytes = toBytes(rows);
          await writeAll(handle, bytes, written.bytes);
          written.bytes += bytes.length;
          written.lines += rows.length;
        }
      }, openFile);
      return written;
    },
    async append(dataset, generation, bytes, rows): Promise<WrittenRows> {
      const path = pathOf(dataset, generation);
      const added = toBytes(rows);
      let handle: FileHandle | null = null;
      try {
        handle = await openFile(path, 'r+', FILE_MODE);
        // What lies behind belongs to a snapshot that was never finished.
        await handle.truncate(bytes);
        await writeAll(handle, added, bytes);
        await handle.datasync();
        return { bytes: bytes + added.length, lines: rows.length };
      } catch (error) {
        throw diskError(error, path);
      } finally {
        await handle?.close();
      }
    },
    remove: (dataset, generation) => rm(pathOf(dataset, generation), { force: true }),
  };
}

export function rowFileName(dataset: string, generation: number): string {
  return `${dataset.replaceAll('/', '~')}.${generation}.rows`;
}

function toBytes(rows: readonly StoredRow[]): Buffer {
  return Buffer.concat(rows.map(({ id, version, data, key, past }) => encodeLine(JSON.stringify({ i: id, v: version, d: data, k: key, p: past }))));
}

function fromLine({ i, v, d, k, p }: RowLine): StoredRow {
  return { id: i, version: v, ...(d ? { data: d } : {}), ...(k === undefined ? {} : { key: k }), ...(p ? { past: p } : {}) };
}
