import type { Scenario } from '../../../../runtime/schema/scenario.ts';
import { editsFor, type Change } from './change.ts';
import { adopt, perform, redo, seal, startHistory, undo, type History } from './history.ts';

/** What is chosen on the canvas of one flow. */
export interface Selection {
  readonly nodes: readonly string[];
  readonly edges: readonly string[];
}

export const NOTHING: Selection = { nodes: [], edges: [] };

export interface DocumentState {
  readonly history: History<Scenario>;
  readonly flow: string;
  readonly selection: Selection;
}

/** A wished transaction: the store finds what was there before. */
export interface TransactionDraft {
  /** Names the deed, for the undo button: `改名：查报告`. */
  readonly label: string;
  readonly changes: readonly Change[];
  /** Consecutive drafts with the same key become one undo step. */
  readonly merge?: string;
}

export interface DocumentStore {
  readonly get: () => DocumentState;
  readonly subscribe: (listener: () => void) => () => void;
  /** Does a transaction and returns whether anything changed. */
  readonly edit: (draft: TransactionDraft) => boolean;
  readonly undo: () => string | undefined;
  /** Takes the last edit back while it still is the last one; what was done since stays. The answer is for one use. */
  readonly undoLast: () => () => string | undefined;
  readonly redo: () => string | undefined;
  /** The next edit starts a new undo step even with the same merge key. */
  readonly seal: () => void;
  readonly select: (selection: Partial<Selection>) => void;
  readonly openFlow: (flow: string) => void;
  /** Takes the document with the changes of others in it; one's own can still be undone, theirs not. */
  readonly adopt: (scenario: Scenario) => void;
  /** Takes another document as it is; undo begins anew. */
  readonly replace: (scenario: Scenario) => void;
}

function firstFlow(scenario: Scenario): string {
  return Object.hasOwn(scenario.flows, 'main') ? 'main' : (Object.keys(scenario.flows)[0] ?? 'main');
}

/** Keeps what is chosen to what still exists. */
function pruned(state: DocumentState): DocumentState {
  const flows = state.history.present.flows;
  const flow = Object.hasOwn(flows, state.flow) ? state.flow : firstFlow(state.history.present);
  const body = flows[flow];
  const nodes = state.selection.nodes.filter((id) => body !== undefined && Object.hasOwn(body.nodes, id));
  const edges = state.selection.edges.filter((id) => body !== undefined && Object.hasOwn(body.edges, id));
  if (flow === state.flow && nodes.length === state.selection.nodes.length && edges.length === state.selection.edges.length) return state;
  return { ...state, flow, selection: { nodes, edges } };
}

/** The one place that holds the draft being edited. No clock, no ids, no network. */
export function createDocumentStore(scenario: Scenario): DocumentStore {
  let state: DocumentState = { history: startHistory(scenario), flow: firstFlow(scenario), selection: NOTHING };
  const listeners = new Set<() => void>();
  const put = (next: DocumentState): void => {
    if (next === state) return;
    state = next;
    for (const listener of listeners) listener();
  };
  const move = (step: (history: History<Scenario>) => History<Scenario>): boolean => {
    const history = step(state.history);
    if (history === state.history) return false;
    put(pruned({ ...state, history }));
    return true;
  };
  const stepBack = (): string | undefined => {
    const label = state.history.past.at(-1)?.label;
    return move(undo) ? label : undefined;
  };
  return {
    get: () => state,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    edit: ({ label, changes, merge }) => move((history) => perform(history, { label, edits: editsFor(history.present, changes), ...(merge === undefined ? {} : { merge }) })),
    undo: stepBack,
    undoLast: () => {
      const last = state.history.past.at(-1);
      return () => (last !== undefined && state.history.past.at(-1) === last ? stepBack() : undefined);
    },
    redo: () => {
      const label = state.history.future.at(-1)?.label;
      return move(redo) ? label : undefined;
    },
    seal: () => void move(seal),
    select: (selection) => put({ ...state, selection: { nodes: selection.nodes ?? [], edges: selection.edges ?? [] } }),
    openFlow: (flow) => put(state.flow === flow ? state : pruned({ ...state, flow, selection: NOTHING })),
    adopt: (next) => void move((history) => adopt(history, next)),
    replace: (next) => put(pruned({ ...state, history: startHistory(next) })),
  };
}
