import type { Diagnostic } from '../../../../runtime/schema/diagnostic.ts';
import type { Scenario } from '../../../../runtime/schema/scenario.ts';
import type { Locale } from '../../../../runtime/schema/text.ts';
import { flowTitle, nodeTitle } from './scenario-text.ts';

/** The sentence of a problem with its node and flow called as people call them; the checker knows them by id only. */
export function problemWords(scenario: Scenario, { message, place }: Pick<Diagnostic, 'message' | 'place'>, locale: Locale): string {
  const flow = place.flow;
  const called = [
    ...(flow === undefined || place.node === undefined ? [] : [[place.node, nodeTitle(scenario, flow, place.node, locale)] as const]),
    ...(flow === undefined || !Object.hasOwn(scenario.flows, flow) ? [] : [[flow, flowTitle(scenario, flow, locale)] as const]),
  ];
  return called.reduce((words, [id, title]) => words.replaceAll(`“${id}”`, `“${title}”`), message[locale]);
}

/** A problem in the words of `problemWords`, for every editor that shows it. */
export const named = (scenario: Scenario, problem: Diagnostic): Diagnostic => (problem.place.flow === undefined ? problem : { ...problem, message: { 'zh-CN': problemWords(scenario, problem, 'zh-CN'), en: problemWords(scenario, problem, 'en') } });
