import { Link, useLocation } from 'wouter';
import { useTexts } from '../../text/locale.tsx';
import { useRead } from '../client/use-api.ts';
import { loginTexts } from './text.ts';

/** Whoever came to a form that is open to everybody needs no account for it. */
export function PublicWay() {
  const t = useTexts(loginTexts);
  const [path] = useLocation();
  const app = /^\/apps\/([^/]+)/.exec(path)?.[1];
  const found = useRead(['public', app], (api) => api.publicApp(decodeURIComponent(app ?? '')), { enabled: app !== undefined });
  return app === undefined || found.data === undefined ? null : <div className="note"><div className="grow"><p>{t.publicToo}</p><Link className="link" href={`/open/${app}`}>{t.publicGo}</Link></div></div>;
}
