import { createContext, useContext } from 'react';
import type { Flow } from '../../../../runtime/schema/flow.ts';
import { linksOf } from './flow-graph.ts';

/** A card that nothing leads to and that leads nowhere: it can be put into an edge without taking anything apart. */
export function isLoose(flow: Flow, node: string): boolean {
  return Object.hasOwn(flow.nodes, node) && linksOf(flow).every(({ source, target }) => source !== node && target !== node);
}

/** The way out by which a card in the middle of an edge goes on; undefined when it has none or takes nothing in. */
export function wayThrough(type: string, ports: readonly { readonly id: string }[]): string | undefined {
  return type.startsWith('start.') ? undefined : ports.find(({ id }) => id !== 'error')?.id;
}

/** The edge that takes in the card being dragged when it is let go. */
export const DropEdgeContext = createContext<string | undefined>(undefined);

export const useIsDropEdge = (edge: string): boolean => useContext(DropEdgeContext) === edge;
