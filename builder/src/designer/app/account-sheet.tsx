import type { ReactNode } from 'react';
import { RequestError } from '../../client/request.ts';
import { ProblemCode } from '../../ui/states.tsx';
import './account-pages.css';
import { Logo } from './logo.tsx';
import { usePageTitle } from './use-page-title.ts';

/** The frame of pages for who is not in yet. */
export function Sheet({ title, intro, children }: { readonly title: string; readonly intro?: string; readonly children: ReactNode }) {
  usePageTitle(title);
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

export function Refusal({ error }: { readonly error: unknown }) {
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

/** The token is in the hash so that it reaches no log: `/studio/setup#token=…`. */
export function tokenOfHash(): string {
  const hash = location.hash.replace(/^#/, '');
  return decodeURIComponent(hash.startsWith('token=') ? hash.slice('token='.length) : hash);
}
