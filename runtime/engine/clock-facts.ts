import type { TaskSpec } from '../nodes/wait-spec.ts';
import type { JsonObject } from '../schema/json.ts';
import { deadlineIndex, isHeld, stoppedSince } from './deadlines.ts';
import type { UntilState } from './run-event.ts';
import type { Extension, NodeState, RunState, WaitState } from './state.ts';

/** How the time of an open task stands. */
export interface ClockFacts {
  /** The deadline; while the clock stands still, nobody knows it. */
  readonly dueAt?: string;
  /** That deadline is counted in working days or hours. */
  readonly dueWorkingDays?: true;
  /** The grounds the deadline names, by id. */
  readonly dueBasis?: readonly string[];
  readonly stopped?: { readonly since: string; /** When it would be due if nothing had been stopped. */ readonly dueAt?: string; readonly reason?: string; readonly by?: JsonObject; readonly until?: string; /** A person may let it go on. */ readonly byHand: boolean };
  /** How many extensions were granted. */
  readonly extended?: number;
  readonly extensions?: readonly Extension[];
  readonly mayStop?: true;
  readonly mayExtend?: { readonly maxDays: number; readonly working: boolean; readonly left: number };
}

/** Of most tasks, which have no time. */
const NONE: ClockFacts = {};

export function clockFacts(state: Pick<RunState, 'stops' | 'granted'>, path: string, wait: WaitState): ClockFacts {
  const stop = stoppedSince(state, wait);
  const granted = state.granted?.[path]?.length ?? 0;
  if (wait.until.length === 0 && !stop && granted === 0 && !wait.clock && !wait.extensions) return NONE;
  const main = mainEntry(wait);
  const held = stop !== undefined && main !== undefined && isHeld(wait.until, wait.until.indexOf(main));
  const working = main !== undefined && isWorking(main);
  const { pause, extension } = wait.clock ?? {};
  const left = (extension?.maxTimes ?? 0) - granted;
  return {
    ...(main?.dueAt === undefined || held ? {} : { dueAt: main.dueAt }),
    ...(working ? { dueWorkingDays: true as const } : {}),
    ...(main?.basis ? { dueBasis: main.basis } : {}),
    ...(stop ? { stopped: { since: stop.from, byHand: wait.stops?.includes(stop) === true, ...(held && main.dueAt !== undefined ? { dueAt: main.dueAt } : {}), ...(stop.reason === undefined ? {} : { reason: stop.reason }), ...(stop.by ? { by: stop.by } : {}), ...(stop.until === undefined ? {} : { until: stop.until }) } } : {}),
    ...(granted > 0 ? { extended: granted } : {}),
    ...(wait.extensions ? { extensions: wait.extensions } : {}),
    ...(pause ? { mayStop: true as const } : {}),
    ...(extension && main && left > 0 ? { mayExtend: { maxDays: extension.maxDays, working, left } } : {}),
  };
}

/** The deadline, or the next reminder where there is none. */
function mainEntry(wait: WaitState): UntilState | undefined {
  const index = deadlineIndex(wait.until);
  if (index !== undefined) return wait.until[index];
  return wait.until.filter((entry, at) => entry.dueAt !== undefined && !wait.fired.includes(at)).toSorted((a, b) => ((a.dueAt ?? '') < (b.dueAt ?? '') ? -1 : 1))[0];
}

export function isWorking({ on }: UntilState): boolean {
  return on.kind === 'after' && (on.workingDays !== undefined || on.workingHours !== undefined);
}

/** A request for more time as a task of those who decide about it. */
export function extensionTask(asked: Extension, maxDays: number): TaskSpec {
  const asker = asked.by['id'];
  return {
    candidates: asked.to,
    ...(typeof asker === 'string' ? { excluded: [`u:${asker}`] } : {}),
    mode: 'task',
    kind: 'extension',
    fields: [
      { id: 'days', type: 'integer', min: 1, max: maxDays },
      { id: 'comment', type: 'string', widget: 'textarea', optional: true, maxLength: 2000 },
    ],
    shown: [],
    values: { days: asked.days },
    outcomes: [{ port: 'approve', preselect: false }, { port: 'reject', preselect: false }],
    answers: 'one',
  };
}

/** The request that waits for a decision. */
export function openExtension(node: NodeState): Extension | undefined {
  return node.status === 'waiting' ? node.wait?.extensions?.find((one) => !one.decided) : undefined;
}
