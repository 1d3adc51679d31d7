import { useEffect, useMemo, useState } from 'react';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import type { InboxQuery } from '../client/portal-api.ts';
import { useLookEvery } from '../client/live.tsx';
import { useApi, useRead } from '../client/use-api.ts';
import { useLocale } from '../../text/locale.tsx';

const PAGE = '50';
const TYPING_MS = 300;

/** What was typed, once the typing pauses. */
export function useSettled(value: string): string {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), TYPING_MS);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}

export function useInboxCounts() {
  return useRead(['tasks', 'counts'], (api) => api.taskCounts(), { every: useLookEvery() });
}

/** One list, read page by page as far as somebody looks; what is on the screen stays until the next answer. */
export function useInboxList(query: InboxQuery) {
  const api = useApi();
  const { locale } = useLocale();
  const list = useInfiniteQuery({
    queryKey: ['tasks', 'list', query, locale],
    queryFn: ({ pageParam }) => api.tasks({ ...query, limit: PAGE, ...(pageParam === '' ? {} : { cursor: pageParam }) }),
    initialPageParam: '',
    getNextPageParam: (last) => last.next,
    placeholderData: keepPreviousData,
    refetchInterval: useLookEvery(),
  });
  const { data } = list;
  const tasks = useMemo(() => data?.pages.flatMap((page) => page.items) ?? [], [data]);
  return { list, tasks };
}
