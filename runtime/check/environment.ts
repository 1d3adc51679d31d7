import type { DatasetDefinition } from '../schema/dataset.ts';
import type { Scenario } from '../schema/scenario.ts';

/**
 * Dataset definitions by local name, reduced to the fields the scenario asked for; its own datasets get the
 * address `<scenario>/<name>`. Datasets the catalogue does not know are left out.
 */
export function scenarioDatasets(scenario: Scenario, catalogue: Readonly<Record<string, DatasetDefinition>>): Readonly<Record<string, DatasetDefinition>> {
  const found: Record<string, DatasetDefinition> = {};
  for (const [name, dataset] of Object.entries(scenario.datasets)) {
    const definition = 'use' in dataset ? sharedDataset(dataset, catalogue[dataset.use]) : ownDataset(scenario.id, name, dataset);
    if (definition !== null) found[name] = definition;
  }
  return found;
}

type Use = Extract<Scenario['datasets'][string], { use: string }>;
type Own = Extract<Scenario['datasets'][string], { own: unknown }>;

function sharedDataset(use: Use, definition: DatasetDefinition | undefined): DatasetDefinition | null {
  return definition === undefined ? null : { ...definition, fields: definition.fields.filter((field) => use.fields.includes(field.id)) };
}

/** The stored definition of a dataset a scenario owns. */
export function ownDataset(scenario: string, name: string, dataset: Own): DatasetDefinition {
  const { own, subject, unique } = dataset;
  return { id: `${scenario}/${name}`, title: own.title, fields: own.fields, ...(own.index ? { index: own.index } : {}), ...(own.dated ? { dated: true } : {}), ...(subject ? { subject } : {}), ...(unique ? { unique: [unique] } : {}) };
}
