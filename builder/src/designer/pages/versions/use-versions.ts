import { useQuery } from '@tanstack/react-query';
import type { Scenario } from '../../../../../runtime/schema/scenario.ts';
import type { Release } from '../../../../../server/api/scenario.ts';
import type { SavedPoint, Scheduled } from '../../../../../server/api/versions.ts';
import { request } from '../../../client/request.ts';
import { isDrawable } from '../../document/drawable.ts';

export const DRAFT = 'draft';
const POINT = 'point:';

/** A release or a named version; `key` tells them apart. */
export type Version = { readonly key: string; readonly at: string; readonly release: Release } | { readonly key: string; readonly at: string; readonly point: SavedPoint };

/** Releases and named versions together, newest first. */
export function mergeVersions(releases: readonly Release[], points: readonly SavedPoint[]): readonly Version[] {
  const versions: Version[] = [...releases.map((release) => ({ key: release.id, at: release.publishedAt, release })), ...points.map((point) => ({ key: POINT + point.id, at: point.at, point }))];
  // Of one moment, the release with the greater number comes first.
  return versions.sort((one, other) => (one.at === other.at ? ('release' in other ? other.release.number : 0) - ('release' in one ? one.release.number : 0) : one.at < other.at ? 1 : -1));
}

export function useReleases(id: string) {
  return useQuery({ queryKey: ['releases', id], queryFn: ({ signal }) => request<{ readonly items: readonly Release[] }>(`/api/scenarios/${id}/releases`, { signal }) });
}

export function usePoints(id: string) {
  return useQuery({ queryKey: ['points', id], queryFn: ({ signal }) => request<{ readonly items: readonly SavedPoint[] }>(`/api/scenarios/${id}/points`, { signal }) });
}

export interface ScheduleAnswer {
  readonly zone: string;
  readonly scheduled?: Scheduled;
}

export function useSchedule(id: string) {
  return useQuery({ queryKey: ['scheduled', id], queryFn: ({ signal }) => request<ScheduleAnswer>(`/api/scenarios/${id}/scheduled`, { signal }), refetchInterval: 15_000 });
}

/** The content of a release or a named version; nothing is asked for the draft, which is at hand. */
export function useVersionContent(id: string, key: string) {
  return useQuery({
    queryKey: ['version', id, key],
    queryFn: async ({ signal }) => {
      const path = key.startsWith(POINT) ? `/api/scenarios/${id}/points/${key.slice(POINT.length)}` : `/api/releases/${encodeURIComponent(key)}`;
      const { scenario } = await request<{ readonly scenario: unknown }>(path, { signal });
      return scenario as Scenario;
    },
    enabled: key !== DRAFT,
    staleTime: Infinity,
  });
}

/** A named version may hold a draft that was too broken to draw. */
export function canDraw(scenario: Scenario): boolean {
  return isDrawable(scenario);
}
