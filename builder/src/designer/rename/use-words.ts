import type { Scenario } from '../../../../runtime/schema/scenario.ts';
import type { Locale } from '../../../../runtime/schema/text.ts';
import { changeWords } from '../changes/change-words.ts';
import { edgeWords, type TypeWords } from '../changes/edge-words.ts';
import { memberKeys } from '../changes/members.ts';
import { member, pointer, valueAt } from '../document/pointer.ts';
import { nodeTitle, scenarioText } from '../document/scenario-text.ts';
import type { Hit, Way } from './visit.ts';

/** A use as people read it. */
export interface UseWords {
  /** Node, page, parameter or text that says the name. */
  readonly owner: string;
  /** Where in it. */
  readonly place: string;
  /** What stands there now, with the places that become another name; empty for an edge. */
  readonly text: string;
  readonly spans: Hit['spans'];
  readonly flow?: string;
  readonly node?: string;
  /** Pointer of the place. */
  readonly path: string;
}

interface UseDesk {
  readonly scenario: Scenario;
  readonly locale: Locale;
  readonly typeOf: (type: string) => TypeWords | undefined;
}

/** The way with the ids of members of lists instead of their numbers, as the words of changes take it. */
function keyedWay(root: unknown, way: Way): readonly string[] {
  let here = root;
  return way.map((step) => {
    const key = Array.isArray(here) ? (memberKeys(here)?.[Number(step)] ?? String(step)) : String(step);
    here = member(here, String(step));
    return key;
  });
}

function titleAt({ scenario, locale }: UseDesk, way: Way, otherwise: string): string {
  const title = valueAt(scenario, way.map(String));
  return scenarioText(scenario, typeof title === 'string' ? title : undefined, locale) ?? scenarioText(scenario, `@${otherwise}`, locale) ?? otherwise;
}

function ownerOf(desk: UseDesk, [top = '', id = '', part, node = '']: readonly string[]): string {
  if (top === 'flows' && part === 'nodes') return nodeTitle(desk.scenario, id, node, desk.locale);
  if (top === 'datasets') return titleAt(desk, [top, id, 'own', 'title'], id);
  if (top === 'texts') return scenarioText(desk.scenario, `@${id}`, desk.locale) ?? id;
  return titleAt(desk, [top, id, 'title'], id);
}

export function wordsOfUse(desk: UseDesk, { path, of, spans }: Hit): UseWords {
  const { scenario, locale, typeOf } = desk;
  const way = path.map(String);
  const [top = '', id = '', part, node = ''] = way;
  if (part === 'edges') return { owner: titleAt(desk, ['flows', id, 'title'], id), place: edgeWords(valueAt(scenario, way.slice(0, 4)), id, scenario, { before: scenario, after: scenario, locale, typeOf }) ?? '', text: '', spans: [], flow: id, path: pointer(...way) };
  const held = valueAt(scenario, way);
  const text = of === 'key' ? (way.at(-1) ?? '') : String(held);
  const isNode = top === 'flows' && part === 'nodes';
  const group = isNode ? { kind: 'node' as const, flow: id, name: node } : { kind: 'part' as const, name: top };
  const { place } = changeWords(group, { path: pointer(...keyedWay(scenario, path)), before: held, after: held }, { before: scenario, after: scenario, locale, typeOf });
  const owner = ownerOf(desk, way);
  return { owner, place: top === 'texts' || !place.startsWith(`${owner} › `) ? place : place.slice(owner.length + 3), text, spans, path: pointer(...way), ...(isNode ? { flow: id, node } : {}) };
}

/** A piece of a text around the first place that changes, with the changes in it. */
export interface Snippet {
  readonly before: string;
  readonly parts: readonly { readonly old: string; readonly after: string }[];
}

const AROUND = 24;

export function snippetOf(text: string, spans: Hit['spans']): Snippet {
  const [first] = spans;
  if (first === undefined) return { before: text, parts: [] };
  const start = Math.max(0, first[0] - AROUND);
  const parts = spans.map(([from, to], index) => {
    const next = spans[index + 1]?.[0] ?? text.length;
    const end = index === spans.length - 1 ? Math.min(next, to + AROUND) : next;
    return { old: text.slice(from, to), after: text.slice(to, end) + (end < text.length && index === spans.length - 1 ? '…' : '') };
  });
  return { before: (start > 0 ? '…' : '') + text.slice(start, first[0]), parts };
}
