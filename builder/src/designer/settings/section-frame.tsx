import type { ReactNode } from 'react';
import { EmptyState } from '../../ui/states.tsx';

export interface SectionFrameProps {
  readonly title: string;
  readonly note?: string;
  /** Shown when there is nothing yet. */
  readonly empty?: { readonly title: string; readonly text: string } | undefined;
  readonly end?: ReactNode;
  readonly children: ReactNode;
}

/** Title, one line about it, an empty state, and the entries. */
export function SectionFrame({ title, note, empty, end, children }: SectionFrameProps) {
  return (
    <>
      <header className="page-head">
        <div className="page-head-words">
          <h3>{title}</h3>
          {note === undefined ? null : <p className="page-note">{note}</p>}
        </div>
        {end}
      </header>
      {empty === undefined ? null : <EmptyState title={empty.title}>{empty.text}</EmptyState>}
      <div className="settings-stack">{children}</div>
    </>
  );
}
