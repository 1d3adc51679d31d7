import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { QualityCheck } from '../../../../../../runtime/schema/quality.ts';
import type { QualityReport, WrongRows } from '../../../../../../server/api/quality.ts';
import { request } from '../../../../client/request.ts';

/** While somebody is at it, its end is waited for. */
const RUNNING_MS = 1500;

export function useQualityReport(dataset: string, wanted: boolean) {
  return useQuery({
    queryKey: ['quality', dataset],
    queryFn: ({ signal }) => request<QualityReport>('/api/catalogue/quality', { query: { dataset }, signal }),
    enabled: wanted,
    refetchInterval: ({ state }) => (state.data?.running === true ? RUNNING_MS : false),
  });
}

export function useCheckNow(dataset: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => request<QualityReport>('/api/catalogue/quality/run', { method: 'POST', body: { dataset } }),
    onSuccess: async (report) => {
      client.setQueryData(['quality', dataset], report);
      await client.invalidateQueries({ queryKey: ['catalogue'] });
    },
  });
}

/** Saves what is expected, then looks at once; looking may fail without losing what was saved. */
export function useSaveChecks(dataset: string, onSaved: () => void) {
  const client = useQueryClient();
  const run = useCheckNow(dataset);
  return useMutation({
    mutationFn: (checks: readonly QualityCheck[]) => request<QualityReport>('/api/catalogue/checks', { method: 'PUT', body: { dataset, checks } }),
    onSuccess: async (report) => {
      client.setQueryData(['quality', dataset], report);
      onSaved();
      if (report.items.length > 0) run.mutate();
      await Promise.all(['datasets', 'catalogue'].map((key) => client.invalidateQueries({ queryKey: [key] })));
    },
  });
}

export function useWrongRows(dataset: string, check: string, offset: number, limit: number) {
  return useQuery({ queryKey: ['wrong-rows', dataset, check, offset], queryFn: ({ signal }) => request<WrongRows>('/api/catalogue/quality/rows', { query: { dataset, check, offset, limit }, signal }), staleTime: 0 });
}
