import type { Host } from '../host/host.ts';
import type { NodeResult, WorkNode } from '../nodes/define-node.ts';
import type { Json, JsonObject } from '../schema/json.ts';
import type { NoticeRecord, RowOperation, SentEvent } from './batch.ts';
import type { CommandBody, Effect } from './command.ts';
import { engineErrors, toRunError } from './engine-errors.ts';
import { inputAsJson } from './input-hash.ts';
import { splitPath } from './path.ts';
import type { Plan } from './plan-types.ts';
import type { RunState } from './state.ts';
import { contextAt, evaluateConfig, refuseStopped, scopeOfEffect } from './surroundings.ts';

/** The outside world for one effect. Row writes, notices and events are collected, not done: they join the commit of the completion. */
export interface EffectHost {
  readonly host: Host;
  collected(): { readonly rows: readonly RowOperation[]; readonly notices: readonly NoticeRecord[]; readonly sent?: readonly SentEvent[] };
}

export interface PerformDeps {
  readonly clock: () => string;
  /** Milliseconds that only go forward. */
  readonly ticks: () => number;
  readonly limitMs: number;
  readonly signal?: AbortSignal;
  readonly log?: (path: string, message: string, details?: JsonObject) => void;
  /** Called before a write reaches outside for the first time; the effect does not go on until it resolves. */
  readonly beforeOutside: () => Promise<void>;
}

/** What became of an effect: the command to step with, and what to commit beside it. */
export interface Performed {
  readonly command: CommandBody;
  readonly rows: readonly RowOperation[];
  readonly notices: readonly NoticeRecord[];
  readonly sent?: readonly SentEvent[];
}

/** Codes after which nobody knows whether the far side did it. */
const UNCERTAIN = new Set(['SCN_NODE_TIMEOUT', 'SCN_HTTP_TIMEOUT', 'SCN_MAIL_TIMEOUT']);

/** Runs the work of one effect, within its time limit. Never rejects: a failure is a command, too. */
export async function perform(plan: Plan, state: RunState, effect: Effect, given: EffectHost, deps: PerformDeps): Promise<Performed> {
  const from = deps.ticks();
  const target = { path: effect.path, round: effect.round, key: effect.key };
  const outside = { touched: false };
  try {
    const { result, input } = await runEffect(plan, state, effect, guarded(given.host, effect, outside, deps), deps);
    return { command: { type: 'effect.completed', ...target, result, input, ms: deps.ticks() - from }, ...given.collected() };
  } catch (error) {
    const failure = toRunError(error);
    const mayHaveHappened = outside.touched && effect.repeat === 'ask' && UNCERTAIN.has(failure.code);
    return { command: { type: 'effect.failed', ...target, error: failure, ...(mayHaveHappened ? { mayHaveHappened } : {}) }, rows: [], notices: [] };
  }
}

async function runEffect(plan: Plan, state: RunState, effect: Effect, host: Host, deps: PerformDeps): Promise<{ readonly result: NodeResult; readonly input: Json }> {
  const { prefix, node: id } = splitPath(effect.path);
  const flow = state.flows[prefix];
  const node = flow && plan.flows[flow.flow]?.nodes[id];
  const type = node?.type;
  if (!flow || !node || !type || type.effect === 'wait') throw engineErrors.SCN_NODE_MISSING({ type: effect.nodeType });
  const place = { plan, state, flow, node, path: effect.path, at: deps.clock() };
  const scope = scopeOfEffect(place);
  const evaluated = evaluateConfig(place, scope);
  refuseStopped(plan, scope);
  const context = { ...contextAt(place, scope, evaluated, effect.key), log: (message: string, details?: JsonObject) => deps.log?.(effect.path, message, details) };
  const result = await limited(effect, deps, (signal) => (type as WorkNode).run({ ...context, host, signal }));
  // A write has happened; what its answer was mapped to is not worth doing it again.
  if (effect.kind === 'read') refuseStopped(plan, scope);
  return { result, input: inputAsJson(evaluated) };
}

/** Rejects when the time is over or the run is aborted, even if the node does not listen to its signal. */
async function limited(effect: Effect, deps: PerformDeps, run: (signal: AbortSignal) => NodeResult | Promise<NodeResult>): Promise<NodeResult> {
  const controller = new AbortController();
  const timeout = engineErrors.SCN_NODE_TIMEOUT({ path: effect.path, limitMs: deps.limitMs });
  let stop: (reason: unknown) => void = () => {};
  const stopped = new Promise<never>((_resolve, reject) => {
    stop = (reason) => {
      controller.abort(reason);
      reject(reason instanceof Error ? reason : timeout);
    };
  });
  stopped.catch(() => {});
  const timer = setTimeout(stop, deps.limitMs, timeout);
  const onAbort = (): void => {
    stop(engineErrors.SCN_RUN_INTERRUPTED({ path: effect.path }));
  };
  deps.signal?.addEventListener('abort', onAbort, { once: true });
  try {
    if (deps.signal?.aborted === true) onAbort();
    return await Promise.race([stopped, Promise.resolve().then(() => run(controller.signal))]);
  } finally {
    clearTimeout(timer);
    deps.signal?.removeEventListener('abort', onAbort);
  }
}

/** Lets a write touch the outside only after its outbox entry is on disk (E6). Reads and `GET` need no entry. */
function guarded(host: Host, effect: Effect, outside: { touched: boolean }, deps: PerformDeps): Host {
  if (effect.kind === 'read') return host;
  const touch = async () => {
    if (outside.touched) return;
    await deps.beforeOutside();
    outside.touched = true;
  };
  const { datasets, notify, events, script, sql, calendar } = host;
  return {
    datasets, notify, events, script, sql, calendar,
    http: {
      request: async (request, signal) => {
        if (request.method !== 'GET') await touch();
        return host.http.request(request, signal);
      },
    },
    mail: {
      send: async (letter, signal) => {
        await touch();
        return host.mail.send(letter, signal);
      },
    },
  };
}
