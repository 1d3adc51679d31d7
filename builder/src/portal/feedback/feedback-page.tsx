import { useRef, useState, type FormEvent } from 'react';
import { Link, useParams, useSearch } from 'wouter';
import { useMutation } from '@tanstack/react-query';
import { ChevronLeft, CircleAlert, CircleCheck } from 'lucide-react';
import { useTexts } from '../../text/locale.tsx';
import { plainText } from '../format/plain-text.ts';
import { useApi, useRead } from '../client/use-api.ts';
import { PageHeading } from '../shell/page-heading.tsx';
import { Trouble } from '../shell/trouble.tsx';
import { feedbackTexts } from './text.ts';
import '../form/form.css';

function Thanks({ onMore }: { readonly onMore: () => void }) {
  const t = useTexts(feedbackTexts);
  return (
    <>
      <div className="note ok" role="alert"><CircleCheck className="i" aria-hidden="true" /><div><p><b>{t.thanks}</b></p><p>{t.thanksMore}</p></div></div>
      <button type="button" className="link" onClick={onMore}>{t.more}</button> <Link className="link" href="/">{t.home}</Link>
    </>
  );
}

function Kinds() {
  const t = useTexts(feedbackTexts);
  const kinds = [{ value: 'issue', title: t.issue, more: t.issueMore }, { value: 'idea', title: t.idea, more: t.ideaMore }];
  return (
    <fieldset className="pf-field"><legend>{t.kind}</legend>
      <div className="pf-cards">
        {/* oxlint-disable-next-line jsx-a11y/label-has-associated-control -- its text is inside */}
        {kinds.map((kind) => <label key={kind.value} className="pf-card"><input type="radio" name="kind" value={kind.value} defaultChecked={kind.value === 'issue'} /><span><b>{kind.title}</b><em>{kind.more}</em></span></label>)}
      </div>
    </fieldset>
  );
}

/** 提意见、出点子 for one app. */
export function FeedbackPage() {
  const { id } = useParams<{ id?: string }>();
  const t = useTexts(feedbackTexts);
  // The page the person came from says what the words are about, as long as they stay with its app.
  const search = new URLSearchParams(useSearch());
  const from = search.get('from') ?? undefined;
  // With a run it is an objection to its result, and goes with the matter.
  const run = search.get('run') ?? undefined;
  const api = useApi();
  const apps = useRead(['apps'], (source) => source.apps());
  const [missing, setMissing] = useState(false);
  const text = useRef<HTMLTextAreaElement>(null);
  const send = useMutation({ mutationFn: (body: { app: string; kind: 'issue' | 'idea'; text: string }) => run !== undefined ? api.runFeedback(run, { kind: 'issue', text: body.text }) : api.appFeedback(body.app, { kind: body.kind, text: body.text, ...(from === 'start' && body.app === id ? { page: from } : {}) }) });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    const words = plainText(data.get('text')).trim();
    setMissing(words === '');
    if (words === '') return text.current?.focus();
    send.mutate({ app: plainText(data.get('app')), kind: data.get('kind') === 'idea' ? 'idea' : 'issue', text: words });
  };
  return (
    <div className="wrap list-page">
      <Link className="back" href={run === undefined ? '/' : `/runs/${run}`}><ChevronLeft className="i s" aria-hidden="true" />{run === undefined ? t.back : t.objectBack}</Link>
      <PageHeading>{run === undefined ? t.title : t.objectTitle}</PageHeading>
      <p className="ink2">{run === undefined ? t.intro : t.objectIntro}</p>
      {send.isSuccess ? <Thanks onMore={() => send.reset()} /> : (
        <form className="pf fb-form" noValidate onSubmit={submit}>
          {send.isError ? <Trouble error={send.error} /> : null}
          {run === undefined ? <><div className="pf-field"><label htmlFor="fb-app">{t.which}</label><select id="fb-app" name="app" className="pf-input" defaultValue={id} key={apps.data ? 'ready' : 'wait'}>{(apps.data?.items ?? []).map((app) => <option key={app.id} value={app.id}>{app.title}</option>)}</select></div><Kinds /></> : null}
          <div className={missing ? 'pf-field pf-bad' : 'pf-field'}><label htmlFor="fb-text">{t.text}</label>{missing ? <p className="pf-error" id="fb-error"><CircleAlert className="i s" aria-hidden="true" />{t.needText}</p> : null}<textarea ref={text} id="fb-text" name="text" className="pf-input pf-area" rows={5} maxLength={2000} {...(missing ? { 'aria-invalid': true, 'aria-describedby': 'fb-error' } : {})} /></div>
          <button type="submit" className="pf-primary" aria-disabled={send.isPending}>{t.send}</button>
        </form>
      )}
    </div>
  );
}
