import { toPointer } from '../../schema/pointer.ts';
import { compileColumns } from '../../language/columns/compile-columns.ts';
import type { ScenarioDataset } from '../../schema/dataset.ts';
import { totalProblems } from '../../schema/total.ts';
import type { Diagnostic } from '../../schema/diagnostic.ts';
import type { CheckContext, CheckRule } from '../check-context.ts';
import { problem } from '../problem.ts';

function* checkUse({ env }: CheckContext, id: string, dataset: Extract<ScenarioDataset, { use: string }>): Iterable<Diagnostic> {
  const definition = env.catalogue[dataset.use];
  if (definition === undefined) {
    yield problem('SCN_DATA_USE_UNKNOWN', { path: toPointer(['datasets', id, 'use']) }, { address: dataset.use });
    return;
  }
  for (const [index, field] of dataset.fields.entries()) {
    if (!definition.fields.some((known) => known.id === field)) yield problem('SCN_DATA_FIELD_UNKNOWN', { path: toPointer(['datasets', id, 'fields', index]) }, { dataset: dataset.use, field });
  }
}

function* checkOwn(id: string, dataset: Extract<ScenarioDataset, { own: unknown }>): Iterable<Diagnostic> {
  const ids = dataset.own.fields.map((field) => field.id);
  for (const [index, field] of ids.entries()) {
    if (ids.indexOf(field) !== index) yield problem('SCN_DATA_FIELD_TWICE', { path: toPointer(['datasets', id, 'own', 'fields', index]) }, { dataset: id, field });
  }
  for (const { total, field } of totalProblems(dataset.own.totals ?? [], dataset.own.fields)) yield problem('SCN_DATA_TOTAL_WRONG', { path: toPointer(['datasets', id, 'own', 'totals']) }, { dataset: id, total, reason: field ?? total });
  for (const { column, code, severity, from, to, message } of compileColumns(dataset.own).problems) {
    yield { code, severity, place: { path: toPointer(['datasets', id, 'own', 'fields', ids.indexOf(column), 'compute']), from, to }, message };
  }
  const named = [...(dataset.unique ?? []), ...(dataset.subject === undefined ? [] : [dataset.subject])];
  for (const field of named) if (!ids.includes(field)) yield problem('SCN_DATA_UNIQUE_UNKNOWN', { path: toPointer(['datasets', id]) }, { dataset: id, field });
}

function usedDatasets({ scenario, nodes }: CheckContext): ReadonlySet<string> {
  const ids = Object.keys(scenario.datasets);
  if (ids.length === 0) return new Set();
  const text = JSON.stringify([nodes.map(({ node }) => node.config), scenario.pages]);
  return new Set(ids.filter((id) => text.includes(`"dataset":${JSON.stringify(id)}`)));
}

/** Datasets exist, their fields exist, and only what is needed is asked for. */
export const datasets: CheckRule = function* datasets(context) {
  const used = usedDatasets(context);
  for (const [id, dataset] of Object.entries(context.scenario.datasets)) {
    yield* 'use' in dataset ? checkUse(context, id, dataset) : checkOwn(id, dataset);
    if (!used.has(id)) yield problem('SCN_DATA_UNUSED', { path: toPointer(['datasets', id]) }, { dataset: id });
  }
};
