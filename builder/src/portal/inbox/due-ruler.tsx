import type { CSSProperties } from 'react';
import { useTexts } from '../../text/locale.tsx';
import type { TaskGroup } from './group-by-due.ts';
import { inboxTexts } from './text.ts';

/** How the pile is spread over time; each part jumps to its group. */
export function DueRuler({ groups }: { readonly groups: readonly TaskGroup[] }) {
  const t = useTexts(inboxTexts);
  if (groups.length < 2) return null;
  return (
    <nav className="ruler" aria-label={t.colDue}>
      {groups.map(({ group, tasks }) => <a key={group} className={`sg ${group}`} href={`#due-${group}`} style={{ '--n': String(tasks.length) } as CSSProperties}><b>{tasks.length}</b><span>{t[group]}</span><i /></a>)}
    </nav>
  );
}
