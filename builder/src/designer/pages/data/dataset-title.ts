import type { DatasetDefinition } from '../../../../../runtime/schema/dataset.ts';
import { titleIn } from '../../../../../runtime/schema/dataset-words.ts';
import type { DatasetField } from '../../../../../runtime/schema/field.ts';
import type { Locale } from '../../../../../runtime/schema/text.ts';

/** Titles of the catalogue are words, in the reader's language where its owner gave them; own datasets that are not published point into texts of their scenario, which are not here. */
export function datasetTitle(definition: DatasetDefinition, locale: Locale): string {
  return wordsOf(definition, locale);
}

export function fieldTitle(field: DatasetField, locale: Locale): string {
  return wordsOf(field, locale);
}

function wordsOf(thing: DatasetDefinition | DatasetField, locale: Locale): string {
  const title = titleIn(thing, locale);
  return title === undefined || title.startsWith('@') ? thing.id : title;
}
