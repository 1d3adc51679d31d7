import type { ThemeWish } from '../../api/theme.ts';
import type { Base } from '../context.ts';
import type { Logo } from './logo.ts';

export const THEME = 'theme';

/** What one space says of the look of its portal. */
export type Theme = Omit<ThemeWish, 'logo' | 'baseVersion'> & { readonly logo?: Logo };

/** The looks of all spaces, in memory: they are part of every first answer. */
export interface ThemeShelf {
  readonly of: (unit: string) => Theme | undefined;
  readonly reload: () => Promise<void>;
}

export async function createThemeShelf(base: Base): Promise<ThemeShelf> {
  let themes = new Map<string, Theme>();
  const reload = async () => {
    themes = new Map((await base.store.documents.list<Theme>(THEME)).map(({ id, body }) => [id, body]));
  };
  await reload();
  return { of: (unit) => themes.get(unit), reload };
}
