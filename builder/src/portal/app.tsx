import { Suspense, useEffect, useEffectEvent, useState, type ReactNode } from 'react';
import { Link, Route, Switch, useLocation, useSearch } from 'wouter';
import { useQueryClient } from '@tanstack/react-query';
import type { Me, User } from '../../../server/api/account.ts';
import { RequestError, SESSION_ENDED } from '../client/request.ts';
import { useTexts } from '../text/locale.tsx';
import { lazyPart } from '../ui/lazy-part.ts';
import { LiveUpdates } from './client/live.tsx';
import { useRead } from './client/use-api.ts';
import { rememberSignedIn } from './early/signed-in.ts';
import { HomePage } from './home/home-page.tsx';
import { LoginPage } from './login/login-page.tsx';
import { BrandMark } from './shell/brand.tsx';
import { useLook, useShownLook } from './shell/look.tsx';
import { OfflinePage } from './shell/offline-page.tsx';
import { PageGuard } from './shell/page-guard.tsx';
import { PageHeading } from './shell/page-heading.tsx';
import { Shell } from './shell/shell.tsx';
import { shellTexts } from './shell/text.ts';
import { loadStartPage } from './start/prepare-app.ts';
import { Loading, Trouble } from './shell/trouble.tsx';

// The start page stays light: a form, an inbox or a result is loaded when it is opened.
const StartPage = lazyPart(loadStartPage);
const TaskPage = lazyPart(() => import('./task/task-page.tsx').then((module) => module.TaskPage));
const InboxPage = lazyPart(() => import('./inbox/inbox-page.tsx').then((module) => module.InboxPage));
const RunPage = lazyPart(() => import('./run/run-page.tsx').then((module) => module.RunPage));
const MinePage = lazyPart(() => import('./mine/mine-page.tsx').then((module) => module.MinePage));
const NoticesPage = lazyPart(() => import('./notices/notices-page.tsx').then((module) => module.NoticesPage));
const NoticeSettingsPage = lazyPart(() => import('./notices/notice-settings-page.tsx').then((module) => module.NoticeSettingsPage));
const DelegationPage = lazyPart(() => import('./people/delegation-page.tsx').then((module) => module.DelegationPage));
const BoardPage = lazyPart(() => import('./board/board-page.tsx').then((module) => module.BoardPage));
const UsesPage = lazyPart(() => import('./uses/uses-page.tsx').then((module) => module.UsesPage));
const PaperPage = lazyPart(() => import('./paper/paper-page.tsx').then((module) => module.PaperPage));
const PublicPages = lazyPart(() => import('./public/public-pages.tsx').then((module) => module.PublicPages));
const FeedbackPage = lazyPart(() => import('./feedback/feedback-page.tsx').then((module) => module.FeedbackPage));

function NotFound() {
  const t = useTexts(shellTexts);
  return <div className="wrap list-page"><PageHeading>{t.troubleTitle}</PageHeading><p>{t.troubleGone}</p><Link className="link" href="/">{t.backToApps}</Link></div>;
}

function LaterPages({ user }: { readonly user: User }) {
  return (
    <Suspense fallback={<div className="wrap"><Loading /></div>}>
      <Switch>
        <Route path="/apps/:id/pages/:page"><BoardPage /></Route>
        <Route path="/apps/:id/:step?"><StartPage user={user} /></Route>
        <Route path="/tasks"><InboxPage user={user} /></Route>
        <Route path="/tasks/:id"><TaskPage user={user} /></Route>
        <Route path="/mine"><MinePage /></Route>
        <Route path="/runs/:id/documents/:document"><PaperPage /></Route>
        <Route path="/runs/:id"><RunPage /></Route>
        <Route path="/my-data"><UsesPage /></Route>
        <Route path="/away"><DelegationPage /></Route>
        <Route path="/notices/settings"><NoticeSettingsPage /></Route>
        <Route path="/notices"><NoticesPage /></Route>
        <Route path="/feedback/:id?"><FeedbackPage /></Route>
        <Route><NotFound /></Route>
      </Switch>
    </Suspense>
  );
}

