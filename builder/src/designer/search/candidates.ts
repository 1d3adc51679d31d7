import { matchRank, type Spell } from '../formula/pinyin.ts';
import type { Found } from './search-window.tsx';

/** Something that a search may find, with the words it is known by. */
export interface Candidate extends Found {
  /** Found as they are written. */
  readonly names?: readonly string[];
  /** Found by pinyin too; by default its words. */
  readonly titles?: readonly string[];
}

/** Candidates that are known by what was typed, best first; nothing typed finds all. */
export function findAmong(candidates: readonly Candidate[], typed: string, spell: Spell): readonly Candidate[] {
  const ranked = candidates.flatMap((candidate) => {
    const rank = matchRank(typed, candidate.names ?? [], candidate.titles ?? [candidate.words], spell);
    return rank === undefined ? [] : [{ candidate, rank }];
  });
  return ranked.toSorted((one, other) => one.rank - other.rank).map(({ candidate }) => candidate);
}
