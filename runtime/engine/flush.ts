import { isScenarioError } from '../errors.ts';
import type { Command, CommandBody } from './command.ts';
import type { DriveDeps } from './drive-deps.ts';
import { toRunError } from './engine-errors.ts';
import { foldAll } from './fold.ts';
import { interrupted } from './interrupted.ts';
import type { RunEvent } from './run-event.ts';
import { backTo, apply, batchOfSession, hasRows, isClean, markCommitted, rebase, type Mark, type Session } from './session.ts';

/** Conflicts in a row after which the caller is told; each one means somebody else made progress. */
const MAX_CONFLICTS = 20;
/** How often a write is done again because a row it read was changed before it was committed. */
const MAX_REPEATS = 3;

/**
 * Commits everything since the last commit. On a conflict the commands are decided again on top of what was
 * committed; when a row is refused, its write failed, or is done again, and everything after it did not happen.
 *
 * @throws SCN_STORE_CONFLICT after 20 conflicts in a row; whatever `commit` throws that is no conflict and no refusal
 */
export async function flush(session: Session, deps: DriveDeps, seen: RunEvent[], before: Mark | null): Promise<null> {
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
        const fresh = foldAll(await deps.load(session.state.id));
        // Nobody touched the run, so a row changed: deciding again would meet the same conflict for ever.
        if (fresh.seq === session.base.seq && hasRows(session)) refuseRows(session, deps, undo, error);
        else rebase(session, fresh);
      } else if (isRefusal(error) && hasRows(session)) {
        refuseRows(session, deps, undo, error);
      } else {
        throw error;
      }
      undo = null;
    }
  }
  return null;
}

const FINAL = ['SCN_DATA_UNIQUE', 'SCN_DATA_TOTAL', 'SCN_DATA_REF', 'SCN_DATA_REFERRED'] as const;

/** Refusals that would be the same after another look at the rows. */
function isFinal(error: unknown): error is Error {
  return FINAL.some((code) => isScenarioError(error, code));
}

function isRefusal(error: unknown): error is Error {
  return isFinal(error) || isScenarioError(error, 'SCN_DATA_CONFLICT');
}

/**
 * The write whose rows were refused fails with the store's reason. When a row was changed after the write read it,
 * the write is done again first: it then sees the new row, or leaves by its `conflict` port.
 */
function refuseRows(session: Session, deps: DriveDeps, before: Mark | null, error: Error): void {
  const write = session.entries.find((entry) => entry.rows.length > 0)?.command;
  if (write?.type !== 'effect.completed') throw error;
  const wentOutside = session.outboxDone.includes(write.key);
  if (before) {
    backTo(session, before);
  } else {
    session.entries = session.entries.filter((entry) => entry.rows.length === 0);
    rebase(session, session.base);
  }
  const effect = interrupted(session.plan, session.state).find((one) => one.key === write.key);
  const repeats = session.repeats.get(write.key) ?? 0;
  if (effect && !wentOutside && !isFinal(error) && repeats < MAX_REPEATS) {
    session.repeats.set(write.key, repeats + 1);
    if (!session.queue.some((other) => other.key === effect.key)) session.queue.unshift(effect);
    return;
  }
  const mayHaveHappened = wentOutside && effect?.repeat === 'ask';
  apply(session, withTime(deps, { type: 'effect.failed', path: write.path, round: write.round, key: write.key, error: toRunError(error), ...(mayHaveHappened ? { mayHaveHappened } : {}) }));
}

export function withTime(deps: DriveDeps, body: CommandBody): Command {
  return { at: deps.clock(), jitter: (deps.random ?? Math.random)(), ...(deps.directory ? { directory: deps.directory() } : {}), ...body };
}
