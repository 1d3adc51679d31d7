import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { OidcSettings } from '../../../../../server/api/oidc.ts';
import { request } from '../../../client/request.ts';
import { useTexts } from '../../../text/locale.tsx';
import { Button } from '../../../ui/button.tsx';
import { Checkbox, RadioGroup } from '../../../ui/choice.tsx';
import { ErrorState, Skeleton } from '../../../ui/states.tsx';
import { TextArea, TextField } from '../../../ui/text-field.tsx';
import { useToast } from '../../../ui/toast.tsx';
import { PageHead } from '../shared/list-page.tsx';
import { readRoles, readUnits, roleLines, unitLines, type Read } from './mapping-lines.ts';
import { signInTexts } from './sign-in-text.ts';

const CREATE = ['nobody', 'known-unit', 'everybody'] as const;
const CLAIMS = [['login', 'claimLogin'], ['name', 'claimName'], ['unit', 'claimUnit'], ['roles', 'claimRoles']] as const;
const badLine = (read: Read<unknown>): number | undefined => ('bad' in read ? read.bad : undefined);

function OidcForm({ settings }: { readonly settings: OidcSettings }) {
  const text = useTexts(signInTexts);
  const toast = useToast();
  const client = useQueryClient();
  const [typed, setTyped] = useState(settings);
  const [secret, setSecret] = useState('');
  const [units, setUnits] = useState(() => unitLines(settings.units));
  const [roles, setRoles] = useState(() => roleLines(settings.roles));
  const [tried, setTried] = useState(false);
  const set = (part: Partial<OidcSettings>): void => setTyped((old) => ({ ...old, ...part }));
  const [unitsRead, rolesRead] = [readUnits(units), readRoles(roles)];
  const [badUnit, badRole] = [badLine(unitsRead), badLine(rolesRead)];
  const wrong = {
    issuer: /^https:\/\/[^/]+|^http:\/\/(127\.0\.0\.1|localhost)/.test(typed.issuer) ? undefined : text.issuerBad,
    clientId: typed.clientId.trim() === '' ? text.empty : undefined,
    title: typed.title.trim() === '' ? text.empty : undefined,
    units: badUnit === undefined ? undefined : text.lineBad(badUnit),
    roles: badRole === undefined ? undefined : text.lineBad(badRole),
  };
  const say = (word: string | undefined): string | undefined => (tried ? word : undefined);
  const save = useMutation({
    mutationFn: () => {
      const { secretSet: _set, redirectUri: _uri, version, ...facts } = typed;
      return request<OidcSettings>('/api/sign-in/oidc', { method: 'PUT', body: { ...facts, units: 'items' in unitsRead ? unitsRead.items : [], roles: 'items' in rolesRead ? rolesRead.items : [], ...(secret === '' ? {} : { secret }), baseVersion: version } });
    },
    onSuccess: async (saved) => {
      setTyped(saved);
      setSecret('');
      toast({ text: text.saved });
      await client.invalidateQueries({ queryKey: ['sign-in'] });
    },
  });
  const test = useMutation({ mutationFn: () => request<{ readonly issuer: string }>('/api/sign-in/oidc/try', { method: 'POST' }), onSuccess: ({ issuer }) => toast({ text: text.tested(issuer) }) });
  const submit = (): void => {
    setTried(true);
    if (Object.values(wrong).every((word) => word === undefined)) save.mutate();
  };
  return (
    <div className="form-stack sign-in-form">
      <Checkbox value={typed.enabled} onChange={(enabled) => set({ enabled })}>{text.enabled}</Checkbox>
      <TextField label={text.buttonTitle} value={typed.title} onChange={(title) => set({ title })} error={say(wrong.title)} />
      <TextField label={text.issuer} hint={text.issuerHint} mono value={typed.issuer} onChange={(issuer) => set({ issuer })} error={say(wrong.issuer)} />
      <div className="form-pair">
        <TextField label={text.clientId} mono value={typed.clientId} onChange={(clientId) => set({ clientId })} error={say(wrong.clientId)} />
        <TextField label={text.secret} hint={settings.secretSet ? text.secretKeep : text.secretNew} type="password" autoComplete="new-password" value={secret} onChange={setSecret} />
      </div>
      <p><span className="ui-label">{text.redirect}</span><code className="sign-in-uri">{settings.redirectUri}</code></p>
      <RadioGroup label={text.create} value={typed.create} onChange={(create) => set({ create: create as OidcSettings['create'] })} options={CREATE.map((id) => ({ id, label: text[`create_${id}`] }))} />
      <fieldset className="sign-in-claims">
        <legend className="ui-label">{text.claims}</legend>
        {CLAIMS.map(([claim, word]) => <TextField key={claim} label={text[word]} mono value={typed.claims[claim]} onChange={(value) => set({ claims: { ...typed.claims, [claim]: value } })} />)}
      </fieldset>
      <TextArea label={text.units} hint={text.unitsHint} mono rows={4} value={units} onChange={setUnits} error={say(wrong.units)} />
      <TextArea label={text.roles} hint={text.rolesHint} mono rows={4} value={roles} onChange={setRoles} error={say(wrong.roles)} />
      {save.isError ? <ErrorState error={save.error} /> : null}
      {test.isError ? <ErrorState error={test.error} /> : null}
      <p className="ui-row">
        <Button look="primary" busy={save.isPending} onPress={submit}>{text.save}</Button>
        {settings.enabled ? <Button busy={test.isPending} onPress={() => test.mutate()}>{text.test}</Button> : null}
      </p>
    </div>
  );
}

/** Single sign-on: where, for whom, and what the claims mean. */
export function OidcSection() {
  const text = useTexts(signInTexts);
  const settings = useQuery({ queryKey: ['sign-in', 'oidc'], queryFn: ({ signal }) => request<OidcSettings>('/api/sign-in/oidc', { signal }) });
  return (
    <section className="account-part">
      <PageHead level={2} title={text.oidc} note={text.oidcText} />
      {settings.data === undefined ? (settings.isError ? <ErrorState error={settings.error} onRetry={() => void settings.refetch()} /> : <Skeleton rows={4} height={44} />) : <OidcForm settings={settings.data} />}
    </section>
  );
}
