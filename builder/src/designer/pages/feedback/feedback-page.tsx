import { MessageSquare } from 'lucide-react';
import { useState } from 'react';
import { Link, useSearch } from 'wouter';
import type { FeedbackItem } from '../../../../../server/api/feedback.ts';
import { useTexts } from '../../../text/locale.tsx';
import { Button } from '../../../ui/button.tsx';
import { SegmentedControl } from '../../../ui/choice.tsx';
import { Select } from '../../../ui/select.tsx';
import { EmptyState, ErrorState, Skeleton } from '../../../ui/states.tsx';
import '../shared/page.css';
import { FeedbackDetail } from './feedback-detail.tsx';
import { FeedbackRows } from './feedback-list.tsx';
import { feedbackTexts } from './feedback-text.ts';
import './feedback.css';
import { LABELS, STATES, useFeedback, type FeedbackFilter } from './use-feedback.ts';

const icon = <MessageSquare size={24} strokeWidth={1.75} aria-hidden="true" />;
const ALL: FeedbackFilter = { state: 'all', label: 'all' };

/** What people who use the app say of it: the list, and the one that is answered; `?item=` says which is open at first. */
export function FeedbackPage({ id }: { readonly id: string }) {
  const text = useTexts(feedbackTexts);
  const [filter, setFilter] = useState<FeedbackFilter>({ state: 'new', label: 'all' });
  const [opened, setOpened] = useState(new URLSearchParams(useSearch()).get('item') ?? undefined);
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>({});
  const read = useFeedback(id, filter);
  const items = read.data?.pages.flatMap((page) => page.items) ?? [];
  const counts = read.data?.pages[0]?.counts;
  const total = counts && counts.new + counts.answered + counts.closed;
  // An opinion that was just answered is no longer among those to answer, and stays before the reader.
  const [changed, setChanged] = useState<FeedbackItem>();
  const current = items.find((item) => item.id === opened) ?? (changed?.id === opened ? changed : undefined) ?? items[0];
  const labelOf = (state: (typeof STATES)[number]): string => (counts === undefined ? text[state] : `${text[state]} ${counts[state]}`);
  return (
    <div className="page-columns feedback-page">
      <section className="page-side" aria-label={text.title} data-region="" tabIndex={-1}>
        <div className="side-head">
          <h2>{text.title}</h2>
          <span className="ui-grow" />
          <Link href={`/s/${id}/operate`}>{text.toOperate}</Link>
        </div>
        <div className="feedback-filter">
          <SegmentedControl label={text.show} size="small" value={filter.state} onChange={(state) => setFilter({ ...filter, state: state as FeedbackFilter['state'] })} options={[...STATES.map((state) => ({ id: state, label: labelOf(state) })), { id: 'all', label: text.all }]} />
          <Select label={text.kind} hideLabel value={filter.label} onChange={(label) => setFilter({ ...filter, label: label as FeedbackFilter['label'] })} options={[{ id: 'all', label: text.anyKind }, ...LABELS.map((label) => ({ id: label, label: text[label] }))]} />
        </div>
        {read.isPending ? <Skeleton rows={6} height={42} /> : null}
        {read.isError && read.data === undefined ? <ErrorState error={read.error} onRetry={() => void read.refetch()} /> : null}
        <FeedbackRows items={items} current={current?.id} onOpen={setOpened} />
        {read.data !== undefined && items.length === 0 ? (
          total === 0 ? (
            <EmptyState icon={icon} title={text.emptyTitle}>
              {text.empty}
            </EmptyState>
          ) : (
            <EmptyState title={filter.state === 'new' && filter.label === 'all' ? text.emptyNew : text.emptyFilter} actions={<Button onPress={() => setFilter(ALL)}>{text.showAll}</Button>} />
          )
        ) : null}
        {read.hasNextPage ? (
          <div className="feedback-more">
            <Button busy={read.isFetchingNextPage} onPress={() => void read.fetchNextPage()}>
              {text.more}
            </Button>
          </div>
        ) : null}
      </section>
      <div className="page-main">
        {current === undefined ? <EmptyState title={text.pick} /> : <FeedbackDetail key={current.id} id={id} item={current} typed={typed[current.id] ?? ''} onTyped={(words) => setTyped((old) => ({ ...old, [current.id]: words }))} onChanged={(item) => { setChanged(item); setOpened(item.id); }} />}
      </div>
    </div>
  );
}
