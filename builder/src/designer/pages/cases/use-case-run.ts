import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { CaseFile } from '../../../../../runtime/schema/case.ts';
import type { CaseRunAnswer } from '../../../../../server/api/scenario.ts';
import { request } from '../../../client/request.ts';
import { useDocumentPart } from '../../document/document-context.tsx';
import { numberOf } from '../../document/number-of.ts';

/** Runs the cases on the draft as it stands in this window; again when either changes. Answers of the last run stay meanwhile. */
export function useCaseRun(id: string, file: CaseFile | undefined) {
  const scenario = useDocumentPart((state) => state.history.present);
  return useQuery({
    queryKey: ['case-run-page', id, numberOf(scenario), numberOf(file)],
    queryFn: ({ signal }) => request<CaseRunAnswer>(`/api/scenarios/${id}/cases/run`, { method: 'POST', body: { scenario, cases: file }, signal }),
    enabled: file !== undefined && file.cases.length > 0,
    placeholderData: keepPreviousData,
    gcTime: 0,
    staleTime: Infinity,
  });
}
