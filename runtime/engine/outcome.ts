import { ERROR, type NodeResult } from '../nodes/define-node.ts';
import type { Json } from '../schema/json.ts';
import { engineErrors, toRunError } from './engine-errors.ts';
import { parentOf, splitPath } from './path.ts';
import { retryAt } from './retry.ts';
import { leadsBack, rework, roundLimit } from './rework.ts';
import type { RunError } from './run-event.ts';
import { roundOf, type Place } from './surroundings.ts';
import { emit, placeOf, touch, type Work } from './work.ts';

interface Measured {
  readonly input?: Json;
  readonly ms?: number;
}

/** E2: the node leaves by the ports of its result. */
export function finish(work: Work, place: Place, result: NodeResult, measured: Measured = {}): void {
  const ports = portsOf(result);
  const wrong = ports.find((port) => !place.node.ports.includes(port));
  if (wrong !== undefined) {
    fail(work, place, toRunError(engineErrors.SCN_NODE_RESULT({ path: place.path, port: wrong })));
    return;
  }
  const limit = roundLimit(work, place, ports);
  if (limit) {
    openIncident(work, place, limit, false);
    return;
  }
  emit(work, {
    type: 'node.completed',
    path: place.path,
    round: roundOf(place.flow, place.node.id),
    ports,
    output: result.output,
    ...(measured.input === undefined ? {} : { input: measured.input }),
    ...(result.explanation === undefined ? {} : { explanation: result.explanation }),
    ...(measured.ms === undefined ? {} : { ms: measured.ms }),
  });
  touch(work, place.path);
  if (leadsBack(place, ports)) rework(work, place, ports);
}

function portsOf(result: NodeResult): readonly string[] {
  if (result.port === undefined) return ['out'];
  return typeof result.port === 'string' ? [result.port] : result.port;
}

/** E5: by the `error` port if connected, else again by the policy, else an incident. */
export function fail(work: Work, place: Place, error: RunError): void {
  const state = place.flow.nodes[place.node.id];
  const round = roundOf(place.flow, place.node.id);
  const attempt = state?.status === 'running' || state?.status === 'waiting' ? (state.attempt ?? 1) : (state?.attempt ?? 0) + 1;
  if (hasErrorEdge(place)) {
    emit(work, { type: 'node.failed', path: place.path, round, attempt, error });
    finish(work, place, { output: errorOutput(error), port: ERROR.id });
    return;
  }
  const again = retryAt(place.node.definition.retry, attempt, work.at, work.jitter);
  emit(work, { type: 'node.failed', path: place.path, round, attempt, error, ...(again === null ? {} : { retryAt: again }) });
  if (again !== null) return;
  if (isHandledAbove(work, place.path)) endChild(work, splitPath(place.path).prefix, { status: 'failed', output: null, error });
  else openIncident(work, place, error, false);
}

/** What `node.error…` reads after the error port was taken. */
function errorOutput(error: RunError): Json {
  return { error: { code: error.code, message: error.message, ...(error.details ? { details: error.details } : {}) } };
}

export function openIncident(work: Work, place: Place, error: RunError, mayHaveHappened: boolean): void {
  emit(work, { type: 'incident.opened', path: place.path, round: roundOf(place.flow, place.node.id), error, mayHaveHappened });
}

function hasErrorEdge(place: Place): boolean {
  return place.node.outgoing.some((edge) => edge.port === ERROR.id);
}

/**
 * E11: whether a failure inside a child flow is somebody's business above: a parent that collects item errors,
 * has an error edge or a retry policy. Otherwise the incident opens where it happened, so that the work of the
 * other nodes of the child is not lost.
 */
function isHandledAbove(work: Work, path: string): boolean {
  const above = parentOf(splitPath(path).prefix);
  const place = above && placeOf(work, above.path);
  if (!place) return false;
  if (place.flow.nodes[place.node.id]?.wait?.children?.onItemError === 'collect') return true;
  return hasErrorEdge(place) || place.node.definition.retry !== undefined || isHandledAbove(work, place.path);
}

interface ChildResult {
  readonly status: 'completed' | 'failed';
  readonly output: Json;
  readonly error?: RunError;
}

/** A child flow is over; its parent node is looked at next. */
export function endChild(work: Work, prefix: string, result: ChildResult): void {
  const above = parentOf(prefix);
  const parent = above && placeOf(work, above.path);
  if (!above || !parent) return;
  emit(work, { type: 'child.ended', path: above.path, round: roundOf(parent.flow, parent.node.id), index: above.index, ...result });
  work.dirty.delete(prefix);
  work.parents.add(above.path);
}
