import type { Explanation } from '../schema/explanation.ts';
import { draftOf, foldInPlace } from './fold.ts';
import type { Plan } from './plan-types.ts';
import { splitPath } from './path.ts';
import type { RunEvent } from './run-event.ts';
import { initialState, type RunState } from './state.ts';
import { factsAt, scopeAt, type Place } from './surroundings.ts';

type Completed = Extract<RunEvent, { type: 'node.completed' }>;

export interface ExplainedCompletion {
  readonly path: string;
  /** Flow the node stands in. */
  readonly flow: string;
  readonly ports: readonly string[];
  readonly explanation: Explanation | undefined;
}

/** Why each node of a run answered as it did, completion by completion; recorded short forms in full (E12). */
export function explainedCompletions(plan: Plan, events: readonly RunEvent[]): readonly ExplainedCompletion[] {
  const found: ExplainedCompletion[] = [];
  const state = draftOf(initialState());
  for (const event of events) {
    // Before the event is folded: that is the state the node saw.
    if (event.type === 'node.completed') found.push({ path: event.path, flow: state.flows[splitPath(event.path).prefix]?.flow ?? '', ports: event.ports, explanation: longForm(plan, state, event) });
    foldInPlace(state, event);
  }
  return found;
}

/** The same for the last completion of each node, by path. */
export function explanationsOf(plan: Plan, events: readonly RunEvent[]): ReadonlyMap<string, Explanation> {
  const found = new Map<string, Explanation>();
  for (const { path, explanation } of explainedCompletions(plan, events)) {
    if (explanation) found.set(path, explanation);
    else found.delete(path);
  }
  return found;
}

function longForm(plan: Plan, state: RunState, event: Completed): Explanation | undefined {
  const { explanation } = event;
  if (explanation?.kind !== 'record') return explanation;
  const { prefix, node: id } = splitPath(event.path);
  const flow = state.flows[prefix];
  const node = flow && plan.flows[flow.flow]?.nodes[id];
  // A node type that is gone can no longer say why.
  if (!flow || !node?.type || node.type.effect === 'wait' || !node.type.explain) return undefined;
  const place: Place = { plan, state, flow, node, path: event.path, at: event.at };
  return node.type.explain({ compiled: node.compiled, scope: scopeAt(place), run: factsAt(place, ''), output: event.output, data: explanation.data });
}
