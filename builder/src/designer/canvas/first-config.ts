import type { Scenario } from '../../../../runtime/schema/scenario.ts';
import type { NodeTypeItem } from '../../../../server/api/scenario.ts';
import type { DatasetColumn } from '../panel/dataset-columns.ts';

/** What a new node comes into. */
export interface Surroundings {
  readonly scenario: Scenario;
  /** Flow the node is added to. */
  readonly flow: string;
  /** Columns of a dataset by its local name. */
  readonly columns: (dataset: string) => readonly DatasetColumn[];
  /** Nodes before the new one, nearest first, with their types and what they put out, by name. */
  readonly result: FirstResult;
  readonly before: readonly { readonly node: string; readonly type: string; readonly outputs: Readonly<Record<string, Output>> }[];
}

/** The part of an output's JSON Schema that is of use here. */
interface Output {
  readonly type?: unknown;
  readonly enum?: readonly unknown[];
}

/** What a table gives at first, in the language of who makes it. */
export interface FirstResult {
  readonly title: string;
  readonly yes: string;
  readonly no: string;
}

type Config = NodeTypeItem['example'];

/** Types whose last word may not name a node: `form` is a name of every form's own formulas. */
const IDS: Readonly<Record<string, string>> = { 'start.form': 'apply', 'human.form': 'fill' };

/** The name a new node would like to have in formulas. */
export function firstId(type: string): string {
  return IDS[type] ?? type.split('.').at(-1) ?? 'node';
}

/** Where the value of a column may come from: a value of the same name of a node before. */
function answerFor(column: string, { before }: Surroundings): string | undefined {
  const found = before.find(({ outputs }) => Object.hasOwn(outputs, column));
  return found === undefined ? undefined : `${found.node}.${column}`;
}

/** A dataset to begin with: what is written belongs to the scenario, what is read had better come from the catalogue. */
function datasetFor({ scenario }: Surroundings, writes: boolean): string | undefined {
  const names = Object.keys(scenario.datasets);
  const isOwn = (name: string): boolean => 'own' in (scenario.datasets[name] ?? {});
  return names.find((name) => isOwn(name) === writes) ?? names[0];
}

const without = ({ dataset: _dataset, ...rest }: Config): Config => rest;

/** `row.plate = apply.plate` for the first column that a node before has a value for. */
function sameRow(columns: readonly DatasetColumn[], place: Surroundings): { readonly where?: string } {
  const column = columns.find(({ id }) => answerFor(id, place) !== undefined)?.id;
  return column === undefined ? {} : { where: `row.${column} = ${answerFor(column, place) ?? 'null'}` };
}

function valuesOf(columns: readonly DatasetColumn[], place: Surroundings): Readonly<Record<string, string>> {
  return Object.fromEntries(columns.flatMap(({ id }) => {
    const answer = answerFor(id, place);
    return answer === undefined ? [] : [[id, answer] as const];
  }));
}

/** The texts an output may be, null aside; empty when it may be anything else. */
function textsOf(output: Output): readonly string[] {
  const values = (output.enum ?? []).filter((value) => value !== null);
  return values.every((value): value is string => typeof value === 'string') ? values : [];
}

/** A way out for each value that the nearest table may give; the last one is what is left. */
function casesOf({ before }: Surroundings): Config | undefined {
  for (const { node, type, outputs } of before) {
    if (!type.startsWith('rule.')) continue;
    const [name, values] = Object.entries(outputs).map(([key, output]) => [key, textsOf(output)] as const).find(([, texts]) => texts.length > 1 && texts.length <= 6) ?? [];
    if (name === undefined || values === undefined) continue;
    return { cases: values.slice(0, -1).map((value, index) => ({ port: `case${index + 1}`, when: `${node}.${name} = ${JSON.stringify(value)}`, title: value })), else: 'other' };
  }
  return undefined;
}

/** A condition that a value can be held against, in a cell of a table; undefined for what one does not judge by. */
function firstCell({ type, ...output }: Output): string | undefined {
  const kinds = [type].flat();
  const texts = textsOf(output);
  if (texts.length > 1 && texts.length <= 12) return JSON.stringify(texts[0]);
  if (kinds.includes('boolean')) return 'true';
  return kinds.includes('number') || kinds.includes('integer') ? '> 0' : undefined;
}

