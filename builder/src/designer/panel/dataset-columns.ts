import type { DatasetField } from '../../../../runtime/schema/field.ts';
import type { Scenario } from '../../../../runtime/schema/scenario.ts';
import type { Locale } from '../../../../runtime/schema/text.ts';
import type { DatasetItem } from '../../../../server/api/data.ts';
import { scenarioText } from '../document/scenario-text.ts';
import { datasetTitle, fieldTitle } from '../pages/data/dataset-title.ts';

export type DatasetColumn = Pick<DatasetField, 'id' | 'title'> & Partial<Pick<DatasetField, 'type' | 'enum' | 'personal' | 'mask' | 'sharing' | 'level' | 'ref'>>;

/** The columns a scenario may read of a dataset by its local name, those of the catalogue with titles in the reader's language; only names are known while the catalogue loads. */
export function datasetColumns(scenario: Scenario, catalogue: readonly DatasetItem[], local: string | undefined, locale: Locale): readonly DatasetColumn[] {
  const dataset = local !== undefined && Object.hasOwn(scenario.datasets, local) ? scenario.datasets[local] : undefined;
  if (!dataset) return [];
  if ('own' in dataset) return dataset.own.fields;
  const definition = catalogue.find((item) => item.definition.id === dataset.use)?.definition;
  return dataset.fields.map((id) => {
    const field = definition?.fields.find((one) => one.id === id);
    return field === undefined ? { id } : { ...field, title: fieldTitle(field, locale) };
  });
}

/** The column that tells whose data a row is, when there is one. */
export function datasetSubject(scenario: Scenario, catalogue: readonly DatasetItem[], local: string): string | undefined {
  const dataset = Object.hasOwn(scenario.datasets, local) ? scenario.datasets[local] : undefined;
  return dataset && (dataset.subject ?? ('use' in dataset ? catalogue.find(({ definition }) => definition.id === dataset.use)?.definition.subject : undefined));
}

/** The title of a dataset by its local name; the name itself while the catalogue loads. */
export function datasetName(scenario: Scenario, catalogue: readonly DatasetItem[], local: string, locale: Locale): string {
  const dataset = Object.hasOwn(scenario.datasets, local) ? scenario.datasets[local] : undefined;
  if (dataset === undefined) return local;
  if ('own' in dataset) return scenarioText(scenario, dataset.own.title, locale) ?? local;
  const item = catalogue.find(({ definition }) => definition.id === dataset.use);
  return item === undefined ? local : datasetTitle(item.definition, locale);
}
