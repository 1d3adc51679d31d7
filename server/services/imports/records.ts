import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import type { Json, JsonObject } from '../../../runtime/schema/json.ts';
import type { ImportFile, ImportMode, ImportReading } from '../../api/imports.ts';
import type { StoredDocument } from '../../stores/store.ts';
import type { Base } from '../context.ts';

const KIND = 'import';
/** Pieces of what an undo needs, of the rows of a replacement that are still to be put in place, and of the problems it told when they were. */
const SHELVES = { past: 'import-part', coming: 'import-coming', told: 'import-told' } as const;
export type Shelf = keyof typeof SHELVES;
const ROWS_IN_PART = 5000;
/** Imports of a dataset that are remembered; what older ones replaced is given up. */
const KEPT = 20;

/** Rows that were about to be written when this was put down. Whether they are, their dataset knows. */
export interface Pending {
  /** Where their ids are among the pieces. */
  readonly parts: readonly [from: number, upTo: number];
  readonly good: number;
  readonly bad: number;
  /** Of a replacement: the highest version among the rows that it replaces. */
  readonly above?: number;
  /** Rows of the file that are dealt with once they are written. */
  readonly next?: number;
  /** What the audit says of them once they are written. */
  readonly told?: JsonObject;
  readonly at: string;
  /** The process that writes them. */
  readonly process: string;
}

/** How far an import is taken back. What is said of `taking` was about to be written when it was put down. */
export interface Undoing {
  readonly at: string;
  readonly by: string;
  /** Pieces that are dealt with. */
  readonly parts: number;
  readonly taken: number;
  readonly left: number;
  readonly taking?: { readonly parts: number; readonly taken: number; readonly left: number };
}

export interface ImportRecord {
  readonly id: string;
  readonly dataset: string;
  readonly at: string;
  readonly by: string;
  readonly mode: ImportMode;
  readonly written: number;
  readonly bad: number;
  /** Pieces of what an undo needs: ids of the rows that were added, what rows were that were changed, or the rows that were replaced. */
  readonly parts: number;
  /** Of a replacement: the version it gave all rows. */
  readonly made?: number;
  readonly undone?: { readonly at: string; readonly by: string };
  readonly undoing?: Undoing;
  readonly pending?: Pending;
  /** Of an import that comes in parts: its file, how that is read, how many of its rows are dealt with, and since when. */
  readonly file?: ImportFile;
  readonly reading?: ImportReading;
  readonly next?: number;
  readonly movedAt?: string;
  /** Of a replacement in parts: pieces of the rows that came, how many these are, and what the columns were when it began. */
  readonly staged?: number;
  readonly waiting?: number;
  readonly shape?: string;
  /** Of a replacement in parts: pieces of the problems that were told when it was put in place, for whoever asks once more. */
  readonly told?: number;
  /** Somebody said that the rest will not come. */
  readonly left?: { readonly at: string; readonly by: string };
}

/** A row that was added or changed by key, and what it was. */
export interface ChangedByKey {
  readonly id: string;
  readonly before?: JsonObject;
}

/** Whether an import is a replacement whose rows are not in place yet: until all have come, it has changed nothing. */
export function isComing({ mode, file, written, undone, left }: ImportRecord): boolean {
  return mode === 'replace' && file !== undefined && written === 0 && !undone && !left;
}

/** Whether nothing of its file is to come: all of it was dealt with, and that was not taken back. */
export function isAtEnd({ mode, file, next = 0, written, undone, left }: ImportRecord): boolean {
  return file !== undefined && !undone && !left && (mode === 'replace' ? written > 0 : next >= file.rows);
}

export type StoredImport = StoredDocument<ImportRecord>;

const pack = promisify(gzip);
const unpack = promisify(gunzip);
const recordId = (dataset: string, id: string) => `${dataset}#${id}`;
const partId = (dataset: string, id: string, part: number) => `${recordId(dataset, id)}.${part}`;

export function findImport(base: Base, dataset: string, id: string): Promise<StoredImport | null> {
  return base.store.documents.get<ImportRecord>(KIND, recordId(dataset, id));
}

