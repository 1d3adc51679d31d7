import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { createContext, useContext, useMemo, type ReactNode } from 'react';
import type { CaseResult, CaseRunAnswer } from '../../../../server/api/scenario.ts';
import { request } from '../../client/request.ts';
import { useDocumentBinding, useSaveState } from '../document/document-context.tsx';

export interface SavedCases {
  /** How many cases the scenario has. */
  readonly total: number;
  /** Of the last run; undefined before the first. */
  readonly failed: number | undefined;
  readonly running: boolean;
  readonly results: readonly CaseResult[];
}

const NO_RESULTS: readonly CaseResult[] = [];
const NONE: SavedCases = { total: 0, failed: undefined, running: false, results: NO_RESULTS };

const SavedCasesContext = createContext<SavedCases>(NONE);

/** Runs the cases on the server after each save, beside the editing; what the last run said stays meanwhile. */
export function CaseRunProvider({ total, casesVersion, children }: { readonly total: number; readonly casesVersion: number; readonly children: ReactNode }) {
  const { id, saver } = useDocumentBinding();
  const saved = useSaveState().kind === 'saved';
  const { version } = saver.base();
  const run = useQuery({
    queryKey: ['case-run-saved', id, version, casesVersion],
    queryFn: ({ signal }) => request<CaseRunAnswer>(`/api/scenarios/${id}/cases/run`, { method: 'POST', body: {}, signal }),
    enabled: saved && total > 0,
    placeholderData: keepPreviousData,
    staleTime: Infinity,
    gcTime: 0,
    retry: false,
  });
  const { data, isFetching } = run;
  const value = useMemo<SavedCases>(() => (total === 0 ? NONE : { total, failed: data?.failed, running: isFetching, results: data?.results ?? NO_RESULTS }), [total, data, isFetching]);
  return <SavedCasesContext value={value}>{children}</SavedCasesContext>;
}

/** What the cases said of the draft as it was last saved. */
export function useSavedCases(): SavedCases {
  return useContext(SavedCasesContext);
}
