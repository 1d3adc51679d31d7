import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { ArrowLeft } from 'lucide-react';
import type { Me } from '../../../../../server/api/account.ts';
import type { SignInWays } from '../../../../../server/api/oidc.ts';
import { request } from '../../../client/request.ts';
import { useTexts } from '../../../text/locale.tsx';
import { Select } from '../../../ui/select.tsx';
import { useToast } from '../../../ui/toast.tsx';
import { SearchButton } from '../../search/search-button.tsx';
import { PageHead } from '../shared/list-page.tsx';
import './account.css';
import { accountTexts } from './account-text.ts';
import { FactorSection } from './factor-section.tsx';
import { PasswordSection } from './password-section.tsx';
import { SessionsSection } from './sessions-section.tsx';

/** Somebody of several units says for which they act. */
function UnitChoice({ me }: { readonly me: Me }) {
  const text = useTexts(accountTexts);
  const toast = useToast();
  const client = useQueryClient();
  const act = useMutation({
    mutationFn: (acting: string) => request<Me>('/api/me', { method: 'PATCH', body: { acting } }),
    onSuccess: async (next) => {
      toast({ text: text.unitSaved(next.user?.unit.name ?? '') });
      await client.invalidateQueries();
    },
    onError: (error) => toast({ tone: 'err', text: error.message }),
  });
  if (me.units === undefined) return null;
  return (
    <section className="account-part account-form">
      <Select label={text.unit} hint={text.unitText} value={me.user?.unit.id ?? null} options={me.units.map(({ id, name }) => ({ id, label: name }))} onChange={(id) => act.mutate(id)} />
    </section>
  );
}

/** Ties the account to the identity of the provider, where there is one. */
function LinkIdentity() {
  const text = useTexts(accountTexts);
  const ways = useQuery({ queryKey: ['sign-in', 'ways'], queryFn: ({ signal }) => request<SignInWays>('/api/sign-in/ways', { signal }) });
  if (ways.data?.oidc === undefined) return null;
  return (
    <section className="account-part">
      <PageHead level={2} title={ways.data.oidc.title} />
      <p className="ui-quiet">{text.linkText}</p>
      <p><a href="/api/oidc/start?link=1">{text.link}</a></p>
    </section>
  );
}

/** What a person does with their own account, whichever pages they use besides. */
export function AccountPage({ me }: { readonly me: Me }) {
  const text = useTexts(accountTexts);
  return (
    <main className="page account-own" id="main">
      {me.must === undefined ? <div className="account-top"><a className="ui-row" href="/"><ArrowLeft size={14} aria-hidden="true" />{text.back}</a>{me.can?.design === false ? null : <SearchButton />}</div> : null}
      <PageHead title={me.must === undefined ? text.title : text.mustTitle} note={text.note(me.user?.name ?? '', me.user?.login ?? '')} />
      {me.must === undefined ? <UnitChoice me={me} /> : <p className="note-bar" data-tone="warn">{text.mustText}</p>}
      <FactorSection />
      {me.must === undefined ? <><SessionsSection /><LinkIdentity /><PasswordSection /></> : null}
    </main>
  );
}
