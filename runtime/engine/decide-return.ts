import type { Command } from './command.ts';
import { atTask, demandReason } from './decide-people.ts';
import { engineErrors } from './engine-errors.ts';
import type { Plan } from './plan-types.ts';
import { resetTo, roundsLeft } from './rework.ts';
import { refuseWhileSigning, voterOf } from './signers.ts';
import type { FlowState, RunState } from './state.ts';
import { roundOf } from './surroundings.ts';
import { emit, type Work } from './work.ts';

/** The steps a task may be sent back to now: allowed by the author, done by a person, and before it. */
export function returnTargets(plan: Plan, flow: FlowState, node: string): readonly string[] {
  const nodes = plan.flows[flow.flow]?.nodes;
  const allowed = flow.nodes[node]?.wait?.task?.rights?.returnTo ?? [];
  return (nodes?.[node]?.ancestors ?? []).filter((id) => nodes?.[id]?.type?.category === 'human' && flow.nodes[id]?.status === 'done' && (allowed === 'any' || allowed.includes(id)));
}

/** E13.5: back to an earlier step, with a reason; everything from there on is done again. @throws SCN_TASK_RETURN, SCN_RUN_ROUNDS */
export function decideReturned(work: Work, command: Extract<Command, { type: 'task.returned' }>): void {
  const { place, wait } = atTask(work, command);
  demandReason(command.reason, 'return');
  refuseWhileSigning(wait);
  const allowed = returnTargets(work.plan, place.flow, place.node.id);
  if (!allowed.includes(command.to)) throw engineErrors.SCN_TASK_RETURN({ to: command.to, allowed });
  const limit = work.plan.flows[place.flow.flow]?.maxRounds ?? 1;
  if (roundsLeft(work, place, command.to) <= 0) throw engineErrors.SCN_RUN_ROUNDS({ target: command.to, limit });
  emit(work, { type: 'task.returned', path: place.path, round: roundOf(place.flow, place.node.id), taskId: command.taskId, by: command.by, to: command.to, reason: command.reason });
  resetTo(work, place, command.to);
}

/** Why the starter cannot take the run back any more; null while nobody else has acted. */
export function withdrawalBar(plan: Plan, state: RunState): 'ended' | 'acted' | 'written' | 'author' | null {
  if (state.phase !== 'live') return 'ended';
  const main = state.flows[''];
  const start = main && plan.flows[main.flow]?.nodes[main.start]?.definition.config['withdraw'];
  if (start === 'never') return 'author';
  const starter = voterOf(state.starter);
  const flows = Object.values(state.flows);
  const acted = flows.some((flow) =>
    Object.keys(flow.resets).length > 0 ||
    Object.values(flow.nodes).some(({ task, wait }) => (task !== undefined && voterOf(task.by) !== starter) || (wait?.answers ?? []).some(({ by }) => voterOf(by) !== starter) || wait?.held !== undefined || (wait?.signers ?? []).length > 0));
  if (acted) return 'acted';
  if (start === 'always') return null;
  const wrote = flows.some((flow) => Object.entries(flow.nodes).some(([id, node]) => node.status !== 'idle' && plan.flows[flow.flow]?.nodes[id]?.type?.effect === 'write'));
  return wrote ? 'written' : null;
}

/** E13.6: the starter takes the run back. @throws SCN_RUN_WITHDRAW */
export function decideWithdraw(work: Work, command: Extract<Command, { type: 'withdraw' }>): void {
  const why = voterOf(command.by) === voterOf(work.draft.starter) ? withdrawalBar(work.plan, work.draft) : 'starter';
  if (why !== null) throw engineErrors.SCN_RUN_WITHDRAW({ why });
  emit(work, { type: 'run.cancelled', by: command.by, reason: command.reason, withdrawn: true });
}
