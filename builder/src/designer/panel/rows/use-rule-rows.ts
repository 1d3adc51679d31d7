import { keepPreviousData, useQuery, type UseQueryResult } from '@tanstack/react-query';
import type { RowTableConfig } from '../../../../../runtime/rules/row-table-schema.ts';
import type { RuleRowsAnswer } from '../../../../../server/api/scenario.ts';
import { request } from '../../../client/request.ts';
import { useDesk } from '../entry-desk.tsx';

/** Every condition and result has its column. */
export function isBound({ inputs, outputs }: RowTableConfig): boolean {
  const given = (column: string | undefined): boolean => column !== undefined && column !== '';
  return inputs.length > 0 && outputs.length > 0 && outputs.every(({ column }) => given(column)) && inputs.every(({ test, column, low, high }) => (test === 'range' ? given(low) || given(high) : given(column)));
}

/** What the rows of the dataset make of a table, from the server: it reads every row, and keeps them until one changes. */
export function useRuleRows(config: RowTableConfig, values: Readonly<Record<string, unknown>>, asOf: string): UseQueryResult<RuleRowsAnswer> {
  const { scenario } = useDesk();
  // Where the values come from does not matter to the rows, so typing a formula asks nothing.
  const asked = { ...config, inputs: config.inputs.map((input) => ({ ...input, expr: input.id })) };
  const body = { scenario: scenario.id, datasets: { [config.dataset]: scenario.datasets[config.dataset] }, config: asked, zone: scenario.zone, ...(Object.keys(values).length === 0 ? {} : { values }), ...(asOf === '' ? {} : { asOf }) };
  return useQuery({
    queryKey: ['rule-rows', body],
    queryFn: ({ signal }) => request<RuleRowsAnswer>('/api/scenarios/rule-rows', { method: 'POST', body, signal }),
    enabled: Object.hasOwn(scenario.datasets, config.dataset) && isBound(config),
    placeholderData: keepPreviousData,
    staleTime: 10_000,
    retry: false,
  });
}
