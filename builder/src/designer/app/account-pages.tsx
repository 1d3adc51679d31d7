import { useMutation, useQuery } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { Redirect, useLocation } from 'wouter';
import type { Me } from '../../../../server/api/account.ts';
import type { SignInWays } from '../../../../server/api/oidc.ts';
import { request } from '../../client/request.ts';
import { useTexts } from '../../text/locale.tsx';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { Refusal, Sheet, tokenOfHash } from './account-sheet.tsx';
import { appTexts } from './app-text.ts';
import { back, rememberBack } from './back.ts';
import { useMe, useSetMe } from './session.tsx';

function useAccountForm(path: string) {
  const setMe = useSetMe();
  const [, navigate] = useLocation();
  return useMutation({
    mutationFn: (body: object) => request<Me>(path, { method: 'POST', body }),
    onSuccess: (me) => {
      // Who signs in here without designing came by the bare address: the server sends them on to the portal.
      if (me.second !== undefined) return;
      if (me.must === undefined && me.can?.design === false) {
        window.location.replace('/');
        return;
      }
      setMe(me);
      navigate(me.must === undefined ? back() : '/account');
    },
  });
}

export function SetupPage() {
  const text = useTexts(appTexts);
  const me = useMe();
  const [token] = useState(tokenOfHash);
  const [login, setLogin] = useState('');
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const [tried, setTried] = useState(false);
  const setup = useAccountForm('/api/setup');
  if (me.data?.user !== undefined) return <Redirect to="/" />;
  if (me.data?.setupNeeded === false) return <Redirect to="/login" />;
  if (token === '') return <Sheet title={text.setupTitle} intro={text.setupMissing}>{null}</Sheet>;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    if (login.length >= 2 && name !== '' && password.length >= 10) setup.mutate({ token, login, name, password });
  };
  return (
    <Sheet title={text.setupTitle} intro={text.setupIntro}>
      <form onSubmit={submit} noValidate>
        <TextField label={text.login} hint={text.loginHint} value={login} onChange={setLogin} autoComplete="username" error={tried && login.length < 2 ? text.loginShort : undefined} />
        <TextField label={text.name} value={name} onChange={setName} autoComplete="name" error={tried && name === '' ? text.nameEmpty : undefined} />
        <TextField label={text.password} hint={text.passwordHint} type="password" value={password} onChange={setPassword} autoComplete="new-password" error={tried && password.length < 10 ? text.passwordShort(10 - password.length) : undefined} />
        <Refusal error={setup.error} />
        <Button type="submit" look="primary" busy={setup.isPending}>
          {text.create}
        </Button>
      </form>
    </Sheet>
  );
}

/** The code of the authenticator, after the password. */
function SecondStep({ ticket, onBack }: { readonly ticket: string; readonly onBack: () => void }) {
  const text = useTexts(appTexts);
  const [code, setCode] = useState('');
  const [tried, setTried] = useState(false);
  const signIn = useAccountForm('/api/login/second');
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    if (code.trim().length >= 6) signIn.mutate({ ticket, code: code.trim() });
  };
  return (
    <Sheet title={text.secondTitle} intro={text.secondIntro}>
      <form onSubmit={submit} noValidate>
        <TextField label={text.secondCode} hint={text.secondHint} autoComplete="one-time-code" value={code} onChange={setCode} error={tried && code.trim().length < 6 ? text.secondEmpty : undefined} />
        <Refusal error={signIn.error} />
        <Button type="submit" look="primary" busy={signIn.isPending}>
          {text.signIn}
        </Button>
        <Button onPress={onBack}>{text.secondBack}</Button>
      </form>
    </Sheet>
  );
}

const KNOWN = ['SCN_OIDC_OFF', 'SCN_OIDC_NO_ACCOUNT', 'SCN_OIDC_LINKED', 'SCN_OIDC_CLOSED', 'SCN_OIDC_STATE'] as const;
const isKnown = (code: string): code is (typeof KNOWN)[number] => (KNOWN as readonly string[]).includes(code);

/** Single sign-on, where there is one, and why the last try was refused. */
function OtherWay({ problem }: { readonly problem: string | null }) {
  const text = useTexts(appTexts);
  const ways = useQuery({ queryKey: ['sign-in', 'ways'], queryFn: ({ signal }) => request<SignInWays>('/api/sign-in/ways', { signal }) });
  const words = problem === null ? undefined : (isKnown(problem) ? text[`problem_${problem}`] : text.oidcFailed(problem));
  return (
    <>
      {words === undefined ? null : <p className="account-refusal" role="alert">{words}</p>}
      {ways.data?.oidc === undefined ? null : (
        <p className="account-other">
          <span className="ui-quiet">{text.or}</span>
          <a href="/api/oidc/start">{ways.data.oidc.title}</a>
        </p>
      )}
    </>
  );
}

export function LoginPage() {
  const text = useTexts(appTexts);
  const me = useMe();
  const [login, setLogin] = useState('');
  const [password, setPassword] = useState('');
  const [tried, setTried] = useState(false);
  const signIn = useAccountForm('/api/login');
  const [came, setCame] = useState(() => new URLSearchParams(location.hash.replace(/^#/, '')));
  const problem = came.get('problem');
  const from = came.get('back');
  if (from !== null && back() !== from) rememberBack(from);
  const ticket = signIn.data?.second?.ticket ?? came.get('ticket');
  if (me.data?.user !== undefined) return <Redirect to={me.data.must === undefined ? back() : '/account'} />;
  const begin = (): void => {
    signIn.reset();
    setCame(new URLSearchParams());
  };
  if (ticket !== null) return <SecondStep ticket={ticket} onBack={begin} />;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    if (login.length >= 2 && password !== '') signIn.mutate({ login, password });
  };
  return (
    <Sheet title={text.loginTitle}>
      <form onSubmit={submit} noValidate>
        <TextField label={text.login} value={login} onChange={setLogin} autoComplete="username" error={tried && login.length < 2 ? text.loginShort : undefined} />
        <TextField label={text.password} type="password" value={password} onChange={setPassword} autoComplete="current-password" error={tried && password === '' ? text.passwordEmpty : undefined} />
        <Refusal error={signIn.error} />
        <Button type="submit" look="primary" busy={signIn.isPending}>
          {text.signIn}
        </Button>
      </form>
      <OtherWay problem={problem} />
    </Sheet>
  );
}
