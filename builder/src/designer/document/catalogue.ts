import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { DatasetItem } from '../../../../server/api/data.ts';
import type { NodeTypeItem } from '../../../../server/api/scenario.ts';
import { request } from '../../client/request.ts';

interface Items<Item> {
  readonly items: readonly Item[];
}

export interface NodeTypes {
  readonly list: readonly NodeTypeItem[];
  /** By type id, newest version. */
  readonly get: (type: string) => NodeTypeItem | undefined;
  readonly query: UseQueryResult<Items<NodeTypeItem>>;
}

/** Every node type of this server, plugins included. */
export function useNodeTypes(): NodeTypes {
  const query = useQuery({ queryKey: ['node-types'], queryFn: ({ signal }) => request<Items<NodeTypeItem>>('/api/node-types', { signal }), staleTime: Infinity });
  const list = query.data?.items;
  // How the query stands changes more often than what it brought.
  const types = useMemo(() => {
    const table = new Map<string, NodeTypeItem>();
    for (const item of list ?? []) if ((table.get(item.type)?.version ?? 0) < item.version) table.set(item.type, item);
    return { list: [...table.values()], get: (type: string) => table.get(type) };
  }, [list]);
  return useMemo(() => ({ ...types, query }), [types, query]);
}

/** While rows are being worked out anew, people watch how far it is. */
const COMPUTING_MS = 1500;

/** Datasets of this server with their definitions. */
export function useDatasets(): { readonly list: readonly DatasetItem[]; readonly query: UseQueryResult<Items<DatasetItem>> } {
  const query = useQuery({ queryKey: ['datasets'], queryFn: ({ signal }) => request<Items<DatasetItem>>('/api/datasets', { signal }), staleTime: 60_000, refetchInterval: ({ state }) => (state.data?.items.some(({ computing }) => computing !== undefined && computing.failed === undefined) ? COMPUTING_MS : false) });
  return { list: query.data?.items ?? [], query };
}
