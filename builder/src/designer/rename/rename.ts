import type { Scenario } from '../../../../runtime/schema/scenario.ts';
import type { Change } from '../document/change.ts';
import { isContainer, pointer } from '../document/pointer.ts';
import type { ConfigSchemaOf } from './node-places.ts';
import { textOf, visitScenario } from './scenario-places.ts';
import { markOf, type Mark } from './shape.ts';
import { createVisit, type Hit, type Way } from './visit.ts';
import { createWorld, type World } from './world.ts';

/** A thing with a name: its kind, what it stands in, and the name itself as the last step. */
export interface Named {
  readonly kind: string;
  readonly path: readonly string[];
}

export function markOfNamed({ kind, path }: Named): Mark {
  return markOf(kind, ...path);
}

export function idOf({ path }: Named): string {
  return path.at(-1) ?? '';
}

export function renamedTo({ kind, path }: Named, to: string): Named {
  return { kind, path: [...path.slice(0, -1), to] };
}

const worlds = new WeakMap<Scenario, World>();

export function worldOf(scenario: Scenario): World {
  const known = worlds.get(scenario) ?? createWorld(scenario);
  worlds.set(scenario, known);
  return known;
}

/** The thing a name stands for: what several nodes give under one name is one thing. */
export function settled(scenario: Scenario, named: Named): Named {
  const [flow = '', node = '', id = ''] = named.path;
  const mark = named.kind === 'results' ? worldOf(scenario).view(flow, node)?.result(id) : undefined;
  return mark === undefined ? named : namedBy(mark);
}

export function namedBy(mark: Mark): Named {
  const [kind = '', ...path] = mark.split('/');
  return { kind, path };
}

/** Every place of a scenario that says the name of a thing, the thing itself among them. */
export function hitsOf(scenario: Scenario, thing: Named, schemaOf: ConfigSchemaOf): readonly Hit[] {
  const named = settled(scenario, thing);
  const mark = markOfNamed(named);
  const { visit, hits } = createVisit(mark, idOf(named));
  visitScenario(worldOf(scenario), schemaOf, visit, mark);
  return hits;
}

export function swapped(text: string, spans: Hit['spans'], to: string): string {
  return spans.toReversed().reduce((made, [from, end]) => made.slice(0, from) + to + made.slice(end), text);
}

/** Hits by place, as a tree of steps. */
interface Branch {
  readonly below: Map<string, Branch>;
  value?: Hit['spans'];
  key?: Hit['spans'];
}

function treeOf(hits: readonly Hit[]): Branch {
  const root: Branch = { below: new Map() };
  for (const { path, of, spans } of hits) {
    let at = root;
    for (const step of path) {
      const next = at.below.get(String(step)) ?? { below: new Map() };
      at.below.set(String(step), next);
      at = next;
    }
    at[of] = [...(at[of] ?? []), ...spans];
  }
  return root;
}

/** `check.approve` with the node before the point or the port after it swapped. */
function swappedEnd(end: string, branch: Branch, to: string): string {
  const [node = '', ...port] = end.split('.');
  return [branch.below.has('node') ? to : node, ...(branch.below.has('port') ? [to] : port)].join('.');
}

/** A value as it is after the swap. Where a member's new name is taken already, the one that was there stays. */
function applied(value: unknown, branch: Branch, to: string): unknown {
  if (typeof value === 'string') return branch.value === undefined ? swappedEnd(value, branch, to) : swapped(value, branch.value, to);
  if (Array.isArray(value)) return value.map((item: unknown, index) => applyBelow(item, branch, String(index), to));
  if (!isContainer(value)) return value;
  const made = Object.entries(value).map(([key, item]): [string, unknown] => {
    const spans = branch.below.get(key)?.key;
    return [spans === undefined ? key : swapped(key, spans, to), applyBelow(item, branch, key, to)];
  });
  const kept = made.filter(([key], index) => made.findIndex(([other]) => other === key) === index);
  return Object.fromEntries(kept);
}

function applyBelow(value: unknown, branch: Branch, key: string, to: string): unknown {
  const below = branch.below.get(key);
  return below === undefined ? value : applied(value, below, to);
}

/** Down to here members get their new names one by one, so that others' changes beside them stay: `/flows/main/nodes`. */
const MEMBERS = 3;
/** Of more places in one node or page than this, it is written as a whole. */
const MANY = 50;

function countOf({ below, value, key }: Branch): number {
  return [...below.values()].reduce((sum, branch) => sum + countOf(branch), (value === undefined ? 0 : 1) + (key === undefined ? 0 : 1));
}

function changesBelow(value: unknown, branch: Branch, path: Way, to: string): readonly Change[] {
  const isNamed = [...branch.below.values()].some((below) => below.key !== undefined);
  if (typeof value === 'string' || (isNamed && path.length > MEMBERS) || (path.length > MEMBERS && countOf(branch) > MANY)) return [{ path: pointer(...path), value: applied(value, branch, to) }];
  return [...branch.below].flatMap(([key, below]) => {
    const item = (value as Readonly<Record<string, unknown>>)[key];
    const place = pointer(...path, key);
    if (below.key === undefined) return changesBelow(item, below, [...path, key], to);
    return renamedMember(value, key, place, pointer(...path, swapped(key, below.key, to)), applied(item, below, to));
  });
}

/** One member under its new name at its old place, so that texts written by others meanwhile stay. */
function renamedMember(holder: unknown, key: string, from: string, to: string, value: unknown): readonly Change[] {
  const keys = Object.keys(holder as object);
  return from === to ? [{ path: from, value }] : [{ path: from }, { path: to, value, at: keys.indexOf(key) }];
}

/** The changes that give a thing another name wherever it is said. Nothing when it is nowhere. */
export function changesFor(scenario: Scenario, hits: readonly Hit[], to: string): readonly Change[] {
  return hits.length === 0 ? [] : changesBelow(scenario, treeOf(hits), [], to);
}

export function renameChanges(scenario: Scenario, named: Named, to: string, schemaOf: ConfigSchemaOf): readonly Change[] {
  return changesFor(scenario, hitsOf(scenario, named, schemaOf), to);
}

/** Places that would mean something else under the new name, or that would begin to mean the thing: another name of theirs hides it. */
export function clashes(scenario: Scenario, after: Scenario, named: Named, to: string, schemaOf: ConfigSchemaOf): readonly Hit[] {
  const before = hitsOf(scenario, named, schemaOf);
  const then = hitsOf(after, renamedTo(named, to), schemaOf);
  const count = (hits: readonly Hit[]) => hits.reduce((sum, { spans }) => sum + spans.length, 0);
  if (count(before) === count(then)) return [];
  const places = new Set(before.map(({ path }) => placeAfter(path, named, to)));
  const found = new Set(then.map(({ path }) => pointer(...path)));
  return [...before.filter(({ path }) => !found.has(placeAfter(path, named, to))), ...then.filter(({ path }) => !places.has(pointer(...path)))];
}

function placeAfter(path: Way, named: Named, to: string): string {
  return pointer(...path.map((step) => (step === idOf(named) ? to : step)));
}

/** Whether a word stands anywhere in a scenario; one that does not can clash with nothing. */
export function saysAnywhere(scenario: Scenario, word: string): boolean {
  const { flows, layout: _layout, annotations: _annotations, ...rest } = scenario;
  return Object.values(flows).some((flow) => Object.entries(flow.nodes).some(([id, node]) => id.includes(word) || textOf(node).includes(word))) || Object.values(rest).some((part) => (isContainer(part) ? textOf(part) : part ?? '').toString().includes(word));
}
