import type { Scenario } from '../../../../runtime/schema/scenario.ts';
import type { Unsaved } from './backup.ts';
import { sameJson } from './equal.ts';
import { isRecord } from './pointer.ts';

/** Someone else's version, as the server's 409 gives it. */
export interface Theirs {
  readonly scenario: Scenario;
  readonly version: number;
  readonly updatedBy: string;
  readonly updatedAt: string;
}

export type SaveState =
  | { readonly kind: 'saved'; readonly at: string }
  | { readonly kind: 'pending' }
  | { readonly kind: 'saving' }
  | { readonly kind: 'offline' }
  | { readonly kind: 'conflict'; readonly theirs: Theirs }
  | Refused;

/** `passes`: what stands in the way may go by itself, so that it is tried again. */
interface Refused {
  readonly kind: 'refused';
  readonly code: string;
  readonly detail: string;
  readonly passes?: boolean;
}

export type SaveAnswer =
  | { readonly kind: 'saved'; readonly version: number; readonly at: string }
  | { readonly kind: 'offline' }
  | { readonly kind: 'conflict'; readonly theirs: Theirs }
  | Refused;

/** Nobody is logged in any more: what is unsaved stays here until somebody is. */
export function isSessionOver(state: SaveState): boolean {
  return state.kind === 'refused' && state.code === 'SCN_AUTH_REQUIRED';
}

export interface SaverOptions {
  readonly base: { readonly scenario: Scenario; readonly version: number; readonly at: string };
  readonly present: () => Scenario;
  readonly put: (scenario: Scenario, baseVersion: number) => Promise<SaveAnswer>;
  /** What is on the server now; null when it refuses to say, undefined when it cannot be reached. */
  readonly get: () => Promise<Theirs | null | undefined>;
  /**
   * Puts what changed since `base` on top of theirs; false when theirs cannot be drawn, which is for a person to decide.
   * `unanswered`: what was sent on that base without an answer, so that theirs may stand on it.
   */
  readonly merge: (base: Scenario, theirs: Theirs, unanswered: readonly Scenario[]) => boolean;
  /** Keeps what is not yet on the server; `undefined` = all is. */
  readonly backup: (unsaved: Unsaved | undefined) => void;
  /** Runs a task later and returns how to call it off. */
  readonly later: (task: () => void, ms: number) => () => void;
}

export interface Saver {
  readonly state: () => SaveState;
  readonly base: () => { readonly scenario: Scenario; readonly version: number };
  readonly subscribe: (listener: () => void) => () => void;
  /** The document changed. */
  readonly touch: () => void;
  /** Somebody saved this version, or, without one, may have saved unheard. */
  readonly hear: (version?: number) => void;
  /** Saves now and answers when the present document is on the server, or cannot be. */
  readonly flush: () => Promise<SaveState>;
  /** The conflict is settled: the present document now stands on their version. */
  readonly settle: (theirs: Theirs) => void;
  readonly stop: () => void;
}

/** Pause after the last edit before it is sent, and between tries while offline, in milliseconds. */
const QUIET_MS = 600;
const RETRY_MS = 5000;

interface SaverMemory {
  base: { scenario: Scenario; version: number };
  state: SaveState;
  unanswered: readonly Scenario[];
  /** Newest version that somebody is known to have saved. */
  heard: number;
  running: Promise<void> | undefined;
  cancel: (() => void) | undefined;
  stopped: boolean;
}

function afterAnswer(memory: SaverMemory, sent: Scenario, answer: SaveAnswer): SaveState {
  if (answer.kind !== 'saved') return answer;
  memory.base = { scenario: sent, version: answer.version };
  memory.unanswered = [];
  return { kind: 'saved', at: answer.at };
}

/**
 * Keeps the server's copy equal to the present document by compare-and-set. One save is under way at a time. Where
 * somebody else has saved meanwhile both are merged, and so is what others are heard to have saved; after a conflict
 * nothing is sent until a person has chosen.
 */
