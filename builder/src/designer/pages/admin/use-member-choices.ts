import { useQuery } from '@tanstack/react-query';
import type { MemberChoices } from '../../../../../server/api/account.ts';
import { request } from '../../../client/request.ts';

const NONE: MemberChoices = { duties: [], units: [], attributes: [] };

/** Duties, units and attributes to choose from; empty until they are there. For administrators. */
export function useMemberChoices(): MemberChoices {
  return useQuery({ queryKey: ['users', 'choices'], queryFn: ({ signal }) => request<MemberChoices>('/api/users/choices', { signal }) }).data ?? NONE;
}
