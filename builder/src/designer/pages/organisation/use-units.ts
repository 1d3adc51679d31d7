import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import type { UnitItem } from '../../../../../server/api/units.ts';
import { request } from '../../../client/request.ts';

export interface UnitList {
  readonly items: readonly UnitItem[];
}

export function useUnits(): UseQueryResult<UnitList> {
  return useQuery({ queryKey: ['units'], queryFn: ({ signal }) => request<UnitList>('/api/units', { signal }) });
}

/** How deep a unit lies in the list, which has parents first. */
export function depths(units: readonly UnitItem[]): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  for (const { id, parent } of units) found.set(id, parent === undefined ? 0 : (found.get(parent) ?? 0) + 1);
  return found;
}
