import { useCallback } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { line } from '../../client/line.ts';
import { useLocale } from '../../text/locale.tsx';
import { useApi } from '../client/use-api.ts';

export const loadStartPage = () => import('./start-page.tsx').then((module) => module.StartPage);

/** Fetches the form page and what it shows of an app as soon as its link is touched: at the same time, and while the finger is still down. */
export function usePrepareApp(): (id: string) => void {
  const api = useApi();
  const queries = useQueryClient();
  const { locale } = useLocale();
  return useCallback((id) => {
    // A part that could not be had once, many browsers never ask for again.
    if (line.isLost()) return;
    void loadStartPage().catch(() => undefined);
    void queries.prefetchQuery({ queryKey: ['app', id, locale], queryFn: () => api.app(id) });
  }, [api, queries, locale]);
}
