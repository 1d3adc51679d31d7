import { useState } from 'react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { OwnObjection } from '../../../../server/api/objections.ts';
import { useLocale, useTexts } from '../../text/locale.tsx';
import { useApi } from '../client/use-api.ts';
import { formatMoment } from '../format/dates.ts';
import { useNow } from '../format/use-now.ts';
import { Trouble } from '../shell/trouble.tsx';
import { usesTexts } from './text.ts';
import { WordsForm } from './words-form.tsx';

function Answer({ title, decision }: { readonly title: string; readonly decision: NonNullable<OwnObjection['decision']> }) {
  const t = useTexts(usesTexts);
  return (
    <>
      <dt>{title}</dt>
      <dd>
        <b>{t[`outcome_${decision.outcome}`]}</b>
        <p className="use-answer">{decision.answer}</p>
        {decision.byUnit === undefined ? null : <p className="mut">{t.by(decision.byUnit)}</p>}
      </dd>
    </>
  );
}

function Objection({ item }: { readonly item: OwnObjection }) {
  const t = useTexts(usesTexts);
  const { locale } = useLocale();
  const now = useNow();
  const api = useApi();
  const client = useQueryClient();
  const [asking, setAsking] = useState<'withdraw' | 'review'>();
  const act = useMutation({
    mutationFn: (body: { readonly action: 'withdraw' | 'review'; readonly reason?: string }) => api.actOnObjection(item.id, body),
    onSuccess: () => setAsking(undefined),
    // Also after a refusal: what can be done now may be something else.
    onSettled: () => client.invalidateQueries({ queryKey: ['objections'] }),
  });
  const about = item.datasetTitle === undefined ? t.aboutAll : t.aboutUse(item.datasetTitle, formatMoment(item.usedAt ?? item.at, locale, now));
  const isOpen = item.state === 'received' || item.state === 'verifying' || item.state === 'review';
  return (
    <li className="notice use">
      <p className="notice-head"><b>{about}</b><span className={isOpen ? 'tag warn' : 'tag'}>{t[`state_${item.state}`]}</span></p>
      <dl>
        <dt>{t.said}</dt><dd>{item.text}<p className="mut">{t.filed(formatMoment(item.at, locale, now))}</p></dd>
        {item.decision ? <Answer title={t.answer} decision={item.decision} /> : null}
        {item.review ? <Answer title={t.reviewAnswer} decision={item.review} /> : null}
      </dl>
      {item.due === undefined ? null : <p className="ink2">{item.overdue ? <span className="tag err">{t.late}</span> : t.dueBy(formatMoment(item.due, locale, now))}</p>}
      {asking === 'review' ? <WordsForm title={t.reviewTitle} hint={t.reviewHint} action={t.sendReview} sending={act} onSend={(reason) => act.mutate({ action: 'review', reason })} onClose={() => setAsking(undefined)} /> : null}
      {asking === 'withdraw' ? (
        <div className="use-objection">
          {act.isError ? <Trouble error={act.error} /> : null}
          <p>{t.withdrawSure}</p>
          <button type="button" className="pf-primary" aria-disabled={act.isPending} onClick={() => act.mutate({ action: 'withdraw' })}>{t.withdraw}</button>
          <button type="button" className="link" onClick={() => setAsking(undefined)}>{t.keep}</button>
        </div>
      ) : null}
      {asking === undefined && item.actions.includes('withdraw') ? <button type="button" className="link" onClick={() => setAsking('withdraw')}>{t.withdraw}<span className="vh">: {about}</span></button> : null}
      {asking === undefined && item.actions.includes('review') ? <button type="button" className="link" onClick={() => setAsking('review')}>{t.askReview}<span className="vh">: {about}</span></button> : null}
    </li>
  );
}

/** What the reader objected to, how it stands, and the answers; nothing where there is none. */
export function MyObjections({ items }: { readonly items: readonly OwnObjection[] }) {
  const t = useTexts(usesTexts);
  if (items.length === 0) return null;
  return (
    <section aria-labelledby="my-objections">
      <h2 id="my-objections">{t.mine}</h2>
      <ol>{items.map((item) => <Objection key={item.id} item={item} />)}</ol>
    </section>
  );
}
