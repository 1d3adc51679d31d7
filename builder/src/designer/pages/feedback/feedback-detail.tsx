import { CircleCheck, MessageSquarePlus } from 'lucide-react';
import { useState } from 'react';
import { Link } from 'wouter';
import type { FeedbackDeed, FeedbackItem, FeedbackLabel } from '../../../../../server/api/feedback.ts';
import { useLocale, useTexts } from '../../../text/locale.tsx';
import { Button } from '../../../ui/button.tsx';
import { SegmentedControl } from '../../../ui/choice.tsx';
import { Avatar } from '../../../ui/chip.tsx';
import { TextArea } from '../../../ui/text-field.tsx';
import { useToast } from '../../../ui/toast.tsx';
import { useDraftRights } from '../../app/draft-rights.tsx';
import { refusalText } from '../../review/use-review.ts';
import { stampText } from '../shared/format.ts';
import { CloseDialog, NoteDialog } from './feedback-dialogs.tsx';
import { useFeedbackWords } from './feedback-list.tsx';
import { feedbackTexts } from './feedback-text.ts';
import { LABELS, useFeedbackDeed } from './use-feedback.ts';

function Place({ id, item }: { readonly id: string; readonly item: FeedbackItem }) {
  const text = useTexts(feedbackTexts);
  if (item.run !== undefined) return <Link href={`/s/${id}/runs/${encodeURIComponent(item.run)}`}>{text.resultOf}</Link>;
  return <>{item.page === 'start' ? text.startPage : (item.page ?? text.wholeApp)}</>;
}

function Answers({ item }: { readonly item: FeedbackItem }) {
  const text = useTexts(feedbackTexts);
  const { locale } = useLocale();
  return (
    <>
      {item.answers.length === 0 ? null : <h3>{text.answers}</h3>}
      <ol className="feedback-answers">
        {item.answers.map((answer) => (
          <li key={answer.id}>
            <span className="ui-row">
              <Avatar name={answer.by.name} />
              <b>{answer.by.name}</b>
              <em className="ui-quiet">{stampText(answer.at, locale)}</em>
            </span>
            <p>{answer.text}</p>
          </li>
        ))}
      </ol>
      {item.closed === undefined ? null : (
        <div className="note-bar" data-tone="ok">
          <CircleCheck size={16} aria-hidden="true" />
          <span>
            <b>{text.closedBy(item.closed.by.name, stampText(item.closed.at, locale))}</b>
            <p>{item.closed.reason}</p>
          </span>
        </div>
      )}
    </>
  );
}

export interface FeedbackDetailProps {
  readonly id: string;
  readonly item: FeedbackItem;
  /** What was typed as an answer to it and not sent. */
  readonly typed: string;
  readonly onTyped: (words: string) => void;
  readonly onChanged: (item: FeedbackItem) => void;
}

/** One opinion: who wrote it and where, what it is, what was answered, and what to do with it. */
export function FeedbackDetail({ id, item, typed, onTyped, onChanged }: FeedbackDetailProps) {
  const text = useTexts(feedbackTexts);
  const { locale } = useLocale();
  const wordsOf = useFeedbackWords();
  const { operate } = useDraftRights();
  const toast = useToast();
  const deed = useFeedbackDeed(id);
  const [asking, setAsking] = useState<'close' | 'note'>();
  const act = (what: FeedbackDeed, done?: () => void): void => deed.mutate({ item: item.id, deed: what }, {
    onSuccess: (changed) => {
      onChanged(changed);
      done?.();
    },
  });
  return (
    <article className="page feedback-detail" aria-label={text.details}>
      <blockquote>{wordsOf(item)}</blockquote>
      <dl className="fact-grid">
        <dt>{text.from}</dt>
        <dd>{item.from.name}</dd>
        <dt>{text.at}</dt>
        <dd>{stampText(item.at, locale)}</dd>
        <dt>{text.about}</dt>
        <dd>
          <Place id={id} item={item} />
        </dd>
        {item.release === undefined ? null : (
          <>
            <dt>{text.release}</dt>
            <dd className="ui-mono">v{item.release}</dd>
          </>
        )}
      </dl>
      {operate ? <SegmentedControl label={text.kind} size="small" value={item.label} onChange={(label) => act({ label: label as FeedbackLabel })} options={LABELS.map((label) => ({ id: label, label: text[label] }))} /> : null}
      <Answers item={item} />
      {operate ? (
        <div className="feedback-answer">
          <TextArea label={text.writeAnswer} hint={text.answerHint} rows={4} maxLength={2000} value={typed} onChange={onTyped} error={refusalText(deed.error)} />
          <div className="ui-row">
            <Button look="primary" busy={deed.isPending} isDisabled={typed.trim() === ''} onPress={() => act({ answer: typed }, () => { onTyped(''); toast({ text: text.answerSent }); })}>
              {text.answer}
            </Button>
            {item.closed === undefined ? <Button onPress={() => setAsking('close')}>{text.close}</Button> : <Button onPress={() => act({ reopen: true })}>{text.reopen}</Button>}
            <span className="ui-grow" />
            <Button look="quiet" icon={<MessageSquarePlus size={14} aria-hidden="true" />} onPress={() => setAsking('note')}>
              {text.note}
            </Button>
          </div>
        </div>
      ) : (
        <p className="note-bar">{text.lookOnly}</p>
      )}
      {asking === 'close' ? <CloseDialog doing={deed} onDo={(close) => act({ close }, () => setAsking(undefined))} onClose={() => setAsking(undefined)} /> : null}
      {asking === 'note' ? <NoteDialog id={id} words={text.noteFrom(wordsOf(item))} onClose={() => setAsking(undefined)} /> : null}
    </article>
  );
}
