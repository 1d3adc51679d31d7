import type { Json, JsonObject } from '../schema/json.ts';
import type { LocalText } from '../schema/text.ts';
import type { ChildrenSpec, ClockSpec, TaskSpec } from '../nodes/wait-spec.ts';
import type { RunError, UntilState } from './run-event.ts';

/** Raised together with an entry in `STATE_MIGRATIONS`. */
export const STATE_VERSION = 1;

/** One run as data: JSON, rebuilt from its events at any time. */
export interface RunState {
  readonly version: number;
  /** Last event folded; 0 for a run that has not started. */
  readonly seq: number;
  readonly phase: 'new' | 'live' | 'completed' | 'failed' | 'cancelled' | 'expired';
  readonly id: string;
  readonly release: string;
  readonly starter: JsonObject;
  readonly startedAt: string;
  /** Frozen at the start: parameters and rules are read as of this moment. */
  readonly asOf: string;
  readonly calendar: string;
  /** What lists call the run, where its author says. */
  readonly caption?: LocalText;
  readonly updatedAt: string;
  readonly endedAt?: string;
  /** Completions so far; a run that completes more than the bound fails. */
  readonly steps: number;
  /** Child scopes by path prefix: `''` is the run itself, `each[2]/` the third child of `each`. */
  readonly flows: Readonly<Record<string, FlowState>>;
  /** Paths of the nodes the run ended in. */
  readonly end?: readonly string[];
  readonly error?: RunError;
  /** Times in which the clock of every open task stood still because a step waited for the applicant. */
  readonly stops?: readonly (Stop & { readonly path: string })[];
  /** Extensions granted, by path; they outlive the round they were granted in. */
  readonly granted?: Readonly<Record<string, readonly Grant[]>>;
}

/** A time that does not count; without `to` it lasts. */
export interface Stop {
  readonly from: string;
  readonly to?: string;
  readonly by?: JsonObject;
  readonly reason?: string;
  /** Then the clock goes on by itself. */
  readonly until?: string;
}

export interface Grant {
  readonly at: string;
  readonly days: number;
  /** Working days. */
  readonly working: boolean;
  readonly round: number;
}

/** A request for more time, and what became of it. */
export interface Extension {
  readonly id: string;
  readonly at: string;
  readonly by: JsonObject;
  readonly days: number;
  readonly working: boolean;
  readonly reason: string;
  readonly to: readonly string[];
  readonly decided?: { readonly at: string; readonly by: JsonObject; readonly granted: boolean; readonly days: number; readonly comment?: string };
}

export interface FlowState {
  readonly flow: string;
  /** The start node that is used; the others are dead (E1). */
  readonly start: string;
  readonly input: JsonObject;
  /** Round of nodes that were never reset; a child scope begins with the round of its parent node. */
  readonly round: number;
  /** Absent = idle. */
  readonly nodes: Readonly<Record<string, NodeState>>;
  /** How often each rework target was reset. */
  readonly resets: Readonly<Record<string, number>>;
}

export interface NodeState {
  readonly status: 'idle' | 'running' | 'failed' | 'retrying' | 'waiting' | 'incident' | 'done';
  readonly round: number;
  readonly at: string;
  readonly attempt?: number;
  readonly effectKey?: string;
  readonly ports?: readonly string[];
  readonly output?: Json;
  readonly error?: RunError;
  readonly retryAt?: string;
  readonly mayHaveHappened?: boolean;
  readonly wait?: WaitState;
  /** Input an operator edited while mending an incident. */
  readonly override?: JsonObject;
  /** Result of an earlier round, for `onRework`. */
  readonly previous?: { readonly output: Json; readonly ports: readonly string[] };
  /** The task that finished, so that a second submit can be told who was first. */
  readonly task?: { readonly id: string; readonly by: JsonObject; readonly at: string };
}

/** Somebody who was asked to sign as well. Their opinion is their own task, under `id`. */
export interface Signer {
  readonly id: string;
  readonly where: 'before' | 'after';
  readonly person: JsonObject;
  readonly by: JsonObject;
  readonly reason: string;
  readonly at: string;
  readonly opinion?: { readonly agrees: boolean; readonly comment: string | null; readonly by: JsonObject; readonly at: string };
}

/** An answer as it was given. */
export interface GivenAnswer {
  readonly by: JsonObject;
  readonly port: string;
  readonly data: JsonObject;
  readonly at: string;
}

export interface WaitState {
  readonly taskId?: string;
  readonly task?: TaskSpec;
  readonly signers?: readonly Signer[];
  /** An answer that counts once the signers after it agree. */
  readonly held?: GivenAnswer;
  /** Tokens of people who got a copy. */
  readonly copies?: readonly string[];
  readonly until: readonly UntilState[];
  readonly fired: readonly number[];
  readonly answers: readonly GivenAnswer[];
  readonly children?: ChildrenSpec;
  readonly clock?: ClockSpec;
  readonly stops?: readonly Stop[];
  readonly extensions?: readonly Extension[];
  /** Children started so far; they start in input order. */
  readonly started: number;
  readonly results: Readonly<Record<string, { readonly status: 'completed' | 'failed'; readonly output: Json; readonly error?: RunError }>>;
}

export function initialState(): RunState {
  return { version: STATE_VERSION, seq: 0, phase: 'new', id: '', release: '', starter: {}, startedAt: '', asOf: '', calendar: '', updatedAt: '', steps: 0, flows: {} };
}

/** `STATE_MIGRATIONS[n]` brings a stored state from version n + 1 to n + 2. */
export const STATE_MIGRATIONS: readonly ((state: JsonObject) => JsonObject)[] = [];

/** Brings a stored snapshot up to date; a snapshot of a newer engine is refused by the caller refolding the events. */
export function migrateState(stored: JsonObject): RunState | null {
  const version = typeof stored['version'] === 'number' ? stored['version'] : 0;
  if (version < 1 || version > STATE_VERSION) return null;
  const migrated = STATE_MIGRATIONS.slice(version - 1).reduce<JsonObject>((state, migrate) => migrate(state), stored);
  return migrated as unknown as RunState;
}

export function isEnded(state: RunState): boolean {
  return state.phase !== 'new' && state.phase !== 'live';
}
