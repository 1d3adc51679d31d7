import type { Directory } from '../host/directory.ts';
import { draftOf, foldInPlace } from './fold.ts';
import type { Command, Effect } from './command.ts';
import type { NodePlan, Plan } from './plan-types.ts';
import { splitPath } from './path.ts';
import type { RunEvent, RunEventBody } from './run-event.ts';
import { isEnded, type FlowState, type RunState } from './state.ts';
import type { Place } from './surroundings.ts';

/** What one call of `step` collects. Private to the step: the given state is never changed. */
export interface Work {
  readonly plan: Plan;
  /** A copy, folded forward with every event. */
  readonly draft: ReturnType<typeof draftOf>;
  readonly at: string;
  readonly jitter: number;
  readonly people: Directory | undefined;
  readonly events: RunEvent[];
  readonly effects: Effect[];
  /** Scopes in which something changed and which must be looked at again. */
  readonly dirty: Set<string>;
  /** Nodes whose child flows made progress. */
  readonly parents: Set<string>;
}

export function beginWork(plan: Plan, state: RunState, command: Command): Work {
  return { plan, draft: draftOf(state), at: command.at, jitter: command.jitter ?? 0.5, people: command.directory, events: [], effects: [], dirty: new Set(), parents: new Set() };
}

/** Decides an event: it is numbered, folded and returned. The only way a step changes anything. */
export function emit(work: Work, body: RunEventBody): void {
  const event = { seq: work.draft.seq + 1, at: work.at, ...body } as RunEvent;
  work.events.push(event);
  foldInPlace(work.draft, event);
}

export function isOver(work: Work): boolean {
  return isEnded(work.draft);
}

/** Where a path lies now; null when its scope or node is gone. */
export function placeOf(work: Work, path: string): Place | null {
  const { prefix, node } = splitPath(path);
  const flow = Object.hasOwn(work.draft.flows, prefix) ? work.draft.flows[prefix] : undefined;
  const plan = flow && work.plan.flows[flow.flow];
  const found = plan && Object.hasOwn(plan.nodes, node) ? plan.nodes[node] : undefined;
  return flow && found ? { plan: work.plan, state: work.draft, flow, node: found, path, at: work.at } : null;
}

export function placeIn(work: Work, prefix: string, flow: FlowState, node: NodePlan): Place {
  return { plan: work.plan, state: work.draft, flow, node, path: `${prefix}${node.id}`, at: work.at };
}

/** The scope of a path has to be looked at again. */
export function touch(work: Work, path: string): void {
  work.dirty.add(splitPath(path).prefix);
}
