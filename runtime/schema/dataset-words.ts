import type { DatasetDefinition } from './dataset.ts';
import type { Locale } from './text.ts';

interface Titled {
  readonly title?: string;
  readonly texts?: { readonly en?: { readonly title?: string } };
}

/** The title of a dataset of the catalogue, or of a column of one, in the reader's language, else as it was given: literal, or a reference into the texts of the scenario that owns it. */
export function titleIn(thing: Titled & { readonly title: string }, locale: Locale): string;
export function titleIn(thing: Titled, locale: Locale): string | undefined;
export function titleIn({ title, texts }: Titled, locale: Locale): string | undefined {
  return (locale === 'en' ? texts?.en?.title : undefined) ?? title;
}

/** What a dataset holds, in the reader's language, else as its owner wrote it. */
export function descriptionIn({ entry, texts }: Pick<DatasetDefinition, 'entry' | 'texts'>, locale: Locale): string | undefined {
  return (locale === 'en' ? texts?.en?.description : undefined) ?? entry?.description;
}
