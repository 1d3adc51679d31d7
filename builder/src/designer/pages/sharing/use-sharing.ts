import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { CatalogueItem, GrantActionWanted, GrantAsked, GrantItem, GrantView, SharingSettings } from '../../../../../server/api/sharing.ts';
import type { ScenarioItem } from '../../../../../server/api/scenario.ts';
import { request } from '../../../client/request.ts';

export type GrantListName = 'mine' | 'inbox' | 'all';

interface Items<Item> {
  readonly items: readonly Item[];
}

export function useCatalogue() {
  return useQuery({ queryKey: ['catalogue'], queryFn: ({ signal }) => request<Items<CatalogueItem>>('/api/catalogue', { signal }) });
}

export function useOwnScenarios() {
  return useQuery({ queryKey: ['scenarios'], queryFn: ({ signal }) => request<Items<ScenarioItem>>('/api/scenarios', { signal }) });
}

export function useLimits() {
  return useQuery({ queryKey: ['sharing-settings', 'now'], queryFn: ({ signal }) => request<SharingSettings>('/api/sharing/settings', { signal }) });
}

export function useGrants(list: GrantListName) {
  return useQuery({ queryKey: ['grants', list], queryFn: ({ signal }) => request<Items<GrantItem>>('/api/grants', { query: { list }, signal }) });
}

export function useGrant(id: string) {
  return useQuery({ queryKey: ['grant', id], queryFn: ({ signal }) => request<GrantView>(`/api/grants/${id}`, { signal }) });
}

function useAgain(): () => Promise<unknown> {
  const client = useQueryClient();
  return () => Promise.all(['grants', 'grant', 'catalogue'].map((key) => client.invalidateQueries({ queryKey: [key] })));
}

/** A draft and, if wanted, its submission: what was drafted stays when submitting fails. */
export function useApply() {
  const again = useAgain();
  return useMutation({
    mutationFn: async ({ submit, ...body }: { readonly dataset: string; readonly scenario: string; readonly asked: GrantAsked; readonly submit: boolean }) => {
      const drafted = await request<GrantView>('/api/grants', { method: 'POST', body });
      return submit ? request<GrantView>(`/api/grants/${drafted.item.id}/actions`, { method: 'POST', body: { action: 'submit', baseVersion: drafted.version } }) : drafted;
    },
    onSettled: again,
  });
}

export function useGrantAction(id: string) {
  const again = useAgain();
  return useMutation({ mutationFn: (body: GrantActionWanted) => request<GrantView>(`/api/grants/${id}/actions`, { method: 'POST', body }), onSettled: again });
}
