import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { CaseFile } from '../../../../../runtime/schema/case.ts';
import type { Draft } from '../../../../../server/api/scenario.ts';
import { request } from '../../../client/request.ts';

/** The cases of a scenario with the version a save must name. */
export function useCaseFile(id: string) {
  return useQuery({ queryKey: ['cases', id], queryFn: ({ signal }) => request<Draft>(`/api/scenarios/${id}`, { signal }) });
}

export interface CasesToSave {
  readonly cases: CaseFile;
  readonly baseVersion: number;
}

/** Saves the whole case file; a save by someone else in between is refused, nothing is overwritten. */
export function useSaveCases(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (wanted: CasesToSave) => request<{ readonly version: number }>(`/api/scenarios/${id}/cases`, { method: 'PUT', body: wanted }),
    onSuccess: async ({ version }, { cases }) => {
      const put = (draft: Draft | undefined): Draft | undefined => (draft === undefined ? undefined : { ...draft, cases, casesVersion: version });
      client.setQueryData<Draft>(['cases', id], put);
      // The open scenario shows the count on its tab and offers the cases in the test run.
      client.setQueryData<Draft>(['draft', id], put);
      await client.invalidateQueries({ queryKey: ['scenarios'] });
    },
    onError: () => client.invalidateQueries({ queryKey: ['cases', id] }),
  });
}
