import { Type, type Static } from 'typebox';
import { Obj, Opt, Str, TextPairSchema } from './common.ts';

const colour = Str({ pattern: '^#[0-9A-Fa-f]{6}$' });

/** The colours of one theme of the portal that follow from the accent. */
export const PaletteSchema = Obj({ accent: colour, hover: colour, soft: colour, line: colour, on: colour, focus: colour });
export type Palette = Static<typeof PaletteSchema>;

/** How a portal looks for somebody, or for the form of an app: what its space and those above it say; absent is the house's own. */
export const PortalThemeSchema = Obj({
  /** The nearest unit that says something. */
  space: Str(),
  name: Opt(TextPairSchema),
  logo: Opt(Obj({ /** An address of ours; in a preview a data address. */ src: Str(), width: Type.Integer(), height: Type.Integer() })),
  footer: Opt(TextPairSchema),
  contact: Opt(Str()),
  filing: Opt(Str()),
  colours: Opt(Obj({ light: PaletteSchema, dark: PaletteSchema })),
});
export type PortalTheme = Static<typeof PortalThemeSchema>;

/** GET /api/public/spaces/:id/theme */
export const SpaceThemeSchema = Obj({ theme: Opt(PortalThemeSchema) });

const words = (most: number) => Obj({ 'zh-CN': Str({ minLength: 1, maxLength: most }), /** Absent: as in Chinese. */ en: Opt(Str({ minLength: 1, maxLength: most })) });

/** What a space says itself; everything absent comes from above. */
const settings = { name: Opt(words(40)), accent: Opt(colour), footer: Opt(words(200)), contact: Opt(Str({ minLength: 1, maxLength: 100 })), filing: Opt(Str({ minLength: 1, maxLength: 60 })) };

/** PUT /api/units/:id/theme; `logo`: a PNG or JPEG in base64, `keep` for the one there is. */
export const ThemeBody = Obj({ ...settings, logo: Opt(Str({ maxLength: 200_000, pattern: '^(keep|[A-Za-z0-9+/]+={0,2})$' })), baseVersion: Type.Integer({ minimum: 0 }) });
export type ThemeWish = Static<typeof ThemeBody>;

/** What was found in an accent: that a theme needs another shade of it, or that it is close to a colour that means something. */
export const AccentNoteSchema = Type.Union([
  Obj({ kind: Type.Literal('shade'), wanted: colour, used: colour, /** Contrast of the wanted one on the worst ground, and what is needed. */ ratio: Type.Number(), need: Type.Number(), usedRatio: Type.Number() }),
  Obj({ kind: Type.Literal('near'), state: Type.Enum(['ok', 'warn', 'err']) }),
]);
export type AccentNote = Static<typeof AccentNoteSchema>;

export const THEME_PARTS = ['name', 'logo', 'accent', 'footer', 'contact', 'filing'] as const;
export type ThemePart = (typeof THEME_PARTS)[number];

/** GET and PUT /api/units/:id/theme, POST /api/units/:id/theme/preview */
export const ThemeViewSchema = Obj({
  unit: Str(),
  unitName: Str(),
  version: Type.Integer(),
  mayChange: Type.Boolean(),
  own: Obj({ ...settings, logo: Opt(Obj({ src: Str(), width: Type.Integer(), height: Type.Integer() })) }),
  /** What would hold of each part if the space said nothing, and which unit says it. */
  above: Type.Array(Obj({ part: Type.Enum([...THEME_PARTS]), unitName: Str() })),
  inherited: Opt(PortalThemeSchema),
  shown: Opt(PortalThemeSchema),
  notes: Type.Array(AccentNoteSchema),
  /** Accents that hold as they are in both themes. */
  accents: Type.Array(Obj({ colour, title: TextPairSchema })),
});
export type ThemeView = Static<typeof ThemeViewSchema>;
