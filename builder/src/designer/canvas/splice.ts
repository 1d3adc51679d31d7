import { createContext, useCallback, useContext, useSyncExternalStore } from 'react';
import type { Flow } from '../../../../runtime/schema/flow.ts';
import { createEdgeListeners, type EdgeListeners } from './edge-listeners.ts';
import { linksOf } from './flow-graph.ts';

/** A card that nothing leads to and that leads nowhere: it can be put into an edge without taking anything apart. */
export function isLoose(flow: Flow, node: string): boolean {
  return Object.hasOwn(flow.nodes, node) && linksOf(flow).every(({ source, target }) => source !== node && target !== node);
}

/** The way out by which a card goes on that is put into the middle of an edge; undefined when it has none, or when nothing can lead to it. */
export function wayThrough(type: string, ports: readonly { readonly id: string }[]): string | undefined {
  return type.startsWith('start.') ? undefined : ports.find(({ id }) => id !== 'error')?.id;
}

/** The edge that takes in the card being dragged when it is let go; told to that edge and to the one before. */
export interface DropEdge {
  readonly get: () => string | undefined;
  readonly put: (edge: string | undefined) => void;
  readonly subscribe: EdgeListeners['subscribe'];
}

export function createDropEdge(): DropEdge {
  let held: string | undefined;
  const { subscribe, tell } = createEdgeListeners();
  return {
    get: () => held,
    put: (edge) => {
      const before = held;
      held = edge;
      if (before !== edge) tell((one) => one === before || one === edge);
    },
    subscribe,
  };
}

const DropContext = createContext<DropEdge>(createDropEdge());
export const DropEdgeProvider = DropContext;

export function useIsDropEdge(edge: string): boolean {
  const drop = useContext(DropContext);
  const subscribe = useCallback((listener: () => void) => drop.subscribe(edge, listener), [drop, edge]);
  return useSyncExternalStore(subscribe, () => drop.get() === edge);
}
