import type { WaitAnswer } from '../nodes/define-node.ts';
import { nodeErrors } from '../nodes/node-errors.ts';
import type { Json, JsonObject } from '../schema/json.ts';
import { BOUNDS } from './bounds.ts';
import { engineErrors, toRunError } from './engine-errors.ts';
import { fail } from './outcome.ts';
import { childPrefix, depthOf } from './path.ts';
import type { WaitState } from './state.ts';
import { roundOf, type Place } from './surroundings.ts';
import { emit, placeOf, type Work } from './work.ts';

/** E11: starts as many children as may run at once, in input order. @throws SCN_RUN_FLOW, SCN_RUN_START, SCN_RUN_DEPTH, SCN_RUN_ITEMS */
export function startChildren(work: Work, path: string): void {
  for (;;) {
    const place = placeOf(work, path);
    const wait = place?.flow.nodes[place.node.id]?.wait;
    if (!place || !wait?.children || !mayStart(wait)) return;
    const { items, flow } = wait.children;
    emit(work, { type: 'child.started', path, round: roundOf(place.flow, place.node.id), index: wait.started, flow, start: startOf(work, flow), input: inputOf(items[wait.started]?.input) });
    work.dirty.add(childPrefix(path, wait.started));
  }
}

function mayStart(wait: WaitState): boolean {
  const spec = wait.children;
  if (!spec || wait.started >= spec.items.length) return false;
  return wait.started - Object.keys(wait.results).length < Math.max(1, spec.concurrency);
}

/** A child flow begins at its only start node, or the first of several. */
function startOf(work: Work, flow: string): string {
  const plan = Object.hasOwn(work.plan.flows, flow) ? work.plan.flows[flow] : undefined;
  if (!plan) throw engineErrors.SCN_RUN_FLOW({ flow });
  const [start] = plan.starts;
  if (start === undefined) throw engineErrors.SCN_RUN_START({ flow, start: '' });
  return start;
}

function inputOf(input: Json | undefined): JsonObject {
  return typeof input === 'object' && input !== null && !Array.isArray(input) ? (input as JsonObject) : { item: input ?? null };
}

/** E8, checked before the node begins to wait. */
export function checkChildren(work: Work, place: Place, flow: string, count: number): void {
  if (depthOf(childPrefix(place.path, 0)) > BOUNDS.depth) throw engineErrors.SCN_RUN_DEPTH({ limit: BOUNDS.depth });
  if (count > BOUNDS.items) throw engineErrors.SCN_RUN_ITEMS({ count, limit: BOUNDS.items });
  startOf(work, flow);
}

/**
 * After a child ended: fails the parent (`stop`), starts the next child, or gives the answer that completes the
 * parent, with the results in input order.
 */
export function childrenProgress(work: Work, place: Place): WaitAnswer | null {
  const wait = place.flow.nodes[place.node.id]?.wait;
  const spec = wait?.children;
  if (!wait || !spec) return null;
  const failed = Object.keys(wait.results).map(Number).sort((a, b) => a - b).find((index) => wait.results[index]?.status === 'failed');
  if (spec.onItemError === 'stop' && failed !== undefined) {
    const cause = wait.results[failed]?.error;
    fail(work, place, toRunError(nodeErrors.SCN_RUN_CHILD_FAILED({ flow: spec.flow, index: failed, error: cause?.message ?? '' })));
    return null;
  }
  const done = Object.values(wait.results).filter((result) => result.status === 'completed').length;
  if (Object.keys(wait.results).length < spec.items.length && done < (spec.enough ?? spec.items.length)) {
    startChildren(work, place.path);
    return null;
  }
  return { kind: 'children', at: work.at, children: spec.items.map((_, index) => resultAt(wait, index)) };
}

function resultAt(wait: WaitState, index: number): NonNullable<WaitAnswer['children']>[number] {
  const result = wait.results[index];
  return { status: result?.status ?? 'withdrawn', output: result?.output ?? null, ...(result?.error ? { error: result.error.message } : {}) };
}
