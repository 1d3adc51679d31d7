import type { CSSProperties } from 'react';
import { Link } from 'wouter';
import type { User } from '../../../../server/api/account.ts';
import type { DueGroup, InboxCounts } from '../../../../server/api/portal.ts';
import { useLocale, useTexts } from '../../text/locale.tsx';
import { formatDay } from '../format/dates.ts';
import { useNow } from '../format/use-now.ts';
import { PageHeading } from '../shell/page-heading.tsx';
import { DUE_GROUPS } from './group-by-due.ts';
import { inboxTexts } from './text.ts';

export type View = 'all' | 'mine' | 'unit' | 'late' | 'done' | 'copied';
const VIEWS: readonly View[] = ['all', 'mine', 'unit', 'late', 'done', 'copied'];

/** Whose tasks are shown; what was started by the person has a page of its own. */
export function InboxHead({ user, view, setView, counts }: { readonly user: User; readonly view: View; readonly setView: (view: View) => void; readonly counts: InboxCounts | undefined }) {
  const t = useTexts(inboxTexts);
  const { locale } = useLocale();
  const now = useNow();
  const countOf = (one: View) => (!counts ? null : one === 'all' ? <b> {counts.all}{counts.more ? '+' : ''}</b> : one === 'late' && counts.late > 0 ? <b className="late"> {counts.late}</b> : null);
  return (
    <div className="hd">
      <div><PageHeading>{t.title}</PageHeading><p>{user.unit.name} · {formatDay(now, locale, now)}</p></div>
      <fieldset className="tabsr"><legend className="vh">{t.scopes}</legend>
        {VIEWS.map((one) => <button key={one} type="button" aria-pressed={view === one} onClick={() => setView(one)}>{one === 'late' ? t.lateTab : t[one]}{countOf(one)}</button>)}
        <Link className="tab" href="/mine">{t.started}</Link>
      </fieldset>
    </div>
  );
}

/** How the pile is spread over time; a part shows only what is due then. */
export function DueRuler({ counts, due, setDue }: { readonly counts: InboxCounts; readonly due: DueGroup | undefined; readonly setDue: (due: DueGroup | undefined) => void }) {
  const t = useTexts(inboxTexts);
  const groups = DUE_GROUPS.filter((group) => counts[group] > 0 || group === due);
  if (groups.length < 2 && due === undefined) return null;
  return (
    <fieldset className="ruler"><legend className="vh">{t.colDue}</legend>
      {groups.map((group) => <button key={group} type="button" className={`sg ${group}`} aria-pressed={due === group} onClick={() => setDue(due === group ? undefined : group)} style={{ '--n': String(counts[group]) } as CSSProperties}><b>{counts[group]}</b><span>{t[group]}</span><i /></button>)}
    </fieldset>
  );
}
