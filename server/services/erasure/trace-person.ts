import { setImmediate } from 'node:timers/promises';
import type { DatasetDefinition } from '../../../runtime/schema/dataset.ts';
import type { Json } from '../../../runtime/schema/json.ts';
import type { ArchiveEntry, RowWipe, RunRecord, Store, TaskRecord } from '../../stores/store.ts';
import { heldNow, holdId } from '../retention/holds.ts';
import type { Base } from '../context.ts';
import { datasetOf, digestOf, IMPORT_PIECES, isPackedAbout, isRowGoing, isRunAbout, nameOf, OPEN, pastWithout, PERSONAL_KINDS, type RowEntry } from './find-person.ts';
import { mentions, namesOf, redacted, redactedRow, type Names } from './mentions.ts';

/** Entries looked at before others have their turn. */
const AT_ONCE = 50;

interface Known {
  readonly kind: string;
  readonly id: string;
  readonly version: number;
}

/** All that is about one person in a store at work, as it was at one moment, and what can be done about it. */
export interface Traces {
  readonly names: Names;
  /** Rows that go, and rows of others that stay without what they said of the person. */
  readonly rows: readonly RowWipe[];
  /** Runs about the person, with a digest of what they were. */
  readonly runs: ReadonlyMap<string, { readonly run: RunRecord; readonly digest: string }>;
  /** Ended runs of others that saw data of the person. */
  readonly seen: ReadonlyMap<string, RunRecord>;
  /** Tasks that name the person, by run. */
  readonly tasks: ReadonlyMap<string, readonly TaskRecord[]>;
  readonly open: readonly RunRecord[];
  readonly documents: readonly Known[];
  readonly notices: readonly { readonly to: string; readonly id: string }[];
  readonly deliveries: readonly string[];
  /** Documents that name the person and stay: `kind id`. */
  readonly left: readonly string[];
  /** Entries of the audit that name the person; they cannot be changed. */
  readonly audit: number;
  /** What is on hold and stays, as holds name it. */
  readonly held: readonly string[];
}

class Tracer {
  readonly rows: RowWipe[] = [];
  readonly runs = new Map<string, { readonly run: RunRecord; readonly digest: string }>();
  readonly seen = new Map<string, RunRecord>();
  readonly tasks = new Map<string, TaskRecord[]>();
  readonly open = new Map<string, RunRecord>();
  readonly personal: Known[] = [];
  readonly left: Known[] = [];
  readonly notices: { readonly to: string; readonly id: string }[] = [];
  readonly deliveries: string[] = [];
  readonly held = new Set<string>();
  audit = 0;
  /** What may hang on a run, a file or a dataset that goes. */
  readonly #ofRuns: (Known & { readonly run: string })[] = [];
  readonly #parts: Known[] = [];
  readonly #imports: Known[] = [];
  readonly #undone = new Set<string>();
  /** Of the rows that follow it. */
  #definition: DatasetDefinition | undefined;
  readonly #ended = new Map<string, RunRecord>();
  readonly #subject: string;
  readonly #names: Names;
  readonly #holds: ReadonlyMap<string, unknown>;

  constructor(subject: string, names: Names, holds: ReadonlyMap<string, unknown>) {
    this.#subject = subject;
    this.#names = names;
    this.#holds = holds;
  }

