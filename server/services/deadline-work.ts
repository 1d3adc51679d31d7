import { foldAll } from '../../runtime/engine/fold.ts';
import type { RunEvent, RunStatus } from '../../runtime/engine/run-event.ts';
import { nodesOf } from '../../runtime/engine/summary.ts';
import type { Recomputed } from '../api/data.ts';
import { isScenarioError } from '../../runtime/errors.ts';
import type { JsonObject } from '../../runtime/schema/json.ts';
import type { StoredDocument } from '../stores/store.ts';
import { audit } from './context.ts';
import { commandRun, planOf } from './runs.ts';
import type { RunBase } from './runs.ts';

const KIND = 'deadline-work';
const BATCH = 100;
const LIVE: readonly RunStatus[] = ['waiting', 'incident', 'running'];

/** Open deadlines that have to be computed again because a calendar changed, and how far that is. */
interface Work {
  readonly version: number;
  readonly by: string;
  readonly status: number;
  readonly cursor?: string;
  readonly runs: number;
  readonly moved: number;
  readonly done: boolean;
}

/** Remembered in the store before anything is done, so that it is finished whatever happens. */
export async function askForRecompute(base: RunBase, calendar: string, version: number, by: string): Promise<void> {
  for (;;) {
    const before = await base.store.documents.get<Work>(KIND, calendar);
    try {
      await base.store.documents.put<Work>(KIND, calendar, { version, by, status: 0, runs: 0, moved: 0, done: false }, { expectedVersion: before?.version ?? 0, by });
      return;
    } catch (error) {
      if (!isScenarioError(error, 'SCN_STORE_CONFLICT')) throw error;
    }
  }
}

/** Takes up what is left to do, in batches; several servers may be at it, each batch is counted by one of them. */
export async function recomputeDeadlines(base: RunBase, isStopping: () => boolean = () => false): Promise<void> {
  for (const { id } of await base.store.documents.list<Work>(KIND)) {
    while (!isStopping() && (await oneBatch(base, id)));
  }
}

/** How far the work is, by calendar. */
export async function recomputedOf(base: RunBase): Promise<Recomputed[]> {
  return (await base.store.documents.list<Work>(KIND)).map(({ id, body: { runs, moved, done } }) => ({ calendar: id, runs, moved, done }));
}

/** False when there is nothing left, or another server is ahead. */
async function oneBatch(base: RunBase, calendar: string): Promise<boolean> {
  const found = await base.store.documents.get<Work>(KIND, calendar);
  if (!found || found.body.done) return false;
  const { body } = found;
  if (base.calendars.get(calendar)?.version !== `${calendar}@${body.version}`) await base.calendars.reload();
  const status = LIVE[body.status];
  if (status === undefined) return advance(base, calendar, found, { done: true });
  const page = await base.store.runs.list({ status, limit: BATCH, ...(body.cursor === undefined ? {} : { cursor: body.cursor }) });
  const changes: JsonObject[] = [];
  for (const run of page.items) changes.push(...(await recomputed(base, run.id, run.release, calendar)));
  const next = page.next === undefined ? { status: body.status + 1 } : { status: body.status, cursor: page.next };
  const { cursor: _, ...rest } = body;
  const moved = await advance(base, calendar, { ...found, body: rest }, { ...next, runs: body.runs + page.items.length, moved: body.moved + changes.length });
  if (moved && changes.length > 0) await audit(base, body.by, 'deadline.move', calendar, { version: body.version, moved: changes });
  return moved;
}

async function advance(base: RunBase, calendar: string, found: StoredDocument<Work>, change: Partial<Work>): Promise<boolean> {
  try {
    await base.store.documents.put<Work>(KIND, calendar, { ...found.body, ...change }, { expectedVersion: found.version, by: found.body.by });
  } catch (error) {
    if (isScenarioError(error, 'SCN_STORE_CONFLICT')) return false;
    throw error;
  }
  if (change.done) await audit(base, found.body.by, 'deadline.recompute', calendar, { version: found.body.version, runs: found.body.runs, moved: found.body.moved });
  return change.done !== true;
}

/** What moved in one run: the step, when it was due and when it is due now. A run that cannot be taken further is told in the log. */
async function recomputed(base: RunBase, run: string, release: string, calendar: string): Promise<readonly JsonObject[]> {
  try {
    const { scenario } = await planOf(base, release);
    if (scenario.calendar !== calendar) return [];
    const { events } = await commandRun(base, run, { type: 'calendar.changed' });
    const last = events.at(-1);
    return last?.type === 'deadlines.moved' ? movedOf(run, last, events) : [];
  } catch (error) {
    if (!isScenarioError(error, 'SCN_RUN_ENDED')) base.log.error({ run, error: error instanceof Error ? error.message : String(error) }, 'deadlines could not be computed again');
    return [];
  }
}

function movedOf(run: string, event: Extract<RunEvent, { type: 'deadlines.moved' }>, events: readonly RunEvent[]): readonly JsonObject[] {
  const before = foldAll(events.slice(0, -1));
  const nodes = new Map(nodesOf(before).map(({ path, node }) => [path, node]));
  return Object.entries(event.dues).flatMap(([path, dues]) =>
    Object.entries(dues).map(([index, to]) => ({ run, step: path, from: nodes.get(path)?.wait?.until[Number(index)]?.dueAt ?? null, to })));
}
