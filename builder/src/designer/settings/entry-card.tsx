import { Lock, Pencil, Trash2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTexts } from '../../text/locale.tsx';
import { IconButton } from '../../ui/button.tsx';
import { ProblemLine, type OutsideProblem } from '../formula/formula-input.tsx';
import { settingsTexts } from './settings-text.ts';

export interface EntryCardProps {
  readonly id: string;
  /** After the name, e.g. chips. */
  readonly end?: ReactNode;
  readonly problems?: readonly OutsideProblem[];
  /** Why it cannot be changed. */
  readonly locked?: string | undefined;
  readonly readOnly: boolean;
  readonly onRemove: () => void;
  /** Left out where names are not the document's own. */
  readonly onRename?: (() => void) | undefined;
  readonly children: ReactNode;
}

/** One role, parameter, basis, list or connection: its name, its state and its fields. */
export function EntryCard({ id, end, problems = [], locked, readOnly, onRemove, onRename, children }: EntryCardProps) {
  const text = useTexts(settingsTexts);
  return (
    <section className="settings-card" aria-label={id} data-locked={locked !== undefined}>
      <header>
        <h4><code>{id}</code></h4>
        {locked === undefined ? null : <Lock size={13} aria-hidden="true" />}
        {end}
        <span className="ui-grow" />
        {readOnly || locked !== undefined || onRename === undefined ? null : <IconButton size="small" label={text.renameNamed(id)} icon={<Pencil size={14} aria-hidden="true" />} onPress={onRename} />}
        {readOnly || locked !== undefined ? null : <IconButton size="small" label={text.removeNamed(id)} icon={<Trash2 size={14} aria-hidden="true" />} onPress={onRemove} />}
      </header>
      {locked === undefined ? null : <p className="settings-lock">{locked}</p>}
      {problems.map((problem) => <ProblemLine key={`${problem.code}.${problem.path ?? ''}.${problem.message.en}`} problem={problem} />)}
      {children}
    </section>
  );
}
