import { useId, useState, type FormEvent } from 'react';
import { useMutation } from '@tanstack/react-query';
import { CircleAlert, CircleCheck } from 'lucide-react';
import type { AccessItem } from '../../../../server/api/sharing.ts';
import { useLocale, useTexts } from '../../text/locale.tsx';
import { useApi, useRead } from '../client/use-api.ts';
import { formatMoment } from '../format/dates.ts';
import { useNow } from '../format/use-now.ts';
import { PageHeading } from '../shell/page-heading.tsx';
import { Loading, Trouble } from '../shell/trouble.tsx';
import { usesTexts } from './text.ts';
import '../form/form.css';
import '../style/lists.css';
import '../style/uses.css';

function Objection({ seq, onClose }: { readonly seq: number; readonly onClose: () => void }) {
  const t = useTexts(usesTexts);
  const api = useApi();
  const id = useId();
  const [text, setText] = useState('');
  const [tried, setTried] = useState(false);
  const send = useMutation({ mutationFn: (words: string) => api.objectToUse({ seq, text: words }) });
  if (send.isSuccess) return <output className="note ok"><CircleCheck className="i" aria-hidden="true" /><p>{t.sent} <b>{send.data.id}</b></p></output>;
  const short = text.trim().length < 5;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!short) send.mutate(text.trim());
  };
  return (
    <form className="pf use-objection" noValidate onSubmit={submit}>
      {send.isError ? <Trouble error={send.error} /> : null}
      <div className={tried && short ? 'pf-field pf-bad' : 'pf-field'}>
        <label htmlFor={id}>{t.objectTitle}</label>
        <p className="ink2" id={`${id}-hint`}>{t.objectHint}</p>
        {tried && short ? <p className="pf-error" id={`${id}-error`}><CircleAlert className="i s" aria-hidden="true" />{t.objectShort}</p> : null}
        <textarea id={id} className="pf-input pf-area" rows={4} maxLength={2000} value={text} onChange={(event) => setText(event.target.value)} aria-describedby={tried && short ? `${id}-hint ${id}-error` : `${id}-hint`} {...(tried && short ? { 'aria-invalid': true } : {})} />
      </div>
      <button type="submit" className="pf-primary" aria-disabled={send.isPending}>{t.send}</button>
      <button type="button" className="link" onClick={onClose}>{t.cancel}</button>
    </form>
  );
}

function Use({ item }: { readonly item: AccessItem }) {
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
        <dt>{t.read}</dt><dd>{item.fields.map((field) => field.title).join(t.comma)}</dd>
        <dt>{t.why}</dt><dd>{item.purpose ?? (item.scenario === undefined ? t.staff : t.noPurpose)}</dd>
        {item.scenarioTitle === undefined ? null : <><dt>{t.matter}</dt><dd>{item.scenarioTitle}</dd></>}
      </dl>
      {objecting ? <Objection seq={item.seq} onClose={() => setObjecting(false)} /> : <button type="button" className="link" onClick={() => setObjecting(true)}>{t.object}<span className="vh">: {item.datasetTitle} {when}</span></button>}
    </li>
  );
}

/** What was read about the reader: which columns, by whom, when, why, in which matter; and how to object. */
export function UsesPage() {
  const t = useTexts(usesTexts);
  const uses = useRead(['uses'], (api) => api.uses());
  return (
    <div className="wrap list-page">
      <PageHeading>{t.title}</PageHeading>
      <p className="ink2">{t.intro}</p>
      {uses.isPending ? <Loading /> : null}
      {uses.isError ? <Trouble error={uses.error} onRetry={() => void uses.refetch()} /> : null}
      {uses.data?.items.length === 0 ? <div className="empty"><p>{t.empty}</p><p className="ink2">{t.emptyMore}</p></div> : null}
      <ol>{(uses.data?.items ?? []).map((item) => <Use key={item.seq} item={item} />)}</ol>
      {uses.data?.more === true ? <p className="ink2">{t.more}</p> : null}
    </div>
  );
}
