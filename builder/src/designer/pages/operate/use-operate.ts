import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useState } from 'react';
import type { Operate, ResolveManyAnswer } from '../../../../../server/api/operate.ts';
import type { DeliveryItem, TriggerItem } from '../../../../../server/api/triggers.ts';
import { openEvents } from '../../../client/events.ts';
import { request } from '../../../client/request.ts';

/** Looks of its own: while the stream is open only for what it does not tell, else instead of it. */
const QUIET_MS = 60_000;
const POLL_MS = 15_000;
/** Runs in one request, so that progress is seen. */
const AT_ONCE = 5;

export function useOperate(id: string) {
  return useQuery({ queryKey: ['operate', id], queryFn: ({ signal }) => request<Operate>(`/api/scenarios/${id}/operate`, { signal }) });
}

export function useTriggers(id: string) {
  return useQuery({ queryKey: ['triggers', id], queryFn: ({ signal }) => request<{ readonly items: readonly TriggerItem[] }>(`/api/scenarios/${id}/triggers`, { signal }) });
}

export function useDeliveries(id: string) {
  return useQuery({ queryKey: ['deliveries', id], queryFn: ({ signal }) => request<{ readonly items: readonly DeliveryItem[]; readonly next?: string }>(`/api/scenarios/${id}/deliveries`, { query: { limit: 100 }, signal }) });
}

/** Everything of this page is asked for again. */
export function useAgain(id: string): () => Promise<void> {
  const client = useQueryClient();
  return useCallback(async () => {
    await Promise.all(['operate', 'triggers', 'deliveries', 'runs'].map((kind) => client.invalidateQueries({ queryKey: [kind, id] })));
  }, [client, id]);
}

/** Keeps this page fresh by the server's word while it is looked at; when it cannot, it asks by itself. */
export function useLive(id: string): void {
  const again = useAgain(id);
  const [live, setLive] = useState(false);
  useEffect(() => openEvents<object>(`/api/scenarios/${id}/live`, 'change', {
    opened: () => {
      setLive(true);
      void again();
    },
    lost: () => setLive(false),
    told: () => void again(),
  }), [id, again]);
  useEffect(() => {
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') void again();
    }, live ? QUIET_MS : POLL_MS);
    return () => clearInterval(timer);
  }, [live, again]);
}

interface ResolveWork {
  readonly runs: readonly string[];
  readonly path: string;
  readonly action: 'retry' | 'skip' | 'edit';
  readonly reason?: string;
  readonly input?: Readonly<Record<string, unknown>>;
}

export interface Progress {
  readonly done: number;
  readonly all: number;
  readonly failed: ResolveManyAnswer['results'];
}

/** Mends runs a few at a time and tells how far it got; a run that stops again holds up no other. */
export function useResolve(id: string) {
  const again = useAgain(id);
  const [progress, setProgress] = useState<Progress>();
  const doing = useMutation({
    mutationFn: async ({ runs, ...work }: ResolveWork) => {
      let state: Progress = { done: 0, all: runs.length, failed: [] };
      setProgress(state);
      for (let from = 0; from < runs.length; from += AT_ONCE) {
        const some = runs.slice(from, from + AT_ONCE);
        const { results } = await request<ResolveManyAnswer>(`/api/scenarios/${id}/incidents/resolve`, { method: 'POST', body: { ...work, runs: some } });
        state = { ...state, done: state.done + some.length, failed: [...state.failed, ...results.filter((result) => !result.ok)] };
        setProgress(state);
      }
      return state;
    },
    onSettled: again,
  });
  return { doing, progress };
}
