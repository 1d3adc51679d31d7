import { createContext, useCallback, useContext, useLayoutEffect, useState, useSyncExternalStore } from 'react';
import { createEdgeListeners, type EdgeListeners } from './edge-listeners.ts';
import type { Wire, WireData } from './view-model.ts';

/** How each edge looks, told to the edges it concerns. */
export interface WireLooks {
  readonly get: (edge: string) => WireData | undefined;
  readonly put: (wires: readonly Wire[]) => void;
  readonly subscribe: EdgeListeners['subscribe'];
}

export function createWireLooks(): WireLooks {
  let looks = new Map<string, WireData>();
  const { subscribe, tell } = createEdgeListeners();
  return {
    get: (edge) => looks.get(edge),
    put: (wires) => {
      const before = looks;
      looks = new Map(wires.map(({ link, data }) => [link.id, data]));
      tell((edge) => looks.get(edge) !== before.get(edge));
    },
    subscribe,
  };
}

const LooksContext = createContext<WireLooks>(createWireLooks());
export const WireLooksProvider = LooksContext;

/**
 * Keeps the looks of the edges on show. They go beside React Flow, not through it: it takes all edges anew where one of
 * them is another, and a card that is moved gives new ways to the edges that pass it.
 */
export function useKeepLooks(wires: readonly Wire[]): WireLooks {
  const [looks] = useState(createWireLooks);
  // React Flow draws new edges in a later effect than this.
  useLayoutEffect(() => looks.put(wires), [looks, wires]);
  return looks;
}

/** Undefined for a moment, while an edge comes or goes. */
export function useWireLook(edge: string): WireData | undefined {
  const looks = useContext(LooksContext);
  const subscribe = useCallback((listener: () => void) => looks.subscribe(edge, listener), [looks, edge]);
  return useSyncExternalStore(subscribe, () => looks.get(edge));
}
