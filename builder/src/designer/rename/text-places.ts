import { mainFlow } from '../../../../runtime/schema/flow.ts';
import type { Scenario } from '../../../../runtime/schema/scenario.ts';
import { isContainer } from '../document/pointer.ts';
import { portsOf } from './node-shapes.ts';
import { pageWords, wordsOf } from './page-places.ts';
import { markOf, oneOf, shapeOf, UNKNOWN, within, type Member, type Names, type Shape } from './shape.ts';
import type { Visit } from './visit.ts';
import type { World } from './world.ts';

/** Texts that are named where they are used, with who names them: a flow, or `<page>/<part>`; the others are found by the ids of what they belong to. */
export type Referenced = ReadonlyMap<string, ReadonlySet<string>>;

/** What each part of a scenario names; a part that has not changed is not searched again. */
const named = new WeakMap<object, readonly string[]>();

function keysIn(part: object): readonly string[] {
  const known = named.get(part);
  if (known !== undefined) return known;
  const found: string[] = [];
  const search = (value: unknown): void => {
    if (typeof value === 'string' && value.startsWith('@') && value.length > 1) found.push(value.slice(1));
    else if (isContainer(value)) for (const item of Object.values(value)) search(item);
  };
  search(part);
  named.set(part, found);
  return found;
}

function referenced({ texts: _texts, layout: _layout, flows, pages, ...content }: Scenario): Referenced {
  const found = new Map<string, Set<string>>();
  const add = (part: object, reader: string) => {
    for (const key of keysIn(part)) found.set(key, (found.get(key) ?? new Set()).add(reader));
  };
  for (const [id, flow] of Object.entries(flows)) for (const part of [{ title: flow.title }, ...Object.values(flow.nodes)]) add(part, id);
  for (const [id, page] of Object.entries(pages)) {
    add(page, '');
    if (page.type === 'document') for (const [index, part] of page.parts.entries()) add(part, `${id}/${index}`);
  }
  for (const part of Object.values(content)) if (isContainer(part)) add(part, '');
  add([content.title, content.purpose], '');
  return found;
}

/** Words of a node: of its answers and results, of its ways out, and of its own. */
function nodeWords(world: World, flow: string, id: string): Member {
  const view = world.view(flow, id);
  const ports = view === undefined ? [] : portsOf(view);
  const ways = shapeOf(Object.fromEntries(ports.map((port) => [port, { mark: markOf('ports', flow, id, port), shape: UNKNOWN }])));
  return { mark: markOf('nodes', flow, id), shape: oneOf([world.outputOf(flow, id), ways]) };
}

function headsOf(world: World, head: string): readonly Member[] {
  const { scenario } = world;
  const made: Member[] = [];
  for (const [flow, { nodes }] of Object.entries(scenario.flows)) if (Object.hasOwn(nodes, head)) made.push(nodeWords(world, flow, head));
  const page = Object.hasOwn(scenario.pages, head) ? scenario.pages[head] : undefined;
  if (page !== undefined) made.push(pageWords(head, page));
  if (Object.hasOwn(scenario.datasets, head)) made.push({ mark: markOf('datasets', head), shape: world.rowOf(head) });
  if (head === 'param') made.push({ shape: shapeOf(Object.fromEntries(Object.entries(scenario.parameters).filter(([, { title }]) => title === undefined).map(([id]) => [id, { mark: markOf('parameters', id), shape: UNKNOWN }]))) });
  return made;
}

/** The name of a list before its items, and alone where the list has no title of its own. */
function listPart(scenario: Scenario, key: string): number {
  return Object.entries(scenario.lists).find(([id, list]) => (key === id ? list.title === undefined : list.items.some((item) => key === `${id}.${item}`)))?.[0].length ?? 0;
}

function visitKey(world: World, key: string, visit: Visit, target: string): void {
  const [head = '', ...rest] = key.split('.');
  const list = listPart(world.scenario, key);
  if (list > 0 && markOf('lists', key.slice(0, list)) === target) visit.part(['texts', key], 'key', 0, list);
  for (const first of headsOf(world, head)) {
    if (first.mark === target) visit.part(['texts', key], 'key', 0, head.length);
    let shape: Shape = first.shape;
    let at = head.length + 1;
    for (const step of rest) {
      const member = shape.member(step);
      if (member?.mark === target) visit.part(['texts', key], 'key', at, at + step.length);
      shape = member?.shape ?? UNKNOWN;
      at += step.length + 1;
    }
  }
}

/** What the words of a text may name: that of the flow that names it, of the part of a document, or of the flow whose node it belongs to. */
function namesOfText(world: World, key: string, readers: ReadonlySet<string> | undefined): Names {
  const { scenario } = world;
  const main = mainFlow(scenario);
  const head = key.split('.')[0] ?? '';
  const flows = [...(readers ?? Object.entries(scenario.flows).flatMap(([id, { nodes }]) => (Object.hasOwn(nodes, head) ? [id] : [])))];
  const names = world.namesOf(flows.includes(main) ? main : (flows.find((id) => Object.hasOwn(scenario.flows, id)) ?? main));
  return [...(readers ?? [])].reduce((outer, reader) => within(outer, partWords(scenario, reader)), names);
}

function partWords({ pages }: Scenario, reader: string): Readonly<Record<string, Member>> {
  const [id = '', part = ''] = reader.split('/');
  const page = part !== '' && Object.hasOwn(pages, id) ? pages[id] : undefined;
  return page?.type === 'document' ? wordsOf(page, id, ['parts', part]) : {};
}

/** Names in the texts and in their keys. */
export function visitTexts(world: World, visit: Visit, target: string): void {
  let known: Referenced | undefined;
  const references = (): Referenced => (known ??= referenced(world.scenario));
  for (const [key, entry] of Object.entries(world.scenario.texts)) {
    if (visit.mayHold(key) && !references().has(key)) visitKey(world, key, visit, target);
    for (const [locale, words] of Object.entries(entry)) {
      if (visit.mayHold(words)) visit.text(['texts', key, locale], words, () => namesOfText(world, key, references().get(key)));
    }
  }
}
