import type { Directory } from '../host/directory.ts';
import type { NodeResult } from '../nodes/define-node.ts';
import type { Json, JsonObject } from '../schema/json.ts';
import type { FileFact, RunError, RunEvent } from './run-event.ts';
import type { RunState } from './state.ts';

/** `at`: now, an ISO date-time; `jitter`: a random number in [0, 1) that spreads retries. */
interface Given {
  readonly at: string;
  readonly jitter?: number;
  /** Who can own a task; what was found is recorded with the task. */
  readonly directory?: Directory;
}

/** A person does something with an open task. */
interface OnTask {
  readonly path: string;
  readonly taskId: string;
  readonly by: JsonObject;
}

/** Everything that can happen to a run. Commands about an older round are late and change nothing (E4). */
export type Command = Given & CommandBody;

export type CommandBody =
  | { readonly type: 'start'; readonly runId: string; readonly release: string; readonly flow: string; /** @default the only start node */ readonly start?: string; readonly input: JsonObject; readonly starter: JsonObject; /** @default the scenario's */ readonly calendar?: string }
  | { readonly type: 'effect.completed'; readonly path: string; readonly round: number; readonly key: string; readonly result: NodeResult; readonly input?: Json; readonly ms?: number }
  | { readonly type: 'effect.failed'; readonly path: string; readonly round: number; readonly key: string; readonly error: RunError; /** A write that may have been done although it failed. */ readonly mayHaveHappened?: boolean }
  | { readonly type: 'task.answered'; readonly path: string; readonly taskId: string; readonly by: JsonObject; readonly outcome: string; readonly data: JsonObject }
  | ({ readonly type: 'task.handed-over'; readonly to: JsonObject; readonly reason: string } & OnTask)
  | ({ readonly type: 'task.signers-added'; readonly where: 'before' | 'after'; readonly people: readonly JsonObject[]; readonly reason: string } & OnTask)
  | ({ readonly type: 'task.copied'; readonly people: readonly JsonObject[]; readonly reason?: string } & OnTask)
  | ({ readonly type: 'task.returned'; /** A node id of the same flow. */ readonly to: string; readonly reason: string } & OnTask)
  | { readonly type: 'task.commented'; readonly path: string; readonly by: JsonObject; readonly text: string; readonly files?: readonly FileFact[] }
  /** People left or changed duty: the tokens are looked at again, and given to whoever stands in. */
  | { readonly type: 'task.reowned'; readonly path: string; readonly taskId: string; readonly by: JsonObject }
  /** The starter takes the run back while nobody else has acted. */
  | { readonly type: 'withdraw'; readonly by: JsonObject; readonly reason: string }
  /** A person stops the clock of a task, or lets it go on; what is due moves by the time in between. */
  | { readonly type: 'clock.stop'; readonly path: string; readonly taskId: string; readonly by: JsonObject; readonly reason: string }
  | { readonly type: 'clock.resume'; readonly path: string; readonly taskId: string; readonly by: JsonObject }
  /** More time is asked for; whoever may decide answers the task this opens (approve or reject). */
  | { readonly type: 'extension.ask'; readonly path: string; readonly taskId: string; readonly by: JsonObject; readonly days: number; readonly reason: string }
  /** The calendar of the run changed: deadlines are computed again. */
  | { readonly type: 'calendar.changed' }
  /** Fires everything that is due at `at`, in due order: deadlines, reminders, retries. */
  | { readonly type: 'timers' }
  | { readonly type: 'event'; readonly name: string; readonly key: Json; readonly payload: Json }
  | { readonly type: 'incident.resolved'; readonly path: string; readonly round: number; readonly by: JsonObject; readonly action: 'retry' | 'skip' | 'edit'; /** skip: leave by. @default the first port */ readonly port?: string; /** skip: yield. @default null */ readonly output?: Json; /** edit: replaces parts of the evaluated input */ readonly input?: JsonObject; readonly reason?: string }
  | { readonly type: 'cancel'; readonly by: JsonObject; readonly reason: string }
  | { readonly type: 'expire' };

/** Work the outside has to do. Reads may be done at once; writes only after the events were committed (E6). */
export interface Effect {
  readonly kind: 'read' | 'write';
  readonly path: string;
  readonly round: number;
  readonly attempt: number;
  readonly key: string;
  readonly node: string;
  readonly nodeType: string;
  /** Writes only. */
  readonly repeat: 'safe' | 'keyed' | 'ask';
  /** `again`: the output of the round before, whose row this write replaces. */
  readonly previous?: Json;
}

export interface Step {
  readonly state: RunState;
  readonly events: readonly RunEvent[];
  readonly effects: readonly Effect[];
}
