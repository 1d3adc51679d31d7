import type { NodeResult, WorkNode } from '../nodes/define-node.ts';
import { engineErrors, toRunError } from './engine-errors.ts';
import { effectKey, inputAsJson } from './input-hash.ts';
import { fail, finish, openIncident } from './outcome.ts';
import { pureHost } from './pure-host.ts';
import type { NodeState } from './state.ts';
import { contextAt, evaluateConfig, refuseStopped, roundOf, scopeAt, type Place } from './surroundings.ts';
import { beginWait } from './wait.ts';
import { emit, type Work } from './work.ts';

/** A node is reached, or tried again: pure work is done here, waits begin, everything else becomes an effect. */
export function fire(work: Work, place: Place): void {
  const { type } = place.node;
  if (!type) openIncident(work, place, toRunError(engineErrors.SCN_NODE_MISSING({ type: place.node.definition.type })), false);
  else if (type.effect === 'wait') beginWait(work, place, type);
  else if (type.effect === 'pure') runPure(work, place, type);
  else startEffect(work, place, type);
}

function runPure(work: Work, place: Place, type: WorkNode): void {
  const scope = scopeAt(place);
  const evaluated = evaluateConfig(place, scope);
  let result: NodeResult;
  try {
    result = runNow(place, type, contextAt(place, scope, evaluated, ''));
    refuseStopped(place.plan, scope);
  } catch (error) {
    fail(work, place, toRunError(error));
    return;
  }
  finish(work, place, result, type.category === 'start' ? {} : { input: inputAsJson(evaluated) });
}

/** Runs a pure node. @throws what the node throws, SCN_NODE_ASYNC, SCN_NODE_HOST */
export function runNow(place: Place, type: WorkNode, context: ReturnType<typeof contextAt>): NodeResult {
  const { host, signal } = pureHost(type.type, place.plan);
  // Written out: spreading costs more than many a pure node does.
  const { config, input, compiled, scope, run, env, log } = context;
  const result = type.run({ config, input, compiled, scope, host, run, env, signal, log });
  if (result instanceof Promise) {
    // Nobody will look at the late answer; without this a late failure would end the process.
    result.catch(() => {});
    throw engineErrors.SCN_NODE_ASYNC({ type: type.type });
  }
  return result;
}

function startEffect(work: Work, place: Place, type: WorkNode): void {
  const state = place.flow.nodes[place.node.id];
  const round = roundOf(place.flow, place.node.id);
  if (type.effect === 'write' && state?.previous && place.node.definition.onRework === 'keep') {
    finish(work, place, { output: state.previous.output, port: state.previous.ports });
    return;
  }
  const scope = scopeAt(place);
  const evaluated = evaluateConfig(place, scope);
  try {
    refuseStopped(place.plan, scope);
  } catch (error) {
    fail(work, place, toRunError(error));
    return;
  }
  const key = effectKey(work.draft.id, place.path, round, inputAsJson(evaluated));
  const attempt = (state?.attempt ?? 0) + 1;
  emit(work, { type: 'node.started', path: place.path, round, effectKey: key, attempt });
  work.effects.push({
    kind: type.effect === 'write' ? 'write' : 'read',
    path: place.path,
    round,
    attempt,
    key,
    node: place.node.id,
    nodeType: type.type,
    repeat: type.repeat ?? 'ask',
    ...previousOf(state),
  });
}

export function previousOf(state: NodeState | undefined): { readonly previous?: NonNullable<NodeState['previous']>['output'] } {
  return state?.previous ? { previous: state.previous.output } : {};
}