  take(entry: ArchiveEntry): void {
    if (entry.t === 'dataset') this.#definition = entry.definition;
    else if (entry.t === 'row') this.#row(entry);
    else if (entry.t === 'run') this.#run(entry);
    else if (entry.t === 'document') this.#document(entry.document);
    else if (entry.t === 'task' && mentions(entry.task, this.#names)) this.tasks.set(entry.task.runId, [...(this.tasks.get(entry.task.runId) ?? []), entry.task]);
    else if (entry.t === 'notice' && mentions(entry.notice, this.#names)) this.notices.push({ to: entry.notice.to, id: entry.notice.id });
    else if (entry.t === 'delivery' && mentions(entry.delivery, this.#names)) this.deliveries.push(entry.delivery.id);
    else if (entry.t === 'audit' && mentions(entry.entry, this.#names)) this.audit += 1;
  }

  /** Once everything was looked at: what hangs on what goes. */
  close(): Omit<Traces, 'names'> {
    for (const run of this.tasks.keys()) {
      const record = this.#ended.get(run);
      if (record && !this.runs.has(run)) this.seen.set(run, record);
    }
    for (const run of this.#ended.keys()) {
      if ((this.runs.has(run) || this.seen.has(run)) && this.#isHeld(holdId({ kind: 'run', id: run }))) {
        this.runs.delete(run);
        this.seen.delete(run);
      }
    }
    const hanging = this.#ofRuns.filter(({ run }) => this.runs.has(run));
    const files = new Set(hanging.filter(({ kind }) => kind === 'file').map(({ id }) => id));
    const undone = new Set([...this.rows.filter(({ left }) => left === undefined).map(({ dataset }) => dataset), ...this.#undone]);
    const all = [...this.personal, ...hanging, ...this.#parts.filter(({ id }) => files.has(id.slice(0, id.lastIndexOf('.')))), ...this.#imports.filter(({ id }) => undone.has(datasetOf(id)))];
    const documents = [...new Map(all.map((one) => [nameOf(one), one])).values()];
    const gone = new Set(documents.map(nameOf));
    const { rows, runs, seen, tasks, open, notices, deliveries, audit, held, left } = this;
    return { rows, runs, seen, tasks, open: [...open.values()], documents, notices, deliveries, audit, held: [...held], left: left.map(nameOf).filter((name) => !gone.has(name)) };
  }

  #isHeld(id: string): boolean {
    if (!this.#holds.has(id)) return false;
    this.held.add(id);
    return true;
  }

  #row(entry: RowEntry): void {
    const { dataset, id, version, data, past } = entry;
    // Of a row that is gone without a past only its insert key is kept, which no person is in.
    if (data === undefined && past === undefined) return;
    const isGoing = isRowGoing(entry, this.#subject, this.#names);
    const rest = isGoing ? entry : pastWithout(entry, this.#subject, this.#names);
    const isNamed = data !== undefined && mentions(data, this.#names);
    if (!isGoing && rest === entry && !isNamed) return;
    if (this.#isHeld(holdId({ kind: 'row', dataset, id }))) return;
    const at = { dataset, id, ...(data === undefined ? {} : { version }) };
    this.rows.push(isGoing ? at : { ...at, left: { past: rest.past ?? [], ...(isNamed ? { data: redactedRow(data, this.#names, this.#definition) } : {}) } });
  }

  #run(entry: Extract<ArchiveEntry, { t: 'run' }>): void {
    const { run, events } = entry;
    const isOpen = OPEN.has(run.status);
    if (!isOpen) this.#ended.set(run.id, run);
    if (!mentions([run, events], this.#names)) return;
    if (isOpen) this.open.set(run.id, run);
    else if (isRunAbout(entry, this.#names)) this.runs.set(run.id, { run, digest: digestOf(events) });
    else this.seen.set(run.id, run);
  }

  #document({ kind, id, version, body }: Extract<ArchiveEntry, { t: 'document' }>['document']): void {
    const known = { kind, id, version };
    const run = typeof body === 'object' && body !== null && 'run' in body ? body['run'] : undefined;
    if (typeof run === 'string' && (kind === 'file' || kind === 'feedback' || kind === 'public-receipt')) this.#ofRuns.push({ ...known, run });
    if (kind === 'file-part') this.#parts.push(known);
    if (kind === 'import' || IMPORT_PIECES.has(kind)) this.#imports.push(known);
    if (IMPORT_PIECES.has(kind) && isPackedAbout(body, this.#subject)) this.#undone.add(datasetOf(id));
    if (!mentions([id, body], this.#names)) return;
    (PERSONAL_KINDS.has(kind) ? this.personal : this.left).push(known);
  }
}

/** Looks through everything once, while others go on working. @param look called now and then; what it throws ends it */
export async function tracePerson(base: Base, subject: string, look: () => void = () => undefined): Promise<Traces> {
  const names = namesOf(subject);
  const tracer = new Tracer(subject, names, await heldNow(base));
  let looked = 0;
  for await (const entry of base.store.archive.dump()) {
    tracer.take(entry);
    looked += 1;
    if (looked % AT_ONCE !== 0) continue;
    look();
    await setImmediate();
  }
  return { names, ...tracer.close() };
}

/** A run of others as it stays without the person. */
export async function revisedRun(store: Store, run: RunRecord, { names, tasks }: Pick<Traces, 'names' | 'tasks'>): Promise<{ readonly run: RunRecord; readonly events: Awaited<ReturnType<Store['runs']['events']>>; readonly tasks: readonly TaskRecord[] }> {
  const cleaned = <T>(value: T): T => (mentions(value, names) ? (redacted(value as unknown as Json, names) as unknown as T) : value);
  const events = await store.runs.events(run.id);
  return { run: cleaned(run), events: events.map((event) => cleaned(event)), tasks: (tasks.get(run.id) ?? []).map((task) => cleaned(task)) };
}
