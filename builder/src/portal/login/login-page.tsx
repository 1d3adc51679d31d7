import { useRef, useState, type FormEvent } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { CircleAlert } from 'lucide-react';
import { RequestError } from '../../client/request.ts';
import { useLocale, useTexts } from '../../text/locale.tsx';
import { plainText } from '../format/plain-text.ts';
import { useApi, useRead } from '../client/use-api.ts';
import { Brand } from '../shell/brand.tsx';
import { LanguageSwitch } from '../shell/language-switch.tsx';
import { PageHeading } from '../shell/page-heading.tsx';
import { SpaceFoot } from '../shell/space-foot.tsx';
import { Trouble } from '../shell/trouble.tsx';
import { PublicWay } from './public-way.tsx';
import { loginTexts } from './text.ts';

type Failure = { readonly words: string } | { readonly error: unknown } | undefined;

/** Logs in and stays on the page that was asked for. */
export function LoginPage({ setupNeeded, ended }: { readonly setupNeeded: boolean; readonly ended: boolean }) {
  const t = useTexts(loginTexts);
  const api = useApi();
  const { locale } = useLocale();
  const queries = useQueryClient();
  const [failure, setFailure] = useState<Failure>();
  const ways = useRead(['ways'], (one) => one.ways());
  const [ticket, setTicket] = useState<string>();
  const [busy, setBusy] = useState(false);
  const alert = useRef<HTMLDivElement>(null);
  const fail = (what: Failure) => {
    setFailure(what);
    requestAnimationFrame(() => alert.current?.focus());
  };
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    const [login, password] = [plainText(data.get('login')).trim(), plainText(data.get('password'))];
    const code = plainText(data.get('code')).trim();
    if (ticket === undefined && (login === '' || password === '')) return fail({ words: login === '' ? t.needLogin : t.needPassword });
    if (ticket !== undefined && code.length < 6) return fail({ words: t.needCode });
    setBusy(true);
    try {
      const me = ticket === undefined ? await api.login(login, password) : await api.secondStep(ticket, code);
      if (me.second !== undefined) {
        setFailure(undefined);
        return setTicket(me.second.ticket);
      }
      queries.setQueryData(['me', locale], me);
      await queries.invalidateQueries();
    } catch (error) {
      const status = error instanceof RequestError ? error.problem.status : 0;
      const words = { 400: t.wrong, 401: t.wrong, 403: t.wrong, 429: t.tooMany }[status];
      fail(words === undefined || ticket !== undefined ? { error } : { words });
      if (error instanceof RequestError && error.problem.code === 'SCN_AUTH_TICKET') setTicket(undefined);
    } finally {
      setBusy(false);
    }
  };
  return (
    <main id="main" className="login">
      <div className="bar"><Brand /><LanguageSwitch className="link" /></div>
      <PageHeading title={`${failure ? t.errorTitle : ''}${t.title}`}>{t.title}</PageHeading>
      <p className="ink2">{ticket === undefined ? t.intro : t.codeIntro}</p>
      {ended ? <div className="note warn"><CircleAlert className="i" aria-hidden="true" /><p>{t.ended}</p></div> : null}
      <PublicWay />
      {setupNeeded ? <div className="note warn"><CircleAlert className="i" aria-hidden="true" /><p>{t.setup}</p></div> : null}
      <div ref={alert} tabIndex={-1}>{failure && 'words' in failure ? <div className="note err" role="alert"><CircleAlert className="i" aria-hidden="true" /><p id="login-error">{failure.words}</p></div> : null}{failure && 'error' in failure ? <Trouble error={failure.error} /> : null}</div>
      <form noValidate onSubmit={(event) => void submit(event)}>
        {ticket === undefined ? <>
        <label>{t.login}<input name="login" autoComplete="username" autoCapitalize="none" spellCheck={false} {...(failure ? { 'aria-describedby': 'login-error' } : {})} /></label>
        <label>{t.password}<input name="password" type="password" autoComplete="current-password" /></label>
        </> : <label>{t.code}<input key="code" name="code" inputMode="text" autoComplete="one-time-code" autoCapitalize="none" spellCheck={false} /></label>}
        <button type="submit" className="big" aria-disabled={busy}>{busy ? t.busy : t.go}</button>
      </form>
      {ticket === undefined && ways.data?.oidc ? <p><a className="link" href="/api/oidc/start">{ways.data.oidc.title}</a></p> : null}
      <SpaceFoot />
    </main>
  );
}
