import type { Diagnostic } from '../../../../runtime/schema/diagnostic.ts';
import type { Scenario } from '../../../../runtime/schema/scenario.ts';
import type { Locale } from '../../../../runtime/schema/text.ts';
import { nodeTitle, scenarioText } from './scenario-text.ts';

/** The sentence of a problem with its node and flow called as people call them; the checker knows them by id only. */
export function problemWords(scenario: Scenario, { message, place }: Pick<Diagnostic, 'message' | 'place'>, locale: Locale): string {
  const flow = place.flow;
  const called = [
    ...(flow === undefined || place.node === undefined ? [] : [[place.node, nodeTitle(scenario, flow, place.node, locale)] as const]),
    ...(flow === undefined || !Object.hasOwn(scenario.flows, flow) ? [] : [[flow, scenarioText(scenario, scenario.flows[flow]?.title, locale) ?? flow] as const]),
  ];
  return called.reduce((words, [id, title]) => words.replaceAll(`“${id}”`, `“${title}”`), message[locale]);
}
