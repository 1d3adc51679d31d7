import { useMutation, useQuery } from '@tanstack/react-query';
import { CircleCheck, CircleX } from 'lucide-react';
import { useState } from 'react';
import type { Explanation } from '../../../../../server/api/policy.ts';
import type { ScenarioItem } from '../../../../../server/api/scenario.ts';
import { request } from '../../../client/request.ts';
import { useLocale, useTexts } from '../../../text/locale.tsx';
import { Button } from '../../../ui/button.tsx';
import { ComboBox, Select } from '../../../ui/select.tsx';
import { ErrorState } from '../../../ui/states.tsx';
import { PageHead } from '../shared/list-page.tsx';
import { useMembers } from '../shared/use-people.ts';
import { organisationTexts } from './organisation-text.ts';
import { useUnits } from './use-units.ts';

type Kind = 'scenario' | 'unit' | 'house';
const ACTIONS: Readonly<Record<Kind, readonly ('view' | 'edit' | 'publish' | 'operate' | 'share' | 'manage')[]>> = { scenario: ['view', 'edit', 'publish', 'operate', 'share'], unit: ['view', 'manage'], house: ['manage'] };

function Steps({ told }: { readonly told: Explanation }) {
  return (
    <div className="org-why" aria-live="polite">
      <p className="state-word" data-tone={told.allow ? 'ok' : 'err'}>{told.allow ? <CircleCheck size={16} aria-hidden="true" /> : <CircleX size={16} aria-hidden="true" />}{told.answer}</p>
      <ol>{told.steps.map(({ ok, text }) => <li key={text} data-ok={ok}>{ok ? <CircleCheck size={14} aria-hidden="true" /> : <CircleX size={14} aria-hidden="true" />}<span>{text}</span></li>)}</ol>
    </div>
  );
}

/** Asks the policy why somebody may, or may not, and shows each thing it looked at. */
export function WhySection() {
  const text = useTexts(organisationTexts);
  const { locale } = useLocale();
  const people = useMembers();
  const units = useUnits().data?.items ?? [];
  const scenarios = useQuery({ queryKey: ['scenarios'], queryFn: ({ signal }) => request<{ readonly items: readonly ScenarioItem[] }>('/api/scenarios', { signal }) }).data?.items ?? [];
  const [person, setPerson] = useState<string | null>(null);
  const [kind, setKind] = useState<Kind>('scenario');
  const [id, setId] = useState<string | null>(null);
  const [action, setAction] = useState<string>('view');
  const ask = useMutation({ mutationFn: () => request<Explanation>('/api/policy/explain', { query: { person: person ?? '', kind, id: kind === 'house' ? 'house' : (id ?? ''), action: `${kind}.${action}` } }) });
  const things = kind === 'scenario' ? scenarios.map((one) => ({ id: one.id, label: one.title[locale] ?? one.title['zh-CN'] ?? one.id, detail: one.id })) : units.map((one) => ({ id: one.id, label: one.name, detail: one.id }));
  const choose = (next: Kind): void => {
    setKind(next);
    setId(null);
    setAction(ACTIONS[next][0] ?? 'view');
    ask.reset();
  };
  return (
    <section className="page-section">
      <PageHead level={2} title={text.why} note={text.whyText} />
      <div className="org-ask">
        <ComboBox label={text.person} placeholder={text.pick} value={person} options={people.map((one) => ({ id: one.id, label: one.name, detail: `${one.login} · ${one.unit.name}` }))} onChange={setPerson} />
        <Select label={text.thing} value={kind} options={(['scenario', 'unit', 'house'] as const).map((one) => ({ id: one, label: text[`kind_${one}`] }))} onChange={(next) => choose(next as Kind)} />
        {kind === 'house' ? null : <ComboBox key={kind} label={text[`kind_${kind}`]} placeholder={text.pick} value={id} options={things} onChange={setId} />}
        <Select label={text.action} value={action} options={ACTIONS[kind].map((one) => ({ id: one, label: text[`action_${one}`] }))} onChange={setAction} />
        <Button look="primary" busy={ask.isPending} isDisabled={person === null || (kind !== 'house' && id === null)} onPress={() => ask.mutate()}>{text.ask}</Button>
      </div>
      {ask.isError ? <ErrorState error={ask.error} /> : null}
      {ask.data === undefined ? null : <Steps told={ask.data} />}
    </section>
  );
}
