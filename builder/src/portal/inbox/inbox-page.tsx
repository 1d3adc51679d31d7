import { Fragment, useRef, useState, type RefObject } from 'react';
import { Info, Search } from 'lucide-react';
import type { User } from '../../../../server/api/account.ts';
import type { TaskItem } from '../../../../server/api/portal.ts';
import { useLocale, useTexts } from '../../text/locale.tsx';
import { useLookEvery } from '../client/live.tsx';
import { useRead } from '../client/use-api.ts';
import { formatDay } from '../format/dates.ts';
import { Live } from '../shell/live.tsx';
import { PageHeading } from '../shell/page-heading.tsx';
import { Loading, Trouble } from '../shell/trouble.tsx';
import { DueRuler } from './due-ruler.tsx';
import { filterTasks } from './filter-tasks.ts';
import { groupByDue } from './group-by-due.ts';
import { DoneRow, TaskRow } from './task-row.tsx';
import { inboxTexts } from './text.ts';
import { useClaims } from './use-claims.ts';
import { useInboxKeys } from './use-inbox-keys.ts';
import '../style/inbox.css';
import { useNow } from '../format/use-now.ts';

type Scope = 'all' | 'mine' | 'done';
const SCOPES: readonly Scope[] = ['all', 'mine', 'done'];
/** Rows drawn at once: enough to work on, few enough for an old phone. */
const PAGE = 60;

function Head({ user, scope, setScope, count }: { readonly user: User; readonly scope: Scope; readonly setScope: (scope: Scope) => void; readonly count: Readonly<Record<Scope, number | undefined>> }) {
  const t = useTexts(inboxTexts);
  const { locale } = useLocale();
  const now = useNow();
  return (
    <div className="hd">
      <div><PageHeading>{t.title}</PageHeading><p>{user.unit.name} · {formatDay(now, locale, now)}</p></div>
      <fieldset className="tabsr"><legend className="vh">{t.scopes}</legend>
        {SCOPES.map((one) => <button key={one} type="button" aria-pressed={scope === one} onClick={() => setScope(one)}>{t[one]}{count[one] === undefined ? null : <b> {count[one]}</b>}</button>)}
      </fieldset>
    </div>
  );
}

function Empty({ scope, query, onClear, onDone }: { readonly scope: Scope; readonly query: string; readonly onClear: () => void; readonly onDone: () => void }) {
  const t = useTexts(inboxTexts);
  if (query !== '') return <div className="empty"><p>{t.emptyFilter(query)}</p><button type="button" className="link" onClick={onClear}>{t.clear}</button></div>;
  if (scope === 'done') return <p className="empty">{t.emptyDone}</p>;
  return <div className="empty"><p><b>{scope === 'mine' ? t.emptyMine : t.emptyAll}</b></p><p>{scope === 'mine' ? '' : t.emptyAllMore}</p><button type="button" className="link" onClick={onDone}>{t.seeDone}</button></div>;
}

function TableHead() {
  const t = useTexts(inboxTexts);
  return <thead><tr><th scope="col" className="d">{t.colDue}</th><th scope="col">{t.colWhat}</th><th scope="col" className="s">{t.colApp}</th><th scope="col" className="w">{t.colWho}</th><th scope="col" className="a">{t.colAct}</th></tr></thead>;
}

function OpenTable({ tasks, user, claims }: { readonly tasks: readonly TaskItem[]; readonly user: User; readonly claims: ReturnType<typeof useClaims> }) {
  const t = useTexts(inboxTexts);
  const now = useNow();
  return (
    <table>
      <caption className="vh">{t.title}</caption>
      <TableHead />
      <tbody>
        {groupByDue(tasks, now).map(({ group, tasks: some }) => (
          <Fragment key={group}>
            <tr className={`g ${group}`} id={`due-${group}`}><th scope="colgroup" colSpan={5}><span>{t[group]}</span> <b>{some.length}</b></th></tr>
            {some.map((task) => <TaskRow key={task.id} task={task} group={group} user={user.id} now={now} onClaim={claims.claim} onRelease={claims.release} />)}
          </Fragment>
        ))}
      </tbody>
    </table>
  );
}

