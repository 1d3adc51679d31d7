import { useMemo, useRef, useState } from 'react';
import { Info } from 'lucide-react';
import type { User } from '../../../../server/api/account.ts';
import type { DueGroup } from '../../../../server/api/portal.ts';
import { useTexts } from '../../text/locale.tsx';
import { Live } from '../shell/live.tsx';
import { Loading, Trouble } from '../shell/trouble.tsx';
import type { InboxOrder, InboxQuery } from '../client/portal-api.ts';
import { BulkBar } from './bulk/bulk-bar.tsx';
import { BulkDialog } from './bulk/bulk-dialog.tsx';
import { BulkOutcome } from './bulk/bulk-outcome.tsx';
import { useBulk } from './bulk/use-bulk.ts';
import { usePicked } from './bulk/use-picked.ts';
import { InboxFilters } from './inbox-filters.tsx';
import { DueRuler, InboxHead, type View } from './inbox-head.tsx';
import { OpenTable, PastTable } from './inbox-table.tsx';
import { KeysSheet } from './keys-sheet.tsx';
import { inboxTexts } from './text.ts';
import { useClaims } from './use-claims.ts';
import { useInboxCounts, useInboxList, useSettled } from './use-inbox.ts';
import { useInboxKeys } from './use-inbox-keys.ts';
import '../style/inbox.css';
import '../style/people.css';

function Empty({ view, narrowed, query, onClear, onDone }: { readonly view: View; readonly narrowed: boolean; readonly query: string; readonly onClear: () => void; readonly onDone: () => void }) {
  const t = useTexts(inboxTexts);
  if (narrowed) return <div className="empty"><p>{query === '' ? t.emptyNarrow : t.emptyFilter(query)}</p><button type="button" className="link" onClick={onClear}>{t.clear}</button></div>;
  if (view === 'done') return <p className="empty">{t.emptyDone}</p>;
  if (view === 'copied') return <p className="empty">{t.emptyCopied}</p>;
  const words = { all: t.emptyAll, mine: t.emptyMine, unit: t.emptyUnit, late: t.emptyLate }[view];
  return <div className="empty"><p><b>{words}</b></p><p>{view === 'all' ? t.emptyAllMore : ''}</p><button type="button" className="link" onClick={onDone}>{t.seeDone}</button></div>;
}

/** What a view and the filters ask the server for. */
function queryOf({ view, due, app, q, order }: { readonly view: View; readonly due: DueGroup | undefined; readonly app: string; readonly q: string; readonly order: InboxOrder }): InboxQuery {
  const isOpen = view !== 'done' && view !== 'copied';
  const wanted = view === 'late' ? 'late' : isOpen ? due : undefined;
  return { view: view === 'late' ? 'all' : view, ...(q === '' ? {} : { q }), ...(app === '' ? {} : { app }), ...(wanted === undefined ? {} : { due: wanted }), ...(isOpen && order !== 'due' ? { order } : {}) };
}

/** 待办: everything this person may do, the most urgent first. */
export function InboxPage({ user }: { readonly user: User }) {
  const t = useTexts(inboxTexts);
  const [view, setView] = useState<View>('all');
  const [due, setDue] = useState<DueGroup>();
  const [app, setApp] = useState('');
  const [typed, setTyped] = useState('');
  const [chosen, setOrder] = useState<InboxOrder>('due');
  const [picking, setPicking] = useState(false);
  const [keys, setKeys] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const search = useRef<HTMLInputElement>(null);
  const query = useSettled(typed.trim());
  const isOpen = view !== 'done' && view !== 'copied';
  const narrowed = query !== '' || app !== '' || (isOpen && view !== 'late' && due !== undefined);
  const counts = useInboxCounts().data;
  const many = counts?.more === true;
  const order = many ? 'due' : chosen;
  const { list, tasks } = useInboxList(queryOf({ view, due, app, q: query, order }));
  const claims = useClaims();
  const none = useMemo(() => [], []);
  const picked = usePicked(isOpen ? tasks : none);
  const bulk = useBulk(picked);
  useInboxKeys(root, { search, pickPage: picked.togglePage, unpick: () => picked.keepOnly([]), showKeys: () => setKeys(true) });
  const clear = () => { setTyped(''); setApp(''); setDue(undefined); };
  return (
    <div className={`wrap ib${picking ? ' picking' : ''}${picked.tasks.length > 0 ? ' with-bulk' : ''}`} ref={root}>
      <InboxHead user={user} view={view} setView={setView} counts={counts} />
      {isOpen && view !== 'late' && counts ? <DueRuler counts={counts} due={due} setDue={setDue} /> : null}
      <InboxFilters query={typed} setQuery={setTyped} app={app} setApp={setApp} narrowed={narrowed} onClear={clear} input={search} onKeys={() => setKeys(true)} {...(isOpen ? { open: { order, setOrder, many, picking, setPicking } } : {})} />
      <Live>{claims.said === '' ? null : <p className="note"><Info className="i s" aria-hidden="true" />{claims.said}</p>}</Live>
      <Live>{bulk.outcome ? <BulkOutcome outcome={bulk.outcome} onClose={bulk.putAway} /> : null}</Live>
      {claims.error === undefined ? null : <Trouble error={claims.error} />}
      {list.isPending ? <Loading /> : null}
      {list.isError ? <Trouble error={list.error} onRetry={() => void list.refetch()} /> : null}
      {list.data && tasks.length === 0 && !list.hasNextPage ? <Empty view={view} narrowed={narrowed} query={query} onClear={clear} onDone={() => { clear(); setView('done'); }} /> : null}
      {tasks.length > 0 ? <div className="tw" aria-busy={list.isPlaceholderData}>{isOpen ? <OpenTable tasks={tasks} user={user} claims={claims} counts={counts} narrowed={narrowed || view !== 'all'} picked={picked} order={order} /> : <PastTable tasks={tasks} title={t[view]} />}</div> : null}
      {list.hasNextPage ? <button type="button" className="big sec" disabled={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>{tasks.length === 0 ? t.lookOn : t.more}</button> : null}
      <BulkBar picked={picked} onAsk={bulk.ask} />
      {bulk.deed ? <BulkDialog key={`${bulk.deed.kind} ${bulk.deed.title}`} deed={bulk.deed} bulk={bulk} /> : null}
      {keys ? <KeysSheet onClose={() => setKeys(false)} /> : null}
    </div>
  );
}
