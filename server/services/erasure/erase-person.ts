import type { RunEvent } from '../../../runtime/engine/run-event.ts';
import type { DatasetDefinition } from '../../../runtime/schema/dataset.ts';
import type { Json, JsonObject } from '../../../runtime/schema/json.ts';
import { storeError } from '../../stores/errors.ts';
import type { ArchiveEntry, Store } from '../../stores/store.ts';
import { findPerson, isDropped, isRowGoing, pastWithout, type Found, type RowEntry } from './find-person.ts';
import { mentions, redacted, redactedRow } from './mentions.ts';

/** Digests of runs in one entry of the audit; more get entries of their own. */
const LISTED = 200;

export interface ErasureWish {
  readonly subject: string;
  /** The person as the audit knows them. */
  readonly mark: string;
  readonly reason: string;
  readonly by: string;
  readonly at: string;
}

/** Who goes, and the dataset whose rows come now. */
interface Place {
  readonly subject: string;
  readonly definition: DatasetDefinition | undefined;
}

/** The run an entry belongs to. */
function runOf(entry: ArchiveEntry): string | undefined {
  if (entry.t === 'run') return entry.run.id;
  if (entry.t === 'clientKey') return entry.runId;
  if (entry.t === 'task') return entry.task.runId;
  if (entry.t === 'timer') return entry.timer.runId;
  if (entry.t === 'eventWait') return entry.wait.runId;
  if (entry.t === 'outbox') return entry.record.runId;
  return entry.t === 'notice' ? entry.notice.runId : undefined;
}

const cleaned = <T>(value: T, found: Found): T => (mentions(value, found.names) ? (redacted(value as unknown as Json, found.names) as unknown as T) : value);

/** A row as it is without the person; null when it goes. */
function rowWithout(entry: RowEntry, { names }: Found, { subject, definition }: Place): RowEntry | null {
  if (isRowGoing(entry, subject, names)) return null;
  const row = pastWithout(entry, subject, names);
  return row.data && mentions(row.data, names) ? { ...row, data: redactedRow(row.data, names, definition) } : row;
}

/** An entry as it is without the person; null when nothing of it is left. */
function without(entry: ArchiveEntry, found: Found, place: Place): ArchiveEntry | null {
  const run = runOf(entry);
  if (run !== undefined && found.runs.has(run)) return null;
  const { names } = found;
  if (entry.t === 'row') return rowWithout(entry, found, place);
  if (entry.t === 'run' && found.seen.has(entry.run.id)) return { ...entry, run: cleaned(entry.run, found), events: entry.events.map((event): RunEvent => cleaned(event, found)) };
  if (entry.t === 'document') return isDropped(found, entry.document) ? null : entry;
  if (entry.t === 'task') return { ...entry, task: cleaned(entry.task, found) };
  if (entry.t === 'notice') return mentions(entry.notice, names) ? null : entry;
  if (entry.t === 'delivery') return mentions(entry.delivery, names) ? null : entry;
  return entry;
}

async function* withoutPerson(store: Store, found: Found, subject: string): AsyncGenerator<ArchiveEntry> {
  let definition: DatasetDefinition | undefined;
  for await (const entry of store.archive.dump()) {
    if (entry.t === 'dataset') definition = entry.definition;
    const left = without(entry, found, { subject, definition });
    if (left) yield left;
  }
}

/** What the record of an erasure says: how much and why, the digests of what is gone, and never a value. */
function recordOf(found: Found, { reason }: ErasureWish): readonly JsonObject[] {
  const digests = [...found.runs];
  const sums: JsonObject = { reason, rows: Object.fromEntries(found.rows), runs: found.runs.size, redacted: found.seen.size, documents: found.documents.size, notices: found.notices, deliveries: found.deliveries };
  const parts: JsonObject[] = [];
  for (let from = 0; from < digests.length; from += LISTED) parts.push({ digests: Object.fromEntries(digests.slice(from, from + LISTED)) });
  const [first = {}, ...rest] = parts;
  return [{ ...sums, ...first }, ...rest];
}

/**
 * Writes everything but one person's data from a store at rest into an empty one. The audit goes over entry by entry,
 * so its chain, its anchors and the marks of who was read stay as they are; the erasure itself is its newest entry.
 * @throws SCN_STORE_IN_USE, SCN_STORE_NOT_EMPTY, SCN_ERASE_OPEN while a run that names the person has not ended
 */
export async function erasePerson(from: Store, to: Store, wish: ErasureWish): Promise<Found> {
  if (await from.archive.inUse()) throw storeError('SCN_STORE_IN_USE', {});
  for await (const entry of to.archive.dump()) throw storeError('SCN_STORE_NOT_EMPTY', { found: entry.t });
  const found = await findPerson(from, wish.subject);
  if (found.open.length > 0) throw storeError('SCN_ERASE_OPEN', { count: found.open.length, runs: found.open.slice(0, 20).join(', ') });
  await to.archive.fill(withoutPerson(from, found, wish.subject));
  for (const details of recordOf(found, wish)) {
    // oxlint-disable-next-line no-await-in-loop -- entries of a chain have an order
    await to.audit.append({ by: wish.by, action: 'person.erase', target: wish.mark, at: wish.at, details: { ...details, subjects: [wish.mark] } });
  }
  return found;
}
