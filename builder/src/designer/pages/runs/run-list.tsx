import type { RunItem, ScenarioItem } from '../../../../../server/api/scenario.ts';
import { useLocale, useTexts } from '../../../text/locale.tsx';
import { Button } from '../../../ui/button.tsx';
import { SegmentedControl } from '../../../ui/choice.tsx';
import { EmptyState, ErrorState, Skeleton } from '../../../ui/states.tsx';
import { durationText, stampText } from '../shared/format.ts';
import { fitsFilter, runSign, type RunFilter } from './run-state.ts';
import { runTexts } from './run-text.ts';
import type { RunPages } from './use-runs.ts';

type Week = NonNullable<ScenarioItem['runs']>;

function WeekBars({ runs }: { readonly runs: Week }) {
  const text = useTexts(runTexts);
  const most = Math.max(1, ...runs.days);
  return (
    <svg className="run-bars" viewBox="0 0 350 40" role="img" preserveAspectRatio="none" aria-label={text.daysSpoken(runs.days.join(', '))}>
      {runs.days.map((count, day) => {
        const height = Math.max(2, (count / most) * 38);
        return <rect key={day} x={day * 50 + 2} y={40 - height} width={46} height={height} rx={2} fill={day === runs.days.length - 1 ? 'var(--accent)' : 'var(--line-2)'} />;
      })}
    </svg>
  );
}

function errorWords(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('message' in error)) return undefined;
  return typeof error.message === 'string' ? error.message : undefined;
}

function RunRow({ item, current, onOpen }: { readonly item: RunItem; readonly current: boolean; readonly onOpen: (id: string) => void }) {
  const text = useTexts(runTexts);
  const { locale } = useLocale();
  const { word, tone, icon: Sign } = runSign(item.status);
  const trouble = errorWords(item.error);
  const took = item.endedAt === undefined ? undefined : Date.parse(item.endedAt) - Date.parse(item.startedAt);
  return (
    <li>
      <button type="button" className="list-row" data-run={item.id} {...(current ? { 'aria-current': true as const } : {})} onClick={() => onOpen(item.id)}>
        <span className="state-word run-state" data-tone={tone}>
          <Sign size={16} strokeWidth={1.75} aria-hidden="true" />
          {text[word]}
        </span>
        <span className="list-row-words">
          <b>{item.subject ?? text.noSubject}</b>
          <em {...(trouble === undefined ? {} : { 'data-tone': 'err' })}>{[trouble ?? item.stage, item.starterName].filter((part) => part !== undefined && part !== '').join(' · ')}</em>
        </span>
        <span className="list-row-end">
          {stampText(item.startedAt, locale)}
          <em>{took === undefined ? '' : durationText(took, locale)}</em>
        </span>
      </button>
    </li>
  );
}

export interface RunListProps {
  readonly runs: RunPages;
  readonly week: Week | undefined;
  readonly filter: RunFilter;
  readonly onFilter: (filter: RunFilter) => void;
  readonly current: string | undefined;
  readonly onOpen: (id: string) => void;
}

/** How many runs began and came to their end, and how many stand still at an error, whenever they began. */
function WeekWords({ week: { total, completed, incidents } }: { readonly week: Week }) {
  const text = useTexts(runTexts);
  const { locale } = useLocale();
  const count = new Intl.NumberFormat(locale);
  const [all, done] = [count.format(total), count.format(completed)];
  return <span className="ui-quiet">{incidents === 0 ? text.week(all, done) : text.weekStopped(all, done, count.format(incidents))}</span>;
}

/** Every run of a scenario, newest first, by state. */
export function RunList({ runs, week, filter, onFilter, current, onOpen }: RunListProps) {
  const text = useTexts(runTexts);
  const shown = runs.items.filter((item) => fitsFilter(item.status, filter));
  const count = (n: number | undefined, label: string) => (n === undefined || n === 0 ? label : `${label} ${n}`);
  return (
    <section className="page-side" aria-label={text.title} data-region="" tabIndex={-1}>
      <div className="side-head">
        <h2>{text.title}</h2>
        {week === undefined || week.total === 0 ? null : <WeekWords week={week} />}
      </div>
      {week === undefined || week.total === 0 ? null : <WeekBars runs={week} />}
      <div className="run-filter">
        <SegmentedControl
          label={text.filter}
          size="small"
          value={filter}
          onChange={(id) => onFilter(id as RunFilter)}
          options={[
            { id: 'all', label: text.all },
            { id: 'stopped', label: count(week && week.incidents + week.failed, text.stopped) },
            { id: 'waiting', label: count(week?.waiting, text.waiting) },
            { id: 'done', label: text.done },
          ]}
        />
      </div>
      {runs.pending ? <Skeleton rows={8} height={42} /> : null}
      {runs.error === null ? null : <ErrorState error={runs.error} onRetry={runs.retry} />}
      <ul>
        {shown.map((item) => (
          <RunRow key={item.id} item={item} current={item.id === current} onOpen={onOpen} />
        ))}
      </ul>
      {runs.pending || runs.error !== null || shown.length > 0 ? null : runs.items.length === 0 ? <EmptyState title={text.emptyTitle}>{text.empty}</EmptyState> : <EmptyState title={text.emptyFilter} actions={<Button onPress={() => onFilter('all')}>{text.clearFilter}</Button>} />}
      {runs.more === undefined ? null : (
        <div className="run-more">
          <Button busy={runs.loadingMore} onPress={runs.more}>
            {text.more}
          </Button>
        </div>
      )}
    </section>
  );
}
