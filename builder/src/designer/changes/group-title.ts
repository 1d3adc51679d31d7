import type { Scenario } from '../../../../runtime/schema/scenario.ts';
import type { Locale } from '../../../../runtime/schema/text.ts';
import type { Place } from '../../../../runtime/schema/merge/merge-json.ts';
import { valueAt } from '../document/pointer.ts';
import { nodeTitle, scenarioText } from '../document/scenario-text.ts';
import type { ChangeGroup } from './compare.ts';
import type { changeTexts } from './change-text.ts';

type PartWords = Pick<(typeof changeTexts)['en'], 'edges' | 'other' | 'parts_parameters' | 'parts_datasets' | 'parts_bases' | 'parts_texts' | 'parts_lists' | 'parts_roles' | 'parts_pages' | 'parts_scenario'>;

function partTitle(name: string, text: PartWords): string {
  const parts: Readonly<Record<string, string>> = { parameters: text.parts_parameters, datasets: text.parts_datasets, bases: text.parts_bases, texts: text.parts_texts, lists: text.parts_lists, roles: text.parts_roles, pages: text.parts_pages, scenario: text.parts_scenario };
  return Object.hasOwn(parts, name) ? (parts[name] ?? '') : text.other;
}

/** What a group of changes is about, in words people know it by. */
export function groupTitle(group: Pick<ChangeGroup, 'kind' | 'flow' | 'name'>, scenario: Scenario, locale: Locale, text: PartWords): string {
  if (group.kind === 'node') return nodeTitle(scenario, group.flow ?? 'main', group.name, locale);
  if (group.kind === 'part') return partTitle(group.name, text);
  // The edges of the main flow need no name beside them.
  const { flow = 'main' } = group;
  const ref = valueAt(scenario, ['flows', flow, 'title']);
  return flow === 'main' ? text.edges : `${text.edges} · ${scenarioText(scenario, typeof ref === 'string' ? ref : `@${flow}`, locale) ?? flow}`;
}

/** A place of a clash: the part people know, then the way inside it. */
export function placeTitle(place: Place, scenario: Scenario, locale: Locale, text: PartWords & { readonly layout: string; readonly name: string }): string {
  const [top = '', flow = '', kind = '', name = '', ...inside] = place.map((step) => step.replace(/^\[(.*)\]$/u, '$1'));
  if (top === 'layout') return [text.layout, kind === '' ? flow : nodeTitle(scenario, flow, kind, locale)].join(' › ');
  if (top !== 'flows') return [partTitle(top, text), ...[flow, kind, name, ...inside].filter((step) => step !== '')].join(' › ');
  if (kind === 'nodes' && name !== '') return [nodeTitle(scenario, flow, name, locale), ...(inside[0] === 'config' ? inside.slice(1) : inside[0] === 'title' ? [text.name] : inside)].join(' › ');
  return [text.edges, ...(name === '' ? [] : [name])].join(' › ');
}
