import { createContext, useCallback, useContext, useMemo, useState, useSyncExternalStore, type ReactNode } from 'react';
import type { FlowNode } from '../../../../runtime/schema/flow.ts';
import type { Scenario } from '../../../../runtime/schema/scenario.ts';
import { pointer } from './pointer.ts';
import type { Saver, SaveState } from './save.ts';
import type { DocumentState, DocumentStore, Selection, TransactionDraft } from './store.ts';

interface DocumentBinding {
  readonly id: string;
  readonly store: DocumentStore;
  readonly saver: Saver;
  readonly readOnly: boolean;
}

const DocumentContext = createContext<DocumentBinding | undefined>(undefined);

export function DocumentProvider({ children, ...binding }: DocumentBinding & { readonly children: ReactNode }) {
  const { id, store, saver, readOnly } = binding;
  const value = useMemo(() => ({ id, store, saver, readOnly }), [id, store, saver, readOnly]);
  return <DocumentContext value={value}>{children}</DocumentContext>;
}

/** The store itself, for event handlers that need the present state without re-rendering. */
export function useDocumentBinding(): DocumentBinding {
  const binding = useContext(DocumentContext);
  if (binding === undefined) throw new Error('useDocument outside of a DocumentProvider');
  return binding;
}

/** A part of the document state; re-renders only when the part changes identity. */
export function useDocumentPart<Part>(select: (state: DocumentState) => Part): Part {
  const { store } = useDocumentBinding();
  return useSyncExternalStore(store.subscribe, () => select(store.get()));
}

/** Only the drawing differs: where cards, notes and frames stand. */
function sameContent(one: Scenario, other: Scenario): boolean {
  const keys = Object.keys(other) as (keyof Scenario)[];
  return keys.length === Object.keys(one).length && keys.every((key) => key === 'layout' || one[key] === other[key]);
}

/** The scenario of last time as long as only its drawing is another. */
function createContentOf(): (present: Scenario) => Scenario {
  let kept: Scenario | undefined;
  return (present) => {
    if (kept === undefined || !sameContent(kept, present)) kept = present;
    return kept;
  };
}

/** The scenario without regard to its drawing: a card that is moved is no news to whoever reads nodes, texts or rules. Its `layout` may be an older one. */
export function useContent(): Scenario {
  const { store } = useDocumentBinding();
  const [contentOf] = useState(createContentOf);
  return useSyncExternalStore(store.subscribe, () => contentOf(store.get().history.present));
}

export interface DocumentHook {
  readonly id: string;
  readonly scenario: Scenario;
  /** The flow shown on the canvas. */
  readonly flow: string;
  readonly selection: Selection;
  readonly readOnly: boolean;
  /** Does one undoable step. A change without `value` removes. Nothing happens when read-only. */
  readonly edit: (draft: TransactionDraft) => boolean;
  readonly select: (selection: Partial<Selection>) => void;
  readonly openFlow: (flow: string) => void;
}

export function useEdit(): DocumentHook['edit'] {
  const { store, readOnly } = useDocumentBinding();
  return useCallback((draft: TransactionDraft) => !readOnly && store.edit(draft), [store, readOnly]);
}

/** The whole document and how to change it. Re-renders on every edit; prefer `useNode` or `useDocumentPart` in small parts. */
export function useDocument(): DocumentHook {
  const { id, store, readOnly } = useDocumentBinding();
  const state = useDocumentPart((present) => present);
  const edit = useEdit();
  return { id, scenario: state.history.present, flow: state.flow, selection: state.selection, readOnly, edit, select: store.select, openFlow: store.openFlow };
}

export interface NodeHook {
  readonly node: FlowNode | undefined;
  /** `/flows/main/nodes/judged` */
  readonly path: string;
  /** A prescribed node of a base, or a read-only document. */
  readonly locked: boolean;
  /** Sets (or with undefined removes) a value at a pointer inside the node: `/config/limit`. Typing merges into one undo step per place. */
  readonly set: (inside: string, value: unknown, label: string) => boolean;
}

/** One node of a flow and how to change it. */
export function useNode(flow: string, id: string): NodeHook {
  const { readOnly } = useDocumentBinding();
  const node = useDocumentPart((state) => {
    const nodes = Object.hasOwn(state.history.present.flows, flow) ? state.history.present.flows[flow]?.nodes : undefined;
    return nodes !== undefined && Object.hasOwn(nodes, id) ? nodes[id] : undefined;
  });
  const edit = useEdit();
  const path = pointer('flows', flow, 'nodes', id);
  const set = useCallback((inside: string, value: unknown, label: string) => edit({ label, merge: path + inside, changes: [{ path: path + inside, ...(value === undefined ? {} : { value }) }] }), [edit, path]);
  return { node, path, locked: readOnly, set };
}

export function useSaveState(): SaveState {
  const { saver } = useDocumentBinding();
  return useSyncExternalStore(saver.subscribe, saver.state);
}

/** Labels of the steps that undo and redo would take, or undefined. */
export function useHistory(): { readonly undo: string | undefined; readonly redo: string | undefined } {
  const undo = useDocumentPart((state) => state.history.past.at(-1)?.label);
  const redo = useDocumentPart((state) => state.history.future.at(-1)?.label);
  return { undo, redo };
}
