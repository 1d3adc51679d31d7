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
