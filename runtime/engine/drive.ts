import { isScenarioError } from '../errors.ts';
import type { JsonObject } from '../schema/json.ts';
import type { Batch } from './batch.ts';
import { BOUNDS } from './bounds.ts';
import type { Command, CommandBody, Effect } from './command.ts';
import { engineErrors, toRunError } from './engine-errors.ts';
import { foldAll } from './fold.ts';
import { perform, type EffectHost, type Performed } from './perform.ts';
import type { Plan } from './plan-types.ts';
import type { RunEvent } from './run-event.ts';
import { apply, backTo, batchOfSession, hasRows, isClean, mark, markCommitted, openSession, rebase, type Mark, type Session } from './session.ts';
import { isEnded, type RunState } from './state.ts';
import { isCurrentEffect } from './step.ts';
import { nodesOf } from './summary.ts';

export interface DriveDeps {
  /** Now, as an ISO date-time. */
  readonly clock: () => string;
  /** In [0, 1). @default Math.random */
  readonly random?: () => number;
  /** Milliseconds that only go forward. @default performance.now */
  readonly ticks?: () => number;
  /** The outside world for one effect. */
  readonly hostFor: (effect: Effect, run: RunState) => EffectHost;
  /** One transaction. @throws SCN_STORE_CONFLICT, SCN_DATA_UNIQUE */
  readonly commit: (batch: Batch) => Promise<void>;
  /** Events of the run as committed; used after a conflict. */
  readonly load: (runId: string) => Promise<readonly RunEvent[]>;
  /** Stops performing; what is under way is left for `resume`. */
  readonly signal?: AbortSignal;
  /** @default BOUNDS.nodeMs */
  readonly nodeMs?: number;
  readonly log?: (path: string, message: string, details?: JsonObject) => void;
}

export interface Driven {
  readonly state: RunState;
  /** Events this call decided, all committed. */
  readonly events: readonly RunEvent[];
}

/** Conflicts in a row after which the caller is told; each one means somebody else made progress. */
const MAX_CONFLICTS = 20;

/**
 * Takes a run as far as it goes: decides the command, performs reads at once and writes under the commit protocol,
 * until the run waits or ends (E6, E9). Everything decided is committed when the promise resolves.
 *
 * @throws what `step` refuses the command with; SCN_STORE_CONFLICT after 20 conflicts in a row; whatever else `commit` throws
 * @example await drive(plan, initialState(), { type: 'start', at, runId, … }, deps)
 */
export async function drive(plan: Plan, state: RunState, command: Command, deps: DriveDeps): Promise<Driven> {
  const session = openSession(plan, state);
  const seen: RunEvent[] = [];
  apply(session, command);
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
  apply(session, withTime(deps, { type: 'timers' }));
  await finishQueue(session, deps, seen);
  return { state: session.state, events: seen };
}

/** Effects that were started and not completed, as `step` gave them. */
export function interrupted(plan: Plan, state: RunState): readonly Effect[] {
  return nodesOf(state).flatMap(({ path, flow, node }) => {
    const id = path.slice(path.lastIndexOf('/') + 1);
    const type = plan.flows[flow.flow]?.nodes[id]?.type;
    if (node.status !== 'running' || !type || type.effect === 'wait') return [];
    const repeat = type.repeat ?? 'ask';
    return [{ kind: type.effect === 'write' ? 'write' as const : 'read' as const, path, round: node.round, attempt: node.attempt ?? 1, key: node.effectKey ?? '', node: id, nodeType: type.type, repeat, ...(node.previous ? { previous: node.previous.output } : {}) }];
  });
}

async function finishQueue(session: Session, deps: DriveDeps, seen: RunEvent[]): Promise<void> {
  let before: Mark | null = null;
  for (;;) {
    // A later effect must see the rows of an earlier one, and only one refused write can be undone at a time.
    if (session.queue.length === 0 || hasRows(session)) {
      before = await flush(session, deps, seen, before);
      if (session.queue.length === 0) return;
    }
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
    const done = await Promise.all(reads.map((effect) => performOne(session, deps, effect, () => Promise.resolve())));
    for (const performed of done) if (!isCutOff(deps, performed)) apply(session, withTime(deps, performed.command), performed);
    return null;
  }
  const effect = session.queue.shift();
  if (!effect) return null;
  const outbox = { begun: false };
  const performed = await performOne(session, deps, effect, () => beginOutside(session, deps, seen, effect, outbox));
  if (isCutOff(deps, performed)) return null;
  if (outbox.begun) session.outboxDone.push(effect.key);
  const before = mark(session);
  apply(session, withTime(deps, performed.command), performed);
  return performed.rows.length > 0 ? before : null;
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

/** E6: the intention is on disk before anything happens outside. */
async function beginOutside(session: Session, deps: DriveDeps, seen: RunEvent[], effect: Effect, outbox: { begun: boolean }): Promise<void> {
  session.outboxAdd.push({ key: effect.key, runId: session.state.id, path: effect.path, round: effect.round, startedAt: deps.clock() });
  await flush(session, deps, seen, null);
  outbox.begun = true;
  session.queue = session.queue.filter((other) => other.key !== effect.key);
  if (!isCurrentEffect(session.state, effect)) throw engineErrors.SCN_RUN_INTERRUPTED({ path: effect.path });
}

/**
 * Commits everything since the last commit. On a conflict the commands are decided again on top of what was
 * committed; when a row is refused, its write failed and everything after it did not happen.
 */
async function flush(session: Session, deps: DriveDeps, seen: RunEvent[], before: Mark | null): Promise<null> {
  let undo = before;
  for (let conflicts = 0; !isClean(session); ) {
    const batch = batchOfSession(session);
    try {
      await deps.commit(batch);
      seen.push(...batch.events);
      markCommitted(session);
    } catch (error) {
      if (isScenarioError(error, 'SCN_STORE_CONFLICT') && conflicts < MAX_CONFLICTS) {
        conflicts += 1;
        undo = null;
        rebase(session, foldAll(await deps.load(session.state.id)));
      } else if (isScenarioError(error, 'SCN_DATA_UNIQUE') && hasRows(session)) {
        refuseRows(session, deps, undo, error);
        undo = null;
      } else {
        throw error;
      }
    }
  }
  return null;
}

/** The write whose rows were refused fails with the store's reason. */
function refuseRows(session: Session, deps: DriveDeps, before: Mark | null, error: Error): void {
  const write = session.entries.find((entry) => entry.rows.length > 0)?.command;
  if (write?.type !== 'effect.completed') throw error;
  if (before) {
    backTo(session, before);
  } else {
    session.entries = session.entries.filter((entry) => entry.rows.length === 0);
    rebase(session, session.base);
  }
  apply(session, withTime(deps, { type: 'effect.failed', path: write.path, round: write.round, key: write.key, error: toRunError(error) }));
}

function withTime(deps: DriveDeps, body: CommandBody): Command {
  return { at: deps.clock(), jitter: (deps.random ?? Math.random)(), ...body };
}
