import { Link } from 'wouter';
import { ChartColumn } from 'lucide-react';
import type { PortalApp } from '../../../../server/api/portal.ts';
import { useTexts } from '../../text/locale.tsx';
import { AppIcon } from './app-icon.tsx';
import type { Found } from './search-apps.ts';
import { homeTexts } from './text.ts';

function AppRow({ app }: { readonly app: PortalApp }) {
  const t = useTexts(homeTexts);
  return (
    <li>
      <Link className="app" href={`/apps/${app.id}`}>
        <AppIcon name={app.icon} />
        <span className="tx"><b>{app.title}</b>{app.canStart ? null : <span className="tag">{t.cannotStart}</span>}<em>{app.purpose}</em></span>
      </Link>
      {app.pages.length > 0 ? <p className="app-pages">{app.pages.map((page) => <Link key={page.id} className="link" href={`/apps/${app.id}/pages/${page.id}`}><ChartColumn className="i s" aria-hidden="true" />{page.title}</Link>)}</p> : null}
    </li>
  );
}

export function Catalogue({ found, query, onAll }: { readonly found: Found; readonly query: string; readonly onAll: () => void }) {
  const t = useTexts(homeTexts);
  const nothing = found.apps.length === 0;
  return (
    <section className="cat" aria-labelledby="ct">
      <div className="ch"><h2 id="ct">{t.apps}</h2></div>
      <p aria-live="polite" className={query === '' ? 'vh' : 'cat-note'}>{query === '' ? '' : found.exact ? t.found(found.apps.length) : nothing ? '' : t.noMatch(query)}{query === '' ? null : <button type="button" className="link" onClick={onAll}>{t.showAll}</button>}</p>
      {nothing ? <div className="empty"><p><b>{t.none}</b></p><p>{t.noneMore}</p></div> : <ul className="apps">{found.apps.map((app) => <AppRow key={app.id} app={app} />)}</ul>}
    </section>
  );
}
