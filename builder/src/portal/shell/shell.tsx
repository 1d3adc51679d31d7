import type { ReactNode } from 'react';
import { Link, useLocation } from 'wouter';
import { ALargeSmall, Bell, Files, Inbox, LayoutGrid, WifiOff } from 'lucide-react';
import type { User } from '../../../../server/api/account.ts';
import { useTexts } from '../../text/locale.tsx';
import { useLookEvery } from '../client/live.tsx';
import { useRead } from '../client/use-api.ts';
import { Brand } from './brand.tsx';
import { LanguageSwitch } from './language-switch.tsx';
import { Live } from './live.tsx';
import { useOnline } from './online.ts';
import { usePreferences } from './preferences.tsx';
import { SpaceFoot } from './space-foot.tsx';
import { shellTexts } from './text.ts';
import { UserMenu } from './user-menu.tsx';

interface Place {
  readonly href: string;
  readonly title: string;
  readonly icon: typeof Inbox;
  readonly count: number;
  readonly here: boolean;
}

function usePlaces(): Place[] {
  const t = useTexts(shellTexts);
  const [path] = useLocation();
  const every = useLookEvery();
  const tasks = useRead(['tasks', 'counts'], (api) => api.taskCounts(), { every });
  const notices = useRead(['notices'], (api) => api.notices(), { every });
  const under = (...starts: string[]) => starts.some((start) => path === start || path.startsWith(`${start}/`));
  return [
    { href: '/', title: t.apps, icon: LayoutGrid, count: 0, here: path === '/' || under('/apps') },
    { href: '/tasks', title: t.tasks, icon: Inbox, count: tasks.data?.all ?? 0, here: under('/tasks') },
    { href: '/mine', title: t.mine, icon: Files, count: 0, here: under('/mine', '/runs') },
    { href: '/notices', title: t.notices, icon: Bell, count: notices.data?.items.filter((notice) => !notice.readAt).length ?? 0, here: under('/notices') },
  ];
}

function current(place: Place): { 'aria-current'?: 'page' } {
  return place.here ? { 'aria-current': 'page' } : {};
}

function BottomBar({ places }: { readonly places: readonly Place[] }) {
  const t = useTexts(shellTexts);
  return (
    <nav className="bottom" aria-label={t.bottomNav}>
      {places.map((place) => (
        <Link key={place.href} href={place.href} {...current(place)}>
          <place.icon className="i" aria-hidden="true" />
          {place.count > 0 ? <em>{place.count > 99 ? '99+' : place.count}</em> : null}
          {place.title}
        </Link>
      ))}
    </nav>
  );
}

function TopBar({ user, places, synthetic }: { readonly user: User; readonly places: readonly Place[]; readonly synthetic: boolean }) {
  const t = useTexts(shellTexts);
  const { big, setBig } = usePreferences();
  return (
    <header className="top">
      <div className="wrap">
        <Brand />
        <nav className="mainnav" aria-label={t.mainNav}>
          {places.map((place) => (
            <Link key={place.href} href={place.href} {...current(place)}>{place.title}{place.count > 0 ? <b className="nb">{place.count}</b> : null}</Link>
          ))}
        </nav>
        <span className="sp" />
        {synthetic ? <span className="tag synth">{t.synthetic}</span> : null}
        <button type="button" className="aa" aria-label={t.bigTextLabel} aria-pressed={big} onClick={() => setBig(!big)}><ALargeSmall className="i" aria-hidden="true" /><span aria-hidden="true">{t.bigText}</span></button>
        <UserMenu user={user} />
      </div>
    </header>
  );
}

function OfflineNotice() {
  const t = useTexts(shellTexts);
  const online = useOnline();
  return <Live>{online ? null : <div className="offline"><div className="wrap"><WifiOff className="i s" aria-hidden="true" />{t.offline}</div></div>}</Live>;
}

/** Forms hide the bottom bar: it would sit on their buttons. */
function isForm(path: string): boolean {
  return /^\/apps\/[^/]+(\/check)?$/.test(path) || /^\/tasks\/./.test(path);
}

/** Header, main, footer and, on phones, the bar of four. */
export function Shell({ user, children }: { readonly user: User; readonly children: ReactNode }) {
  const t = useTexts(shellTexts);
  const [path] = useLocation();
  const places = usePlaces();
  const apps = useRead(['apps'], (api) => api.apps());
  const synthetic = apps.data?.items.some((app) => app.synthetic) ?? false;
  const bottom = !isForm(path);
  return (
    <>
      <a className="skip" href="#main">{t.skip}</a>
      <TopBar user={user} places={places} synthetic={synthetic} />
      <OfflineNotice />
      <main id="main" tabIndex={-1} className={path === '/tasks' ? 'wide' : ''}>{children}</main>
      <footer className={bottom ? 'foot with-bottom' : 'foot'}>
        <div className="wrap">{synthetic ? <span className="tag synth">{t.syntheticLong}</span> : null}<LanguageSwitch /></div>
        <SpaceFoot />
      </footer>
      {bottom ? <BottomBar places={places} /> : null}
    </>
  );
}
