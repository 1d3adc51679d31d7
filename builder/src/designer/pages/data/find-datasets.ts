import type { DatasetItem } from '../../../../../server/api/data.ts';
import { matchRank, type Spell } from '../../formula/pinyin.ts';

/** What a list of datasets is narrowed by. */
export interface DatasetWish {
  readonly typed: string;
  readonly sharing: string;
  readonly state: string;
}

/** Every choice of a filter. */
export const ANY = '*';

/** Datasets by title, address, owner and columns, as written or by pinyin; those that are called so come before those that have such a column. */
export function findDatasets(list: readonly DatasetItem[], { typed, sharing, state }: DatasetWish, spell: Spell): readonly DatasetItem[] {
  const ranked = list.flatMap((item) => {
    const { definition } = item;
    if (sharing !== ANY && (definition.sharing ?? 'restricted') !== sharing) return [];
    if (state === 'mine' ? !item.mayChange : state === 'kept' ? item.keeper === undefined : state === 'empty' && item.rows > 0) return [];
    if (typed.trim() === '') return [{ item, rank: 0 }];
    const titlesOf = ({ title, texts }: { readonly title?: string; readonly texts?: { readonly en?: { readonly title?: string } } }): readonly string[] => [title ?? '', texts?.en?.title ?? ''];
    const own = matchRank(typed, [definition.id], [...titlesOf(definition), item.unit?.name ?? '', definition.owner ?? ''], spell);
    const column = own === undefined ? matchRank(typed, definition.fields.map(({ id }) => id), definition.fields.flatMap(titlesOf), spell) : undefined;
    return own !== undefined ? [{ item, rank: own }] : column === undefined ? [] : [{ item, rank: column + 100 }];
  });
  return ranked.toSorted((one, other) => one.rank - other.rank).map(({ item }) => item);
}
