import { createHash } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import type { JsonObject } from '../../../runtime/schema/json.ts';
import type { ArchiveEntry, Store } from '../../stores/store.ts';
import { mentions, namesOf, type Names } from './mentions.ts';

/** Documents people write about themselves or others: gone when they name the person. Other kinds stay as they are and are told of. */
export const PERSONAL_KINDS: ReadonlySet<string> = new Set(['draft', 'feedback', 'objection', 'subjects', 'oidc-link']);
export const OPEN: ReadonlySet<string> = new Set(['running', 'waiting', 'incident']);

/** All that is about one person in a store, and what will happen to it. */
export interface Found {
  readonly names: Names;
  /** Rows to go, by dataset. */
  readonly rows: ReadonlyMap<string, number>;
  /** Runs about the person, with a digest of what they were; they go whole. */
  readonly runs: ReadonlyMap<string, string>;
  /** Runs about something else that also saw data of the person; these data go. */
  readonly seen: ReadonlySet<string>;
  /** Runs that name the person and have not ended. */
  readonly open: readonly string[];
  /** Documents to go, by `kind id`. */
  readonly documents: ReadonlySet<string>;
  readonly notices: number;
  readonly deliveries: number;
  /** Documents that name the person and are left: `kind id`. */
  readonly left: readonly string[];
  /** Entries of the audit that name the person; they cannot be changed. */
  readonly audit: number;
}

export const nameOf = (document: { readonly kind: string; readonly id: string }): string => `${document.kind} ${document.id}`;

/** A row is about a person when any of its columns is exactly them, the subject or another that refers to them. */
export function isRowAbout(data: Readonly<Record<string, unknown>>, subject: string): boolean {
  return Object.values(data).some((value) => (typeof value === 'string' || typeof value === 'number') && String(value) === subject);
}

export type RowEntry = Extract<ArchiveEntry, { t: 'row' }>;

/** Whether a row was about a person before one of its changes. */
function wasAbout({ past = [] }: RowEntry, subject: string): boolean {
  return past.some(({ before }) => before !== undefined && isRowAbout(before, subject));
}

/** Whether a row goes: one about the person, and of those that are gone what it was. */
export function isRowGoing(entry: RowEntry, subject: string, names: Names): boolean {
  return entry.data ? isRowAbout(entry.data, subject) : names(entry.id) || wasAbout(entry, subject);
}

/** The past of a row that is about somebody else: when it ever named the person, all of its earlier values go. */
export function pastWithout(entry: RowEntry, subject: string, names: Names): RowEntry {
  const { past } = entry;
  if (!past || !(wasAbout(entry, subject) || mentions(past, names))) return entry;
  return { ...entry, past: past.map(({ before: _before, ...note }) => note) };
}

/** A run is about a person whom its form or an answer in it names; others only met their data. */
export function isRunAbout({ events }: Extract<ArchiveEntry, { t: 'run' }>, names: Names): boolean {
  return events.some((event) => (event.type === 'run.started' && mentions(event.input, names)) || (event.type === 'node.answered' && mentions(event.data, names)));
}

/** Rows that an undo of an import would bring back, those of an import that are still to come, and keys it told that came twice. */
export const IMPORT_PIECES: ReadonlySet<string> = new Set(['import-part', 'import-coming', 'import-told']);

export const datasetOf = (record: string): string => record.slice(0, record.lastIndexOf('#'));

/** Rows that an import replaced are kept packed. */
export function isPackedAbout(body: unknown, subject: string): boolean {
  return typeof body === 'string' && gunzipSync(Buffer.from(body, 'base64')).includes(subject);
}

export const digestOf = (events: unknown): string => createHash('sha256').update(JSON.stringify(events)).digest('hex');

interface Growing {
  readonly rows: Map<string, number>;
  readonly runs: Map<string, string>;
  readonly seen: Set<string>;
  readonly open: string[];
  readonly documents: Set<string>;
  readonly left: string[];
  /** Datasets an undo would bring the person back to. */
  readonly undos: Set<string>;
  notices: number;
  deliveries: number;
  audit: number;
}

function look(found: Growing, entry: ArchiveEntry, subject: string, names: Names): void {
  if (entry.t === 'row' && isRowGoing(entry, subject, names)) found.rows.set(entry.dataset, (found.rows.get(entry.dataset) ?? 0) + 1);
  if (entry.t === 'run' && mentions([entry.run, entry.events], names)) {
    if (OPEN.has(entry.run.status)) found.open.push(entry.run.id);
    if (isRunAbout(entry, names)) found.runs.set(entry.run.id, digestOf(entry.events));
    else found.seen.add(entry.run.id);
  }
  if (entry.t === 'document' && mentions([entry.document.id, entry.document.body], names)) {
    if (PERSONAL_KINDS.has(entry.document.kind)) found.documents.add(nameOf(entry.document));
    else found.left.push(nameOf(entry.document));
  }
  if (entry.t === 'document' && IMPORT_PIECES.has(entry.document.kind) && isPackedAbout(entry.document.body, subject)) found.undos.add(datasetOf(entry.document.id));
  if (entry.t === 'notice' && mentions(entry.notice, names)) found.notices += 1;
  if (entry.t === 'delivery' && mentions(entry.delivery, names)) found.deliveries += 1;
  if (entry.t === 'audit' && mentions(entry.entry, names)) found.audit += 1;
}

/** Documents that hang on what goes: files and feedback of runs, what an undo of an import would bring back. */
function hangs(found: Growing, { kind, id, body }: Extract<ArchiveEntry, { t: 'document' }>['document'], files: ReadonlySet<string>): boolean {
  const run = typeof body === 'object' && body !== null ? (body as JsonObject)['run'] : undefined;
  if (kind === 'file' || kind === 'feedback') return typeof run === 'string' && found.runs.has(run);
  if (kind === 'file-part') return files.has(id.slice(0, id.lastIndexOf('.')));
  if (kind === 'import' || IMPORT_PIECES.has(kind)) return found.rows.has(datasetOf(id)) || found.undos.has(datasetOf(id));
  return false;
}

/** Looks through everything, three times: what hangs on a run or a file may come before it. */
export async function findPerson(store: Store, subject: string): Promise<Found> {
  const names = namesOf(subject);
  const found: Growing = { rows: new Map(), runs: new Map(), seen: new Set(), open: [], documents: new Set(), left: [], undos: new Set(), notices: 0, deliveries: 0, audit: 0 };
  for await (const entry of store.archive.dump()) look(found, entry, subject, names);
  const files = new Set<string>();
  for await (const entry of store.archive.dump()) if (entry.t === 'document' && entry.document.kind === 'file' && hangs(found, entry.document, files)) files.add(entry.document.id);
  for await (const entry of store.archive.dump()) if (entry.t === 'document' && hangs(found, entry.document, files)) found.documents.add(nameOf(entry.document));
  return { ...found, names, left: found.left.filter((name) => !found.documents.has(name)) };
}

export function isDropped(found: Found, document: { readonly kind: string; readonly id: string }): boolean {
  return found.documents.has(nameOf(document));
}
