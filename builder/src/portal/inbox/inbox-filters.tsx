import type { RefObject } from 'react';
import { Search } from 'lucide-react';
import { useTexts } from '../../text/locale.tsx';
import { useRead } from '../client/use-api.ts';
import { inboxTexts } from './text.ts';

interface FilterProps {
  readonly query: string;
  readonly setQuery: (query: string) => void;
  readonly app: string;
  readonly setApp: (app: string) => void;
  readonly narrowed: boolean;
  readonly onClear: () => void;
  readonly input: RefObject<HTMLInputElement | null>;
}

/** Search, one app, and the way back to everything. */
export function InboxFilters({ query, setQuery, app, setApp, narrowed, onClear, input }: FilterProps) {
  const t = useTexts(inboxTexts);
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
      <span className="keys mut">{t.keys}</span>
    </div>
  );
}
