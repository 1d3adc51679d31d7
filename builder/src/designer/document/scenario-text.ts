import type { Locale, LocalText } from '../../../../runtime/schema/text.ts';
import type { Scenario } from '../../../../runtime/schema/scenario.ts';
import { mainFlow } from '../../../../runtime/schema/flow.ts';
import { member, valueAt } from './pointer.ts';

/** Resolves `@key` in the scenario's texts (reader's language, then the other one); literal text stays. */
export function scenarioText(scenario: Pick<Scenario, 'texts'>, text: string | undefined, locale: Locale): string | undefined {
  if (text === undefined || !text.startsWith('@')) return text;
  const entry = member(scenario.texts, text.slice(1));
  const words = member(entry, locale) ?? member(entry, locale === 'en' ? 'zh-CN' : 'en');
  return typeof words === 'string' ? words : undefined;
}

/** Name of a node for people: its title, the text `<id>`, or the id. */
export function nodeTitle(scenario: Scenario, flow: string, id: string, locale: Locale): string {
  const title = valueAt(scenario, ['flows', flow, 'nodes', id, 'title']);
  return scenarioText(scenario, typeof title === 'string' ? title : undefined, locale) ?? scenarioText(scenario, `@${id}`, locale) ?? id;
}

const MAIN_FLOW: LocalText = { 'zh-CN': '主流程', en: 'Main flow' };

/** Name of a flow for people: its title; of the one that runs first also without; else its id. */
export function flowTitle(scenario: Scenario, id: string, locale: Locale): string {
  const title = Object.hasOwn(scenario.flows, id) ? scenarioText(scenario, scenario.flows[id]?.title, locale) : undefined;
  return title ?? (id === mainFlow(scenario) ? MAIN_FLOW[locale] : id);
}

/** Name of a way out for people: the text `<node>.<port>`, else its title (which may itself point into the texts), else its id. */
export function portTitle(scenario: Scenario, node: string, port: { readonly id: string; readonly title?: LocalText }, locale: Locale): string {
  const own = scenarioText(scenario, `@${node}.${port.id}`, locale) ?? scenarioText(scenario, port.title?.[locale], locale);
  return own === undefined || own === '' ? port.id : own;
}
