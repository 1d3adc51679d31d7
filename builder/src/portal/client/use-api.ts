import { useMemo } from 'react';
import { QueryClient, useQuery } from '@tanstack/react-query';
import { RequestError } from '../../client/request.ts';
import { useLocale } from '../../text/locale.tsx';
import { keepForTheirOwner } from './own-answers.ts';
import { portalApi, type PortalApi } from './portal-api.ts';

export function useApi(): PortalApi {
  const { locale } = useLocale();
  return useMemo(() => portalApi(locale), [locale]);
}

/** Asks again only where asking again can help: no answer, or a fault of the server. */
export function worthRetrying(count: number, error: unknown): boolean {
  if (!(error instanceof RequestError)) return false;
  return count < 2 && (error.problem.status === 0 || error.problem.status >= 500);
}

export function createQueryClient(): QueryClient {
  const queries = new QueryClient({ defaultOptions: { queries: { retry: worthRetrying, networkMode: 'always', staleTime: 5_000 }, mutations: { networkMode: 'always' } } });
  keepForTheirOwner(queries);
  return queries;
}

/** One read, kept under its key and the reader's language. */
export function useRead<Answer>(key: readonly unknown[], load: (api: PortalApi) => Promise<Answer>, options: { enabled?: boolean; every?: number | false } = {}) {
  const api = useApi();
  const { locale } = useLocale();
  return useQuery({ queryKey: [...key, locale], queryFn: () => load(api), enabled: options.enabled ?? true, refetchInterval: options.every ?? false });
}
