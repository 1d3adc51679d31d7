import { useEffect, useMemo, useState } from 'react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { CaseRunAnswer } from '../../../../server/api/scenario.ts';
import { request } from '../../client/request.ts';
import { useDocumentPart } from '../document/document-context.tsx';
import { useTrace } from '../document/trace-context.tsx';
import { useCaseFile } from '../pages/shared/use-cases.ts';
import { coverageOfTable, type Coverage } from './row-hits.ts';
import { numberOf } from '../document/number-of.ts';
import type { TableDesk } from './table-desk.ts';

/** Cases are run again when nobody has typed for this long, in milliseconds. */
const QUIET_MS = 1200;

/** Which rules the scenario's cases take, on the draft as it stands; undefined while there are no cases. */
export function useRowHits(table: TableDesk): Coverage | undefined {
  const { desk, config } = table;
  const scenario = useDocumentPart((state) => state.history.present);
  const [settled, setSettled] = useState(scenario);
  useEffect(() => {
    const waiting = setTimeout(() => setSettled(scenario), QUIET_MS);
    return () => clearTimeout(waiting);
  }, [scenario]);
  const file = useCaseFile(scenario.id).data?.cases;
  const run = useQuery({
    // Numbers instead of the documents: a key is written out as text at every render, which takes long for a large table.
    queryKey: ['table-case-run', scenario.id, numberOf(settled), numberOf(file)],
    queryFn: ({ signal }) => request<CaseRunAnswer>(`/api/scenarios/${scenario.id}/cases/run`, { method: 'POST', body: { scenario: settled, cases: file }, signal }),
    enabled: file !== undefined && file.cases.length > 0,
    placeholderData: keepPreviousData,
    gcTime: 0,
    staleTime: Infinity,
    retry: false,
  });
  const explanation = useTrace().node(desk.id)?.explanation;
  const results = run.data?.results;
  const { rules } = config;
  const ids = useMemo(() => rules.map(({ id }) => id).join('\n'), [rules]);
  return useMemo(() => (results === undefined || results.length === 0 ? undefined : coverageOfTable(ids.split('\n'), { flow: desk.flow, node: desk.id }, results, explanation)), [results, ids, desk.flow, desk.id, explanation]);
}
