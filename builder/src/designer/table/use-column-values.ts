import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { ColumnValues } from '../../../../server/api/data.ts';
import { typeFromSchema } from '../../../../runtime/language/types.ts';
import { request } from '../../client/request.ts';
import { columnSource } from './column-source.ts';
import type { TableColumn } from './table-columns.ts';
import type { TableDesk } from './table-desk.ts';

const NONE: ColumnValues['values'] = [];

/** The values a text column has in the dataset it is read from; asked for once a minute, empty until they are there and where there are none. */
export function useColumnValues(table: TableDesk, column: TableColumn | undefined): ColumnValues['values'] {
  const { desk, config, cellScope } = table;
  const { scenario, flow } = desk;
  const expr = column?.kind === 'input' && typeFromSchema(cellScope(column).input).kind === 'string' ? column.input.expr : undefined;
  const place = useMemo(() => (expr === undefined ? undefined : columnSource(scenario, flow, config, expr)), [scenario, flow, config, expr]);
  const query = useQuery({
    queryKey: ['column-values', place?.dataset, place?.field],
    enabled: place !== undefined,
    staleTime: 60_000,
    // Without them a cell is typed as before: no reason to speak of it.
    retry: false,
    queryFn: ({ signal }) => request<ColumnValues>('/api/datasets/values', { query: { dataset: place?.dataset ?? '', field: place?.field ?? '' }, signal }),
  });
  return query.data?.values ?? NONE;
}
