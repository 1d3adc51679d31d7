import { useLayoutEffect, useRef, useState, type FormEvent } from 'react';
import { Link } from 'wouter';
import { Lightbulb, Search } from 'lucide-react';
import { useTexts } from '../../text/locale.tsx';
import { useRead } from '../client/use-api.ts';
import { PageHeading } from '../shell/page-heading.tsx';
import { shellTexts } from '../shell/text.ts';
import { Loading, Trouble } from '../shell/trouble.tsx';
import { Catalogue } from './catalogue.tsx';
import { MyMatters } from './my-matters.tsx';
import { searchApps } from './search-apps.ts';
import { TaskCardList } from './task-card-list.tsx';
import { homeTexts } from './text.ts';
import '../style/home.css';

function SearchForm({ onSearch, value }: { readonly value: string; readonly onSearch: (query: string) => void }) {
  const t = useTexts(homeTexts);
  const input = useRef<HTMLInputElement>(null);
  // Typed before the script came.
  useLayoutEffect(() => {
    if (input.current && input.current.value !== '') onSearch(input.current.value);
  }, [onSearch]);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    document.getElementById('ct')?.scrollIntoView({ block: 'nearest' });
  };
  return (
    <search><form className="find" onSubmit={submit}>
      <Search className="i" aria-hidden="true" />
      <input ref={input} type="search" placeholder={t.example} aria-label={t.searchLabel} value={value} onChange={(event) => onSearch(event.target.value)} />
      <button type="submit">{t.search}</button>
    </form></search>
  );
}

/** 应用: tasks first, then apps, then my matters. */
export function HomePage() {
  const t = useTexts(homeTexts);
  const s = useTexts(shellTexts);
  const [query, setQuery] = useState('');
  const apps = useRead(['apps'], (api) => api.apps());
  const tasks = useRead(['tasks', 'first'], (api) => api.tasks({ view: 'all', limit: '3' }));
  const counts = useRead(['tasks', 'counts'], (api) => api.taskCounts());
  const runs = useRead(['runs'], (api) => api.firstRuns());
  const first = apps.data?.items[0];
  return (
    <div className="wrap hm">
      <section className="hero"><PageHeading title={s.apps}>{t.title}</PageHeading><SearchForm value={query} onSearch={setQuery} /></section>
      <TaskCardList tasks={tasks.data?.items ?? []} all={counts.data?.all ?? 0} />
      <div className="cat-area">
        {apps.isPending ? <Loading /> : null}
        {apps.isError ? <Trouble error={apps.error} onRetry={() => void apps.refetch()} /> : null}
        {apps.data ? <Catalogue found={searchApps(apps.data.items, query)} query={query.trim()} onAll={() => setQuery('')} /> : null}
      </div>
      <div className="my-area">
        {runs.data ? <MyMatters runs={runs.data.items} canStart={apps.data?.items.some((app) => app.canStart)} /> : null}
        {first ? <Link className="idea" href="/feedback"><Lightbulb className="i" aria-hidden="true" /><span><b>{t.idea}</b>{t.ideaMore}</span></Link> : null}
      </div>
    </div>
  );
}
