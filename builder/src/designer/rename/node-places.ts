import { mapConfigStrings } from '../document/config-strings.ts';
import { isContainer, isRecord } from '../document/pointer.ts';
import { entriesOf, itemsOf, namesAt, wordOf, type Fields, type NodeView } from './node-shapes.ts';
import { markOf, type Mark } from './shape.ts';
import type { Visit, Way } from './visit.ts';
import type { World } from './world.ts';

/** Config schema of a node type, from the server's list; undefined when the type is not installed. */
export type ConfigSchemaOf = (type: string) => unknown;

const FORMULA = { feel: 'expression', 'feel-row': 'expression', 'feel-unary': 'unary' } as const;

/** Kinds of things that a string of this format names by themselves. */
const KIND_OF_FORMAT: Readonly<Record<string, string>> = { role: 'roles', list: 'lists', dataset: 'datasets', connection: 'connections', flow: 'flows' };

type Place = readonly [path: Way, text: unknown, mark: Mark];

const joined = (path: Way, ...more: Way): Way => [...path, ...more];

/** Strings of a config by what their schema says of them. */
function formatted(world: World, view: NodeView, schema: unknown, at: Way, visit: Visit): void {
  const { config } = view.node;
  mapConfigStrings(schema, config, (value, format, path, holder) => {
    if (format === undefined || !visit.mayHold(value)) return value;
    const place = joined(at, ...path);
    if (Object.hasOwn(FORMULA, format)) visit.formula(place, value, FORMULA[format as keyof typeof FORMULA], () => namesAt(view, path, format !== 'feel'));
    else if (format === 'text') visit.text(place, value, () => view.names);
    else if (format === 'node') visit.name(place, value, () => markOf('nodes', view.flow, value));
    else if (format === 'column') visit.name(place, value, () => world.rowOf(holder?.['dataset'] ?? config['dataset']).member(value)?.mark);
    else if (Object.hasOwn(KIND_OF_FORMAT, format)) visit.name(place, value, () => markOf(KIND_OF_FORMAT[format] ?? '', value));
    return value;
  });
}

/** Grounds and assignments stand at any depth and have no format. */
function anywhere(value: unknown, at: Way, visit: Visit): void {
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) if (isContainer(item)) anywhere(item, [...at, index], visit);
    return;
  }
  for (const [key, item] of entriesOf(value)) {
    if (key === 'role') visit.name([...at, key], item, () => markOf('roles', wordOf(item)));
    if (key === 'basis') grounds(item, [...at, key], visit);
    else if (isContainer(item)) anywhere(item, [...at, key], visit);
  }
}

export function grounds(value: unknown, at: Way, visit: Visit): void {
  if (!Array.isArray(value)) visit.name(at, value, () => markOf('bases', wordOf(value)));
  else for (const [index, one] of value.entries()) visit.name([...at, index], one, () => markOf('bases', wordOf(one)));
}

function keysOf(value: unknown, at: Way, mark: (key: string) => Mark | undefined, visit: Visit, own = false): void {
  for (const [key] of entriesOf(value)) visit.key([...at, key], () => mark(key), own);
}

/** The node where a called flow begins with a form. */
function formOf(world: World, flow: string): string {
  const nodes = Object.hasOwn(world.scenario.flows, flow) ? world.scenario.flows[flow]?.nodes : undefined;
  return Object.entries(nodes ?? {}).find(([, { type }]) => type === 'start.form')?.[0] ?? '';
}

function ids(list: unknown, at: Way, member: string, mark: (id: string) => Mark): readonly Place[] {
  return itemsOf(list).map((item, index): Place => [[...at, index, member], item[member], mark(wordOf(item[member]))]);
}

function questions(view: NodeView, at: Way, visit: Visit, world: World): void {
  for (const [index, field] of itemsOf(view.node.config['fields']).entries()) {
    const place = joined(at, 'fields', index);
    visit.name([...place, 'id'], field['id'], () => view.result(wordOf(field['id'])), true);
    for (const [path, text, mark] of ids(field['columns'], [...place, 'columns'], 'id', (id) => markOf('cells', view.flow, view.id, wordOf(field['id']), id))) visit.name(path, text, () => mark, true);
    const options = field['options'];
    if (isRecord(options)) for (const part of ['value', 'label', 'detail']) visit.name([...place, 'options', part], options[part], () => world.rowOf(options['dataset']).member(wordOf(options[part]))?.mark);
  }
}

