import type { Place } from '../../../../runtime/schema/diagnostic.ts';
import type { Scenario } from '../../../../runtime/schema/scenario.ts';
import type { Locale } from '../../../../runtime/schema/text.ts';
import { member, parsePointer, valueAt } from './pointer.ts';
import { flowTitle, nodeTitle, scenarioText } from './scenario-text.ts';

/** What a problem is about, and where it is mended. */
export interface ProblemPlace {
  /** Node, page, table or flow as people call it; absent where it is the scenario as a whole. */
  readonly name?: string;
  /** The question of a form that it is about. */
  readonly question?: string;
  /** The page of the scenario that shows it, such as `pages/board`. */
  readonly to: string;
}

const SETTINGS: ReadonlySet<string> = new Set(['title', 'purpose', 'zone', 'calendar', 'bases', 'parameters', 'roles', 'lists', 'connections', 'texts', 'icon', 'tags', 'synthetic', 'recording']);
/** Parts of a scenario that have a part of the settings to themselves. */
const SECTIONS: ReadonlySet<string> = new Set(['bases', 'parameters', 'roles', 'lists', 'connections', 'texts']);

function titled(scenario: Scenario, at: readonly string[], otherwise: string, locale: Locale): string {
  const title = valueAt(scenario, at);
  return scenarioText(scenario, typeof title === 'string' ? title : undefined, locale) ?? scenarioText(scenario, `@${otherwise}`, locale) ?? otherwise;
}

function questionOf(scenario: Scenario, node: string, path: readonly string[], locale: Locale): string | undefined {
  const at = path.indexOf('fields');
  const field = path[0] === 'flows' && path[4] === 'config' && at === 5 ? valueAt(scenario, path.slice(0, 7)) : undefined;
  const id = member(field, 'id');
  const title = member(field, 'title');
  return typeof id === 'string' ? (scenarioText(scenario, typeof title === 'string' ? title : `@${node}.${id}`, locale) ?? id) : undefined;
}

/** The place of a problem in the words of people and as a page to open; the checker knows it as a pointer. */
export function problemPlace(scenario: Scenario, { flow, node, path }: Place, locale: Locale): ProblemPlace {
  const segments = parsePointer(path);
  const [part = '', id] = segments;
  if (flow !== undefined && node !== undefined) {
    const name = nodeTitle(scenario, flow, node, locale);
    const question = questionOf(scenario, node, segments, locale);
    return question === undefined ? { name, to: 'canvas' } : { name, question, to: `form/${encodeURIComponent(flow)}/${encodeURIComponent(node)}` };
  }
  if (part === 'pages' && id !== undefined) return { name: titled(scenario, ['pages', id, 'title'], id, locale), to: `pages/${encodeURIComponent(id)}` };
  if (part === 'datasets' && id !== undefined) return { name: titled(scenario, ['datasets', id, 'own', 'title'], id, locale), to: 'data' };
  if (part === 'flows' || part === 'layout') return id === undefined ? { to: 'canvas' } : { name: flowTitle(scenario, id, locale), to: 'canvas' };
  return { to: SETTINGS.has(part) ? `settings${SECTIONS.has(part) ? `#${part}` : ''}` : 'json' };
}