/** Page by page. The first one waits for nothing: it is drawn, and taken over, in one go. */
function Pages({ user }: { readonly user: User }) {
  const [path] = useLocation();
  return (
    <PageGuard at={path}>
      <Switch>
        <Route path="/"><HomePage /></Route>
        <Route><LaterPages user={user} /></Route>
      </Switch>
    </PageGuard>
  );
}

/** Who must set up a second factor first does it on the page of their account. */
function ToAccount() {
  useEffect(() => window.location.assign('/studio/account'), []);
  return <div className="wrap"><Loading /></div>;
}

/**
 * When any answer says the session has ended, `me` is asked again, and the log-in page takes the place of the page. What was typed is
 * kept on the device. @returns whether it ended by itself, and nobody has logged in since
 */
function useSessionEnd(signedIn: boolean): boolean {
  const queries = useQueryClient();
  const [ended, setEnded] = useState(false);
  const heard = useEffectEvent(() => {
    if (signedIn) setEnded(true);
    void queries.invalidateQueries({ queryKey: ['me'] });
  });
  useEffect(() => {
    const listen = () => heard();
    window.addEventListener(SESSION_ENDED, listen);
    return () => window.removeEventListener(SESSION_ENDED, listen);
  }, []);
  return ended && !signedIn;
}

/** Whoever is signed in sees the look of their unit. Before that, of the space the address names, else of the last visit, else of the house. */
function useOwnLook(me: Me | undefined): void {
  const search = useSearch();
  const [space] = useState(() => new URLSearchParams(search).get('space'));
  const last = useLook()?.space;
  const wanted = space ?? last;
  const asked = me !== undefined && me.user === undefined && wanted !== undefined;
  const found = useRead(['look', wanted], (api) => api.spaceTheme(wanted ?? ''), { enabled: asked });
  useShownLook(me !== undefined && (!asked || found.data !== undefined), asked ? found.data?.theme : me?.theme);
}

function Frame({ children }: { readonly children: ReactNode }) {
  return (
    <>
      <header className="top"><div className="wrap"><span className="brand"><BrandMark /></span></div></header>
      <main id="main"><div className="wrap">{children}</div></main>
    </>
  );
}

/** Addresses for people without an account: nobody’s session is asked for. */
const PUBLIC = /^\/(open|embed|receipt|verify)(\/|$)/;

export function App() {
  const [path] = useLocation();
  if (PUBLIC.test(path)) return <PageGuard at={path}><Suspense fallback={<Frame><Loading /></Frame>}><PublicPages /></Suspense></PageGuard>;
  return <OwnApp />;
}

function OwnApp() {
  const me = useRead(['me'], (api) => api.me());
  const t = useTexts(shellTexts);
  useOwnLook(me.data);
  const signedIn = me.data && me.data.user !== undefined;
  const ended = useSessionEnd(signedIn === true);
  useEffect(() => {
    if (signedIn !== undefined) rememberSignedIn(signedIn);
  }, [signedIn]);
  if (me.isPending) return <Frame><Loading /></Frame>;
  if (!me.data && me.error instanceof RequestError && me.error.problem.status === 0) return <Frame><OfflinePage onRetry={() => void me.refetch()} /></Frame>;
  if (!me.data) return <Frame><PageHeading>{t.troubleTitle}</PageHeading><Trouble error={me.error} onRetry={() => void me.refetch()} /></Frame>;
  if (me.data.must !== undefined) return <ToAccount />;
  if (!me.data.user) return <LoginPage setupNeeded={me.data.setupNeeded} ended={ended} />;
  // Nothing of one person is left standing for the next.
  return <LiveUpdates key={me.data.user.id}><Shell user={me.data.user}><Pages user={me.data.user} /></Shell></LiveUpdates>;
}
