import { createContext, useContext, type ComponentType } from 'react';
import type { Entry, EntryKind } from '../entry.ts';
import type { EntryPath } from '../entry-desk.tsx';
import type { EntryProps } from './entry-props.ts';

/** Which component edits which kind. Editors of nested values look here, so they need not import one another. */
export type EntryEditors = Readonly<Record<EntryKind, ComponentType<EntryProps>>>;

export const EntryEditorsContext = createContext<EntryEditors | undefined>(undefined);

/** The editors of some properties of one object. `bare`: the entry stands for the object itself. */
export function EntryList({ entries, path, value, bare = false }: { readonly entries: readonly Entry[]; readonly path: EntryPath; readonly value: Readonly<Record<string, unknown>>; readonly bare?: boolean }) {
  const editors = useContext(EntryEditorsContext);
  if (editors === undefined) throw new Error('EntryList outside of EntryEditorsContext');
  return entries.map((entry) => {
    const Editor = editors[entry.kind];
    const at = bare ? path : [...path, entry.key];
    return (
      <div key={entry.key} className="entry-place" data-entry={['/config', ...at].join('/')}>
        <Editor entry={entry} path={at} value={value[entry.key]} siblings={value} />
      </div>
    );
  });
}
