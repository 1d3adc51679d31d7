import { useId, useState } from 'react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { CircleCheck } from 'lucide-react';
import type { OwnObjection } from '../../../../server/api/objections.ts';
import type { AccessItem } from '../../../../server/api/sharing.ts';
import { useLocale, useTexts } from '../../text/locale.tsx';
import { useApi, useRead } from '../client/use-api.ts';
import { formatMoment } from '../format/dates.ts';
import { useNow } from '../format/use-now.ts';
import { PageHeading } from '../shell/page-heading.tsx';
import { Loading, Trouble } from '../shell/trouble.tsx';
import { MyObjections } from './my-objections.tsx';
import { usesTexts } from './text.ts';
import { WordsForm } from './words-form.tsx';
import '../style/lists.css';
import '../style/uses.css';

function NewObjection({ seq, onClose }: { readonly seq: number; readonly onClose: () => void }) {
  const t = useTexts(usesTexts);
  const api = useApi();
  const client = useQueryClient();
  const id = useId();
  const [about, setAbout] = useState<OwnObjection['about']>('use');
  const send = useMutation({ mutationFn: (text: string) => api.objectToUse({ seq, about, text }), onSuccess: () => client.invalidateQueries({ queryKey: ['objections'] }) });
  if (send.isSuccess) return <output className="note ok"><CircleCheck className="i" aria-hidden="true" /><p>{t.sent} <b>{send.data.id}</b><br />{t.sentMore}</p></output>;
  return (
    <WordsForm title={t.objectTitle} hint={t.objectHint} action={t.send} sending={send} onSend={(text) => send.mutate(text)} onClose={onClose}>
      <fieldset className="use-about">
        <legend>{t.aboutLabel}</legend>
        {(['use', 'content'] as const).map((kind) => <label key={kind} htmlFor={`${id}-${kind}`}><input id={`${id}-${kind}`} type="radio" name={id} checked={about === kind} onChange={() => setAbout(kind)} />{t[`about_${kind}`]}</label>)}
      </fieldset>
    </WordsForm>
  );
}

function Use({ item, objection }: { readonly item: AccessItem; readonly objection: OwnObjection | undefined }) {
  const t = useTexts(usesTexts);
  const { locale } = useLocale();
  const now = useNow();
  const [objecting, setObjecting] = useState(false);
  const when = formatMoment(item.at, locale, now);
  return (
    <li className="notice use">
      <p className="notice-head"><b>{item.datasetTitle}</b><span className="mut">{when}</span></p>
      <dl>
        <dt>{t.who}</dt><dd>{item.unit ? t.unitOf(item.byName, item.unit) : item.byName}</dd>
        <dt>{t.read}</dt><dd>{item.fields.length === 0 ? t.onlyThere : item.fields.map((field) => field.title).join(t.comma)}</dd>
        <dt>{t.why}</dt><dd>{item.purpose ?? (item.scenario === undefined ? t.staff : t.noPurpose)}</dd>
        {item.scenarioTitle === undefined ? null : <><dt>{t.matter}</dt><dd>{item.scenarioTitle}</dd></>}
        {objection && !objecting ? <><dt>{t.mine}</dt><dd><span className="tag">{t[`state_${objection.state}`]}</span></dd></> : null}
      </dl>
      {objecting ? <NewObjection seq={item.seq} onClose={() => setObjecting(false)} /> : null}
      {objecting || objection ? null : <button type="button" className="link" onClick={() => setObjecting(true)}>{t.object}<span className="vh">: {item.datasetTitle} {when}</span></button>}
    </li>
  );
}

/** What was read about the reader: which columns, by whom, when, why, in which matter; how to object, and what came of it. */
export function UsesPage() {
  const t = useTexts(usesTexts);
  const uses = useRead(['uses'], (api) => api.uses());
  const objections = useRead(['objections'], (api) => api.objections());
  const mine = objections.data?.items ?? [];
  const of = new Map(mine.filter(({ state }) => state !== 'withdrawn').map((one) => [one.seq, one]));
  return (
    <div className="wrap list-page">
      <PageHeading>{t.title}</PageHeading>
      <p className="ink2">{t.intro}</p>
      {objections.isError ? <Trouble error={objections.error} onRetry={() => void objections.refetch()} /> : <MyObjections items={mine} />}
      {uses.isPending ? <Loading /> : null}
      {uses.isError ? <Trouble error={uses.error} onRetry={() => void uses.refetch()} /> : null}
      {uses.data?.items.length === 0 ? <div className="empty"><p>{t.empty}</p><p className="ink2">{t.emptyMore}</p></div> : null}
      <ol>{(uses.data?.items ?? []).map((item) => <Use key={item.seq} item={item} objection={of.get(item.seq)} />)}</ol>
      {uses.data?.more === true ? <p className="ink2">{t.more}</p> : null}
      {uses.data?.since === undefined ? null : <p className="ink2">{t.since(uses.data.since)}</p>}
    </div>
  );
}
