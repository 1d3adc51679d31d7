import type { LocalText, Locale } from '../../../../runtime/schema/text.ts';

/** What a scenario or template is found by. */
export interface Findable {
  readonly title: LocalText;
  readonly purpose: LocalText;
  readonly unit?: string;
  readonly tags?: readonly string[];
}

/** Whether everything that was typed is somewhere in it; `#word` asks for a tag that begins so. */
export function fitsSearch(item: Findable, search: string): boolean {
  const { title, purpose, unit = '', tags = [] } = item;
  const held = [title['zh-CN'], title.en, purpose['zh-CN'], purpose.en, unit, ...tags].join('\n').toLowerCase();
  const isTagged = (word: string) => tags.some((tag) => tag.toLowerCase().startsWith(word));
  return search.trim().toLowerCase().split(/\s+/).every((word) => (word.startsWith('#') ? word === '#' || isTagged(word.slice(1)) : held.includes(word)));
}

const isHan = (tag: string): boolean => /\p{Script=Han}/u.test(tag);

/** The tags of a scenario that has them in both languages: those a reader can read; words such as ETC are neither's. */
function readable(tags: readonly string[], locale: Locale): readonly string[] {
  const isEnglish = (tag: string) => !isHan(tag) && tag === tag.toLowerCase();
  if (!tags.some(isHan) || !tags.some(isEnglish)) return tags;
  return tags.filter((tag) => (locale === 'en' ? !isHan(tag) : !isEnglish(tag)));
}

/** Every tag once, the most used first. */
export function tagsOf(items: readonly Findable[], locale: Locale): readonly string[] {
  const counts = new Map<string, number>();
  for (const { tags = [] } of items) for (const tag of readable(tags, locale)) counts.set(tag, (counts.get(tag) ?? 0) + 1);
  return [...counts].sort(([a, many], [b, more]) => more - many || a.localeCompare(b, 'zh-CN')).map(([tag]) => tag);
}
