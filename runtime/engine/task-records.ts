import type { Plan } from './plan-types.ts';
import { draftOf, foldInPlace } from './fold.ts';
import { splitPath } from './path.ts';
import type { RunEvent } from './run-event.ts';
import type { RunState } from './state.ts';
import { AGREE, DISAGREE } from './signers.ts';
import type { JsonObject } from '../schema/json.ts';
import { openTasks, summarize, type OpenTask, type RunSummary } from './summary.ts';

/** A task as stores keep it. `title` is a text reference of the scenario, or the node id. */
export interface TaskRecord {
  readonly id: string;
  readonly runId: string;
  readonly scenario: string;
  readonly release: string;
  readonly path: string;
  readonly round: number;
  readonly title: string;
  readonly subject?: string;
  readonly candidates: readonly string[];
  readonly starter: string;
  readonly status: 'open' | 'done' | 'withdrawn';
  readonly mode: 'inline' | 'task';
  /** Not work of the flow itself: an added signer's opinion, or a request for more time. */
  readonly kind?: 'sign' | 'extension';
  /** Tokens of people who may not do it although they are candidates. */
  readonly excluded?: readonly string[];
  /** Tokens of people who got a copy. */
  readonly copies?: readonly string[];
  /** Others sign first; nobody can answer meanwhile. */
  readonly resting?: true;
  readonly createdAt: string;
  readonly dueAt?: string;
  /** The deadline was counted in working days. */
  readonly dueWorkingDays?: true;
  /** The clock stands still since then; `dueAt` is not known meanwhile. */
  readonly stoppedAt?: string;
  /** How often more time was granted. */
  readonly extended?: number;
  readonly doneAt?: string;
  readonly doneBy?: string;
  readonly outcome?: string;
}

type Finish = { readonly doneAt: string; readonly doneBy?: string; readonly outcome?: string };

/** The tasks that `events` opened, changed, finished or withdrew, as they are afterwards. */
export function changedTasks(plan: Plan, base: RunState, events: readonly RunEvent[]): readonly TaskRecord[] {
  let before = openTasks(base);
  // Most stretches of most runs neither begin with an open task nor reach one.
  if (before.length === 0 && !events.some((event) => event.type === 'node.waiting')) return [];
  const draft = draftOf(base);
  const changed = new Map<string, TaskRecord>();
  // A task sent back is over when its region is reset, one event later.
  const returned = new Map<string, Finish>();
  for (const event of events) {
    foldInPlace(draft, event);
    if (event.type === 'task.returned') returned.set(event.taskId, finishedBy(event.by, event.at, 'return'));
    if (!concernsTasks(event) || (before.length === 0 && event.type === 'node.completed')) continue;
    const after = openTasks(draft);
    const opened = after.filter((task) => !before.some((old) => isSame(old, task)));
    const closed = before.filter((task) => !after.some((now) => now.id === task.id));
    before = after;
    if (opened.length === 0 && closed.length === 0) continue;
    const summary = summarize(plan, draft);
    for (const task of opened) changed.set(task.id, recordOf(plan, draft, summary, task));
    for (const task of closed) {
      const finish = returned.get(task.id) ?? finishOf(draft, task, event);
      changed.set(task.id, { ...recordOf(plan, draft, summary, task), ...(finish ? { status: 'done', ...finish } : { status: 'withdrawn', doneAt: event.at }) });
    }
  }
  return [...changed.values()];
}

/** Only these can open, change or close a task; the others need no comparison. */
function concernsTasks(event: RunEvent): boolean {
  return event.type !== 'node.started' && event.type !== 'run.started' && event.type !== 'child.started' && event.type !== 'incident.resolved';
}

function isSame(a: OpenTask, b: OpenTask): boolean {
  const sameTime = a.clock.dueAt === b.clock.dueAt && a.clock.stopped?.since === b.clock.stopped?.since && a.clock.extended === b.clock.extended;
  return a.id === b.id && (a.task === b.task || (a.task.kind !== undefined && a.task.candidates[0] === b.task.candidates[0])) && a.answeredBy.length === b.answeredBy.length && sameTime && a.resting === b.resting && a.copies === b.copies;
}

/** A task is done when its node completed after an answer; otherwise it was withdrawn. */
function finishOf(state: RunState, task: OpenTask, event: RunEvent): Finish | null {
  if (event.type === 'task.signed' && event.signer === task.id) return finishedBy(event.by, event.at, event.agrees ? AGREE : DISAGREE);
  if (event.type === 'extension.decided' && event.id === task.id) return finishedBy(event.by, event.at, event.granted ? 'approve' : 'reject');
  if (event.type !== 'node.completed' || event.path !== task.path || task.task.kind !== undefined) return null;
  const { prefix, node } = splitPath(task.path);
  const done = state.flows[prefix]?.nodes[node]?.task;
  return done?.by['id'] === undefined ? null : finishedBy(done.by, event.at, event.ports[0]);
}

function finishedBy(by: JsonObject, at: string, outcome: string | undefined): Finish {
  const { id } = by;
  return { doneAt: at, ...(typeof id === 'string' ? { doneBy: id } : {}), ...(outcome === undefined ? {} : { outcome }) };
}

/** Who may answer now: not those who did, and in sequence only the first of the others. */
export function candidatesNow({ task, answeredBy }: OpenTask): readonly string[] {
  const answered = new Set(answeredBy.map((id) => `u:${id}`));
  const left = task.candidates.filter((token) => !answered.has(token));
  return task.order === 'sequence' ? left.slice(0, 1) : left;
}

function recordOf(plan: Plan, state: RunState, summary: RunSummary, open: OpenTask): TaskRecord {
  const { prefix, node } = splitPath(open.path);
  const flow = state.flows[prefix]?.flow ?? summary.flow;
  const { task, copies } = open;
  return {
    id: open.id,
    runId: state.id,
    scenario: summary.scenario,
    release: summary.release,
    path: open.path,
    round: open.round,
    title: plan.flows[flow]?.nodes[node]?.definition.title ?? node,
    ...(summary.subject === undefined ? {} : { subject: summary.subject }),
    candidates: candidatesNow(open),
    starter: summary.starter,
    status: 'open',
    mode: task.mode,
    ...(task.kind === undefined ? {} : { kind: task.kind }),
    ...(task.excluded === undefined || task.excluded.length === 0 ? {} : { excluded: task.excluded }),
    ...(copies === undefined || copies.length === 0 ? {} : { copies }),
    ...(open.resting ? { resting: true as const } : {}),
    createdAt: open.createdAt,
    ...(open.clock.dueAt === undefined ? {} : { dueAt: open.clock.dueAt }),
    ...(open.clock.dueWorkingDays ? { dueWorkingDays: true as const } : {}),
    ...(open.clock.stopped ? { stoppedAt: open.clock.stopped.since } : {}),
    ...(open.clock.extended === undefined ? {} : { extended: open.clock.extended }),
  };
}
