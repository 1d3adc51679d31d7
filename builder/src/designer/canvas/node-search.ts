import type { NodeTypeItem } from '../../../../server/api/scenario.ts';

/** What a type is found by: both titles, keywords, id, full pinyin and pinyin initials, all in lower case. */
export interface SearchEntry {
  readonly type: NodeTypeItem;
  readonly words: readonly string[];
}

async function pinyinOf(words: string): Promise<readonly string[]> {
  const { pinyin } = await import('pinyin-pro');
  const syllables = pinyin(words, { toneType: 'none', type: 'array' });
  return [syllables.join(''), syllables.map((syllable) => syllable[0] ?? '').join('')];
}

export async function searchEntries(types: readonly NodeTypeItem[]): Promise<readonly SearchEntry[]> {
  return Promise.all(
    types.map(async (type) => {
      const words = [type.title['zh-CN'], type.title.en, type.type, ...type.keywords, ...(await pinyinOf(type.title['zh-CN']))];
      return { type, words: words.map((word) => word.toLowerCase().replaceAll(/\s+/g, '')) };
    }),
  );
}

function score(entry: SearchEntry, wanted: string): number {
  if (entry.words.some((word) => word === wanted)) return 0;
  if (entry.words.some((word) => word.startsWith(wanted))) return 1;
  return entry.words.some((word) => word.includes(wanted)) ? 2 : 3;
}

/** Types that match, best first; nothing typed gives the recently used ones first. */
export function findTypes(entries: readonly SearchEntry[], typed: string, recent: readonly string[]): readonly NodeTypeItem[] {
  const wanted = typed.trim().toLowerCase().replaceAll(/\s+/g, '');
  if (wanted === '') {
    const rank = (type: NodeTypeItem): number => (recent.includes(type.type) ? recent.indexOf(type.type) : recent.length);
    return entries.map((entry) => entry.type).sort((one, other) => rank(one) - rank(other));
  }
  return entries
    .map((entry) => ({ type: entry.type, score: score(entry, wanted) }))
    .filter((found) => found.score < 3)
    .sort((one, other) => one.score - other.score)
    .map((found) => found.type);
}