/** A table over the first value before it that can be judged by: a closed choice, else yes or no, else a number. */
function tableOver({ before, result }: Surroundings): Config | undefined {
  const values = before.flatMap(({ node, outputs }) => Object.entries(outputs).map(([name, output]) => ({ node, name, cell: firstCell(output) })));
  const rank = (cell: string | undefined): number => (cell === undefined ? 3 : cell.startsWith('"') ? 0 : cell === 'true' ? 1 : 2);
  const [value] = values.toSorted((one, other) => rank(one.cell) - rank(other.cell));
  if (value?.cell === undefined) return undefined;
  return {
    hitPolicy: 'FIRST',
    inputs: [{ id: value.name, expr: `${value.node}.${value.name}` }],
    outputs: [{ id: 'result', type: 'string', enum: [result.yes, result.no], title: result.title }],
    rules: [
      { id: 'R1', when: { [value.name]: value.cell }, then: { result: JSON.stringify(result.yes) } },
      { id: 'R2', when: {}, then: { result: JSON.stringify(result.no) } },
    ],
  };
}

type Start = (dataset: string, columns: readonly DatasetColumn[], place: Surroundings) => Config;

/** Types that begin with a dataset of the scenario; their example speaks of one that is not there. */
const DATASET_STARTS: Readonly<Record<string, Start>> = {
  'start.row': (dataset) => ({ dataset, on: 'inserted' }),
  'data.query': (dataset, columns, place) => ({ dataset, ...sameRow(columns, place), fields: columns.map(({ id }) => id), limit: 50 }),
  'data.insert': (dataset, columns, place) => ({ dataset, values: valuesOf(columns, place) }),
  'data.update': (dataset, columns, place) => ({ dataset, ...sameRow(columns, place), set: {} }),
  'data.upsert': (dataset, columns, place) => ({ dataset, ...sameRow(columns, place), values: valuesOf(columns, place) }),
  'data.delete': (dataset, columns, place) => ({ dataset, ...sameRow(columns, place) }),
  'rule.rows': (dataset, [first, ...rest], place) => ({
    dataset, hitPolicy: 'UNIQUE',
    inputs: first === undefined ? [] : [{ id: first.id, expr: answerFor(first.id, place) ?? 'null', test: 'equals', column: first.id }],
    outputs: rest.slice(0, 1).map(({ id }) => ({ id, column: id, optional: true })),
  }),
};

/**
 * The config a new node begins with: the example of its type, speaking of datasets, connections, roles and flows that
 * the scenario has. What the scenario has none of is left out, and the check asks for it.
 */
export function firstConfig(type: Pick<NodeTypeItem, 'type' | 'category' | 'example'>, place: Surroundings): Config {
  const { scenario, flow } = place;
  const example = structuredClone(type.example);
  const start = DATASET_STARTS[type.type];
  if (start !== undefined) {
    const dataset = datasetFor(place, /^data\.(insert|update|upsert|delete)$/.test(type.type));
    return dataset === undefined ? without(start('', [], place)) : start(dataset, place.columns(dataset), place);
  }
  if (type.type === 'rule.table') return tableOver(place) ?? example;
  if (type.type === 'flow.switch') return casesOf(place) ?? example;
  if (type.type === 'output.page') return { text: example['text'], explain: place.before.filter((one) => one.type.startsWith('rule.')).map(({ node }) => node).toReversed() };
  if (type.type === 'flow.each' || type.type === 'flow.call') {
    const { flow: _flow, ...rest } = example;
    const other = Object.keys(scenario.flows).find((id) => id !== flow);
    return other === undefined ? rest : { ...rest, flow: other, ...(type.type === 'flow.call' ? { input: {} } : {}) };
  }
  if (typeof example['connection'] === 'string') {
    const { connection: _connection, ...rest } = example;
    const only = Object.keys(scenario.connections ?? {});
    return only.length === 1 ? { ...rest, connection: only[0] } : rest;
  }
  const assign = example['assign'];
  if (typeof assign === 'object' && assign !== null && 'role' in assign) {
    const [role] = Object.keys(scenario.roles);
    return role === undefined ? example : { ...example, assign: { role } };
  }
  return example;
}

const portsOfList = (list: unknown): readonly string[] => (Array.isArray(list) ? (list as readonly { readonly port?: unknown }[]).flatMap(({ port }) => (typeof port === 'string' ? [port] : [])) : []);

/**
 * The ways out of a node that no check has looked at yet. Most types have them from the start; cases, outcomes and
 * votes are ways out that the config of the node gives.
 */
export function firstPorts(type: Pick<NodeTypeItem, 'type' | 'ports'>, config: Config): readonly string[] {
  if (type.type === 'flow.switch') return [...portsOfList(config['cases']), ...(typeof config['else'] === 'string' ? [config['else']] : [])];
  if (type.type === 'human.form') return portsOfList(config['outcomes']);
  if (type.type === 'human.approval') return ['approve', 'reject'];
  return type.ports.map(({ id }) => id);
}
