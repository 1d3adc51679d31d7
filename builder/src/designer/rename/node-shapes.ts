import type { FlowNode } from '../../../../runtime/schema/flow.ts';
import type { FormField } from '../../../../runtime/schema/field.ts';
import { isRecord } from '../document/pointer.ts';
import { readFormula } from './read-formula.ts';
import { choices, lazily, markOf, oneOf, shapeOf, UNKNOWN, within, type Mark, type Member, type Names, type Shape } from './shape.ts';

/** What the shapes of one node are made from. */
export interface NodeView {
  readonly flow: string;
  readonly id: string;
  readonly node: FlowNode;
  /** Names that every formula of the node may read. */
  readonly names: Names;
  readonly rowOf: (dataset: unknown) => Shape;
  /** What a flow gives whoever calls it. */
  readonly resultOf: (flow: unknown) => Shape;
  /** What the node gives under a name. Nodes at the ends of a called flow give what they give under one name together. */
  readonly result: (name: string) => Mark;
}

export type Fields = Readonly<Record<string, unknown>>;

export function itemsOf(value: unknown): readonly Fields[] {
  return Array.isArray(value) ? value.filter(isRecord) : [];
}

export function entriesOf(value: unknown): readonly (readonly [string, unknown])[] {
  return isRecord(value) ? Object.entries(value) : [];
}

export function wordOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function formula({ names }: NodeView, source: unknown, inner: Readonly<Record<string, Member>> = {}): Shape {
  return typeof source === 'string' ? lazily(() => readFormula(source, 'expression', within(names, inner))) : UNKNOWN;
}

/** Formulas by name whose values the node gives under those names. */
function results(view: NodeView, given: unknown, inner: Readonly<Record<string, Member>> = {}): Readonly<Record<string, Member>> {
  return Object.fromEntries(entriesOf(given).map(([name, source]) => [name, { mark: view.result(name), shape: formula(view, source, inner) }]));
}

/** Answers of a form by question; those of a table of answers have the members of its columns. */
export function answersOf(view: NodeView, fields: unknown): Readonly<Record<string, Member>> {
  return Object.fromEntries(itemsOf(fields).map((field) => [wordOf(field['id']), { mark: view.result(wordOf(field['id'])), shape: cellsOf(view, field) }]));
}

export function cellsOf({ flow, id }: NodeView, field: Fields): Shape {
  const columns = (field as Partial<FormField>).columns;
  if (!Array.isArray(columns)) return UNKNOWN;
  return shapeOf(Object.fromEntries(itemsOf(columns).map((column) => [wordOf(column['id']), { mark: markOf('cells', flow, id, wordOf(field['id']), wordOf(column['id'])), shape: UNKNOWN }])));
}

/** Values of a node with formulas, as far as those before one at a place. */
function valuesOf(view: NodeView, until = Number.POSITIVE_INFINITY): Readonly<Record<string, Member>> {
  const known: Record<string, Member> = {};
  for (const value of itemsOf(view.node.config['values']).slice(0, until)) known[wordOf(value['id'])] = { mark: view.result(wordOf(value['id'])), shape: formula(view, value['expr'], { ...known }) };
  return known;
}

/** Ways out that people or conditions choose. */
export function portsOf({ node: { config } }: NodeView): readonly string[] {
  const named = [...itemsOf(config['outcomes']), ...itemsOf(config['cases']), ...itemsOf(config['until'])].map((one) => wordOf(one['port']));
  return [...new Set([...named, wordOf(config['else'])])].filter((port) => port !== '');
}

function way(view: NodeView): Shape {
  return choices(portsOf(view), (port) => markOf('ports', view.flow, view.id, port));
}

/** Helper values of a table and the name of what it judges, as far as those before one. */
function helpersOf(view: NodeView, until?: string): Readonly<Record<string, Member>> {
  const { config } = view.node;
  const as = wordOf(config['as']);
  const known: Record<string, Member> = {};
  if (config['each'] !== undefined) known[as === '' ? 'item' : as] = { ...(as === '' ? {} : { mark: markOf('locals', view.flow, view.id, as) }), shape: formula(view, config['each']) };
  for (const [name, source] of entriesOf(config['let'])) {
    if (name === until) break;
    known[name] = { mark: markOf('locals', view.flow, view.id, name), shape: formula(view, source, { ...known }) };
  }
  return known;
}

function conditionsOf(view: NodeView): Readonly<Record<string, Member>> {
  const helpers = helpersOf(view);
  return Object.fromEntries(itemsOf(view.node.config['inputs']).map((input) => [wordOf(input['id']), { mark: markOf('inputs', view.flow, view.id, wordOf(input['id'])), shape: formula(view, input['expr'], helpers) }]));
}

function tableOutput(view: NodeView): Shape {
  const { config } = view.node;
  const outputs = shapeOf(Object.fromEntries(itemsOf(config['outputs']).map((output) => [wordOf(output['id']), { mark: view.result(wordOf(output['id'])), shape: UNKNOWN }])));
  const judged = oneOf([outputs, shapeOf({ hits: { shape: outputs } })]);
  if (config['each'] === undefined) return judged;
  const element = Object.fromEntries(Object.entries(helpersOf(view)).slice(0, 1));
  const row = oneOf([judged, shapeOf(element)]);
  return shapeOf({ rows: { shape: row }, best: { shape: row } });
}

function queryRow(view: NodeView): Shape {
  const { config } = view.node;
  return oneOf([view.rowOf(config['dataset']), shapeOf(Object.fromEntries(entriesOf(config['join']).map(([name, join]) => [name, { mark: markOf('joins', view.flow, view.id, name), shape: view.rowOf(isRecord(join) ? join['dataset'] : '') }])))]);
}

