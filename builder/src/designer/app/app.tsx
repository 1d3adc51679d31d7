import { Suspense, useEffect, type ReactNode } from 'react';
import { Redirect, Route, Switch, useLocation } from 'wouter';
import { useTexts } from '../../text/locale.tsx';
import { PartLoading } from '../../ui/part-loading.tsx';
import { ErrorState, Skeleton } from '../../ui/states.tsx';
import { HomePage } from '../home/home-page.tsx';
import { SearchHost } from '../search/search-host.tsx';
import { StudioSearch } from '../search/studio-search.tsx';
import { LoginPage, SetupPage } from './account-pages.tsx';
import { Sheet } from './account-sheet.tsx';
import { appTexts } from './app-text.ts';
import { CrashGuard } from './crash-guard.tsx';
import { NotFound } from './not-found.tsx';
import { RecoverPage } from './recover-page.tsx';
import { AccountPage } from './pages.ts';
import { rememberBack } from './back.ts';
import { STUDIO_PAGES } from './places.ts';
import { ScenarioPage } from './scenario-page.tsx';
import { useMe, UserProvider } from './session.tsx';
import { Shell } from './shell.tsx';

/** To the log-in page, and from there back to this one. */
function ToLogin() {
  const [at, navigate] = useLocation();
  useEffect(() => {
    rememberBack(at);
    navigate('/login', { replace: true });
  }, [at, navigate]);
  return null;
}

/** Lets in who may design; sends others where they can go on. */
function Gate({ children }: { readonly children: ReactNode }) {
  const text = useTexts(appTexts);
  const me = useMe();
  if (me.isPending) return <Skeleton />;
  if (me.isError) return <ErrorState error={me.error} onRetry={() => void me.refetch()} />;
  if (me.data.setupNeeded) return <Redirect to="/setup" />;
  if (me.data.user === undefined) return <ToLogin />;
  if (me.data.must !== undefined) return <Redirect to="/account" />;
  if (me.data.can?.design === false) {
    return (
      <Sheet title={text.forbiddenTitle} intro={text.forbidden(me.data.user.name)}>
        <p className="account-onward"><a href="/">{text.toPortal}</a></p>
      </Sheet>
    );
  }
  return <UserProvider value={me.data}>{children}</UserProvider>;
}

/** The person's own account: for everybody who is logged in, also for who must set up a second factor first. */
function OwnAccount() {
  const me = useMe();
  if (me.isPending) return <Skeleton />;
  if (me.isError) return <ErrorState error={me.error} onRetry={() => void me.refetch()} />;
  if (me.data.user === undefined) return <Redirect to="/login" />;
  const page = <Suspense fallback={<PartLoading rows={6} />}>{AccountPage === undefined ? null : <AccountPage me={me.data} />}</Suspense>;
  // The search leads to pages of the studio, which not everybody may open, and not before a second factor that must be.
  if (me.data.must !== undefined || me.data.can?.design === false) return page;
  return (
    <UserProvider value={me.data}>
      {page}
      <SearchHost>{(deeds) => <StudioSearch {...deeds} />}</SearchHost>
    </UserProvider>
  );
}

function StudioPages() {
  const [at] = useLocation();
  return (
    <Shell>
      <CrashGuard at={at}>
        <Suspense fallback={<PartLoading rows={6} />}>
          <Switch>
            <Route path="/" component={HomePage} />
            {STUDIO_PAGES.map(({ to, Page }) => (Page === undefined ? null : <Route key={to} path={to}><Page /></Route>))}
            <Route component={NotFound} />
          </Switch>
        </Suspense>
      </CrashGuard>
    </Shell>
  );
}

export function App() {
  return (
    <Switch>
      <Route path="/setup" component={SetupPage} />
      <Route path="/login" component={LoginPage} />
      <Route path="/recover" component={RecoverPage} />
      <Route path="/account" component={OwnAccount} />
      <Route path="/s/:id/*?">
        {(params) => (
          <Gate>
            <ScenarioPage key={params.id} id={params.id} rest={params['*'] ?? ''} />
          </Gate>
        )}
      </Route>
      <Route>
        <Gate>
          <StudioPages />
        </Gate>
      </Route>
    </Switch>
  );
}
