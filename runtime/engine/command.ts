import type { NodeResult } from '../nodes/define-node.ts';
import type { Json, JsonObject } from '../schema/json.ts';
import type { RunError, RunEvent } from './run-event.ts';
import type { RunState } from './state.ts';

/** `at`: now, an ISO date-time; `jitter`: a random number in [0, 1) that spreads retries. Nothing else comes from outside. */
interface Given {
  readonly at: string;
  readonly jitter?: number;
}

/** Everything that can happen to a run. Commands about an older round are late and change nothing (E4). */
export type Command = Given & CommandBody;

export type CommandBody =
  | { readonly type: 'start'; readonly runId: string; readonly release: string; readonly flow: string; /** @default the only start node */ readonly start?: string; readonly input: JsonObject; readonly starter: JsonObject; /** @default the scenario's */ readonly calendar?: string }
  | { readonly type: 'effect.completed'; readonly path: string; readonly round: number; readonly key: string; readonly result: NodeResult; readonly input?: Json; readonly ms?: number }
  | { readonly type: 'effect.failed'; readonly path: string; readonly round: number; readonly key: string; readonly error: RunError; /** A write that may have been done although it failed. */ readonly mayHaveHappened?: boolean }
  | { readonly type: 'task.answered'; readonly path: string; readonly taskId: string; readonly by: JsonObject; readonly outcome: string; readonly data: JsonObject }
  /** Fires everything that is due at `at`, in due order: deadlines, reminders, retries. */
  | { readonly type: 'timers' }
  | { readonly type: 'event'; readonly name: string; readonly key: Json; readonly payload: Json }
  | { readonly type: 'incident.resolved'; readonly path: string; readonly round: number; readonly by: JsonObject; readonly action: 'retry' | 'skip' | 'edit'; /** skip: leave by. @default the first port */ readonly port?: string; /** skip: yield. @default null */ readonly output?: Json; /** edit: replaces parts of the evaluated input */ readonly input?: JsonObject }
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
