import type { Scenario } from '../../../../runtime/schema/scenario.ts';
import { readEnd } from '../../../../runtime/schema/links.ts';
import { annotationsOf } from '../document/annotations.ts';
import { isRecord } from '../document/pointer.ts';
import { grounds, visitNode, type ConfigSchemaOf } from './node-places.ts';
import { itemsOf, wordOf } from './node-shapes.ts';
import { visitPage } from './page-places.ts';
import { markOf, within, type Mark } from './shape.ts';
import { visitTexts } from './text-places.ts';
import type { Visit, Way } from './visit.ts';
import type { World } from './world.ts';

const SECTIONS = ['roles', 'parameters', 'lists', 'bases', 'datasets', 'pages', 'flows', 'connections'] as const;

/** What each part of a scenario says, as text; a part that has not changed is not written again. */
const written = new WeakMap<object, string>();

export function textOf(part: object): string {
  const known = written.get(part) ?? JSON.stringify(part);
  written.set(part, known);
  return known;
}

function flowParts({ scenario }: World, flow: string, visit: Visit): void {
  const body = scenario.flows[flow];
  if (body === undefined) return;
  const node = (id: string): Mark => markOf('nodes', flow, id);
  for (const id of Object.keys(body.nodes)) visit.key(['flows', flow, 'nodes', id], () => node(id), true);
  for (const [id, edge] of Object.entries(body.edges)) {
    const { node: source, port } = readEnd(edge[0]);
    const at: Way = ['flows', flow, 'edges', id];
    if (visit.mayHold(source)) visit.name([...at, 0, 'node'], source, () => node(source));
    if (edge[0].includes('.')) visit.name([...at, 0, 'port'], port, () => markOf('ports', flow, source, port));
    visit.name([...at, 1], edge[1], () => node(edge[1]));
  }
  for (const id of Object.keys(scenario.layout[flow] ?? {})) visit.key(['layout', flow, id], () => node(id), true);
  for (const [id, annotation] of Object.entries(annotationsOf(scenario, flow))) {
    if (annotation.kind === 'group') for (const [index, member] of annotation.nodes.entries()) visit.name(['annotations', flow, id, 'nodes', index], member, () => node(member), true);
  }
}

function dataset(world: World, id: string, visit: Visit): void {
  const at: Way = ['datasets', id];
  const column = (name: string) => () => markOf('columns', id, name);
  const declared = world.scenario.datasets[id];
  if (declared === undefined || !('own' in declared)) return;
  const { own, subject, unique = [] } = declared;
  visit.name([...at, 'subject'], subject, column(subject ?? ''));
  for (const [index, name] of unique.entries()) visit.name([...at, 'unique', index], name, column(name));
  for (const [index, field] of own.fields.entries()) {
    visit.name([...at, 'own', 'fields', index, 'id'], field.id, column(field.id), true);
    visit.formula([...at, 'own', 'fields', index, 'compute'], field.compute, 'expression', () => within(() => undefined, { row: { shape: world.rowOf(id) } }));
  }
  for (const [index, columns] of (own.index ?? []).entries()) for (const [place, name] of columns.entries()) visit.name([...at, 'own', 'index', index, place], name, column(name));
  for (const [index, total] of (own.totals ?? []).entries()) {
    visit.name([...at, 'own', 'totals', index, 'sum'], total.sum, column(total.sum ?? ''));
    for (const [place, name] of total.by.entries()) visit.name([...at, 'own', 'totals', index, 'by', place], name, column(name));
  }
}

function parameter({ parameters }: Scenario, id: string, visit: Visit): void {
  const declared = parameters[id];
  if (declared === undefined) return;
  const list = declared.key?.list;
  visit.name(['parameters', id, 'key', 'list'], list, () => markOf('lists', list ?? ''));
  for (const [index, value] of itemsOf(declared.values).entries()) grounds(value['basis'], ['parameters', id, 'values', index, 'basis'], visit);
}

/** Every name that a scenario says, as far as it may be the one that is looked for. */
export function visitScenario(world: World, schemaOf: ConfigSchemaOf, visit: Visit, target: Mark): void {
  const { scenario } = world;
  for (const section of SECTIONS) for (const id of Object.keys(scenario[section] ?? {})) visit.key([section, id], () => markOf(section, id), true);
  for (const flow of Object.keys(scenario.layout)) visit.key(['layout', flow], () => markOf('flows', flow), true);
  if (isRecord(scenario.annotations)) for (const flow of Object.keys(scenario.annotations)) visit.key(['annotations', flow], () => markOf('flows', flow), true);
  for (const [flow, { nodes }] of Object.entries(scenario.flows)) {
    flowParts(world, flow, visit);
    for (const [id, node] of Object.entries(nodes)) {
      const view = visit.mayHold(textOf(node)) ? world.view(flow, id) : undefined;
      if (view !== undefined) visitNode(world, view, schemaOf, visit);
    }
  }
  for (const id of Object.keys(scenario.parameters)) parameter(scenario, wordOf(id), visit);
  for (const id of Object.keys(scenario.datasets)) dataset(world, id, visit);
  for (const [id, page] of Object.entries(scenario.pages)) if (visit.mayHold(textOf(page))) visitPage(world, id, page, visit);
  visitTexts(world, visit, target);
}
