import { advance } from './advance.ts';
import type { Command, Effect, Step } from './command.ts';
import { decideCalendarChanged, decideClockResume, decideClockStop, settleStops } from './decide-clock.ts';
import { decideExtensionAsk } from './decide-extension.ts';
import { decideEffectCompleted, decideEffectFailed } from './decide-effect.ts';
import { decideIncident } from './decide-incident.ts';
import { decideCommented, decideCopied, decideHandedOver, decideReowned, decideSignersAdded } from './decide-people.ts';
import { decideReturned, decideWithdraw } from './decide-return.ts';
import { decideStart } from './decide-start.ts';
import { decideTaskAnswered, refuseSecondAnswer } from './decide-task.ts';
import { decideEvent, decideTimers } from './decide-timers.ts';
import { engineErrors } from './engine-errors.ts';
import { splitPath } from './path.ts';
import type { Plan } from './plan-types.ts';
import { isEnded, type RunState } from './state.ts';
import { beginWork, emit, type Work } from './work.ts';

/**
 * What one command does to a run: the events it decides, the state after them (`foldAll(events, state)`), and the
 * effects now due. Pure and deterministic: no clock, no ids, no input or output; the given state is not changed.
 * A late command (an older round, a finished effect) gives no events.
 *
 * @throws coded errors for refused commands (SCN_RUN_*, SCN_TASK_DONE, SCN_FORM_*); nothing has changed then
 * @example step(plan, initialState(), { type: 'start', at, runId: 'r1', release: 'exam@3', flow: 'main', input, starter: { id: 'wang' } })
 */
export function step(plan: Plan, state: RunState, command: Command): Step {
  const pieces = stepInPieces(plan, state, command);
  for (;;) {
    const piece = pieces.next();
    if (piece.done === true) return piece.value;
  }
}

/** As `step`, which it is in the end; it stands still after each node that fired, for whoever has others waiting. */
export function* stepInPieces(plan: Plan, state: RunState, command: Command): Generator<undefined, Step> {
  if (isEnded(state)) {
    if (isLateReport(command)) return { state, events: [], effects: [] };
    if (command.type === 'task.answered') refuseSecondAnswer(state, command);
    throw engineErrors.SCN_RUN_ENDED({ run: state.id, status: state.phase });
  }
  if (state.phase === 'new' && command.type !== 'start') throw engineErrors.SCN_RUN_NOT_STARTED({ command: command.type });
  const work = beginWork(plan, state, command);
  const decide = deciders[command.type] as (work: Work, command: Command) => void;
  decide(work, command);
  yield* advance(work);
  settleStops(work);
  // An effect that a later decision of the same step withdrew must not start.
  const effects = work.effects.filter((effect) => isCurrentEffect(work.draft, effect));
  return { state: work.draft, events: work.events, effects };
}

const deciders: { readonly [Type in Command['type']]: (work: Work, command: Extract<Command, { type: Type }>) => void } = {
  start: decideStart,
  'effect.completed': decideEffectCompleted,
  'effect.failed': decideEffectFailed,
  'task.answered': decideTaskAnswered,
  'task.handed-over': decideHandedOver,
  'task.signers-added': decideSignersAdded,
  'task.copied': decideCopied,
  'task.commented': decideCommented,
  'task.returned': decideReturned,
  'task.reowned': decideReowned,
  withdraw: decideWithdraw,
  'clock.stop': decideClockStop,
  'clock.resume': decideClockResume,
  'extension.ask': decideExtensionAsk,
  'calendar.changed': decideCalendarChanged,
  timers: decideTimers,
  event: decideEvent,
  'incident.resolved': decideIncident,
  cancel: (work, command) => {
    emit(work, { type: 'run.cancelled', by: command.by, reason: command.reason });
  },
  expire: (work) => {
    emit(work, { type: 'run.expired' });
  },
};

/** What the outside may still report after the end; nobody has to be told. */
function isLateReport(command: Command): boolean {
  return command.type === 'effect.completed' || command.type === 'effect.failed' || command.type === 'timers' || command.type === 'event' || command.type === 'calendar.changed';
}

/** Whether an effect is still wanted: its node was neither finished nor reset since. */
export function isCurrentEffect(state: RunState, effect: Effect): boolean {
  if (state.phase !== 'live') return false;
  const { prefix, node: id } = splitPath(effect.path);
  const node = state.flows[prefix]?.nodes[id];
  return node?.status === 'running' && node.effectKey === effect.key;
}
