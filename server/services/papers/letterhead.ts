import type { Locale } from '../../../runtime/schema/text.ts';
import type { Paper } from '../../api/paper.ts';
import { logoOf, themeOf } from '../theme/shown.ts';
import type { ThemeBase } from '../theme/shown.ts';
import { dataAddress } from '../theme/logo.ts';

/** What stands at the top of a document: name, logo and colour of the space its scenario belongs to; nothing where no space says a name or a logo. */
export function letterheadOf(base: ThemeBase, unit: string, locale: Locale): Paper['letterhead'] {
  const theme = themeOf(base, unit);
  const logo = logoOf(base, unit);
  const name = theme?.name?.[locale];
  if (name === undefined && !logo) return undefined;
  return { ...(name === undefined ? {} : { name }), ...(logo ? { logo: dataAddress(logo) } : {}), ...(theme?.colours ? { colour: theme.colours.light.accent } : {}) };
}
