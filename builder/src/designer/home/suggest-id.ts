/** The words of a name in small Latin letters, as far as they can be said so; none where the table of pinyin cannot be had. */
async function latinWords(name: string): Promise<readonly string[]> {
  try {
    const { pinyin } = await import('pinyin-pro');
    return pinyin(name, { toneType: 'none', type: 'array', nonZh: 'consecutive' }).flatMap((word) => word.toLowerCase().match(/[a-z0-9]+/g) ?? []);
  } catch {
    return name.toLowerCase().match(/[a-z0-9]+/g) ?? [];
  }
}

/** An id for the address, from a name in Chinese or Latin letters; at most 40 characters. */
export async function suggestId(name: string): Promise<string> {
  const id = (await latinWords(name)).join('-').slice(0, 40).replace(/-+$/, '');
  return id === '' ? 'scenario' : id;
}

/** A name for formulas from a name in Chinese or Latin letters, at most 40 characters; empty where none can be made. */
export async function suggestName(name: string): Promise<string> {
  const words = (await latinWords(name)).join('_').slice(0, 40).replace(/_+$/, '');
  return /^\d/.test(words) ? `n${words}` : words;
}
