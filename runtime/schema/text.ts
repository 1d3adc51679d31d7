import { Type, type Static } from 'typebox';

/** Locales the product ships; the first is the source of truth. */
export const LOCALES = ['zh-CN', 'en'] as const;
export const LocaleSchema = Type.Union([Type.Literal('zh-CN'), Type.Literal('en')]);
export type Locale = Static<typeof LocaleSchema>;

/** A text of the product itself (node titles, diagnostics): every locale is present. */
export const LocalTextSchema = Type.Object(
  { 'zh-CN': Type.String(), en: Type.String() },
  { additionalProperties: false },
);
export type LocalText = Static<typeof LocalTextSchema>;

/** `"@key"` points into the scenario's `texts`; anything else is literal text. */
export const TextRefSchema = Type.String({ maxLength: 2000 });

/** One entry of a scenario's `texts`; placeholders `{path}` are filled from a run. */
export const TextEntrySchema = Type.Partial(LocalTextSchema, { additionalProperties: false });
export type TextEntry = Static<typeof TextEntrySchema>;

/** Whether its English is only its Chinese, names in placeholders aside: what somebody has still to translate. */
export const isUntranslated = (entry: TextEntry): boolean => entry.en !== undefined && entry.en === entry['zh-CN'] && /\p{Script=Han}/u.test(entry.en.replace(/\{[^}]*\}/g, ''));
