import { timersOf } from '../../../../runtime/engine/decide-timers.ts';
import type { CommandBody, Effect } from '../../../../runtime/engine/command.ts';
import type { Plan } from '../../../../runtime/engine/plan-types.ts';
import type { RunEvent } from '../../../../runtime/engine/run-event.ts';
import { initialState, type RunState } from '../../../../runtime/engine/state.ts';
import { step } from '../../../../runtime/engine/step.ts';
import { openTasks, type OpenTask } from '../../../../runtime/engine/summary.ts';
import type { OracleModel } from '../../../support/slow-oracle.ts';
import { AT, completed, startCommand } from './tiny.ts';

export interface Played {
  readonly state: RunState;
  readonly events: readonly RunEvent[];
  /** States between the steps. */
  readonly states: readonly RunState[];
}

/** Numbers in [0, below), the same for the same seed (mulberry32, public domain). */
export function dice(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296) * below);
  };
}

/** The outcome the model wants: back while it has not led back often enough. */
export function outcomeOf(model: OracleModel, state: RunState, task: OpenTask): string {
  const { back } = model;
  if (task.path.includes('/')) return 'out';
  if (back?.from === task.path && (state.flows['']?.resets[back.to] ?? 0) < back.times) return 'back';
  return model.nodes.find((node) => node.id === task.path)?.leaves[0] ?? 'p';
}

/** What the outside answers to an effect: fails as often as the model says, then succeeds. */
function report(model: OracleModel, effect: Effect, state: RunState): CommandBody {
  const node = model.nodes.find((one) => one.id === effect.path);
  if (node && effect.attempt <= node.failures) return { type: 'effect.failed', path: effect.path, round: effect.round, key: effect.key, error: { code: 'SCN_HTTP_REFUSED', message: 'no' } };
  const value = node?.value ?? 0;
  const read = typeof value === 'number' ? value : ((state.flows['']?.nodes[value.of]?.output as { v?: number } | undefined)?.v ?? null);
  return completed(effect, { v: read }, node?.leaves[0]);
}

/** Plays a run to its end by `step` alone, doing what is due in the order the dice say; late reports come, too. */
export function play(plan: Plan, model: OracleModel, seed: number, look: (state: RunState) => void = () => {}): Played {
  const roll = dice(seed);
  const events: RunEvent[] = [];
  const states: RunState[] = [];
  let pending: Effect[] = [];
  let state = initialState();
  let now = AT;
  const go = (body: CommandBody): void => {
    look(state);
    const made = step(plan, state, { at: now, jitter: 0, ...body });
    state = made.state;
    states.push(state);
    events.push(...made.events);
    pending.push(...made.effects);
  };
  go(startCommand());
  for (let turn = 0; turn < 500; turn += 1) {
    const tasks = openTasks(state);
    const [timer] = timersOf(state);
    const choices = pending.length + tasks.length + (timer ? 1 : 0);
    if (choices === 0) break;
    const choice = roll(choices);
    const effect = pending[choice];
    const task = tasks[choice - pending.length];
    if (effect) {
      pending = pending.filter((_one, index) => index !== choice);
      go(report(model, effect, state));
    } else if (task) {
      go({ type: 'task.answered', path: task.path, taskId: task.id, by: { id: 'a' }, outcome: outcomeOf(model, state, task), data: {} });
    } else if (timer) {
      now = timer.dueAt > now ? timer.dueAt : now;
      go({ type: 'timers' });
    }
  }
  return { state, events, states };
}
