/** An id for the address, from a name in Chinese or Latin letters; at most 40 characters. */
export async function suggestId(name: string): Promise<string> {
  const { pinyin } = await import('pinyin-pro');
  const words = pinyin(name, { toneType: 'none', type: 'array', nonZh: 'consecutive' });
  const id = words.join('-').toLowerCase().replaceAll(/[^a-z0-9]+/g, '-').replaceAll(/^-+|-+$/g, '').slice(0, 40).replace(/-+$/, '');
  return id === '' ? 'scenario' : id;
}