function queryOutput(view: NodeView): Shape {
  const { config } = view.node;
  const row = queryRow(view);
  const inner = { row: { shape: row } };
  const grouped = { ...results(view, config['group'], inner), ...Object.fromEntries(entriesOf(config['measures']).map(([name]) => [name, { mark: view.result(name), shape: UNKNOWN }])) };
  const given = config['measures'] === undefined ? row : shapeOf(grouped);
  return shapeOf({ row: { shape: given }, rows: { shape: given } });
}

const called: (view: NodeView) => Member = (view) => ({ shape: lazily(() => view.resultOf(view.node.config['flow'])) });

/** What a node gives, by its type. Types not named here give what nobody can rename. */
const OUTPUTS: Readonly<Record<string, (view: NodeView) => Shape>> = {
  'start.form': (view) => shapeOf(answersOf(view, view.node.config['fields'])),
  'start.webhook': (view) => shapeOf({ body: { shape: shapeOf(answersOf(view, view.node.config['fields'])) } }),
  'start.row': (view) => shapeOf({ row: { shape: view.rowOf(view.node.config['dataset']) }, before: { shape: view.rowOf(view.node.config['dataset']) } }),
  'human.form': (view) => shapeOf({ ...answersOf(view, view.node.config['fields']), outcome: { shape: way(view) } }),
  'human.approval': (view) => shapeOf({ outcome: { shape: way(view) } }),
  'flow.switch': (view) => shapeOf({ port: { shape: way(view) }, ports: { shape: way(view) } }),
  'flow.wait': (view) => shapeOf({ port: { shape: way(view) } }),
  'flow.call': (view) => shapeOf({ result: called(view) }),
  'flow.each': (view) => shapeOf({ results: { shape: shapeOf({ output: called(view) }) } }),
  'rule.expression': (view) => shapeOf(valuesOf(view)),
  'rule.table': tableOutput,
  'rule.rows': tableOutput,
  'rule.scorecard': (view) => {
    const factors = itemsOf(view.node.config['factors']).map((factor) => wordOf(factor['id']));
    return shapeOf({ points: { shape: shapeOf(Object.fromEntries(factors.map((name) => [name, { mark: view.result(name), shape: UNKNOWN }]))) }, incomplete: { shape: choices(factors, (name) => view.result(name)) } });
  },
  'data.query': queryOutput,
  'data.http': (view) => shapeOf(results(view, view.node.config['result'])),
  'flow.script': (view) => shapeOf(Object.fromEntries(itemsOf(view.node.config['results']).map((one) => [wordOf(one['id']), { shape: UNKNOWN }]))),
};

export function outputOf(view: NodeView): Shape {
  return Object.hasOwn(OUTPUTS, view.node.type) ? (OUTPUTS[view.node.type]?.(view) ?? UNKNOWN) : UNKNOWN;
}

const rowLocals = (view: NodeView): Names => within(view.names, { row: { shape: view.rowOf(view.node.config['dataset']) }, before: { shape: view.rowOf(view.node.config['dataset']) } });

function formNames(view: NodeView, path: readonly string[]): Names {
  const { config } = view.node;
  const answers = answersOf(view, config['fields']);
  const form = { form: { shape: shapeOf(answers) } };
  const field = path[0] === 'fields' && path[2] === 'columns' ? itemsOf(config['fields'])[Number(path[1])] : undefined;
  return within(view.names, { ...(path[0] === 'outcomes' ? answers : {}), ...form, ...(field === undefined ? {} : { row: { shape: cellsOf(view, field) } }) });
}

function tableNames(view: NodeView, path: readonly string[]): Names {
  const [part, at, of, column = ''] = path;
  if (part === 'each' || part === 'empty') return view.names;
  const helpers = helpersOf(view, part === 'let' ? at : undefined);
  const inner = within(view.names, helpers);
  if (part === 'let' || part === 'inputs') return inner;
  const conditions = lazily(() => shapeOf(conditionsOf(view)));
  if (part === 'rules' && of === 'when') return (name) => (name === '?' ? conditions.member(column) : inner(name));
  // A name that already means something else keeps its meaning.
  return (name) => inner(name) ?? conditions.member(name);
}

const NAMES: Readonly<Record<string, (view: NodeView, path: readonly string[]) => Names>> = {
  'start.form': formNames,
  'start.webhook': formNames,
  'human.form': formNames,
  'start.row': rowLocals,
  'data.insert': rowLocals,
  'data.update': rowLocals,
  'data.upsert': rowLocals,
  'data.delete': rowLocals,
  'data.query': (view, path) => within(view.names, { row: { shape: path[0] === 'join' ? view.rowOf(view.node.config['dataset']) : queryRow(view) } }),
  'data.http': (view) => within(view.names, { response: { shape: UNKNOWN } }),
  'flow.each': (view) => within(view.names, { item: { shape: formula(view, view.node.config['items']) }, index: { shape: UNKNOWN } }),
  'rule.expression': (view, path) => within(view.names, valuesOf(view, Number(path[1] ?? 0))),
  'rule.table': tableNames,
  'rule.rows': tableNames,
  'rule.scorecard': (view, path) => (path[2] === 'bands' ? within(view.names, { '?': { shape: formula(view, itemsOf(view.node.config['factors'])[Number(path[1])]?.['expr']) } }) : view.names),
};

/** Names that a formula at a place of the config may read. `isRow`: it is read with names of its own. */
export function namesAt(view: NodeView, path: readonly string[], isRow: boolean): Names {
  const make = isRow && Object.hasOwn(NAMES, view.node.type) ? NAMES[view.node.type] : undefined;
  return make === undefined ? view.names : make(view, path);
}
