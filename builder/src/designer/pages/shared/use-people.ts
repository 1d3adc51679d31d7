import { useQuery } from '@tanstack/react-query';
import type { User } from '../../../../../server/api/account.ts';
import { request } from '../../../client/request.ts';
import { useCan, useUser } from '../../app/session.tsx';

/** Everybody, for administrators; empty until they are read. */
export function useMembers(): readonly User[] {
  return useQuery({ queryKey: ['users'], queryFn: ({ signal }) => request<{ readonly items: readonly User[] }>('/api/users', { signal }), staleTime: 60_000 }).data?.items ?? [];
}

/** Names of people by id. Only administrators may list members; others see their own name, and ids shortened. */
export function usePeople(): (id: string) => string {
  const me = useUser();
  const can = useCan();
  const query = useQuery({ queryKey: ['users'], queryFn: ({ signal }) => request<{ readonly items: readonly User[] }>('/api/users', { signal }), enabled: can.people, staleTime: 60_000 });
  return (id) => (id === me.id ? me.name : (query.data?.items.find((user) => user.id === id)?.name ?? (id.length > 12 ? `…${id.slice(-6)}` : id)));
}
