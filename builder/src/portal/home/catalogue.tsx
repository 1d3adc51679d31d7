import { useState } from 'react';
import { Link } from 'wouter';
import { ChartColumn } from 'lucide-react';
import type { PortalApp } from '../../../../server/api/portal.ts';
import { useTexts } from '../../text/locale.tsx';
import { usePrepareApp } from '../start/prepare-app.ts';
import { AppIcon } from './app-icon.tsx';
import type { Found } from './search-apps.ts';
import { homeTexts } from './text.ts';
import { ofTopic, topicsOf } from './topics.ts';

function AppRow({ app }: { readonly app: PortalApp }) {
  const t = useTexts(homeTexts);
  const prepareApp = usePrepareApp();
  return (
    <li>
      <Link className="app" href={`/apps/${app.id}`} onPointerDown={() => prepareApp(app.id)}>
        <AppIcon name={app.icon} />
        <span className="tx"><b>{app.title}</b>{app.canStart ? null : <span className="tag">{t.cannotStart}</span>}<em>{app.purpose}</em></span>
      </Link>
      {app.pages.length > 0 ? <p className="app-pages">{app.pages.map((page) => <Link key={page.id} className="link" href={`/apps/${app.id}/pages/${page.id}`}><ChartColumn className="i s" aria-hidden="true" />{page.title}</Link>)}</p> : null}
    </li>
  );
}

function Topics({ topics, chosen, all, onChoose }: { readonly topics: readonly string[]; readonly chosen: string | undefined; readonly all: number; readonly onChoose: (topic: string | undefined) => void }) {
  const t = useTexts(homeTexts);
  return (
    <fieldset className="topics">
      <legend className="vh">{t.topics}</legend>
      {topics.map((topic) => <button key={topic} type="button" aria-pressed={topic === chosen} onClick={() => onChoose(topic)}>{topic}</button>)}
      <button type="button" aria-pressed={chosen === undefined} onClick={() => onChoose(undefined)}>{t.allApps(all)}</button>
    </fieldset>
  );
}

export function Catalogue({ found, query, onAll }: { readonly found: Found; readonly query: string; readonly onAll: () => void }) {
  const t = useTexts(homeTexts);
  const nothing = found.apps.length === 0;
  const [topic, setTopic] = useState<string>();
  const topics = query === '' ? topicsOf(found.apps) : [];
  const chosen = topic !== undefined && topics.includes(topic) ? topic : undefined;
  const shown = ofTopic(found.apps, chosen);
  return (
    <section className="cat" aria-labelledby="ct">
      <div className="ch"><h2 id="ct">{t.apps}</h2>{topics.length === 0 ? null : <Topics topics={topics} chosen={chosen} all={found.apps.length} onChoose={setTopic} />}</div>
      <p aria-live="polite" className={query === '' ? 'vh' : 'cat-note'}>{query === '' ? (chosen === undefined ? '' : t.found(shown.length)) : found.exact ? t.found(found.apps.length) : nothing ? '' : t.noMatch(query)}{query === '' ? null : <button type="button" className="link" onClick={onAll}>{t.showAll}</button>}</p>
      {nothing ? <div className="empty"><p><b>{t.none}</b></p><p>{t.noneMore}</p></div> : <ul className="apps">{shown.map((app) => <AppRow key={app.id} app={app} />)}</ul>}
    </section>
  );
}
