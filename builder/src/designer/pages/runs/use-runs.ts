import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import type { Scenario } from '../../../../../runtime/schema/scenario.ts';
import type { Release, RunItem, ScenarioItem, Trace } from '../../../../../server/api/scenario.ts';
import { request } from '../../../client/request.ts';

interface RunsAnswer {
  readonly items: readonly RunItem[];
  readonly next?: string;
}

export interface RunPages {
  readonly items: readonly RunItem[];
  readonly pending: boolean;
  readonly error: unknown;
  readonly retry: () => void;
  /** Absent at the end of the list. */
  readonly more: (() => void) | undefined;
  readonly loadingMore: boolean;
}

/** Runs of a scenario, newest first, a page at a time; the first page is asked again every 10 s. */
export function useRuns(id: string): RunPages {
  const query = useInfiniteQuery({
    queryKey: ['runs', id],
    queryFn: ({ pageParam, signal }) => request<RunsAnswer>(`/api/scenarios/${id}/runs`, { query: { limit: 50, cursor: pageParam }, signal }),
    initialPageParam: '',
    getNextPageParam: (last) => last.next,
    refetchInterval: (current) => ((current.state.data?.pages.length ?? 1) > 1 ? false : 10_000),
  });
  return {
    items: query.data?.pages.flatMap((page) => page.items) ?? [],
    pending: query.isPending,
    error: query.isError && query.data === undefined ? query.error : null,
    retry: () => void query.refetch(),
    more: query.hasNextPage ? () => void query.fetchNextPage() : undefined,
    loadingMore: query.isFetchingNextPage,
  };
}

/** What happened in one run, node by node. */
export function useRunTrace(run: string) {
  return useQuery({ queryKey: ['run', run], queryFn: ({ signal }) => request<Trace>(`/api/runs/${encodeURIComponent(run)}`, { signal }) });
}

/** A published scenario as it was; it never changes. */
export function useRelease(release: string | undefined) {
  return useQuery({
    queryKey: ['release', release],
    queryFn: ({ signal }) => request<{ readonly release: Release; readonly scenario: Scenario }>(`/api/releases/${encodeURIComponent(release ?? '')}`, { signal }),
    enabled: release !== undefined,
    staleTime: Infinity,
  });
}

/** The line of this scenario in the list of scenarios: counts of the last seven days. */
export function useScenarioItem(id: string): ScenarioItem | undefined {
  const query = useQuery({ queryKey: ['scenarios'], queryFn: ({ signal }) => request<{ readonly items: readonly ScenarioItem[] }>('/api/scenarios', { signal }) });
  return query.data?.items.find((item) => item.id === id);
}
