import { useState } from 'react';
import { useLocation, useSearch } from 'wouter';
import { useTexts } from '../../../text/locale.tsx';
import { EmptyState } from '../../../ui/states.tsx';
import '../shared/page.css';
import { RunDetail } from './run-detail.tsx';
import { RunList } from './run-list.tsx';
import { fitsFilter, isRunFilter, type RunFilter } from './run-state.ts';
import { runTexts } from './run-text.ts';
import './runs.css';
import { useRuns, useScenarioItem } from './use-runs.ts';

/** Runs of one scenario: the list, and the one that the address names (`/s/ID/runs/RUN`); `?show=` says which are listed at first. */
export function RunsPage({ id, named }: { readonly id: string; readonly named: string | undefined }) {
  const text = useTexts(runTexts);
  const [, navigate] = useLocation();
  const asked = new URLSearchParams(useSearch()).get('show');
  const [filter, setFilter] = useState<RunFilter>(isRunFilter(asked) ? asked : 'all');
  const runs = useRuns(id);
  const week = useScenarioItem(id)?.runs;
  const shown = runs.items.filter((item) => fitsFilter(item.status, filter));
  const current = named ?? shown[0]?.id;
  const place = shown.findIndex((item) => item.id === current);
  const open = (run: string): void => navigate(`/s/${id}/runs/${encodeURIComponent(run)}`);
  const neighbour = (by: number): (() => void) | undefined => {
    const item = place < 0 ? undefined : shown[place + by];
    return item === undefined ? undefined : () => open(item.id);
  };
  return (
    <div className="page-columns runs-page">
      <RunList runs={runs} week={week} filter={filter} onFilter={setFilter} current={current} onOpen={open} />
      <div className="page-main">{current === undefined ? <EmptyState title={text.pick}>{text.pickHint}</EmptyState> : <RunDetail key={current} run={current} previous={neighbour(-1)} next={neighbour(1)} />}</div>
    </div>
  );
}
