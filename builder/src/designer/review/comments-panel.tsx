import { CircleCheck, MapPin } from 'lucide-react';
import { useState } from 'react';
import { useLocation } from 'wouter';
import type { Thread } from '../../../../server/api/versions.ts';
import { useLocale, useTexts } from '../../text/locale.tsx';
import { Button, IconButton } from '../../ui/button.tsx';
import { SegmentedControl } from '../../ui/choice.tsx';
import { Avatar } from '../../ui/chip.tsx';
import { ComboBox } from '../../ui/select.tsx';
import { EmptyState, ErrorState, Skeleton } from '../../ui/states.tsx';
import { TextArea } from '../../ui/text-field.tsx';
import { useDocumentBinding } from '../document/document-context.tsx';
import { stampText } from '../pages/shared/format.ts';
import './review.css';
import { reviewTexts } from './review-text.ts';
import { useNodeNames, WHOLE } from './use-node-names.ts';
import { refusalText, useReview, useReviewDeed } from './use-review.ts';

function Writer({ label, busy, error, onSend, rows = 2 }: { readonly label: string; readonly busy: boolean; readonly error: string | undefined; readonly onSend: (words: string, done: () => void) => void; readonly rows?: number }) {
  const text = useTexts(reviewTexts);
  const [words, setWords] = useState('');
  const send = (): void => {
    if (words.trim() !== '') onSend(words, () => setWords(''));
  };
  return (
    <div className="comment-writer">
      <TextArea label={label} rows={rows} value={words} onChange={setWords} maxLength={4000} error={error} />
      <Button size="small" busy={busy} isDisabled={words.trim() === ''} onPress={send}>
        {text.send}
      </Button>
    </div>
  );
}

function ThreadCard({ id, thread, name, onShow }: { readonly id: string; readonly thread: Thread; readonly name: string; readonly onShow: (() => void) | undefined }) {
  const text = useTexts(reviewTexts);
  const { locale } = useLocale();
  const [replying, setReplying] = useState(false);
  const deed = useReviewDeed(id);
  const change = (body: object, done?: () => void): void => deed.mutate({ method: 'POST', path: `comments/${thread.id}`, body }, { onSuccess: () => done?.() });
  const [first] = thread.comments;
  return (
    <li className="comment-thread" data-resolved={thread.resolved === undefined ? undefined : ''}>
      <div className="comment-place">
        <span>{name}</span>
        {onShow === undefined ? null : <IconButton size="small" label={text.showNode} icon={<MapPin size={13} aria-hidden="true" />} onPress={onShow} />}
      </div>
      <ol>
        {thread.comments.map((comment) => (
          <li key={comment.id}>
            <span className="comment-by">
              <Avatar name={comment.by.name} />
              <b>{comment.by.name}</b>
              <em>{stampText(comment.at, locale)}</em>
            </span>
            <p>{comment.text}</p>
          </li>
        ))}
      </ol>
      {thread.resolved === undefined ? null : (
        <p className="state-word" data-tone="ok">
          <CircleCheck size={14} aria-hidden="true" />
          {text.resolvedBy(thread.resolved.by.name, stampText(thread.resolved.at, locale))}
        </p>
      )}
      {replying ? <Writer label={text.replyTo(first?.by.name ?? '')} busy={deed.isPending} error={refusalText(deed.error)} onSend={(words, done) => change({ text: words }, () => { done(); setReplying(false); })} /> : null}
      <div className="ui-row">
        {replying ? null : <Button size="small" look="quiet" onPress={() => setReplying(true)}>{text.reply}</Button>}
        <Button size="small" look="quiet" busy={deed.isPending} onPress={() => change({ resolved: thread.resolved === undefined })}>
          {thread.resolved === undefined ? text.resolve : text.reopen}
        </Button>
      </div>
    </li>
  );
}

/** Threads about nodes and the scenario: read, write, answer, close. @param only the threads of one node */
export function CommentsPanel({ only }: { readonly only?: string }) {
  const text = useTexts(reviewTexts);
  const [, navigate] = useLocation();
  const { id, store } = useDocumentBinding();
  const names = useNodeNames();
  const review = useReview(id);
  const [shown, setShown] = useState('open');
  const [about, setAbout] = useState<string>(only ?? WHOLE);
  const deed = useReviewDeed(id, () => setShown('open'));
  if (review.isPending) return <Skeleton rows={4} height={40} />;
  if (review.isError) return <ErrorState error={review.error} onRetry={() => void review.refetch()} />;
  const all = review.data.threads.filter((thread) => only === undefined || thread.node === only);
  const threads = all.filter((thread) => (thread.resolved === undefined) === (shown === 'open'));
  const show = (place: string): void => {
    const [flow = '', node = ''] = place.split('/');
    store.openFlow(flow);
    store.select({ nodes: [node] });
    navigate(`/s/${id}/canvas`);
  };
  return (
    <div className="comments-panel">
      {only === undefined ? <ComboBox key={about} label={text.about} options={names.options} value={about} onChange={(place) => (place === null ? undefined : setAbout(place))} /> : null}
      <Writer label={text.newComment} rows={3} busy={deed.isPending} error={refusalText(deed.error)} onSend={(words, done) => deed.mutate({ method: 'POST', path: 'comments', body: { ...(about === WHOLE ? {} : { node: about }), text: words } }, { onSuccess: done })} />
      <SegmentedControl label={text.comments} size="small" value={shown} onChange={setShown} options={[{ id: 'open', label: `${text.openOnly} ${all.filter(({ resolved }) => resolved === undefined).length}` }, { id: 'resolved', label: `${text.resolvedOnly} ${all.filter(({ resolved }) => resolved !== undefined).length}` }]} />
      {threads.length === 0 ? <EmptyState title={shown === 'open' ? text.noOpen : text.noResolved}>{shown === 'open' ? text.noneText : null}</EmptyState> : null}
      <ul>
        {threads.toReversed().map((thread) => (
          <ThreadCard key={thread.id} id={id} thread={thread} name={names.nameOf(thread.node)} onShow={thread.node !== undefined && only === undefined && names.has(thread.node) ? () => show(thread.node ?? '') : undefined} />
        ))}
      </ul>
    </div>
  );
}
