import { useQuery } from '@tanstack/react-query';
import type { RunView } from '../../../../server/api/portal.ts';
import { useLocale } from '../../text/locale.tsx';
import { useIsLive } from '../client/live.tsx';
import { useApi, worthRetrying } from '../client/use-api.ts';

const FIRST_MS = 2_000;
const MOST_MS = 30_000;

/** 2 s at first, then 1.5 times longer after each look that brought nothing new, at most 30 s. */
export function nextDelay(looks: number): number {
  return Math.min(MOST_MS, Math.round(FIRST_MS * 1.5 ** Math.max(0, looks - 1)));
}

/** True while something can still change without this person. */
export function isMoving(view: RunView | undefined): boolean {
  return view !== undefined && view.next.kind === 'progress';
}

/** A run that keeps itself fresh while others work on it: told by the server, or else by asking. */
export function useLiveRun(id: string) {
  const api = useApi();
  const { locale } = useLocale();
  const live = useIsLive();
  return useQuery({
    queryKey: ['run', id, locale],
    queryFn: () => api.run(id),
    retry: worthRetrying,
    staleTime: 1_000,
    refetchInterval: (query) => (isMoving(query.state.data) ? (live ? MOST_MS : nextDelay(query.state.dataUpdateCount)) : false),
  });
}
