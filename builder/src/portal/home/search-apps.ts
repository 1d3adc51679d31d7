import type { PortalApp } from '../../../../server/api/portal.ts';

const fold = (text: string): string => text.normalize('NFKC').toLowerCase().replaceAll(/\s+/g, '');

/** Pairs of neighbouring characters: works for Chinese, where there are no word breaks, as for English. */
function pairs(text: string): Set<string> {
  const chars = Array.from(text);
  if (chars.length === 1) return new Set(chars);
  return new Set(chars.slice(1).map((char, index) => `${chars[index] ?? ''}${char}`));
}

/** 0 … 1: shared pairs (Dice), or half of the shared single characters when no pair is shared. */
export function likeness(query: string, text: string): number {
  const [a, b] = [pairs(fold(query)), pairs(fold(text))];
  if (a.size === 0 || b.size === 0) return 0;
  const shared = [...a].filter((pair) => b.has(pair)).length;
  if (shared > 0) return (2 * shared) / (a.size + b.size);
  const chars = new Set(fold(text));
  const single = [...new Set(fold(query))].filter((char) => chars.has(char)).length;
  return single / (2 * Math.max(a.size, b.size) + 2);
}

export interface Found {
  readonly apps: readonly PortalApp[];
  /** False: nothing matched, and `apps` are the nearest names. */
  readonly exact: boolean;
}

/** Apps whose title or purpose holds the words; else the three with the nearest names. */
export function searchApps(apps: readonly PortalApp[], query: string): Found {
  const wanted = fold(query);
  if (wanted === '') return { apps, exact: true };
  const hits = apps.filter((app) => fold(`${app.title}${app.purpose}`).includes(wanted));
  if (hits.length > 0) return { apps: hits, exact: true };
  const ranked = apps.map((app) => ({ app, score: Math.max(likeness(wanted, app.title), likeness(wanted, app.purpose) * 0.8) }));
  return { apps: ranked.sort((a, b) => b.score - a.score).slice(0, 3).map(({ app }) => app), exact: false };
}