function table(view: NodeView, at: Way, visit: Visit): void {
  const { config } = view.node;
  const input = (id: string) => markOf('inputs', view.flow, view.id, id);
  const local = (id: string) => markOf('locals', view.flow, view.id, id);
  for (const [path, text, mark] of ids(config['inputs'], [...at, 'inputs'], 'id', input)) visit.name(path, text, () => mark, true);
  for (const [path, text, mark] of ids(config['outputs'], [...at, 'outputs'], 'id', view.result)) visit.name(path, text, () => mark, true);
  for (const [index, rule] of itemsOf(config['rules']).entries()) {
    keysOf(rule['when'], [...at, 'rules', index, 'when'], input, visit, true);
    keysOf(rule['then'], [...at, 'rules', index, 'then'], view.result, visit, true);
  }
  for (const part of ['incomplete', 'empty']) keysOf(config[part], [...at, part], view.result, visit, true);
  if (isRecord(config['pick'])) visit.name([...at, 'pick', 'by'], config['pick']['by'], () => view.result(wordOf((config['pick'] as Fields)['by'])), true);
  keysOf(config['let'], [...at, 'let'], local, visit, true);
  visit.name([...at, 'as'], config['as'], () => local(wordOf(config['as'])), true);
}

function waysOut(view: NodeView, at: Way, visit: Visit): void {
  const { config } = view.node;
  const mark = (port: string) => markOf('ports', view.flow, view.id, port);
  for (const list of ['outcomes', 'cases', 'until']) for (const [path, text, of] of ids(config[list], [...at, list], 'port', mark)) visit.name(path, text, () => of, true);
  visit.name([...at, 'else'], config['else'], () => mark(wordOf(config['else'])), true);
  for (const [index, one] of itemsOf(config['until']).entries()) keysOf(one['values'], [...at, 'until', index, 'values'], view.result, visit);
  const allow = config['allow'];
  const back: unknown = isRecord(allow) ? allow['returnTo'] : undefined;
  if (Array.isArray(back)) for (const [index, step] of back.entries()) visit.name([...at, 'allow', 'returnTo', index], step, () => markOf('nodes', view.flow, wordOf(step)));
}

/** Names that stand where the schema has no word for them. */
function special(world: World, view: NodeView, at: Way, visit: Visit): void {
  const { type, config } = view.node;
  const column = (id: string) => world.rowOf(config['dataset']).member(id)?.mark;
  questions(view, at, visit, world);
  waysOut(view, at, visit);
  if (type === 'rule.table' || type === 'rule.rows') table(view, at, visit);
  if (type === 'rule.expression') for (const [path, text, mark] of ids(config['values'], [...at, 'values'], 'id', view.result)) visit.name(path, text, () => mark, true);
  if (type === 'rule.scorecard') for (const [path, text, mark] of ids(config['factors'], [...at, 'factors'], 'id', view.result)) visit.name(path, text, () => mark, true);
  if (type === 'data.insert' || type === 'data.upsert') keysOf(config['values'], [...at, 'values'], column, visit);
  if (type === 'data.update') keysOf(config['set'], [...at, 'set'], column, visit);
  if (type === 'data.http') keysOf(config['result'], [...at, 'result'], view.result, visit, true);
  if (type === 'data.query') {
    for (const part of ['group', 'measures']) keysOf(config[part], [...at, part], view.result, visit, true);
    keysOf(config['join'], [...at, 'join'], (key) => markOf('joins', view.flow, view.id, key), visit, true);
  }
  if (type === 'flow.call' || type === 'flow.each') {
    const flow = wordOf(config['flow']);
    keysOf(config['input'], [...at, 'input'], (key) => world.view(flow, formOf(world, flow))?.result(key), visit);
  }
}

/** Every name that a node says. */
export function visitNode(world: World, view: NodeView, schemaOf: ConfigSchemaOf, visit: Visit): void {
  const { flow, id, node } = view;
  const base: Way = ['flows', flow, 'nodes', id];
  const at: Way = [...base, 'config'];
  formatted(world, view, schemaOf(node.type), at, visit);
  special(world, view, at, visit);
  anywhere(node.config, at, visit);
  grounds(node.basis, [...base, 'basis'], visit);
  visit.text([...base, 'caption'], node.caption, () => view.names);
  visit.text([...base, 'title'], node.title, () => view.names);
}
