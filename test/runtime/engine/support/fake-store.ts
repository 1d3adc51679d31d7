import { ScenarioError } from '../../../../runtime/errors.ts';
import type { Batch } from '../../../../runtime/engine/batch.ts';
import { drive, resume, type DriveDeps, type Driven } from '../../../../runtime/engine/drive.ts';
import type { Command, CommandBody } from '../../../../runtime/engine/command.ts';
import { foldAll } from '../../../../runtime/engine/fold.ts';
import type { Plan } from '../../../../runtime/engine/plan-types.ts';
import type { RunEvent } from '../../../../runtime/engine/run-event.ts';
import type { Host } from '../../../../runtime/host/host.ts';
import type { Json } from '../../../../runtime/schema/json.ts';
import { AT } from './tiny.ts';

/** The process ended here: nothing after it reaches the disk. */
export class Crash extends Error {}

interface Row { version: number; n: number }

/** One run on a made-up disk, and a far side that knows keys. Everything may be watched and broken. */
export class FakeStore {
  events: RunEvent[] = [];
  readonly batches: Batch[] = [];
  readonly outbox = new Set<string>();
  /** What the far side was asked, in order; `done` is what it did, each key once. */
  readonly sent: string[] = [];
  readonly done = new Map<string, Json>();
  readonly logged: string[] = [];
  row: Row = { version: 1, n: 0 };
  now = AT;
  dead = false;
  /** Called before each commit; may throw, die, or change the run as somebody else. */
  beforeCommit: (batch: Batch, count: number) => void = () => {};
  afterCommit: (batch: Batch, count: number) => void = () => {};
  onSend: (key: string) => void = () => {};
  commits = 0;
  deps: Partial<DriveDeps> = {};

  commit(batch: Batch): void {
    this.commits += 1;
    this.beforeCommit(batch, this.commits);
    if (this.dead) throw new Crash('dead');
    if (batch.expectedSeq !== this.events.length) throw new ScenarioError('SCN_STORE_CONFLICT', 'somebody was first', {});
    for (const operation of batch.rows) {
      if (operation.kind === 'insert') continue;
      if (operation.expectedVersion !== this.row.version) throw new ScenarioError('SCN_DATA_CONFLICT', 'the row was changed', { dataset: operation.dataset });
    }
    for (const operation of batch.rows) if (operation.kind === 'update') this.row = { version: this.row.version + 1, n: Number(operation.data['n']) };
    this.events = [...this.events, ...batch.events];
    for (const key of batch.outbox.done) this.outbox.delete(key);
    for (const entry of batch.outbox.add) this.outbox.add(entry.key);
    this.batches.push(batch);
    this.afterCommit(batch, this.commits);
    if (this.dead) throw new Crash('dead');
  }

  private host(): ReturnType<DriveDeps['hostFor']> {
    const rows: Batch['rows'][number][] = [];
    const host = {
      http: {
        request: ({ key, body }: { key: string; body?: Json }) => {
          if (this.dead) return Promise.reject(new Crash('dead'));
          this.sent.push(key);
          if (!this.done.has(key)) this.done.set(key, body ?? null);
          this.onSend(key);
          return Promise.resolve({ status: 200, headers: {}, body: this.done.get(key) ?? null });
        },
      },
      datasets: {
        update: ({ set, expectedVersion }: { set: (row: { n: number }) => { n: number }; expectedVersion?: number }) => {
          if (expectedVersion !== undefined && expectedVersion !== this.row.version) return Promise.resolve({ count: 0, ids: [], conflict: true });
          rows.push({ kind: 'update', dataset: 't', id: 'row', expectedVersion: this.row.version, data: set({ n: this.row.n }) });
          return Promise.resolve({ count: 1, ids: ['row'], conflict: false });
        },
      },
    } as unknown as Host;
    return { host, collected: () => ({ rows: [...rows], notices: [] }) };
  }

  driveDeps(): DriveDeps {
    return {
      clock: () => this.now,
      random: () => 0,
      ticks: () => 0,
      hostFor: () => this.host(),
      commit: (batch) => Promise.resolve().then(() => { this.commit(batch); }),
      load: () => Promise.resolve(this.events),
      log: (path, message) => { this.logged.push(`${path} ${message}`); },
      ...this.deps,
    };
  }

  drive(plan: Plan, body: Command | CommandBody): Promise<Driven> {
    return drive(plan, foldAll(this.events), { at: this.now, jitter: 0, ...body }, this.driveDeps());
  }

  resume(plan: Plan): Promise<Driven> {
    this.dead = false;
    return resume(plan, this.events, [...this.outbox], this.driveDeps());
  }
}
