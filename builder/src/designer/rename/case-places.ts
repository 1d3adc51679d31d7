import type { Case, CaseFile } from '../../../../runtime/schema/case.ts';
import { mainFlow } from '../../../../runtime/schema/flow.ts';
import { isRecord } from '../document/pointer.ts';
import { changesFor, idOf, markOfNamed, settled, worldOf, type Named } from './rename.ts';
import { entriesOf, portsOf, wordOf } from './node-shapes.ts';
import { markOf, UNKNOWN, type Mark, type Shape } from './shape.ts';
import { createVisit, type Hit, type Visit, type Way } from './visit.ts';
import type { World } from './world.ts';
import type { Scenario } from '../../../../runtime/schema/scenario.ts';
import type { Change } from '../document/change.ts';

/** Names in values: members of records, and texts that are one of the words a value can be. */
export function visitValue(value: unknown, shape: Shape, at: Way, visit: Visit): void {
  if (shape === UNKNOWN) return;
  if (typeof value === 'string') visit.name(at, value, () => shape.choice?.(value));
  else if (Array.isArray(value)) for (const [index, item] of value.entries()) visitValue(item, shape, [...at, index], visit);
  for (const [key, item] of entriesOf(value)) {
    visit.key([...at, key], () => shape.member(key)?.mark);
    visitValue(item, shape.member(key)?.shape ?? UNKNOWN, [...at, key], visit);
  }
}

interface Place {
  readonly flow: string;
  readonly id: string;
}

/** The flow a step is in: the one that runs, or the one that has it. */
function flowWith({ scenario }: World, flow: string, id: string): string {
  const has = (name: string): boolean => Object.hasOwn(scenario.flows, name) && Object.hasOwn(scenario.flows[name]?.nodes ?? {}, id);
  return has(flow) ? flow : (Object.keys(scenario.flows).find(has) ?? flow);
}

/** Where `duties[0]/handle` leads: each step through the flow that the step before calls. */
function stepsOf(world: World, flow: string, path: string): readonly (Place & { readonly from: number })[] {
  const steps: (Place & { readonly from: number })[] = [];
  let at = flowWith(world, flow, path.split('/')[0]?.replace(/\[\d+\]$/, '') ?? '');
  let from = 0;
  for (const part of path.split('/')) {
    const id = part.replace(/\[\d+\]$/, '');
    steps.push({ flow: at, id, from });
    at = wordOf(world.view(at, id)?.node.config['flow']);
    from += part.length + 1;
  }
  return steps;
}

function nodePath(world: World, flow: string, path: unknown, at: Way, of: Hit['of'], visit: Visit, target: Mark): void {
  if (typeof path !== 'string' || !visit.mayHold(path)) return;
  for (const { flow: inner, id, from } of stepsOf(world, flow, path)) if (markOf('nodes', inner, id) === target) visit.part(at, of, from, from + id.length);
}

const START = /^start\./;

function visitCase(world: World, one: Case, at: Way, visit: Visit, target: Mark): void {
  const flow = one.flow ?? mainFlow(world.scenario);
  const nodes = world.scenario.flows[flow]?.nodes ?? {};
  const start = Object.keys(nodes).find((id) => START.test(nodes[id]?.type ?? ''));
  const path = (value: unknown, place: Way, of: Hit['of'] = 'value') => nodePath(world, flow, value, [...at, ...place], of, visit, target);
  const last = (value: string): Place | undefined => stepsOf(world, flow, value).at(-1);
  visit.name([...at, 'flow'], one.flow, () => markOf('flows', one.flow ?? ''));
  if (start !== undefined) visitValue(one.start, world.outputOf(flow, start), [...at, 'start'], visit);
  visitValue(one.user, world.namesOf(flow)('user')?.shape ?? UNKNOWN, [...at, 'user'], visit);
  visitRows(world, one.rows, [...at, 'rows'], visit);
  for (const [index, answer] of (one.answers ?? []).entries()) {
    const place = last(answer.node);
    const view = place === undefined ? undefined : world.view(place.flow, place.id);
    path(answer.node, ['answers', index, 'node']);
    path(answer.returnTo?.node, ['answers', index, 'returnTo', 'node']);
    if (view === undefined) continue;
    visit.name([...at, 'answers', index, 'outcome'], answer.outcome, () => (portsOf(view).includes(answer.outcome ?? '') ? markOf('ports', view.flow, view.id, answer.outcome ?? '') : undefined));
    visitValue(answer.data, world.outputOf(view.flow, view.id), [...at, 'answers', index, 'data'], visit);
  }
  const { expect } = one;
  path(expect.end, ['expect', 'end']);
  for (const list of ['path', 'dead'] as const) for (const [index, node] of (expect[list] ?? []).entries()) path(node, ['expect', list, index]);
  for (const record of ['rules', 'due', 'outputs'] as const) for (const [key] of entriesOf(expect[record])) path(key, ['expect', record, key], 'key');
  for (const [id, value] of entriesOf(expect.outputs)) visitValue(value, world.outputOf(flow, id), [...at, 'expect', 'outputs', id], visit);
  visitRows(world, expect.rows, [...at, 'expect', 'rows'], visit);
  const { refused } = expect;
  const place = refused === undefined ? undefined : last(refused.node);
  if (refused === undefined || place === undefined) return;
  path(refused.node, ['expect', 'refused', 'node']);
  for (const [index, field] of refused.fields.entries()) visit.name([...at, 'expect', 'refused', 'fields', index], field, () => world.outputOf(place.flow, place.id).member(field)?.mark);
}

function visitRows(world: World, rows: unknown, at: Way, visit: Visit): void {
  for (const [dataset, all] of entriesOf(rows)) {
    visit.key([...at, dataset], () => markOf('datasets', dataset));
    visitValue(all, world.rowOf(dataset), [...at, dataset], visit);
  }
}

/** Places of the cases that say the name of a thing: what is entered, what is expected, and at which step. */
export function caseHits(scenario: Scenario, file: CaseFile, thing: Named): readonly Hit[] {
  const named = settled(scenario, thing);
  const world = worldOf(scenario);
  const mark = markOfNamed(named);
  const { visit, hits } = createVisit(mark, idOf(named));
  visitRows(world, file.rows, ['rows'], visit);
  for (const [index, one] of file.cases.entries()) if (isRecord(one)) visitCase(world, one, ['cases', index], visit, mark);
  return hits;
}

/** The changes to a case file under the new name. */
export function caseChanges(scenario: Scenario, file: CaseFile, named: Named, to: string): readonly Change[] {
  return changesFor(file as unknown as Scenario, caseHits(scenario, file, named), to);
}
