import type { NodeTypeItem } from '../../../../server/api/scenario.ts';

/** What a type is found by: both titles, keywords, id, full pinyin and pinyin initials, all in lower case. */
export interface SearchEntry {
  readonly type: NodeTypeItem;
  readonly words: readonly string[];
}

/** @param spell pinyin of a title; absent while its table is still on the way */
export function searchEntries(types: readonly NodeTypeItem[], spell: (words: string) => readonly string[] = () => []): readonly SearchEntry[] {
  return types.map((type) => {
    const words = [type.title['zh-CN'], type.title.en, type.type, ...type.keywords, ...spell(type.title['zh-CN'])];
    return { type, words: words.map((word) => word.toLowerCase().replaceAll(/\s+/g, '')) };
  });
}

function score(entry: SearchEntry, wanted: string): number {
  if (entry.words.some((word) => word === wanted)) return 0;
  if (entry.words.some((word) => word.startsWith(wanted))) return 1;
  return entry.words.some((word) => word.includes(wanted)) ? 2 : 3;
}

/** Types that match, best first; nothing typed gives those first that are named first. */
export function findTypes(entries: readonly SearchEntry[], typed: string, first: readonly string[]): readonly NodeTypeItem[] {
  const wanted = typed.trim().toLowerCase().replaceAll(/\s+/g, '');
  if (wanted === '') {
    const rank = (type: NodeTypeItem): number => (first.includes(type.type) ? first.indexOf(type.type) : first.length);
    return entries.map((entry) => entry.type).sort((one, other) => rank(one) - rank(other));
  }
  return entries
    .map((entry) => ({ type: entry.type, score: score(entry, wanted) }))
    .filter((found) => found.score < 3)
    .sort((one, other) => one.score - other.score)
    .map((found) => found.type);
}
