import type { RefObject } from 'react';
import { Keyboard, ListChecks, Search } from 'lucide-react';
import { useTexts } from '../../text/locale.tsx';
import type { InboxOrder } from '../client/portal-api.ts';
import { useRead } from '../client/use-api.ts';
import { bulkTexts } from './bulk/text.ts';
import { inboxTexts } from './text.ts';

interface FilterProps {
  readonly query: string;
  readonly setQuery: (query: string) => void;
  readonly app: string;
  readonly setApp: (app: string) => void;
  readonly narrowed: boolean;
  readonly onClear: () => void;
  readonly input: RefObject<HTMLInputElement | null>;
  /** Absent where nothing is ordered or picked. */
  readonly open?: {
    readonly order: InboxOrder;
    readonly setOrder: (order: InboxOrder) => void;
    /** Whether there are so many that only the order by deadline is offered. */
    readonly many: boolean;
    /** Whether boxes for picking are shown on a narrow screen. */
    readonly picking: boolean;
    readonly setPicking: (on: boolean) => void;
  };
  readonly onKeys: () => void;
}

const ORDERS = ['due', 'newest', 'oldest', 'app'] as const;

/** Search, one app, the order, and the way back to everything. */
export function InboxFilters({ query, setQuery, app, setApp, narrowed, onClear, input, open, onKeys }: FilterProps) {
  const t = useTexts(inboxTexts);
  const b = useTexts(bulkTexts);
  const orderWords = { due: t.orderDue, newest: t.orderNewest, oldest: t.orderOldest, app: t.orderApp };
  const apps = useRead(['apps'], (api) => api.apps());
  return (
    <div className="fl">
      <label className="q"><Search className="i" aria-hidden="true" /><span className="vh">{t.search}</span><input ref={input} type="search" maxLength={200} placeholder={t.search} value={query} onChange={(event) => setQuery(event.target.value)} /></label>
      {(apps.data?.items.length ?? 0) > 1 ? (
        <label className="pick"><span className="vh">{t.colApp}</span>
          <select value={app} onChange={(event) => setApp(event.target.value)}>
            <option value="">{t.anyApp}</option>
            {apps.data?.items.map((one) => <option key={one.id} value={one.id}>{one.title}</option>)}
          </select>
        </label>
      ) : null}
      {narrowed ? <button type="button" className="link clr" onClick={onClear}>{t.clear}</button> : null}
      <span className="sp" />
      <button type="button" className="link keys" onClick={onKeys}><Keyboard className="i" aria-hidden="true" />{t.keys} <kbd>?</kbd></button>
      {open ? (
        <>
          <button type="button" className="chip many" aria-pressed={open.picking} onClick={() => open.setPicking(!open.picking)}><ListChecks className="i" aria-hidden="true" />{b.pickMany}</button>
          <label className="pick ord"><span className="vh">{t.order}</span>
            <select value={open.order} disabled={open.many} title={open.many ? t.orderMany : undefined} onChange={(event) => open.setOrder(ORDERS.find((one) => one === event.target.value) ?? 'due')}>
              {ORDERS.map((one) => <option key={one} value={one}>{orderWords[one]}</option>)}
            </select>
          </label>
        </>
      ) : null}
    </div>
  );
}
