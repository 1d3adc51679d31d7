import { BOUNDS } from './bounds.ts';
import type { Command, Effect } from './command.ts';
import type { DriveDeps } from './drive-deps.ts';
import { engineErrors, toRunError } from './engine-errors.ts';
import { foldAll } from './fold.ts';
import { flush, withTime } from './flush.ts';
import { interrupted } from './interrupted.ts';
import { perform, type Performed } from './perform.ts';
import type { Plan } from './plan-types.ts';
import type { RunEvent } from './run-event.ts';
import { apply, applyInTurns, hasRows, mark, openSession, openWhole, type Mark, type Session } from './session.ts';
import { isEnded, type RunState } from './state.ts';
import { isCurrentEffect } from './step.ts';
import { runStraight } from './straight.ts';
import { ENDLESS, pause } from './turn.ts';

export type { DriveDeps } from './drive-deps.ts';

export interface Driven {
  readonly state: RunState;
  /** Events this call decided, all committed. */
  readonly events: readonly RunEvent[];
}

/**
 * Takes a run as far as it goes: decides the command, performs reads at once and writes under the commit protocol,
 * until the run waits or ends (E6, E9). Everything decided is committed when the promise resolves.
 *
 * @throws what `step` refuses the command with; SCN_STORE_CONFLICT after 20 conflicts in a row; whatever else `commit` throws
 * @example await drive(plan, initialState(), { type: 'start', at, runId, … }, deps)
 */
export async function drive(plan: Plan, state: RunState, command: Command, deps: DriveDeps): Promise<Driven> {
  const turn = deps.turn ?? ENDLESS;
  if (turn.isLong()) await turn.end();
  const straight = state.phase === 'new' && command.type === 'start' ? runStraight(plan, command, turn) : null;
  const session = straight ? openWhole(plan, state, command, straight) : openSession(plan, state);
  const seen: RunEvent[] = [];
  if (!straight) {
    // The short way may have been gone to where a formula was stopped, and is gone again.
    await pause(turn);
    await applyInTurns(session, command, turn);
  }
  await finishQueue(session, deps, seen);
  return { state: session.state, events: seen };
}

/**
 * Takes a run up again after a crash or a parked incident: completed effects are never run again; a write that had
 * begun outside and may not be repeated becomes an incident (E6). Due timers fire.
 *
 * @param outbox keys of effects that had begun outside and whose completion is not in the log
 */
export async function resume(plan: Plan, events: readonly RunEvent[], outbox: readonly string[], deps: DriveDeps): Promise<Driven> {
  const session = openSession(plan, foldAll(events));
  const seen: RunEvent[] = [];
  if (isEnded(session.state)) return { state: session.state, events: seen };
  const begun = new Set(outbox);
  for (const effect of interrupted(plan, session.state)) {
    if (begun.has(effect.key) && effect.repeat === 'ask') {
      session.outboxDone.push(effect.key);
      apply(session, withTime(deps, { type: 'effect.failed', path: effect.path, round: effect.round, key: effect.key, error: toRunError(engineErrors.SCN_RUN_INTERRUPTED({ path: effect.path })), mayHaveHappened: true }));
    } else {
      session.queue.push(effect);
    }
  }
  await applyInTurns(session, withTime(deps, { type: 'timers' }), deps.turn ?? ENDLESS);
  await finishQueue(session, deps, seen);
  return { state: session.state, events: seen };
}

async function finishQueue(session: Session, deps: DriveDeps, seen: RunEvent[]): Promise<void> {
  const turn = deps.turn ?? ENDLESS;
  let before: Mark | null = null;
  for (;;) {
    // A later effect must see the rows of an earlier one, and only one refused write can be undone at a time.
    if (session.queue.length === 0 || hasRows(session)) {
      before = await flush(session, deps, seen, before);
      if (session.queue.length === 0) return;
    }
    await pause(turn);
    if (deps.signal?.aborted === true) {
      await flush(session, deps, seen, before);
      return;
    }
    before = await performNext(session, deps, seen);
  }
}

/** All reads that are due, at once; else one write. */
async function performNext(session: Session, deps: DriveDeps, seen: RunEvent[]): Promise<Mark | null> {
  const reads = session.queue.filter((effect) => effect.kind === 'read');
  if (reads.length > 0) {
    session.queue = session.queue.filter((effect) => effect.kind === 'write');
    const reading = Promise.all(reads.map((effect) => performOne(session, deps, effect, () => Promise.resolve())));
    await keptMeanwhile(session, deps, seen, reading);
    const done = await reading;
    for (const performed of done) if (!isCutOff(deps, performed)) await applyInTurns(session, withTime(deps, performed.command), deps.turn ?? ENDLESS, performed);
    return null;
  }
  const effect = session.queue.shift();
  if (!effect) return null;
  const outbox: Outbox = { begun: false };
  const performed = await performOne(session, deps, effect, () => beginOutside(session, deps, seen, effect, outbox));
  // What keeps the intention off the disk is no failure of the node, and must not be recorded as one.
  if (outbox.refused) throw outbox.refused.error;
  if (isCutOff(deps, performed)) return null;
  if (outbox.begun) session.outboxDone.push(effect.key);
  const before = mark(session);
  await applyInTurns(session, withTime(deps, performed.command), deps.turn ?? ENDLESS, performed);
  return performed.rows.length > 0 ? before : null;
}

/** A run nobody has on disk yet is committed when its caller leaves before its reads are done. */
async function keptMeanwhile(session: Session, deps: DriveDeps, seen: RunEvent[], reading: Promise<unknown>): Promise<void> {
  if (!deps.left || session.base.phase !== 'new') return;
  const first = await Promise.race([reading.then(() => 'read'), deps.left.then(() => 'left')]);
  if (first === 'left') await flush(session, deps, seen, null);
}

/** Stopped before its end: nothing is reported, so `resume` takes it up again. What did end is kept. */
function isCutOff(deps: DriveDeps, performed: Performed): boolean {
  return deps.signal?.aborted === true && performed.command.type === 'effect.failed';
}

function performOne(session: Session, deps: DriveDeps, effect: Effect, beforeOutside: () => Promise<void>): Promise<Performed> {
  return perform(session.plan, session.state, effect, deps.hostFor(effect, session.state), {
    clock: deps.clock,
    ticks: deps.ticks ?? (() => performance.now()),
    limitMs: deps.nodeMs ?? BOUNDS.nodeMs,
    beforeOutside,
    ...(deps.signal ? { signal: deps.signal } : {}),
    ...(deps.log ? { log: deps.log } : {}),
  });
}

interface Outbox {
  begun: boolean;
  refused?: { readonly error: unknown };
}

/** E6: the intention is on disk before anything happens outside. */
async function beginOutside(session: Session, deps: DriveDeps, seen: RunEvent[], effect: Effect, outbox: Outbox): Promise<void> {
  session.outboxAdd.push({ key: effect.key, runId: session.state.id, path: effect.path, round: effect.round, startedAt: deps.clock() });
  try {
    await flush(session, deps, seen, null);
  } catch (error) {
    outbox.refused = { error };
    throw error;
  }
  outbox.begun = true;
  session.queue = session.queue.filter((other) => other.key !== effect.key);
  if (!isCurrentEffect(session.state, effect)) throw engineErrors.SCN_RUN_INTERRUPTED({ path: effect.path });
}