/** @throws SCN_STORE_CONFLICT when somebody else moved the import meanwhile */
export function putImport(base: Base, before: StoredImport | null, record: ImportRecord, by: string): Promise<StoredImport> {
  return base.store.documents.put<ImportRecord>(KIND, recordId(record.dataset, record.id), record, { expectedVersion: before?.version ?? 0, by });
}

export async function removeImport(base: Base, { version, body }: StoredImport, by: string): Promise<void> {
  await base.store.documents.delete(KIND, recordId(body.dataset, body.id), { expectedVersion: version, by });
  await forgetAllParts(base, body, by);
}

/** Puts down pieces from a number on, over what a cut import may have left there; answers the number after the last. */
export async function keepParts(base: Base, { dataset, id }: ImportRecord, { from, shelf = 'past' }: { readonly from: number; readonly shelf?: Shelf }, values: AsyncIterable<Json> | Iterable<Json>, by: string): Promise<number> {
  let part = from;
  let piece: Json[] = [];
  const put = async () => {
    const place = partId(dataset, id, part);
    const bytes = await pack(JSON.stringify(piece), { level: 1 });
    const before = await base.store.documents.get(SHELVES[shelf], place);
    await base.store.documents.put(SHELVES[shelf], place, bytes.toString('base64'), { expectedVersion: before?.version ?? 0, by });
    part += 1;
    piece = [];
  };
  for await (const value of values) {
    piece.push(value);
    if (piece.length === ROWS_IN_PART) await put();
  }
  if (piece.length > 0) await put();
  return part;
}

/** Pieces of an import, those from one number up to another. */
export async function* partsOf(base: Base, { dataset, id }: ImportRecord, [from, upTo]: readonly [number, number], shelf: Shelf = 'past'): AsyncGenerator<readonly Json[]> {
  for (let part = from; part < upTo; part += 1) {
    // oxlint-disable-next-line no-await-in-loop -- one piece in memory at a time
    const found = await base.store.documents.get<string>(SHELVES[shelf], partId(dataset, id, part));
    // oxlint-disable-next-line no-await-in-loop -- one piece in memory at a time
    if (found) yield JSON.parse((await unpack(Buffer.from(found.body, 'base64'))).toString()) as Json[];
  }
}

/** Also those that a cut import left behind the last that counts. */
export async function forgetParts(base: Base, { dataset, id, parts, staged = 0, told = 0 }: ImportRecord, by: string, shelf: Shelf = 'past'): Promise<void> {
  for (let part = 0; ; part += 1) {
    const place = partId(dataset, id, part);
    // oxlint-disable-next-line no-await-in-loop -- a few, seldom
    const found = await base.store.documents.get(SHELVES[shelf], place);
    // oxlint-disable-next-line no-await-in-loop -- a few, seldom
    if (found) await base.store.documents.delete(SHELVES[shelf], place, { expectedVersion: found.version, by });
    else if (part >= { past: parts, coming: staged, told }[shelf]) return;
  }
}

/** Every piece there is of an import. */
export async function forgetAllParts(base: Base, record: ImportRecord, by: string): Promise<void> {
  // oxlint-disable-next-line no-await-in-loop -- three of them
  for (const shelf of Object.keys(SHELVES) as Shelf[]) await forgetParts(base, record, by, shelf);
}

/** Imports of all datasets that say rows of theirs are about to be written. */
export async function listPending(base: Base): Promise<readonly StoredImport[]> {
  return (await base.store.documents.list<ImportRecord>(KIND)).filter(({ body }) => body.pending !== undefined);
}

/** Imports of a dataset, the latest first. */
export async function importsOf(base: Base, dataset: string): Promise<readonly StoredImport[]> {
  const all = await base.store.documents.list<ImportRecord>(KIND, { prefix: recordId(dataset, '') });
  return all.toSorted((a, b) => (a.body.at < b.body.at ? 1 : -1));
}

export async function forgetOldImports(base: Base, dataset: string, by: string): Promise<void> {
  // oxlint-disable-next-line no-await-in-loop -- mostly one
  for (const old of (await importsOf(base, dataset)).slice(KEPT)) await removeImport(base, old, by);
}