function DoneTable({ tasks }: { readonly tasks: readonly TaskItem[] }) {
  const t = useTexts(inboxTexts);
  return <table><caption className="vh">{t.done}</caption><TableHead /><tbody>{tasks.map((task) => <DoneRow key={task.id} task={task} />)}</tbody></table>;
}

function useInbox(user: User, scope: Scope, query: string) {
  const open = useRead(['tasks', 'open'], (api) => api.tasks('open'), { every: useLookEvery() });
  const done = useRead(['tasks', 'done'], (api) => api.tasks('done'), { enabled: scope === 'done' });
  const all = open.data?.items ?? [];
  const mine = all.filter((task) => task.claimedBy === user.id);
  const listed = { all, mine, done: done.data?.items ?? [] }[scope];
  const read = scope === 'done' ? done : open;
  return { read, all, found: filterTasks(listed, query), count: { all: open.data ? all.length : undefined, mine: open.data ? mine.length : undefined, done: undefined } };
}

function SearchBar({ query, setQuery, input }: { readonly query: string; readonly setQuery: (query: string) => void; readonly input: RefObject<HTMLInputElement | null> }) {
  const t = useTexts(inboxTexts);
  return (
    <div className="fl">
      <label className="q"><Search className="i" aria-hidden="true" /><span className="vh">{t.search}</span><input ref={input} type="search" placeholder={t.search} value={query} onChange={(event) => setQuery(event.target.value)} /></label>
      {query === '' ? null : <button type="button" className="link clr" onClick={() => setQuery('')}>{t.clear}</button>}
      <span className="sp" />
      <span className="keys mut">{t.keys}</span>
    </div>
  );
}

/** 待办: everything this person may do, the most urgent first. */
export function InboxPage({ user }: { readonly user: User }) {
  const t = useTexts(inboxTexts);
  const [scope, choose] = useState<Scope>('all');
  const [query, type] = useState('');
  const [most, setMost] = useState(PAGE);
  const setScope = (next: Scope) => { choose(next); setMost(PAGE); };
  const setQuery = (next: string) => { type(next); setMost(PAGE); };
  const root = useRef<HTMLDivElement>(null);
  const search = useRef<HTMLInputElement>(null);
  const claims = useClaims();
  const { read, all, found, count } = useInbox(user, scope, query.trim());
  useInboxKeys(root, search);
  const now = useNow();
  const shown = groupByDue(found, now).flatMap(({ tasks }) => tasks).slice(0, most);
  return (
    <div className="wrap ib" ref={root}>
      <Head user={user} scope={scope} setScope={setScope} count={count} />
      {scope === 'done' ? null : <DueRuler groups={groupByDue(all, now)} />}
      <SearchBar query={query} setQuery={setQuery} input={search} />
      <Live>{claims.said === '' ? null : <p className="note"><Info className="i s" aria-hidden="true" />{claims.said}</p>}</Live>
      {claims.error === undefined ? null : <Trouble error={claims.error} />}
      {read.isPending ? <Loading /> : null}
      {read.isError ? <Trouble error={read.error} onRetry={() => void read.refetch()} /> : null}
      {read.data && found.length === 0 ? <Empty scope={scope} query={query.trim()} onClear={() => setQuery('')} onDone={() => setScope('done')} /> : null}
      {found.length > 0 ? <div className="tw">{scope === 'done' ? <DoneTable tasks={shown} /> : <OpenTable tasks={shown} user={user} claims={claims} />}</div> : null}
      {found.length > most ? <button type="button" className="big sec" onClick={() => setMost(most + PAGE)}>{t.more}</button> : null}
    </div>
  );
}
