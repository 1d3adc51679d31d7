import type { ArchiveEntry, StoreArchive, StoredDocument } from '../store.ts';
import { heldEntries } from './audit-chain.ts';
import { floorOf } from './catalog.ts';
import type { Journal, JournalEntry, RowChange, RunLine } from './journal.ts';
import { storedRows } from './replace-rows.ts';
import { eventsOf, type RunEntry } from './run-index.ts';
import type { State } from './state.ts';

/** Rows in one line of the log. */
const ROWS = 500;

/** Documents outside the log, kept elsewhere; null when all are in it. */
export interface OuterDocuments {
  readonly isInLog: (kind: string) => boolean;
  readonly all: () => AsyncIterable<StoredDocument>;
  readonly restore: (document: StoredDocument) => Promise<void>;
}

export interface CoreArchiveParts {
  readonly state: State;
  readonly journal: Journal;
  readonly outer: OuterDocuments | null;
  /** Everything that was applied before is durable, or it rejects. */
  readonly settled: () => Promise<void>;
}

/** A run as it is at one moment: its record, where its older events are, and the newer ones. */
interface HeldRun {
  readonly record: RunEntry['record'];
  readonly lines: readonly RunLine[];
  readonly tail: RunEntry['tail'];
  readonly tailFrom: number;
}

export function createCoreArchive(parts: CoreArchiveParts): StoreArchive {
  return {
    dump: () => kept(parts),
    fill: async (entries) => {
      const filler = new Filler(parts);
      for await (const entry of entries) await filler.take(entry);
      await filler.flush();
    },
    inUse: async () => false,
  };
}

/** Places are noted at the beginning and read until the end. */
async function* kept(parts: CoreArchiveParts): AsyncGenerator<ArchiveEntry> {
  const release = parts.journal.keep?.();
  try {
    yield* dump(parts);
  } finally {
    release?.();
  }
}

/**
 * Holds the whole state in one turn: records are never changed, only replaced, so that references are enough. Then
 * writes it out in its own time.
 */
async function* dump({ state, journal, outer, settled }: CoreArchiveParts): AsyncGenerator<ArchiveEntry> {
  for (const { definition } of state.catalog.byId.values()) await state.catalog.table(definition.id);
  const runs = [...state.runs.byId.values()].map(({ record, lines, tail, tailFrom }): HeldRun => ({ record, lines: [...lines], tail: [...tail], tailFrom }));
  const small = [...smallEntries(state)];
  const datasets = [...state.catalog.byId.values()].map((dataset) => ({ definition: dataset.definition, floor: floorOf(dataset), rows: dataset.table ? [...storedRows(dataset.table)] : [] }));
  const audit = state.audit.hold();
  await settled();
  yield* small;
  for (const run of runs) yield { t: 'run', run: run.record, events: await eventsOf(run, journal) };
  for (const { definition, floor, rows } of datasets) {
    yield { t: 'dataset', definition, floor };
    for (const { id, version, data, key, past } of rows) yield { t: 'row', dataset: definition.id, id, version, ...(data ? { data } : {}), ...(key === undefined ? {} : { key }), ...(past ? { past } : {}) };
  }
  for await (const entry of heldEntries(audit, journal)) yield { t: 'audit', entry };
  // Last, so that whatever the state refers to is there.
  if (outer) for await (const document of outer.all()) yield { t: 'document', document };
}

function* smallEntries(state: State): Generator<ArchiveEntry> {
  for (const [name, runId] of state.runs.byClientKey) {
    const cut = name.indexOf('\n');
    yield { t: 'clientKey', starter: name.slice(0, cut), key: name.slice(cut + 1), runId };
  }
  for (const task of state.tasks.byId.values()) yield { t: 'task', task };
  for (const timer of state.timers.all()) yield { t: 'timer', timer };
  for (const wait of state.eventWaits.all()) yield { t: 'eventWait', wait };
  for (const record of state.outbox.all()) yield { t: 'outbox', record };
  for (const notice of state.notices.all()) yield { t: 'notice', notice };
  for (const delivery of state.deliveries.byId.values()) yield { t: 'delivery', delivery };
  for (const document of state.documents.all()) yield { t: 'document', document };
}

/** Puts entries into the state and its log as they are; what is there already stays. */
class Filler {
  readonly #parts: CoreArchiveParts;
  #rows: RowChange[] = [];

  constructor(parts: CoreArchiveParts) {
    this.#parts = parts;
  }

  async take(entry: ArchiveEntry): Promise<void> {
    if (entry.t === 'row') return this.#row(entry);
    await this.flush();
    if (entry.t === 'document') return this.#document(entry.document);
    if (entry.t === 'run') return this.#run(entry);
    if (entry.t === 'audit') {
      if (entry.entry.seq <= this.#parts.state.audit.seq) return undefined;
      return this.#append(entry, () => this.#parts.state.audit.apply(entry.entry), (at) => this.#parts.state.audit.settle(entry.entry, at));
    }
    const { state } = this.#parts;
    return this.#append(entry, () => {
      state.replay(entry, [0, 0, 0]);
      return () => undefined;
    });
  }

  async flush(): Promise<void> {
    const changes = this.#rows;
    this.#rows = [];
    if (changes.length === 0) return;
    await this.#append({ t: 'rows', rows: changes, by: 'system' }, () => () => undefined, () => this.#parts.state.catalog.settle(changes));
  }

  async #row({ dataset, id, version, data, key, past }: Extract<ArchiveEntry, { t: 'row' }>): Promise<void> {
    const { catalog } = this.#parts.state;
    const table = await catalog.table(dataset);
    const row = { id, version, ...(data ? { data } : {}), ...(key === undefined ? {} : { key }), ...(past ? { past } : {}) };
    table.put(row, false);
    const count = table.rows.size;
    catalog.state(dataset).count = count;
    if (data) catalog.checkLimit(dataset, count);
    this.#rows.push({ dataset, ...row, count });
    if (this.#rows.length >= ROWS) await this.flush();
  }

  async #document(document: StoredDocument): Promise<void> {
    const { state, outer } = this.#parts;
    if (outer && !outer.isInLog(document.kind)) return outer.restore(document);
    return this.#append({ t: 'document', kind: document.kind, id: document.id, document }, () => state.documents.set(document.kind, document.id, document));
  }

  async #run({ run, events }: Extract<ArchiveEntry, { t: 'run' }>): Promise<void> {
    const { state } = this.#parts;
    if (state.runs.byId.has(run.id)) return undefined;
    const commit = { t: 'commit' as const, run, events };
    return this.#append(commit, () => state.runs.apply(commit, true), (at) => state.runs.settle(commit, at));
  }

  #append(entry: JournalEntry, apply: () => () => void, durable?: Parameters<Journal['append']>[1]['durable']): Promise<void> {
    return this.#parts.journal.append(entry, { undo: apply(), ...(durable ? { durable } : {}) });
  }
}
