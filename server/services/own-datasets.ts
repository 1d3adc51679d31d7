import { localDatasets } from '../../runtime/engine/local-datasets.ts';
import type { DatasetDefinition } from '../../runtime/schema/dataset.ts';
import type { DatasetField } from '../../runtime/schema/field.ts';
import type { Scenario } from '../../runtime/schema/scenario.ts';
import type { Base } from './context.ts';
import { textOf } from './texts.ts';

/** What the scenario says of a column, and what its owner says of it where the scenario is silent. */
function fieldWith(field: DatasetField, known: DatasetField | undefined): DatasetField {
  if (known === undefined) return field;
  const { sharing, level, personal, mask } = known;
  return { ...(sharing ? { sharing } : {}), ...(level ? { level } : {}), ...(personal === undefined ? {} : { personal }), ...(mask ? { mask } : {}), ...field };
}

/** References into the scenario's texts become words, in both languages where there are both. */
function inWords(scenario: Scenario, definition: DatasetDefinition): DatasetDefinition {
  const wordsOf = (reference: string) => {
    const [title, english] = [textOf(scenario, reference, 'zh-CN'), textOf(scenario, reference, 'en')];
    return { title, ...(english === title || english === '' ? {} : { texts: { en: { title: english } } }) };
  };
  return { ...definition, ...wordsOf(definition.title), fields: definition.fields.map((field) => (field.title === undefined ? field : { ...field, ...wordsOf(field.title) })) };
}

/** The datasets a scenario owns, as the catalogue is to keep them: their owner's sharing class, entry, totals and masks outlast a release. */
export async function ownDatasets(base: Base, scenario: Scenario): Promise<readonly DatasetDefinition[]> {
  return Promise.all(
    Object.values(localDatasets(scenario, {})).map(async (wanted) => {
      const definition = inWords(scenario, wanted);
      const known = await base.store.datasets.get(definition.id);
      if (known === null) return definition;
      const fields = new Map(known.fields.map((field) => [field.id, field]));
      const texts = { ...known.texts?.en, ...definition.texts?.en };
      return { ...(known.sharing ? { sharing: known.sharing } : {}), ...(known.entry ? { entry: known.entry } : {}), ...(known.totals ? { totals: known.totals } : {}), ...definition, ...(Object.keys(texts).length > 0 ? { texts: { en: texts } } : {}), fields: definition.fields.map((field) => fieldWith(field, fields.get(field.id))) };
    }),
  );
}
