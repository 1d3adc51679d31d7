import { batchOf, type Batch, type NoticeRecord, type OutboxRecord, type RowOperation, type SentEvent } from './batch.ts';
import type { Command, Effect, Step } from './command.ts';
import type { Plan } from './plan-types.ts';
import type { RunEvent } from './run-event.ts';
import type { RunState } from './state.ts';
import type { Turn } from './turn.ts';
import { isCurrentEffect, step, stepInPieces } from './step.ts';
import type { StraightRun } from './straight.ts';

/** A command that was applied since the last commit, with what must be committed beside its events. */
interface Entry {
  readonly command: Command;
  readonly rows: readonly RowOperation[];
  readonly notices: readonly NoticeRecord[];
  readonly sent?: readonly SentEvent[];
}

type Beside = Pick<Entry, 'rows' | 'notices' | 'sent'>;

/** A stretch of a run that is not on disk yet. Mutable; belongs to one `drive`. */
export interface Session {
  readonly plan: Plan;
  /** As committed. */
  base: RunState;
  /** As it will be. */
  state: RunState;
  events: RunEvent[];
  entries: Entry[];
  /** Effects that are due and not yet performed. */
  queue: Effect[];
  outboxAdd: OutboxRecord[];
  outboxDone: string[];
  /** How often a write was done again after a row conflict, by effect key. */
  readonly repeats: Map<string, number>;
  /** What a straight run has to commit, made on the way; gone as soon as anything is decided again. */
  whole: Batch | null;
}

export function openSession(plan: Plan, state: RunState): Session {
  return { plan, base: state, state, events: [], entries: [], queue: [], outboxAdd: [], outboxDone: [], repeats: new Map(), whole: null };
}

/** The session of a run that began and ended in one go. */
export function openWhole(plan: Plan, state: RunState, command: Command, { batch, ...after }: StraightRun): Session {
  return { ...openSession(plan, state), state: after.state, events: [...after.events], entries: [{ command, rows: [], notices: [] }], whole: batch };
}

/** Steps, and remembers the command so that it can be decided again after a conflict. */
export function apply(session: Session, command: Command, beside?: Beside): void {
  take(session, command, step(session.plan, session.state, command), beside);
}

/** As `apply`; others have their turn between nodes. */
export async function applyInTurns(session: Session, command: Command, turn: Turn, beside?: Beside): Promise<void> {
  const pieces = stepInPieces(session.plan, session.state, command);
  let piece = pieces.next();
  while (piece.done !== true) {
    if (turn.isLong()) await turn.end();
    piece = pieces.next();
  }
  take(session, command, piece.value, beside);
}

function take(session: Session, command: Command, { state, events, effects }: Step, beside: Beside = { rows: [], notices: [] }): void {
  // A late report changes nothing, so its rows must not be written either.
  if (events.length === 0) return;
  session.state = state;
  session.events.push(...events);
  session.entries.push({ command, ...beside });
  session.queue = [...session.queue, ...effects].filter((effect, index, all) => isCurrentEffect(state, effect) && all.findIndex((other) => other.key === effect.key) === index);
}

export function hasRows(session: Session): boolean {
  return session.entries.some((entry) => entry.rows.length > 0);
}

export function isClean(session: Session): boolean {
  return session.events.length === 0 && session.outboxAdd.length === 0 && session.outboxDone.length === 0;
}

export function batchOfSession(session: Session): Batch {
  return session.whole ?? batchOf(session.plan, session.base, session.state, session.events, {
    outbox: { add: session.outboxAdd, done: session.outboxDone },
    rows: session.entries.flatMap((entry) => entry.rows),
    notices: session.entries.flatMap((entry) => entry.notices),
    sent: session.entries.flatMap((entry) => entry.sent ?? []),
  });
}

export function markCommitted(session: Session): void {
  session.base = session.state;
  session.whole = null;
  session.events = [];
  session.entries = [];
  session.outboxAdd = [];
  session.outboxDone = [];
}

/**
 * Someone else committed first: the same commands are decided again on top of it. A report that came too late is
 * dropped by `step`; a refused command throws, as it would have if it had come later.
 */
export function rebase(session: Session, fresh: RunState): void {
  const { entries } = session;
  session.base = fresh;
  session.whole = null;
  session.state = fresh;
  session.events = [];
  session.entries = [];
  // Effects whose start was committed earlier are not decided again below; those decided below come back by themselves.
  session.queue = session.queue.filter((effect) => isCurrentEffect(fresh, effect));
  for (const entry of entries) apply(session, entry.command, entry);
}

/** Before a write whose rows may be refused: enough to go back. */
export type Mark = Pick<Session, 'state' | 'queue' | 'events' | 'entries'>;

export function mark(session: Session): Mark {
  return { state: session.state, queue: [...session.queue], events: [...session.events], entries: [...session.entries] };
}

export function backTo(session: Session, at: Mark): void {
  Object.assign(session, { state: at.state, queue: [...at.queue], events: [...at.events], entries: [...at.entries] });
}
