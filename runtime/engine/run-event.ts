import type { Explanation, RecordedExplanation } from '../schema/explanation.ts';
import type { Json, JsonObject } from '../schema/json.ts';
import type { LocalText } from '../schema/text.ts';
import type { ChildrenSpec, ClockSpec, TaskSpec, UntilSpec } from '../nodes/wait-spec.ts';

/** Why something failed, as data. */
export interface RunError {
  readonly code: string;
  readonly message: string;
  readonly details?: JsonObject;
}

/** A file people attached; its bytes are in the file store. */
export interface FileFact {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly bytes: number;
}

/** An `until` entry with the moment it falls due (ISO date-time, UTC); absent for events. */
export type UntilState = UntilSpec & { readonly dueAt?: string };

/** New due moments of `until` entries: by path, then by index. */
export type Dues = Readonly<Record<string, Readonly<Record<string, string>>>>;

/**
 * What happened, in order; `seq` is dense from 1 within a run. Folding only copies (E7): whatever a state
 * needs is in the event. `path` is a node path: `node`, or `each[2]/node` inside child flows (E11).
 */
export type RunEvent = { readonly seq: number; readonly at: string } & RunEventBody;

export type RunEventBody =
  | { readonly type: 'run.started'; readonly runId: string; readonly flow: string; readonly release: string; readonly start: string; readonly input: JsonObject; readonly starter: JsonObject; readonly asOf: string; readonly calendar?: string; readonly calendarVersion?: string; /** What lists call the run, where its author says. */ readonly caption?: LocalText }
  | { readonly type: 'node.started'; readonly path: string; readonly round: number; readonly effectKey: string; readonly attempt: number }
  | { readonly type: 'node.completed'; readonly path: string; readonly round: number; readonly ports: readonly string[]; readonly output: Json; readonly input?: Json; readonly explanation?: Explanation | RecordedExplanation; readonly ms?: number }
  | { readonly type: 'node.failed'; readonly path: string; readonly round: number; readonly attempt: number; readonly error: RunError; readonly retryAt?: string }
  | { readonly type: 'node.waiting'; readonly path: string; readonly round: number; readonly taskId?: string; readonly task?: TaskSpec; readonly until?: readonly UntilState[]; readonly children?: ChildrenSpec; readonly clock?: ClockSpec; readonly input?: Json }
  | { readonly type: 'node.answered'; readonly path: string; readonly round: number; readonly by: JsonObject; readonly port: string; readonly data: JsonObject }
  /** Other people have the task now; `to` are the ones a person chose. */
  | { readonly type: 'task.assigned'; readonly path: string; readonly round: number; readonly why: 'hand-over' | 'signer' | 'left' | 'nobody'; readonly from: readonly string[]; readonly candidates: readonly string[]; readonly by: JsonObject; readonly to?: readonly JsonObject[]; readonly reason?: string; /** The opinion that was asked of `from` is asked of the first of `candidates`. */ readonly signer?: string; /** A request for more time is decided by these from here on. */ readonly extension?: string }
  | { readonly type: 'task.signers'; readonly path: string; readonly round: number; readonly where: 'before' | 'after'; readonly by: JsonObject; readonly reason: string; readonly signers: readonly { readonly id: string; readonly person: JsonObject }[] }
  | { readonly type: 'task.held'; readonly path: string; readonly round: number; readonly by: JsonObject; readonly port: string; readonly data: JsonObject }
  | { readonly type: 'task.signed'; readonly path: string; readonly round: number; readonly signer: string; readonly by: JsonObject; readonly agrees: boolean; readonly comment: string | null }
  | { readonly type: 'task.returned'; readonly path: string; readonly round: number; readonly taskId: string; readonly by: JsonObject; readonly to: string; readonly reason: string }
  | { readonly type: 'task.copied'; readonly path: string; readonly round: number; readonly by: JsonObject; readonly to: readonly JsonObject[]; readonly reason?: string }
  /** History only: nothing in the run depends on what people remark. */
  | { readonly type: 'task.commented'; readonly path: string; readonly by: JsonObject; readonly text: string; readonly files?: readonly FileFact[] }
  | { readonly type: 'timer.fired'; readonly path: string; readonly round: number; readonly index: number }
  | { readonly type: 'event.received'; readonly path: string; readonly round: number; readonly index: number; readonly name: string; readonly payload: Json }
  /** `whole`: the clock of every task of the run, because the node at `path` waits for the applicant. */
  | { readonly type: 'clock.stopped'; readonly path: string; readonly round: number; readonly whole?: true; readonly by?: JsonObject; readonly reason?: string; readonly until?: string }
  | { readonly type: 'clock.resumed'; readonly path: string; readonly round: number; readonly whole?: true; readonly by?: JsonObject; readonly dues: Dues }
  | { readonly type: 'extension.asked'; readonly path: string; readonly round: number; readonly id: string; readonly by: JsonObject; readonly days: number; readonly working: boolean; readonly reason: string; readonly to: readonly string[] }
  | { readonly type: 'extension.decided'; readonly path: string; readonly round: number; readonly id: string; readonly by: JsonObject; readonly granted: boolean; readonly days: number; readonly working: boolean; readonly comment?: string; readonly dues: Dues }
  /** The calendar changed. */
  | { readonly type: 'deadlines.moved'; readonly calendar: string; readonly calendarVersion: string; readonly dues: Dues }
  | { readonly type: 'child.started'; readonly path: string; readonly round: number; readonly index: number; readonly flow: string; readonly start: string; readonly input: JsonObject }
  | { readonly type: 'child.ended'; readonly path: string; readonly round: number; readonly index: number; readonly status: 'completed' | 'failed'; readonly output: Json; readonly error?: RunError }
  | { readonly type: 'region.reset'; readonly from: string; readonly paths: readonly string[]; readonly round: number; /** Finished writes whose result the next round may keep or replace. */ readonly keep: readonly string[] }
  | { readonly type: 'incident.opened'; readonly path: string; readonly round: number; readonly error: RunError; readonly mayHaveHappened: boolean }
  | { readonly type: 'incident.resolved'; readonly path: string; readonly round: number; readonly by: JsonObject; readonly action: 'retry' | 'skip' | 'edit'; readonly input?: JsonObject; /** Why, in the words of whoever did it. */ readonly reason?: string }
  | { readonly type: 'run.completed'; readonly end: readonly string[] }
  | { readonly type: 'run.failed'; readonly error: RunError }
  | { readonly type: 'run.cancelled'; readonly by: JsonObject; readonly reason: string; /** Taken back by the starter. */ readonly withdrawn?: true }
  | { readonly type: 'run.expired' };

export type RunStatus = 'running' | 'waiting' | 'incident' | 'completed' | 'failed' | 'cancelled' | 'expired';
