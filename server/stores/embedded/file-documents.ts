import { createHash } from 'node:crypto';
import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Low } from 'lowdb';
import type { Json } from '../../../runtime/schema/json.ts';
import { byDocumentId, checkVersion, nextDocument } from '../core/document-table.ts';
import { isPassing } from '../core/passing.ts';
import type { Store, StoredDocument } from '../store.ts';
import { diskError, FOLDER_MODE, isMissing, syncFolder, type OpenFile } from './durable-file.ts';
import { DurableJsonFile } from './json-file-adapter.ts';

type Slot = StoredDocument | { readonly none: true };
const KNOWN_PATHS = 10_000;
const NONE: Slot = { none: true };

/** A document and its queue of writers. */
interface Cell {
  readonly db: Low<Slot>;
  readonly path: string;
  loaded: Promise<void> | null;
  /** The file was read; from then on memory is as new as the file. */
  ready: boolean;
  last: Promise<unknown>;
}

/** Documents as files, also all of them at once, and as they were elsewhere. */
export interface FileDocuments {
  readonly all: () => AsyncIterable<StoredDocument>;
  readonly restore: (document: StoredDocument) => Promise<void>;
}

/** One small lowdb file per document, at `<folder>/<kind>/<id>.json`. */
export function createFileDocuments(folder: string, options: { now: () => string; open: OpenFile }): Store['documents'] & FileDocuments {
  const cells = new Map<string, Cell>();

  const cellAt = (path: string): Cell => {
    let cell = cells.get(path);
    if (!cell) cells.set(path, (cell = { db: new Low<Slot>(new DurableJsonFile<Slot>(path, options.open), NONE), path, loaded: null, ready: false, last: Promise.resolve() }));
    return cell;
  };
  const paths = new Map<string, string>();
  // Users and releases are asked for with every request, and making a file name of an id is not free.
  const pathOf = (kind: string, id: string) => {
    const name = `${kind}\n${id}`;
    let path = paths.get(name);
    if (path === undefined) {
      path = join(folder, fileName(kind), `${fileName(id)}.json`);
      if (paths.size > KNOWN_PATHS) paths.clear();
      paths.set(name, path);
    }
    return path;
  };
  const stored = async (cell: Cell): Promise<StoredDocument | null> => {
    cell.loaded ??= cell.db.read();
    await cell.loaded.catch((error: unknown) => {
      cell.loaded = null;
      throw error;
    });
    cell.ready = true;
    return 'none' in cell.db.data ? null : cell.db.data;
  };
  /** What is not to be kept is read again the next time. */
  const passing = async <T>(kind: string, path: string, work: Promise<T>): Promise<T> => {
    try {
      return await work;
    } finally {
      if (isPassing(kind)) cells.delete(path);
    }
  };
  const queued = <T>(cell: Cell, work: () => Promise<T>): Promise<T> => {
    const result = cell.last.then(work);
    cell.last = result.catch(() => undefined);
    return result;
  };

  return {
    get: async <Body = Json>(kind: string, id: string) => (await passing(kind, pathOf(kind, id), stored(cellAt(pathOf(kind, id))))) as StoredDocument<Body> | null,
    atHand: <Body = Json>(kind: string, id: string) => {
      const cell = cells.get(pathOf(kind, id));
      if (!cell?.ready) return undefined;
      return 'none' in cell.db.data ? null : (cell.db.data as StoredDocument<Body>);
    },
    put: <Body = Json>(kind: string, id: string, body: Body, put: { expectedVersion: number; by: string }) => {
      const cell = cellAt(pathOf(kind, id));
      return passing(kind, cell.path, queued(cell, async () => {
        const before = await stored(cell);
        const next = nextDocument(before, kind, id, body, put, options.now());
        if (!before) await makeFolder(join(folder, fileName(kind)), folder);
        await write(cell, next);
        return next as StoredDocument<Body>;
      }));
    },
    all: () => everyDocument(folder, (kind, name) => passing(kind, join(folder, kind, name), stored(cellAt(join(folder, kind, name))))),
    restore: (document) => {
      const { kind, id } = document;
      const cell = cellAt(pathOf(kind, id));
      return passing(kind, cell.path, queued(cell, async () => {
        if ((await stored(cell)) === null) await makeFolder(join(folder, fileName(kind)), folder);
        await write(cell, document);
      }));
    },
    delete: (kind, id, { expectedVersion }) => {
      const cell = cellAt(pathOf(kind, id));
      return queued(cell, async () => {
        checkVersion(await stored(cell), kind, id, expectedVersion);
        if (expectedVersion === 0) return;
        await rm(cell.path).then(() => syncFolder(join(folder, fileName(kind))), (error: unknown) => Promise.reject(diskError(error, cell.path)));
        cell.db.data = NONE;
      });
    },
    list: async <Body = Json>(kind: string, { prefix = '' }: { prefix?: string } = {}) => {
      const names = await namesIn(join(folder, fileName(kind)));
      const all = await Promise.all(names.map((name) => stored(cellAt(join(folder, fileName(kind), name)))));
      const found = all.filter((document) => document !== null).filter((document) => document.id.startsWith(prefix));
      return found.sort(byDocumentId) as readonly StoredDocument[] as readonly StoredDocument<Body>[];
    },
  };
}

async function* everyDocument(folder: string, read: (kind: string, name: string) => Promise<StoredDocument | null>): AsyncGenerator<StoredDocument> {
  for (const kind of (await readdir(folder)).sort()) {
    for (const name of (await namesIn(join(folder, kind))).toSorted()) {
      const document = await read(kind, name);
      if (document) yield document;
    }
  }
}

/** Readers see a new version only when it is on disk: the write goes through a second `Low` on the same file. */
async function write(cell: Cell, next: StoredDocument): Promise<void> {
  await new Low<Slot>(cell.db.adapter, next).write();
  cell.db.data = next;
}

async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return (await readdir(folder)).filter((name) => name.endsWith('.json'));
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}

async function makeFolder(path: string, parent: string): Promise<void> {
  try {
    if ((await mkdir(path, { recursive: true, mode: FOLDER_MODE })) !== undefined) await syncFolder(parent);
  } catch (error) {
    throw diskError(error, path);
  }
}

/** A name any file system takes: letters, digits, `-`, `_` as they are, the rest as %hex; long ones by their hash. */
function fileName(id: string): string {
  const name = encodeURIComponent(id).replace(/[!'()*.~]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
  return name.length > 0 && name.length <= 120 ? name : `%%${createHash('sha256').update(id).digest('hex')}`;
}
