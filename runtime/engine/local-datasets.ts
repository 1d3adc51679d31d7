import type { DatasetDefinition } from '../schema/dataset.ts';
import type { Scenario } from '../schema/scenario.ts';

/** Definitions of the catalogue by address, such as `health/report`. */
export type DatasetCatalogue = Readonly<Record<string, DatasetDefinition>>;

/** Address under which the studio keeps a dataset that a scenario owns. */
export function ownDatasetAddress(scenario: string, local: string): string {
  return `${scenario}/${local}`;
}

/**
 * The datasets of a scenario by local name: of the catalogue's, only the fields the scenario may read.
 * A dataset the catalogue does not know is left out; the checker says so.
 */
export function localDatasets(scenario: Scenario, catalogue: DatasetCatalogue): Readonly<Record<string, DatasetDefinition>> {
  const found: Record<string, DatasetDefinition> = {};
  for (const [local, dataset] of Object.entries(scenario.datasets)) {
    if ('own' in dataset) {
      const { own, subject, unique } = dataset;
      found[local] = {
        id: ownDatasetAddress(scenario.id, local),
        title: own.title,
        fields: own.fields,
        ...(own.index ? { index: own.index } : {}),
        ...(own.totals ? { totals: own.totals } : {}),
        ...(own.dated === undefined ? {} : { dated: own.dated }),
        ...(subject === undefined ? {} : { subject }),
        ...(unique ? { unique: [unique] } : {}),
      };
    } else {
      const whole = Object.hasOwn(catalogue, dataset.use) ? catalogue[dataset.use] : undefined;
      if (whole) {
        const dated = dataset.dated ?? whole.dated;
        found[local] = { ...whole, fields: whole.fields.filter((field) => dataset.fields.includes(field.id)), ...(dated === undefined ? {} : { dated }) };
      }
    }
  }
  return found;
}
