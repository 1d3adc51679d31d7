import { createContext, useContext } from 'react';

export type Mark = 'added' | 'changed' | 'removed' | 'same';

/** What became of nodes and edges between two versions, by id. Empty outside of a comparison. */
export interface Marks {
  readonly nodes: Readonly<Record<string, Mark>>;
  readonly edges: Readonly<Record<string, Mark>>;
}

const NONE: Marks = { nodes: {}, edges: {} };

export const MarksContext = createContext<Marks>(NONE);

export function useNodeMark(id: string): Mark | undefined {
  const { nodes } = useContext(MarksContext);
  return Object.hasOwn(nodes, id) ? nodes[id] : undefined;
}

export function useEdgeMark(id: string): Mark | undefined {
  const { edges } = useContext(MarksContext);
  return Object.hasOwn(edges, id) ? edges[id] : undefined;
}
