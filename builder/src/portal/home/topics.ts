import type { PortalApp } from '../../../../server/api/portal.ts';

/** So many apps are seen at a glance. */
const FEW = 6;
const MOST_TOPICS = 5;

/** What people may narrow a long list of apps down to: the tags that several of them share, those of most apps first. */
export function topicsOf(apps: readonly PortalApp[]): readonly string[] {
  if (apps.length <= FEW) return [];
  const counts = new Map<string, number>();
  for (const tag of apps.flatMap(({ tags = [] }) => tags)) counts.set(tag, (counts.get(tag) ?? 0) + 1);
  const shared = [...counts].filter(([, count]) => count > 1 && count < apps.length);
  return shared.toSorted(([, one], [, other]) => other - one).slice(0, MOST_TOPICS).map(([tag]) => tag);
}

export function ofTopic(apps: readonly PortalApp[], topic: string | undefined): readonly PortalApp[] {
  return topic === undefined ? apps : apps.filter(({ tags }) => tags?.includes(topic) === true);
}
