import type { Locale, LocalText } from '../../runtime/schema/text.ts';

/** The part of a scenario that texts are read from; drafts may be malformed, so nothing is trusted. */
export interface TextSource {
  readonly texts?: unknown;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function entryOf(source: TextSource, key: string): Readonly<Record<string, unknown>> | undefined {
  if (!isRecord(source.texts) || !Object.hasOwn(source.texts, key)) return undefined;
  const entry = source.texts[key];
  return isRecord(entry) ? entry : undefined;
}

function inLocale(entry: Readonly<Record<string, unknown>>, locale: Locale): string | undefined {
  const other = locale === 'en' ? 'zh-CN' : 'en';
  const found = entry[locale] ?? entry[other];
  return typeof found === 'string' ? found : undefined;
}

/** The text under a key, in this language or else in the other one; undefined when there is none. */
export function textByKey(source: TextSource, key: string, locale: Locale): string | undefined {
  const entry = entryOf(source, key);
  return entry ? inLocale(entry, locale) : undefined;
}

/** `"@key"` looks into the scenario's texts, anything else is literal. An unknown key shows itself. */
export function textOf(source: TextSource, reference: unknown, locale: Locale): string {
  if (typeof reference !== 'string') return '';
  if (!reference.startsWith('@')) return reference;
  const key = reference.slice(1);
  return textByKey(source, key, locale) ?? key;
}

/** Both languages of a text reference. */
export function textPair(source: TextSource, reference: unknown): LocalText {
  return { 'zh-CN': textOf(source, reference, 'zh-CN'), en: textOf(source, reference, 'en') };
}
