import type { CaseFile } from '../../../../runtime/schema/case.ts';
import type { FormField } from '../../../../runtime/schema/field.ts';
import type { Scenario } from '../../../../runtime/schema/scenario.ts';

export interface DatasetChoice {
  readonly id: string;
  readonly label: string;
  readonly detail?: string;
}

type Row = Readonly<Record<string, unknown>>;

function words(value: unknown): string {
  return typeof value === 'string' ? value : value === undefined || value === null ? '' : JSON.stringify(value);
}

/** What a field that takes its options from a dataset can be, from rows of that dataset; each value once, in order. */
export function choicesFromRows(field: FormField, rows: readonly Row[]): readonly DatasetChoice[] {
  const source = field.options;
  if (source === undefined || !('dataset' in source)) return [];
  const choices = new Map<string, DatasetChoice>();
  for (const row of rows) {
    const id = words(row[source.value]);
    if (id === '' || choices.has(id)) continue;
    const detail = [id, source.detail === undefined ? '' : words(row[source.detail])].filter((word) => word !== '').join(' · ');
    choices.set(id, { id, label: words(row[source.label]) || id, detail });
  }
  return [...choices.values()];
}

/** Rows that the cases share of the dataset a field chooses from. */
export function sharedRows(cases: CaseFile, field: FormField): readonly Row[] {
  const source = field.options;
  return source !== undefined && 'dataset' in source && cases.rows !== undefined && Object.hasOwn(cases.rows, source.dataset) ? (cases.rows[source.dataset] ?? []) : [];
}

/** The address of a dataset of the scenario by its local name. */
export function addressOf(scenario: Scenario, name: string): string | undefined {
  const entry = Object.hasOwn(scenario.datasets, name) ? scenario.datasets[name] : undefined;
  return entry === undefined ? undefined : 'use' in entry ? entry.use : `${scenario.id}/${name}`;
}
