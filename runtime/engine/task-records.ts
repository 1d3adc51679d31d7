import type { Plan } from './plan-types.ts';
import { draftOf, foldInPlace } from './fold.ts';
import { splitPath } from './path.ts';
import type { RunEvent } from './run-event.ts';
import type { RunState } from './state.ts';
import { AGREE, DISAGREE } from './signers.ts';
import type { JsonObject } from '../schema/json.ts';
import type { LocalText } from '../schema/text.ts';
import { openTasks, type OpenTask, type RunSummary } from './summary.ts';

/** A task as stores keep it. `title` is a text reference of the scenario, or the node id. */
export interface TaskRecord {
  readonly id: string;
  readonly runId: string;
  readonly scenario: string;
  readonly release: string;
  readonly path: string;
  readonly round: number;
  readonly title: string;
  /** What it is called: as its author says, else as its run. */
  readonly subject?: string | LocalText;
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

/** A task that an event changed, as it was then; what it says of the run does not change on the way. */
interface Change {
  readonly open: OpenTask;
  readonly flow: string | undefined;
  readonly end?: Partial<TaskRecord>;
}

type Finish = { readonly doneAt: string; readonly doneBy?: string; readonly outcome?: string };

/**
 * The tasks that `events` opened, changed, finished or withdrew, as they are afterwards.
 * @param run how the run stands then
 */
export function changedTasks(plan: Plan, base: RunState, events: readonly RunEvent[], run: RunSummary): readonly TaskRecord[] {
  let before = openTasks(base);
  // Most stretches of most runs neither begin with an open task nor reach one.
  if (before.length === 0 && !events.some((event) => event.type === 'node.waiting')) return [];
  const draft = draftOf(base);
  const changed = new Map<string, Change>();
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
    for (const open of opened) changed.set(open.id, { open, flow: flowOf(draft, open) });
    for (const open of closed) {
      const finish = returned.get(open.id) ?? finishOf(draft, open, event);
      changed.set(open.id, { open, flow: flowOf(draft, open), end: finish ? { status: 'done', ...finish } : { status: 'withdrawn', doneAt: event.at } });
    }
  }
  return Array.from(changed.values(), (change) => recordOf(plan, run, change));
}

function flowOf(state: RunState, { path }: OpenTask): string | undefined {
  return state.flows[splitPath(path).prefix]?.flow;
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
  const left = answered.size === 0 ? task.candidates : task.candidates.filter((token) => !answered.has(token));
  return task.order === 'sequence' ? left.slice(0, 1) : left;
}

/** Made piece by piece: of all that a step with a task decides, its record took the longest. */
function recordOf(plan: Plan, run: RunSummary, { open, flow, end }: Change): TaskRecord {
  const { node } = splitPath(open.path);
  const { task, copies, clock } = open;
  const record: { -readonly [Key in keyof TaskRecord]: TaskRecord[Key] } = {
    id: open.id,
    runId: run.id,
    scenario: run.scenario,
    release: run.release,
    path: open.path,
    round: open.round,
    title: plan.flows[flow ?? run.flow]?.nodes[node]?.definition.title ?? node,
    candidates: candidatesNow(open),
    starter: run.starter,
    status: 'open',
    mode: task.mode,
    createdAt: open.createdAt,
  };
  const subject = task.caption ?? run.subject;
  if (subject !== undefined) record.subject = subject;
  if (task.kind !== undefined) record.kind = task.kind;
  if (task.excluded !== undefined && task.excluded.length > 0) record.excluded = task.excluded;
  if (copies !== undefined && copies.length > 0) record.copies = copies;
  if (open.resting) record.resting = true;
  if (clock.dueAt !== undefined) record.dueAt = clock.dueAt;
  if (clock.dueWorkingDays) record.dueWorkingDays = true;
  if (clock.stopped) record.stoppedAt = clock.stopped.since;
  if (clock.extended !== undefined) record.extended = clock.extended;
  return end ? Object.assign(record, end) : record;
}
