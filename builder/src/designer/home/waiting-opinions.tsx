import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'wouter';
import type { WaitingFeedbackList } from '../../../../server/api/feedback.ts';
import { request } from '../../client/request.ts';
import { useLocale, useLocalText, useTexts } from '../../text/locale.tsx';
import { Button } from '../../ui/button.tsx';
import { Badge } from '../../ui/chip.tsx';
import { EmptyState, ErrorState, Skeleton } from '../../ui/states.tsx';
import { LABEL_ICONS, useFeedbackWords } from '../pages/feedback/feedback-list.tsx';
import { feedbackTexts } from '../pages/feedback/feedback-text.ts';
import { WAITING_FEEDBACK } from '../pages/feedback/use-feedback.ts';
import { sideTexts } from './side-text.ts';
import { whenText } from './when.ts';

const FEW = 3;
const MANY = 50;
const EVERY_MS = 60_000;

function Opinion({ item, now }: { readonly item: WaitingFeedbackList['items'][number]; readonly now: Date }) {
  const text = useTexts(sideTexts);
  const kinds = useTexts(feedbackTexts);
  const local = useLocalText();
  const { locale } = useLocale();
  const wordsOf = useFeedbackWords();
  const Sign = LABEL_ICONS[item.label];
  const name = local(item.scenario.title);
  const deed = item.answerable ? text.reply : text.see;
  return (
    <li className="home-opinion">
      <p className="home-opinion-from">
        <Sign size={14} strokeWidth={1.75} aria-hidden="true" />
        {[kinds[item.label], item.from.name, whenText(item.at, now, locale)].join(' · ')}
      </p>
      <p className="home-opinion-words">{wordsOf(item)}</p>
      <p className="home-opinion-about">
        <span className="ui-grow">{name}</span>
        <Link href={`/s/${item.scenario.id}/feedback?item=${encodeURIComponent(item.id)}`} aria-label={`${deed}: ${wordsOf(item)}`}>
          {deed}
        </Link>
      </p>
    </li>
  );
}

/** What people wrote and nobody has answered yet, of all scenarios whose runs the reader may see, newest first. */
export function WaitingOpinions() {
  const text = useTexts(sideTexts);
  const { locale } = useLocale();
  const [limit, setLimit] = useState(FEW);
  const [now] = useState(() => new Date());
  const read = useQuery({ queryKey: [...WAITING_FEEDBACK, limit], queryFn: ({ signal }) => request<WaitingFeedbackList>('/api/feedback', { signal, query: { limit } }), refetchInterval: EVERY_MS, placeholderData: (before) => before });
  const { items = [], total = 0 } = read.data ?? {};
  const count = new Intl.NumberFormat(locale);
  return (
    <section aria-labelledby="home-opinions">
      <div className="home-head">
        <h2 id="home-opinions">{text.opinions}</h2>
        {total === 0 ? null : <Badge tone="accent">{text.waiting(count.format(total))}</Badge>}
        <span className="ui-grow" />
        {total <= FEW ? null : (
          <Button look="link" aria-expanded={limit === MANY} onPress={() => setLimit(limit === FEW ? MANY : FEW)}>
            {limit === FEW ? text.all : text.fewer}
          </Button>
        )}
      </div>
      {read.isPending ? <Skeleton rows={3} height={64} /> : null}
      {read.isError && read.data === undefined ? <ErrorState error={read.error} onRetry={() => void read.refetch()} /> : null}
      {read.data !== undefined && total === 0 ? <EmptyState title={text.noOpinions}>{text.noOpinionsNote}</EmptyState> : null}
      <ul>
        {items.map((item) => (
          <Opinion key={item.id} item={item} now={now} />
        ))}
      </ul>
      {limit === MANY && total > items.length ? <p className="ui-quiet">{text.rest(count.format(total - items.length))}</p> : null}
    </section>
  );
}
