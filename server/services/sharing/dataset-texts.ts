import type { DatasetDefinition } from '../../../runtime/schema/dataset.ts';

interface Worded {
  readonly texts?: { readonly en?: object };
}

/** `texts` that hold a word; none takes them away. */
function said({ texts }: Worded): boolean {
  return Object.keys(texts?.en ?? {}).length > 0;
}

/** Words in other languages that are there stay where nothing is said of them; an empty `texts` takes them away. */
function wordsOf<Thing extends Worded>(thing: Thing, before: Worded | undefined): Thing {
  const { texts: _, ...rest } = thing;
  const from = thing.texts === undefined ? before : thing;
  return { ...rest, ...(from !== undefined && said(from) ? { texts: from.texts } : {}) } as Thing;
}

/** A definition given anew, with the words in other languages of the one before, of the dataset and of each column it still has. */
export function withTexts(definition: DatasetDefinition, before: DatasetDefinition | null): DatasetDefinition {
  const known = new Map((before?.fields ?? []).map((field) => [field.id, field]));
  return { ...wordsOf(definition, before ?? undefined), fields: definition.fields.map((field) => wordsOf(field, known.get(field.id))) };
}
