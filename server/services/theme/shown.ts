import type { LocalText } from '../../../runtime/schema/text.ts';
import { THEME_PARTS } from '../../api/theme.ts';
import type { PortalTheme, ThemePart } from '../../api/theme.ts';
import type { UnitShelf } from '../spaces/unit-shelf.ts';
import { dataAddress } from './logo.ts';
import type { Logo } from './logo.ts';
import { palettesOf } from './palette.ts';
import type { Theme, ThemeShelf } from './theme-shelf.ts';

export interface ThemeBase {
  readonly units: UnitShelf;
  readonly themes: ThemeShelf;
}

/** What one unit says. */
export interface Said {
  readonly unit: string;
  readonly theme: Theme;
}

/** Who says each part: the nearest unit that says it. */
export type Sources = ReadonlyMap<ThemePart, Said>;

/** What a unit and those above it say, from the root down. */
export function saidOf({ units, themes }: ThemeBase, unit: string): readonly Said[] {
  return units.path(unit).flatMap((id) => {
    const theme = themes.of(id);
    return theme && Object.keys(theme).length > 0 ? [{ unit: id, theme }] : [];
  });
}

export function sourcesOf(said: readonly Said[]): Sources {
  const found = new Map<ThemePart, Said>();
  for (const one of said) for (const part of THEME_PARTS) if (one.theme[part] !== undefined) found.set(part, one);
  return found;
}

const both = (words: NonNullable<Theme['name']>): LocalText => ({ 'zh-CN': words['zh-CN'], en: words.en ?? words['zh-CN'] });
const addressOf = (unit: string, { mark }: Logo): string => `/api/public/spaces/${encodeURIComponent(unit)}/logo?v=${mark}`;

/** @param unsaved the unit whose logo has no address yet */
export function composeTheme(said: readonly Said[], unsaved?: string): PortalTheme | undefined {
  const nearest = said.at(-1);
  if (!nearest) return undefined;
  const sources = sourcesOf(said);
  const part = <Part extends ThemePart>(name: Part) => sources.get(name)?.theme[name];
  const [name, footer, logo] = [part('name'), part('footer'), sources.get('logo')];
  const [accent, contact, filing] = [part('accent'), part('contact'), part('filing')];
  return {
    space: nearest.unit,
    ...(name ? { name: both(name) } : {}),
    ...(logo?.theme.logo ? { logo: { src: logo.unit === unsaved ? dataAddress(logo.theme.logo) : addressOf(logo.unit, logo.theme.logo), width: logo.theme.logo.width, height: logo.theme.logo.height } } : {}),
    ...(footer ? { footer: both(footer) } : {}),
    ...(contact === undefined ? {} : { contact }),
    ...(filing === undefined ? {} : { filing }),
    ...(accent === undefined ? {} : { colours: palettesOf(accent) }),
  };
}

/** How the portal looks in a unit; undefined for the house's own look. */
export const themeOf = (base: ThemeBase, unit: string): PortalTheme | undefined => composeTheme(saidOf(base, unit));

/** The logo that holds in a unit. */
export const logoOf = (base: ThemeBase, unit: string): Logo | undefined => sourcesOf(saidOf(base, unit)).get('logo')?.theme.logo;
