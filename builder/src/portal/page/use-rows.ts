import { keepPreviousData, useQuery, type UseQueryResult } from '@tanstack/react-query';
import type { PageRows, PageRowsWanted } from '../../../../server/api/pages.ts';
import { useLocale } from '../../text/locale.tsx';
import { worthRetrying } from '../client/use-api.ts';
import type { RowsProps } from './page-source.ts';

/** Rows of one block; while others are asked for, those at hand stay. */
export function useRows({ block, source }: RowsProps, wanted: PageRowsWanted = {}): UseQueryResult<PageRows> {
  const { locale } = useLocale();
  return useQuery<PageRows>({
    queryKey: ['page-rows', ...source.key, block.id, wanted, locale], queryFn: () => source.rows(block.id, wanted), placeholderData: keepPreviousData,
    refetchInterval: source.every === false ? false : source.every * 1000, retry: (count, error) => worthRetrying(count, error), networkMode: 'always',
  });
}
