import type { Locale } from '../../../runtime/schema/text.ts';
import type { PortalTheme } from '../../api/theme.ts';
import { ICON_SIDES } from './app-icon.ts';
import type { Logo } from './logo.ts';

interface Icon {
  readonly src: string;
  readonly sizes: string;
  readonly type: string;
  readonly purpose: string;
}

/** The parts of a web manifest that a space says. */
export interface Manifest {
  readonly name: string;
  readonly short_name: string;
  readonly start_url: string;
  readonly theme_color: string;
  readonly icons: readonly Icon[];
}

const SHORT = 12;

/** A square logo that is large enough, else ours in the colour of the space; undefined: as built. */
function iconsOf({ space, logo, colours }: PortalTheme, kind: Logo['type'] | undefined): readonly Icon[] | undefined {
  if (logo && kind === 'image/png' && logo.width === logo.height && logo.width >= ICON_SIDES[0]) return [{ src: logo.src, sizes: `${logo.width}x${logo.height}`, type: kind, purpose: 'any' }];
  if (!colours) return undefined;
  const at = (side: number) => `/api/public/spaces/${encodeURIComponent(space)}/icon-${side}.png?v=${colours.light.accent.slice(1)}`;
  return ICON_SIDES.flatMap((side) => ['any', 'maskable'].map((purpose) => ({ src: at(side), sizes: `${side}x${side}`, type: 'image/png', purpose })));
}

/** How the portal is installed for a space. Its `id` stays: whoever belongs to another space later has still one portal. */
export function themedManifest<Built extends Manifest>(built: Built, theme: PortalTheme, locale: Locale, kind: Logo['type'] | undefined): Built {
  const name = theme.name?.[locale];
  const icons = iconsOf(theme, kind);
  return {
    ...built,
    ...(name === undefined ? {} : { name, short_name: Array.from(name).slice(0, SHORT).join('') }),
    start_url: `${built.start_url}?space=${encodeURIComponent(theme.space)}`,
    ...(theme.colours ? { theme_color: theme.colours.light.accent } : {}),
    ...(icons ? { icons } : {}),
  };
}
