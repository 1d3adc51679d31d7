import type { Plan } from './plan-types.ts';
import { draftOf, foldInPlace } from './fold.ts';
import { splitPath } from './path.ts';
import type { RunEvent } from './run-event.ts';
import type { RunState } from './state.ts';
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
  readonly createdAt: string;
  readonly dueAt?: string;
  /** The deadline was counted in working days. */
  readonly dueWorkingDays?: true;
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
  for (const event of events) {
    foldInPlace(draft, event);
    if (!concernsTasks(event)) continue;
    const after = openTasks(draft);
    const summary = summarize(plan, draft);
    for (const task of after) if (!before.some((old) => isSame(old, task))) changed.set(task.id, recordOf(plan, draft, summary, task));
    for (const task of before) {
      if (after.some((now) => now.id === task.id)) continue;
      const finish = finishOf(draft, task, event);
      changed.set(task.id, { ...recordOf(plan, draft, summary, task), ...(finish ? { status: 'done', ...finish } : { status: 'withdrawn', doneAt: event.at }) });
    }
    before = after;
  }
  return [...changed.values()];
}

/** Only these can open, change or close a task; the others need no comparison. */
function concernsTasks(event: RunEvent): boolean {
  return event.type !== 'node.started' && event.type !== 'run.started' && event.type !== 'child.started' && event.type !== 'incident.resolved';
}

function isSame(a: OpenTask, b: OpenTask): boolean {
  return a.id === b.id && a.task === b.task && a.answeredBy.length === b.answeredBy.length && a.dueAt === b.dueAt;
}

/** A task is done when its node completed after an answer; otherwise it was withdrawn. */
function finishOf(state: RunState, task: OpenTask, event: RunEvent): Finish | null {
  if (event.type !== 'node.completed' || event.path !== task.path) return null;
  const { prefix, node } = splitPath(task.path);
  const done = state.flows[prefix]?.nodes[node]?.task;
  const by = done?.by['id'];
  if (by === undefined) return null;
  return { doneAt: event.at, ...(typeof by === 'string' ? { doneBy: by } : {}), ...(event.ports[0] === undefined ? {} : { outcome: event.ports[0] }) };
}

function recordOf(plan: Plan, state: RunState, summary: RunSummary, open: OpenTask): TaskRecord {
  const { prefix, node } = splitPath(open.path);
  const flow = state.flows[prefix]?.flow ?? summary.flow;
  const answered = new Set(open.answeredBy.map((id) => `u:${id}`));
  return {
    id: open.id,
    runId: state.id,
    scenario: summary.scenario,
    release: summary.release,
    path: open.path,
    round: open.round,
    title: plan.flows[flow]?.nodes[node]?.definition.title ?? node,
    ...(summary.subject === undefined ? {} : { subject: summary.subject }),
    candidates: open.task.candidates.filter((token) => !answered.has(token)),
    starter: summary.starter,
    status: 'open',
    mode: open.task.mode,
    createdAt: open.createdAt,
    ...(open.dueAt === undefined ? {} : { dueAt: open.dueAt }),
    ...(open.dueWorkingDays ? { dueWorkingDays: true as const } : {}),
  };
}
