import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Source, SourceView } from '../../../../../../server/api/sources.ts';
import { request } from '../../../../client/request.ts';

/** While rows are being fetched, their end is waited for. */
const RUNNING_MS = 1500;
/** The clock may have fetched meanwhile. */
const LOOK_MS = 60_000;

/** Where the rows of a dataset come from, for whoever may change them; an error for others. */
export function useSource(dataset: string) {
  return useQuery({
    queryKey: ['source', dataset],
    queryFn: ({ signal }) => request<SourceView>('/api/datasets/source', { query: { dataset }, signal }),
    retry: false,
    refetchInterval: ({ state }) => (state.data?.source === undefined ? false : state.data.running ? RUNNING_MS : LOOK_MS),
  });
}

function useRowsAnew(dataset: string): () => Promise<unknown> {
  const client = useQueryClient();
  return async () => Promise.all([['datasets'], ['rows', dataset], ['imports', dataset], ['source', dataset]].map(async (queryKey) => client.invalidateQueries({ queryKey })));
}

export function useRefresh(dataset: string) {
  const client = useQueryClient();
  const anew = useRowsAnew(dataset);
  return useMutation({
    mutationFn: () => request<SourceView>('/api/datasets/source/refresh', { method: 'POST', body: { dataset } }),
    onSuccess: (view) => client.setQueryData(['source', dataset], view),
    onSettled: anew,
  });
}

export function useSaveSource(dataset: string, onSaved: () => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (source: Source) => request<SourceView>('/api/datasets/source', { method: 'PUT', body: { dataset, source } }),
    onSuccess: (view) => {
      client.setQueryData(['source', dataset], view);
      onSaved();
    },
  });
}

export function useRemoveSource(dataset: string, onRemoved: () => void) {
  const anew = useRowsAnew(dataset);
  return useMutation({
    mutationFn: () => request('/api/datasets/source', { method: 'DELETE', query: { dataset } }),
    onSuccess: async () => {
      await anew();
      onRemoved();
    },
  });
}
