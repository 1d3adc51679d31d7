import { createContext, useContext, useSyncExternalStore, type ReactNode } from 'react';
import type { PersonAtDraft } from '../../../../server/api/together.ts';
import { useDocumentPart } from '../document/document-context.tsx';
import { createTogether, type Together, type TogetherState } from './together.ts';

export interface TogetherBinding {
  readonly together: Together;
  /** Names this page among those of the same person. */
  readonly page: string;
}

// A frozen document has nobody at it.
const ALONE: TogetherBinding = { together: createTogether([], () => undefined), page: '' };
const TogetherContext = createContext(ALONE);

export function TogetherProvider({ binding, children }: { readonly binding: TogetherBinding; readonly children: ReactNode }) {
  return <TogetherContext value={binding}>{children}</TogetherContext>;
}

export function useTogether(): TogetherBinding {
  return useContext(TogetherContext);
}

/** A part of it; re-renders only when the part changes identity. */
export function useTogetherPart<Part>(select: (state: TogetherState, page: string) => Part): Part {
  const { together, page } = useContext(TogetherContext);
  return useSyncExternalStore(together.subscribe, () => select(together.get(), page));
}

/** Names of others who have chosen a node of the flow shown, in one text. */
export function useNamesAt(node: string): string {
  const flow = useDocumentPart((state) => state.flow);
  return useTogetherPart(({ people }, page) => namesAt(people, page, flow, node).join(', '));
}

export function namesAt(people: readonly PersonAtDraft[], page: string, flow: string, node: string): readonly string[] {
  return [...new Set(people.filter((person) => person.page !== page && person.flow === flow && person.nodes.includes(node)).map(({ name }) => name))];
}
