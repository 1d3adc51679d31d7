import { randomUUID } from 'node:crypto';
import { canonicalText } from '../../../runtime/schema/canonical-json.ts';
import { fail, isCoded } from '../../errors.ts';
import type { Row } from '../../stores/store.ts';
import { audit } from '../context.ts';
import type { Base } from '../context.ts';
import { findImport, forgetParts, listPending, partsOf, putImport, type ChangedByKey, type ImportRecord, type Pending, type StoredImport } from './records.ts';

/** So long another server may still be at rows it said it would write. */
const PATIENCE_MS = 20_000;
/** Looked up at once. */
const AT_ONCE = 1000;
/** More rows than a dataset may hold. */
const ALL = 10_000_000;

const PROCESS = randomUUID();
/** Imports this process is writing rows of. */
const writing = new Set<string>();

const nameOf = ({ dataset, id }: ImportRecord) => `${dataset}#${id}`;

/** What is put down before rows are written. */
export function pendingRows(base: Base, facts: Omit<Pending, 'at' | 'process'>): Pending {
  return { ...facts, at: base.now().toISOString(), process: PROCESS };
}

/** Does the writing; nobody of this process takes its rows for lost meanwhile. */
export async function whileWriting<T>(record: ImportRecord, work: () => Promise<T>): Promise<T> {
  writing.add(nameOf(record));
  try {
    return await work();
  } finally {
    writing.delete(nameOf(record));
  }
}

/** Entries of the audit looked through for one that was written before a cut. */
const LOOKED_THROUGH = 500;

/** The audit entry of rows that are written. @param isLate a cut lies between: perhaps it is there */
export async function tell(base: Base, { dataset, by, pending }: ImportRecord, isLate = false): Promise<void> {
  if (!pending?.told) return;
  if (isLate) {
    const { items } = await base.store.audit.list({ limit: LOOKED_THROUGH });
    const told = canonicalText(pending.told);
    if (items.some(({ action, target, at, details }) => action === 'dataset.import' && target === dataset && at >= pending.at && canonicalText(details ?? null) === told)) return;
  }
  await audit(base, by, 'dataset.import', dataset, pending.told);
}

/** Rows of a dataset with these ids, some at a time. */
export async function* rowsById(base: Base, dataset: string, ids: readonly string[]): AsyncGenerator<readonly Row[]> {
  for (let from = 0; from < ids.length; from += AT_ONCE) {
    // oxlint-disable-next-line no-await-in-loop -- one piece in memory at a time
    yield (await base.store.datasets.query(dataset, { filter: { all: [{ field: '_id', op: 'in', values: ids.slice(from, from + AT_ONCE) }] }, limit: ALL })).rows;
  }
}

/** What is known of rows once they are written: of a replacement, the version it gave them. */
export interface Written {
  readonly made?: number;
}

/**
 * Whether all rows were replaced. All of them are above the highest version before then; one that the replacement changed or
 * brought says so in its past, and of one it left as it was the newest change is older than its version.
 */
async function isReplaced(base: Base, { dataset, id: name }: ImportRecord, { above = 0 }: Pending): Promise<Written | null> {
  for await (const rows of base.store.datasets.scan(dataset)) {
    const pasts = await base.store.datasets.pasts(dataset, rows.map(({ id }) => id));
    for (const { id, version } of rows) {
      if (version <= above) return null;
      const past = pasts.get(id) ?? [];
      const ours = past.find((change) => change.import === name);
      if (ours) return { made: ours.v };
      if ((past[0]?.v ?? 0) < version) return { made: version };
    }
  }
  return (await base.store.datasets.gone(dataset, AT_ONCE)).some(({ past }) => past[0]?.import === name) ? {} : null;
}

/** Whether rows that were about to be written are: they come all or none, and one that an import made or changed says so in its past. */
async function areWritten(base: Base, record: ImportRecord, pending: Pending): Promise<Written | null> {
  if (record.mode === 'replace') return isReplaced(base, record, pending);
  const { parts } = pending;
  const isOurs = async (id: string) => (await base.store.datasets.past(record.dataset, id)).some((change) => change.import === record.id);
  for await (const part of partsOf(base, record, parts)) {
    const ids = record.mode === 'upsert' ? (part as unknown as readonly ChangedByKey[]).map(({ id }) => id) : (part as readonly string[]);
    // Mostly the first one says it, also when it was deleted since.
    if (ids[0] !== undefined && (await isOurs(ids[0]))) return {};
    for await (const rows of rowsById(base, record.dataset, ids)) for (const { id } of rows) if (await isOurs(id)) return {};
  }
  return null;
}

/** The record once its pending rows are known to be written, or not to be. */
export function withoutPending({ pending, ...record }: ImportRecord, written: Written | null, at: string): ImportRecord {
  if (!pending || !written) return record;
  if (record.mode === 'replace') {
    const { staged: _, waiting: __, ...done } = record;
    // It counts among others from the moment on when it replaced what was there.
    return { ...done, ...written, at, parts: pending.parts[1], written: pending.good, bad: record.bad + pending.bad, movedAt: at };
  }
  return { ...record, ...written, parts: pending.parts[1], written: record.written + pending.good, bad: record.bad + pending.bad, ...(pending.next === undefined ? {} : { next: pending.next }), movedAt: at };
}

/** An import as it stands: rows that were about to be written when something was cut are counted if they are there. */
export async function standing(base: Base, record: ImportRecord): Promise<ImportRecord> {
  const { pending } = record;
  return pending && !writing.has(nameOf(record)) ? withoutPending(record, await areWritten(base, record, pending), pending.at) : record;
}

/**
 * The same, put down; for whoever is about to go on with the import or to take it back.
 * @throws SCN_DATA_IMPORT_BUSY while rows of it may still be on their way
 */
export async function settle(base: Base, found: StoredImport, by: string): Promise<StoredImport> {
  const { pending } = found.body;
  if (!pending) return found;
  if (writing.has(nameOf(found.body))) throw fail('SCN_DATA_IMPORT_BUSY', { seconds: '1' });
  const written = await areWritten(base, found.body, pending);
  const left = pending.process === PROCESS ? 0 : Date.parse(pending.at) + PATIENCE_MS - base.now().getTime();
  // One process alone has the embedded store: whoever wrote there before is gone.
  if (!written && left > 0 && base.store.watch) throw fail('SCN_DATA_IMPORT_BUSY', { seconds: String(Math.ceil(left / 1000)) });
  if (written) await tell(base, found.body, true);
  const settled = await putImport(base, found, withoutPending(found.body, written, pending.at), by);
  if (written && found.body.staged !== undefined) await forgetParts(base, found.body, by, 'coming');
  return settled;
}

/** After a writing that failed, however it failed: what is there counts, and an import of nothing leaves nothing. */
export async function settleFailed(base: Base, { dataset, id }: ImportRecord, by: string): Promise<StoredImport | null> {
  const found = await findImport(base, dataset, id);
  return found && settle(base, found, by);
}

/** Imports that a server which is gone left between rows and audit are brought to their end, whether or not anybody looks at them. */
export async function settleCut(base: Base): Promise<void> {
  for (const found of await listPending(base)) {
    const { pending } = found.body;
    if (!pending || writing.has(nameOf(found.body)) || Date.parse(pending.at) + PATIENCE_MS > base.now().getTime()) continue;
    // oxlint-disable-next-line no-await-in-loop -- seldom one
    await settle(base, found, found.body.by).catch((error: unknown) => {
      if (!isCoded(error, 'SCN_STORE_CONFLICT') && !isCoded(error, 'SCN_DATA_IMPORT_BUSY')) throw error;
    });
  }
}
