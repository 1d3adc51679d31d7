import type { TableConfig } from '../../../../runtime/rules/table-schema.ts';
import type { FormField } from '../../../../runtime/schema/field.ts';
import type { Scenario } from '../../../../runtime/schema/scenario.ts';

/** A column of a dataset by its address. */
export interface DatasetColumnPlace {
  readonly dataset: string;
  readonly field: string;
}

const PATH = /^[\p{L}_][\p{L}\p{N}_]*(?:\.[\p{L}_][\p{L}\p{N}_]*)*$/u;
/** Helper values that stand for one another: more than this nobody follows. */
const DEEPEST = 5;

function placeOf(scenario: Scenario, local: string, field: string): DatasetColumnPlace | undefined {
  const dataset = Object.hasOwn(scenario.datasets, local) ? scenario.datasets[local] : undefined;
  if (dataset === undefined) return undefined;
  if ('own' in dataset) return dataset.own.fields.some(({ id }) => id === field) ? { dataset: `${scenario.id}/${local}`, field } : undefined;
  return dataset.fields.includes(field) ? { dataset: dataset.use, field } : undefined;
}

/** The path with the judged element and helper values replaced by what they stand for. */
function meant(expr: string, { each, as, let: helpers }: TableConfig): readonly string[] | undefined {
  let text = expr.trim();
  for (let depth = 0; depth < DEEPEST && PATH.test(text); depth += 1) {
    const [head = '', ...rest] = text.split('.');
    const stands = each !== undefined && head === (as ?? 'item') ? each : helpers !== undefined && Object.hasOwn(helpers, head) ? helpers[head] : undefined;
    if (stands === undefined) return [head, ...rest];
    text = [stands.trim(), ...rest].join('.');
  }
  return undefined;
}

/** The dataset column whose values an input has: a field of the rows a query reads, or a form field that is chosen from a dataset. */
export function columnSource(scenario: Scenario, flow: string, config: TableConfig, expr: string): DatasetColumnPlace | undefined {
  const [head = '', ...rest] = meant(expr, config) ?? [];
  const nodes = scenario.flows[flow]?.nodes ?? {};
  const node = Object.hasOwn(nodes, head) ? nodes[head] : undefined;
  if (node?.type === 'data.query' && typeof node.config['dataset'] === 'string') {
    const [part, field, ...more] = rest;
    return (part === 'row' || part === 'rows') && field !== undefined && more.length === 0 ? placeOf(scenario, node.config['dataset'], field) : undefined;
  }
  const fields = Array.isArray(node?.config['fields']) ? (node.config['fields'] as readonly FormField[]) : [];
  const options = rest.length === 1 ? fields.find(({ id }) => id === rest[0])?.options : undefined;
  return options !== undefined && 'dataset' in options ? placeOf(scenario, options.dataset, options.value) : undefined;
}