export function createSaver(options: SaverOptions): Saver {
  const memory: SaverMemory = {
    base: { scenario: options.base.scenario, version: options.base.version },
    state: { kind: 'saved', at: options.base.at },
    unanswered: [],
    heard: 0,
    running: undefined,
    cancel: undefined,
    stopped: false,
  };
  const listeners = new Set<() => void>();
  const become = (state: SaveState): void => {
    memory.state = state;
    for (const listener of listeners) listener();
  };
  const isClean = (): boolean => options.present() === memory.base.scenario;
  const schedule = (ms: number): void => {
    memory.cancel?.();
    memory.cancel = memory.stopped ? undefined : options.later(() => void run(), ms);
  };
  const settle = (theirs: Theirs): void => {
    const present = options.present();
    memory.base = { scenario: sameJson(present, theirs.scenario) ? present : theirs.scenario, version: theirs.version };
    memory.unanswered = [];
    if (isClean()) {
      options.backup(undefined);
      become({ kind: 'saved', at: theirs.updatedAt });
      return;
    }
    options.backup({ scenario: present, base: memory.base.scenario, baseVersion: theirs.version });
    become({ kind: 'pending' });
    schedule(0);
  };
  const once = async (): Promise<void> => {
    const sent = options.present();
    become({ kind: 'saving' });
    const answer = await options.put(sent, memory.base.version).catch((error: unknown): SaveAnswer => ({ kind: 'refused', code: 'SCN_API_UNKNOWN', detail: error instanceof Error ? error.message : String(error) }));
    if (answer.kind === 'offline') memory.unanswered = [...memory.unanswered, sent];
    if (answer.kind === 'conflict' && options.merge(memory.base.scenario, answer.theirs, memory.unanswered)) return settle(answer.theirs);
    become(afterAnswer(memory, sent, answer));
    if (answer.kind === 'offline' || (answer.kind === 'refused' && answer.passes === true)) schedule(RETRY_MS);
    if (answer.kind !== 'saved') return;
    if (isClean()) options.backup(undefined);
    else become({ kind: 'pending' });
  };
  const look = async (): Promise<void> => {
    const { heard } = memory;
    const theirs = await options.get();
    if (theirs === undefined) return schedule(RETRY_MS);
    // What was told meanwhile is for another look.
    if (memory.heard === heard) memory.heard = 0;
    if (theirs === null || theirs.version <= memory.base.version) return;
    if (options.merge(memory.base.scenario, theirs, memory.unanswered)) settle(theirs);
    else become({ kind: 'conflict', theirs });
  };
  const isBehind = (): boolean => memory.heard > memory.base.version;
  const run = async (): Promise<void> => {
    memory.cancel?.();
    memory.cancel = undefined;
    if (memory.running !== undefined) return memory.running;
    if (memory.state.kind === 'conflict' || (isClean() && !isBehind())) return;
    memory.running = (isBehind() ? look() : once()).finally(() => {
      memory.running = undefined;
      if (memory.cancel !== undefined) return;
      if (memory.state.kind === 'pending') schedule(QUIET_MS);
      else if (isBehind()) schedule(0);
    });
    return memory.running;
  };
  return {
    state: () => memory.state,
    base: () => memory.base,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    touch: () => {
      if (isClean()) return;
      options.backup({ scenario: options.present(), base: memory.base.scenario, baseVersion: memory.base.version });
      if (memory.state.kind === 'conflict') return;
      if (memory.state.kind !== 'saving' && memory.state.kind !== 'offline') become({ kind: 'pending' });
      schedule(QUIET_MS);
    },
    hear: (version = Number.POSITIVE_INFINITY) => {
      memory.heard = Math.max(memory.heard, version);
      if (isBehind() && memory.running === undefined) schedule(0);
    },
    flush: async () => {
      for (let tries = 0; tries < 5 && !isClean() && memory.state.kind !== 'conflict'; tries += 1) {
        await run();
        if (memory.state.kind === 'offline' || memory.state.kind === 'refused') break;
      }
      return memory.state;
    },
    settle,
    stop: () => {
      memory.stopped = true;
      memory.cancel?.();
    },
  };
}

function words(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** Reads the `details` of SCN_STORE_CONFLICT. */
export function theirsOf(details: unknown): Theirs | undefined {
  if (!isRecord(details) || typeof details['version'] !== 'number' || !isRecord(details['scenario'])) return undefined;
  return { scenario: details['scenario'] as unknown as Scenario, version: details['version'], updatedBy: words(details['updatedBy']), updatedAt: words(details['updatedAt']) };
}
