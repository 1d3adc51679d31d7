import { useQuery, useQueryClient, type UseQueryResult } from '@tanstack/react-query';
import { createContext, useCallback, useContext } from 'react';
import type { Me, User } from '../../../../server/api/account.ts';
import { request } from '../../client/request.ts';

export function useMe(): UseQueryResult<Me> {
  return useQuery({ queryKey: ['me'], queryFn: ({ signal }) => request<Me>('/api/me', { signal }) });
}

/** Puts the answer of log-in or set-up where every page reads it. */
export function useSetMe(): (me: Me) => void {
  const client = useQueryClient();
  return useCallback((me: Me) => client.setQueryData(['me'], me), [client]);
}

export function useSignOut(): () => Promise<void> {
  const client = useQueryClient();
  return useCallback(async () => {
    const { next } = await request<{ readonly next?: string }>('/api/logout', { method: 'POST' });
    // Whoever logs in next begins at home.
    window.history.replaceState(null, '', '/studio/');
    client.clear();
    if (next !== undefined) return window.location.assign(next);
    await client.invalidateQueries({ queryKey: ['me'] });
  }, [client]);
}

const UserContext = createContext<Me | undefined>(undefined);
export const UserProvider = UserContext;

/** The person who is logged in; only inside the gate. */
export function useUser(): User {
  const user = useContext(UserContext)?.user;
  if (user === undefined) throw new Error('useUser outside of the session gate');
  return user;
}

const NOTHING: NonNullable<Me['can']> = { design: false, create: false, people: false, audit: false, privacy: false, house: false };

/** What the person has pages for; the server refuses on its own. */
export function useCan(): NonNullable<Me['can']> {
  return useContext(UserContext)?.can ?? NOTHING;
}
