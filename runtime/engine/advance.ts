import type { Json } from '../schema/json.ts';
import { BOUNDS } from './bounds.ts';
import { childrenProgress } from './children.ts';
import { engineErrors, toRunError } from './engine-errors.ts';
import { fire } from './fire.ts';
import { roughBytes } from './input-hash.ts';
import { endChild } from './outcome.ts';
import { endsOf, settledStanding, standingOf, type Standing } from './standing.ts';
import type { FlowState } from './state.ts';
import { answerWait } from './wait.ts';
import { emit, isOver, placeIn, placeOf, type Work } from './work.ts';

/** Fires what can fire, scope by scope, until nothing more can happen without the outside. Stands still after each node. */
export function* advance(work: Work): Generator<undefined, void> {
  while (!isOver(work)) {
    const parent = take(work.parents);
    const prefix = parent === undefined ? take(work.dirty) : undefined;
    if (parent !== undefined) advanceParent(work, parent);
    else if (prefix !== undefined) yield* advanceFlow(work, prefix);
    else break;
    if (!isOver(work) && work.draft.steps >= BOUNDS.steps) emit(work, { type: 'run.failed', error: toRunError(engineErrors.SCN_RUN_STEPS({ limit: BOUNDS.steps })) });
  }
  if (!isOver(work)) checkBytes(work);
}

function take(set: Set<string>): string | undefined {
  for (const first of set) {
    set.delete(first);
    return first;
  }
  return undefined;
}

function advanceParent(work: Work, path: string): void {
  const place = placeOf(work, path);
  if (place?.node.type?.effect !== 'wait') return;
  const answer = childrenProgress(work, place);
  if (answer) answerWait(work, place, place.node.type, answer);
}

/** One walk in topological order is enough, because firing a node only concerns nodes after it. */
function* advanceFlow(work: Work, prefix: string): Generator<undefined, void> {
  const first = work.draft.flows[prefix];
  const plan = first && work.plan.flows[first.flow];
  if (!plan) return;
  const standings: Record<string, Standing> = {};
  let open = false;
  for (const node of plan.order) {
    // Firing may have ended the run, or failed the child flow this scope belongs to.
    const flow = work.draft.flows[prefix];
    if (!flow || isOver(work)) return;
    let standing = standingOf(flow, node, standings);
    if (standing === 'ready') {
      fire(work, placeIn(work, prefix, flow, node));
      yield;
      standing = settledStanding(work.draft.flows[prefix]?.nodes[node.id]);
    }
    standings[node.id] = standing;
    open ||= standing === 'open';
  }
  // This walk already saw what its own firings changed, unless a rework edge led back.
  if (!open) work.dirty.delete(prefix);
  const flow = work.draft.flows[prefix];
  if (!open && flow) finishFlow(work, prefix, endsOf(plan, flow), flow);
}

function finishFlow(work: Work, prefix: string, ends: readonly string[], flow: FlowState): void {
  if (prefix === '') emit(work, { type: 'run.completed', end: ends });
  else endChild(work, prefix, { status: 'completed', output: resultOf(flow, ends) });
}

/** A child flow yields the output of the node it ended in; of several, an object by node id. */
function resultOf(flow: FlowState, ends: readonly string[]): Json {
  const [only] = ends;
  if (only !== undefined && ends.length === 1) return flow.nodes[only]?.output ?? null;
  return Object.fromEntries(ends.map((id) => [id, flow.nodes[id]?.output ?? null]));
}

function checkBytes(work: Work): void {
  let bytes = 0;
  for (const flow of Object.values(work.draft.flows)) {
    for (const node of Object.values(flow.nodes)) {
      const known = work.plan.measured.get(node) ?? roughBytes(node as unknown as Json);
      work.plan.measured.set(node, known);
      bytes += known;
    }
  }
  if (bytes > BOUNDS.stateBytes) emit(work, { type: 'run.failed', error: toRunError(engineErrors.SCN_RUN_TOO_LARGE({ bytes, limit: BOUNDS.stateBytes })) });
}
