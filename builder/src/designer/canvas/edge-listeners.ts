/** Who listens to which edge, so that a change is told to the edges it concerns and to no other. */
export interface EdgeListeners {
  readonly subscribe: (edge: string, listener: () => void) => () => void;
  readonly tell: (concerns: (edge: string) => boolean) => void;
}

export function createEdgeListeners(): EdgeListeners {
  const listeners = new Map<string, Set<() => void>>();
  return {
    subscribe: (edge, listener) => {
      const told = listeners.get(edge) ?? new Set();
      listeners.set(edge, told.add(listener));
      return () => {
        told.delete(listener);
        if (told.size === 0 && listeners.get(edge) === told) listeners.delete(edge);
      };
    },
    tell: (concerns) => {
      for (const [edge, told] of listeners) if (concerns(edge)) for (const tell of told) tell();
    },
  };
}
