import { useEffect, useState } from 'react';
import { loadPart } from '../../client/load-part.ts';

/** The words a Chinese title is also found by: full pinyin and its initials, lower case. */
export type Spell = (title: string) => readonly string[];

const none: Spell = () => [];
/** The table could not be had: titles are found as they are written, and no better. */
const cut: Spell = () => [];
let loaded: Spell | undefined;

const fetchTable = () => import('pinyin-pro');

async function load(fetched = fetchTable()): Promise<Spell> {
  const { pinyin } = await fetched;
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

/** Whether pinyin is missing because the line was cut before its table had come. */
export const isCutOff = (spellOut: Spell): boolean => spellOut === cut;

/** Fetches the table where it is not there yet; not when a page opens. A cut line is no mistake: it is fetched when it is needed. */
export async function preparePinyin(): Promise<void> {
  if (loaded === undefined) await load().catch(() => undefined);
}

export function useSpell(): Spell {
  const [spellOut, setSpell] = useState<Spell>(() => spellNow());
  useEffect(() => {
    let live = true;
    const tell = (made: Spell): void => (live ? setSpell(() => made) : undefined);
    const fetchLater = () => load(loadPart(fetchTable)).then(tell, () => undefined);
    if (loaded === undefined) {
      load().then(tell, () => {
        tell(cut);
        void fetchLater();
      });
    }
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
