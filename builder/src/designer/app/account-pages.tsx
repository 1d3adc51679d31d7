import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent, type ReactNode } from 'react';
import { Redirect, useLocation } from 'wouter';
import type { Me } from '../../../../server/api/account.ts';
import { request, RequestError } from '../../client/request.ts';
import { useTexts } from '../../text/locale.tsx';
import { Button } from '../../ui/button.tsx';
import { ProblemCode } from '../../ui/states.tsx';
import { TextField } from '../../ui/text-field.tsx';
import './account-pages.css';
import { appTexts } from './app-text.ts';
import { Logo } from './logo.tsx';
import { useMe, useSetMe } from './session.tsx';

function Sheet({ title, intro, children }: { readonly title: string; readonly intro?: string; readonly children: ReactNode }) {
  return (
    <main className="account-page">
      <Logo />
      <section className="account-sheet">
        <h1>{title}</h1>
        {intro === undefined ? null : <p className="ui-quiet">{intro}</p>}
        {children}
      </section>
    </main>
  );
}

function Refusal({ error }: { readonly error: unknown }) {
  if (error === null) return null;
  const problem = error instanceof RequestError ? error.problem : undefined;
  return (
    <div className="account-refusal" role="alert">
      <p>{problem?.detail ?? (error instanceof Error ? error.message : '')}</p>
      {problem?.hint === undefined ? null : <p>{problem.hint}</p>}
      {problem === undefined ? null : <ProblemCode code={problem.code} />}
    </div>
  );
}

function useAccountForm(path: string) {
  const setMe = useSetMe();
  const [, navigate] = useLocation();
  return useMutation({
    mutationFn: (body: object) => request<Me>(path, { method: 'POST', body }),
    onSuccess: (me) => {
      // Who signs in here without designing came by the bare address: the server sends them on to the portal.
      if (me.user?.role === 'user') {
        window.location.replace('/');
        return;
      }
      setMe(me);
      navigate('/');
    },
  });
}

/** The token is in the hash so that it reaches no log: `/studio/setup#TOKEN`. */
function tokenOfHash(): string {
  const hash = location.hash.replace(/^#/, '');
  return decodeURIComponent(hash.startsWith('token=') ? hash.slice('token='.length) : hash);
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

export function LoginPage() {
  const text = useTexts(appTexts);
  const me = useMe();
  const [login, setLogin] = useState('');
  const [password, setPassword] = useState('');
  const [tried, setTried] = useState(false);
  const signIn = useAccountForm('/api/login');
  if (me.data?.user !== undefined) return <Redirect to="/" />;
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
    </Sheet>
  );
}
