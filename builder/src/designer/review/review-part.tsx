import { Bell, Check, Clock, PenLine, X } from 'lucide-react';
import { useState } from 'react';
import type { Asked, ReviewView, Verdict } from '../../../../server/api/versions.ts';
import { useLocale, useTexts } from '../../text/locale.tsx';
import { Button, IconButton } from '../../ui/button.tsx';
import { ErrorState, Skeleton } from '../../ui/states.tsx';
import { TextArea } from '../../ui/text-field.tsx';
import { useToast } from '../../ui/toast.tsx';
import { useDocumentBinding, useSaveState } from '../document/document-context.tsx';
import { stampText } from '../pages/shared/format.ts';
import { AskDialog } from './ask-dialog.tsx';
import './review.css';
import { reviewTexts } from './review-text.ts';
import { RuleDialog } from './rule-dialog.tsx';
import { refusalText, useReview, useReviewDeed } from './use-review.ts';

/** Whether the rules still hold a draft back, for whoever looks. */
export function isHeld(review: ReviewView | undefined): boolean {
  return review !== undefined && (review.missing.approvals > 0 || review.missing.duties.length > 0 || review.missing.objections.length > 0);
}

function VerdictRow({ said }: { readonly said: Verdict }) {
  const text = useTexts(reviewTexts);
  const { locale } = useLocale();
  const when = stampText(said.at, locale);
  const yes = said.verdict === 'approve';
  return (
    <li className="review-row" data-old={said.current ? undefined : ''}>
      <span className="review-words">
        <b>{said.by.name}</b>
        {said.duties.length === 0 ? null : <em>{said.duties.join(text.comma)}</em>}
        {said.note === '' ? null : <q>{said.note}</q>}
        {said.current ? null : <em>{text.older}</em>}
        {said.current && yes && !said.counts ? <em>{text.notCounted}</em> : null}
      </span>
      <span className="state-word" data-tone={said.current ? (yes ? 'ok' : 'err') : undefined}>
        {yes ? <Check size={14} aria-hidden="true" /> : <PenLine size={14} aria-hidden="true" />}
        {yes ? text.approvedAt(when) : text.changeAt(when)}
      </span>
    </li>
  );
}

function AskedRow({ id, asked }: { readonly id: string; readonly asked: Asked }) {
  const text = useTexts(reviewTexts);
  const toast = useToast();
  const { readOnly } = useDocumentBinding();
  const remind = useReviewDeed(id, () => toast({ text: text.reminded(asked.name) }));
  const unask = useReviewDeed(id);
  return (
    <li className="review-row">
      <span className="review-words">
        <b>{asked.name}</b>
        {asked.note === '' ? null : <em>{asked.note}</em>}
      </span>
      <span className="state-word" data-tone="warn">
        <Clock size={14} aria-hidden="true" />
        {text.waiting}
      </span>
      {readOnly ? null : (
        <>
          <IconButton size="small" label={text.remindNamed(asked.name)} icon={<Bell size={14} aria-hidden="true" />} busy={remind.isPending} onPress={() => remind.mutate({ method: 'POST', path: 'reviews', body: { who: [asked.who], note: asked.note } })} />
          <IconButton size="small" label={text.unask(asked.name)} icon={<X size={14} aria-hidden="true" />} busy={unask.isPending} onPress={() => unask.mutate({ method: 'DELETE', path: `reviews?who=${encodeURIComponent(asked.who)}` })} />
        </>
      )}
    </li>
  );
}

/** For somebody who was asked: yes, or what has to change. */
function VerdictForm({ id, review }: { readonly id: string; readonly review: ReviewView }) {
  const text = useTexts(reviewTexts);
  const toast = useToast();
  const [note, setNote] = useState('');
  const deed = useReviewDeed(id, () => {
    setNote('');
    toast({ text: text.verdictSaid });
  });
  const say = (verdict: Verdict['verdict']): void => deed.mutate({ method: 'POST', path: 'verdict', body: { verdict, note, content: review.content } });
  return (
    <div className="review-mine">
      <b>{text.yourTurn}</b>
      <p className="ui-quiet">{text.yourTurnHint}</p>
      <TextArea label={text.verdictNote} value={note} onChange={setNote} rows={2} maxLength={2000} error={refusalText(deed.error)} />
      <div className="ui-row">
        <Button size="small" busy={deed.isPending} onPress={() => say('change')}>
          {text.askChange}
        </Button>
        <Button size="small" look="primary" busy={deed.isPending} onPress={() => say('approve')}>
          {text.approve}
        </Button>
      </div>
    </div>
  );
}

/** Why the rules hold the draft back, in sentences. */
export function missingWords(review: ReviewView, text: { readonly missing: (n: number) => string; readonly missingDuties: (duties: string) => string; readonly objections: (names: string) => string; readonly comma: string }): readonly string[] {
  const { approvals, duties, objections } = review.missing;
  return [
    ...(approvals > 0 ? [text.missing(approvals)] : []),
    ...(duties.length > 0 ? [text.missingDuties(duties.join(text.comma))] : []),
    ...(objections.length > 0 ? [text.objections(objections.map(({ name }) => name).join(text.comma))] : []),
  ];
}

/** Who was asked, what they said, what is still missing. */
export function ReviewBody() {
  const text = useTexts(reviewTexts);
  const { id, readOnly } = useDocumentBinding();
  const save = useSaveState();
  const [dialog, setDialog] = useState<'ask' | 'rule'>();
  const review = useReview(id);
  if (review.isPending) return <Skeleton rows={2} />;
  if (review.isError) return <ErrorState error={review.error} onRetry={() => void review.refetch()} />;
  const { rule, own, asked, verdicts, mine, mayChangeRule } = review.data;
  const missing = missingWords(review.data, text);
  return (
    <>
      <p className="ui-quiet">{rule.approvals === 0 ? text.ruleFree : text.rule(rule.approvals, rule.duties.join(text.comma))}</p>
      <ul className="review-list">
        {verdicts.map((said) => <VerdictRow key={said.by.id} said={said} />)}
        {asked.filter(({ answered }) => answered === undefined).map((one) => <AskedRow key={one.who} id={id} asked={one} />)}
      </ul>
      {missing.length === 0 ? null : (
        <ul className="review-missing">
          {missing.map((line) => <li key={line}>{line}</li>)}
        </ul>
      )}
      {mine ? <VerdictForm key={review.data.content} id={id} review={review.data} /> : null}
      <div className="ui-row review-deeds">
        {readOnly ? null : (
          <Button size="small" isDisabled={save.kind === 'conflict'} onPress={() => setDialog('ask')}>
            {text.ask}
          </Button>
        )}
        {mayChangeRule ? (
          <Button size="small" look="quiet" onPress={() => setDialog('rule')}>
            {text.changeRule}
          </Button>
        ) : null}
      </div>
      {dialog === 'ask' ? <AskDialog id={id} onClose={() => setDialog(undefined)} /> : null}
      {dialog === 'rule' ? <RuleDialog id={id} own={own} onClose={() => setDialog(undefined)} /> : null}
    </>
  );
}
