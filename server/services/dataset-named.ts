import { titleIn } from '../../runtime/schema/dataset-words.ts';
import type { Locale } from '../../runtime/schema/text.ts';
import type { Base } from './context.ts';

/** What a dataset is called in the reader's language; its address where it is gone. */
export async function datasetNamed(base: Base, id: string, locale: Locale): Promise<string> {
  const definition = await base.store.datasets.get(id);
  return definition ? titleIn(definition, locale) : id;
}
