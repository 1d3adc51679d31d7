import type { User } from '../../api/account.ts';
import type { ThemeView, ThemeWish } from '../../api/theme.ts';
import { fail } from '../../errors.ts';
import { audit } from '../context.ts';
import type { Base } from '../context.ts';
import { inUnit, mayOn } from '../policy/policy.ts';
import type { PolicyBase } from '../policy/policy.ts';
import { dataAddress, readLogo } from './logo.ts';
import { ACCENTS, notesOn } from './palette.ts';
import { composeTheme, saidOf, sourcesOf } from './shown.ts';
import type { ThemeBase } from './shown.ts';
import { THEME } from './theme-shelf.ts';
import type { Theme } from './theme-shelf.ts';

type Themes = Base & PolicyBase & ThemeBase;

function ownOf({ logo, ...theme }: Theme): ThemeView['own'] {
  return { ...theme, ...(logo ? { logo: { src: dataAddress(logo), width: logo.width, height: logo.height } } : {}) };
}

function viewWith(base: Themes, unit: string, theme: Theme, reader: User, version: number): ThemeView {
  const node = base.units.find(unit);
  if (!node) throw fail('SCN_API_NOT_FOUND', { what: unit });
  const above = saidOf(base, unit).filter((said) => said.unit !== unit);
  const said = Object.keys(theme).length === 0 ? above : [...above, { unit, theme }];
  const accent = sourcesOf(said).get('accent')?.theme.accent;
  const [inherited, shown] = [composeTheme(above), composeTheme(said, unit)];
  return {
    unit, unitName: node.name, version, mayChange: mayOn(reader, 'unit.manage', inUnit(base, unit)), own: ownOf(theme),
    above: [...sourcesOf(above)].map(([part, { unit: from }]) => ({ part, unitName: base.units.find(from)?.name ?? from })),
    ...(inherited ? { inherited } : {}),
    ...(shown ? { shown } : {}),
    notes: accent === undefined ? [] : notesOn(accent),
    accents: ACCENTS.map(({ colour, title }) => ({ colour, title })),
  };
}

/** What a space says of the look of its portal, what comes from above, and what follows. @throws SCN_API_NOT_FOUND */
export async function themeView(base: Themes, unit: string, reader: User): Promise<ThemeView> {
  const found = await base.store.documents.get<Theme>(THEME, unit);
  return viewWith(base, unit, found?.body ?? {}, reader, found?.version ?? 0);
}

function wished(kept: Theme | undefined, { logo, baseVersion: _base, ...wish }: ThemeWish): Theme {
  const picture = logo === 'keep' ? kept?.logo : logo === undefined ? undefined : readLogo(logo);
  return { ...wish, ...(wish.accent === undefined ? {} : { accent: wish.accent.toUpperCase() }), ...(picture ? { logo: picture } : {}) };
}

/** What would follow from a wish; nothing is kept. @throws SCN_API_NOT_FOUND, SCN_THEME_LOGO_KIND, SCN_THEME_LOGO_LARGE, SCN_THEME_LOGO_SIDES */
export async function previewTheme(base: Themes, unit: string, wish: ThemeWish, reader: User): Promise<ThemeView> {
  const found = await base.store.documents.get<Theme>(THEME, unit);
  return viewWith(base, unit, wished(found?.body, wish), reader, found?.version ?? 0);
}

/** @throws as `previewTheme`; SCN_STORE_CONFLICT when somebody else changed it since `baseVersion` */
export async function saveTheme(base: Themes, unit: string, wish: ThemeWish, by: User): Promise<ThemeView> {
  if (!base.units.find(unit)) throw fail('SCN_API_NOT_FOUND', { what: unit });
  const found = await base.store.documents.get<Theme>(THEME, unit);
  const [before, after] = [found?.body ?? {}, wished(found?.body, wish)];
  const saved = await base.store.documents.put<Theme>(THEME, unit, after, { expectedVersion: wish.baseVersion, by: by.id });
  await base.themes.reload();
  const fields = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter((part) => JSON.stringify(before[part as keyof Theme]) !== JSON.stringify(after[part as keyof Theme]));
  await audit(base, by.id, 'theme.change', unit, { fields });
  return viewWith(base, unit, after, by, saved.version);
}
