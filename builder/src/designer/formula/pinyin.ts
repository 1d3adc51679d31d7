import { useEffect, useState } from 'react';

/** The words a Chinese title is also found by: full pinyin and its initials, lower case. */
export type Spell = (title: string) => readonly string[];

const none: Spell = () => [];
let loaded: Spell | undefined;

async function load(): Promise<Spell> {
  const { pinyin } = await import('pinyin-pro');
  const known = new Map<string, readonly string[]>();
  loaded = (title) => {
    const spelt = known.get(title) ?? spell(pinyin(title, { toneType: 'none', type: 'array' }));
    known.set(title, spelt);
    return spelt;
  };
  return loaded;
}

function spell(syllables: readonly string[]): readonly string[] {
  return [syllables.join(''), syllables.map((syllable) => syllable[0] ?? '').join('')].map((word) => word.toLowerCase().replaceAll(/\s+/g, ''));
}

/** Pinyin once its table has been fetched; until then titles are found as they are written. */
export function spellNow(): Spell {
  return loaded ?? none;
}

/** Whether titles are found by pinyin already. */
export const isSpelling = (spellOut: Spell): boolean => spellOut !== none;

/** Starts fetching the table; asked for when a field gets the focus, not when a page opens. */
export function preparePinyin(): void {
  if (loaded === undefined) void load();
}

export function useSpell(): Spell {
  const [spellOut, setSpell] = useState<Spell>(() => spellNow());
  useEffect(() => {
    let live = true;
    if (loaded === undefined) void load().then((made) => (live ? setSpell(() => made) : undefined));
    return () => {
      live = false;
    };
  }, []);
  return spellOut;
}

/**
 * How well `query` finds something known by these words: 0 equal, 1 begins, 2 a later word begins, 3 inside;
 * undefined not at all. `titles` are also found by pinyin.
 */
export function matchRank(query: string, names: readonly string[], titles: readonly string[], spellOut: Spell = spellNow()): number | undefined {
  const wanted = query.toLowerCase().replaceAll(/\s+/g, '');
  if (wanted === '') return 0;
  const ranks = [...names, ...titles, ...(/^[a-z]+$/.test(wanted) ? titles.flatMap((title) => spellOut(title)) : [])].map((word) => wordRank(word.toLowerCase(), wanted));
  const found = ranks.filter((rank) => rank !== undefined);
  return found.length === 0 ? undefined : Math.min(...found);
}

function wordRank(word: string, wanted: string): number | undefined {
  const joined = word.replaceAll(/[\s_.]+/g, '');
  const plain = wanted.replaceAll(/[_.]+/g, '');
  if (joined === plain) return 0;
  if (joined.startsWith(plain)) return 1;
  if (word.split(/[\s_.]+/).some((part) => part.startsWith(plain))) return 2;
  return joined.includes(plain) ? 3 : undefined;
}
