const MOST = 12;
const LONGEST = 20;

/** Tags out of what was typed, with commas of either kind, blanks or `#` between them; undefined when there are none. */
export function readTags(typed: string): readonly string[] | undefined {
  const found = typed.split(/[,，、;；#＃\s]+/u).map((tag) => Array.from(tag).slice(0, LONGEST).join('')).filter((tag) => tag !== '');
  const tags = [...new Set(found)].slice(0, MOST);
  return tags.length === 0 ? undefined : tags;
}
