import type { LocalText } from './text.ts';

/** Words of a config property for the panel, as JSON Schema annotations. */
export type PropertyText = {
  title: string;
  description?: string;
  /** The same words in English. */
  'x-en': { readonly title: string; readonly description?: string };
};

/**
 * Annotations of one property: JSON Schema's own `title` / `description` hold zh-CN, `x-en` holds English.
 * The same convention serves plug-ins written as plain JSON Schema.
 */
export function label(zh: string, en: string, zhMore?: string, enMore?: string): PropertyText {
  return {
    title: zh,
    ...(zhMore === undefined ? {} : { description: zhMore }),
    'x-en': { title: en, ...(enMore === undefined ? {} : { description: enMore }) },
  };
}

/**
 * What people read instead of the values of an enumeration, as the annotation `x-values`; a value without an entry is
 * shown as it is.
 * @example Type.Enum(['stop', 'collect'], { ...label('某条出错', 'When one fails'), ...valueWords({ stop: ['停下', 'Stop'], collect: ['记下，继续', 'Note it and go on'] }) })
 */
export function valueWords(values: Readonly<Record<string, readonly [string, string]>>): { 'x-values': Readonly<Record<string, LocalText>> } {
  return { 'x-values': Object.fromEntries(Object.entries(values).map(([value, [zh, en]]) => [value, { 'zh-CN': zh, en }])) };
}
