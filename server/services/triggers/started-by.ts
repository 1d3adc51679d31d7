import type { Scenario } from '../../../runtime/schema/scenario.ts';
import type { Locale } from '../../../runtime/schema/text.ts';
import { publicBeginning } from '../public/starter.ts';
import { nodeTitle } from '../words.ts';
import { triggersOf, triggerStarter } from './trigger-book.ts';
import type { TriggerKind } from './trigger-book.ts';

const WORDS: Readonly<Record<TriggerKind, Readonly<Record<Locale, (title: string) => string>>>> = {
  schedule: { 'zh-CN': (title) => `“${title}”按计划启动`, en: (title) => `Started by the schedule “${title}”` },
  row: { 'zh-CN': (title) => `“${title}”由数据行启动`, en: (title) => `Started by a row, “${title}”` },
  webhook: { 'zh-CN': (title) => `“${title}”由外来消息启动`, en: (title) => `Started by a message from outside, “${title}”` },
};

/** How a run began that nobody started by hand, in a sentence; undefined for everybody else's. */
export function startedBy(scenario: Scenario, starter: unknown, locale: Locale): string | undefined {
  const open = publicBeginning(starter, locale);
  if (open !== undefined) return open;
  const trigger = triggersOf(scenario).find((one) => triggerStarter(one) === starter);
  return trigger && WORDS[trigger.kind][locale](nodeTitle(scenario, trigger.flow, trigger.node, locale));
}
