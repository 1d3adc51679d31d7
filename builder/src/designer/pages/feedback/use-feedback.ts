import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { FeedbackDeed, FeedbackItem, FeedbackLabel, FeedbackList, FeedbackState } from '../../../../../server/api/feedback.ts';
import { request } from '../../../client/request.ts';

const EVERY_MS = 60_000;
export const STATES = ['new', 'answered', 'closed'] as const satisfies readonly FeedbackState[];
export const LABELS = ['fault', 'idea', 'praise'] as const satisfies readonly FeedbackLabel[];

export interface FeedbackFilter {
  readonly state: FeedbackState | 'all';
  readonly label: FeedbackLabel | 'all';
}

/** Key of what waits for an answer about all scenarios. */
export const WAITING_FEEDBACK = ['waiting-feedback'] as const;

const pathOf = (id: string): string => `/api/scenarios/${id}/feedback`;

/** Opinions about a scenario, newest first, a page at a time. */
export function useFeedback(id: string, { state, label }: FeedbackFilter) {
  return useInfiniteQuery({
    queryKey: ['feedback', id, state, label],
    queryFn: ({ pageParam, signal }) => request<FeedbackList>(pathOf(id), { query: { ...(state === 'all' ? {} : { state }), ...(label === 'all' ? {} : { label }), cursor: pageParam }, signal }),
    initialPageParam: '',
    getNextPageParam: (last) => last.next,
    refetchInterval: EVERY_MS,
  });
}

/** How many wait for an answer; undefined for who may not see them, and until it is known. */
export function useFeedbackCount(id: string, enabled: boolean): number | undefined {
  return useQuery({ queryKey: ['feedback', id, 'count'], queryFn: ({ signal }) => request<FeedbackList>(pathOf(id), { query: { limit: 1 }, signal }), refetchInterval: EVERY_MS, enabled }).data?.counts.new;
}

/** One deed about one opinion; lists and counts are read again afterwards. */
export function useFeedbackDeed(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ item, deed }: { readonly item: string; readonly deed: FeedbackDeed }) => request<FeedbackItem>(`${pathOf(id)}/${encodeURIComponent(item)}`, { method: 'POST', body: deed }),
    onSettled: async () => {
      await Promise.all([client.invalidateQueries({ queryKey: ['feedback', id] }), client.invalidateQueries({ queryKey: ['scenarios'] }), client.invalidateQueries({ queryKey: WAITING_FEEDBACK })]);
    },
  });
}
