import type { RunSummary } from '../../runtime/engine/summary.ts';
import type { Scenario } from '../../runtime/schema/scenario.ts';
import type { Locale } from '../../runtime/schema/text.ts';
import { answerText } from './answer-words.ts';
import { startFormOf } from './release-api.ts';

/** What a matter or a task is called in lists: as its author says, else by the first answer of the matter, a choice in the words it was offered in, as on its own page. */
export function subjectWords(scenario: Scenario | undefined, subject: NonNullable<RunSummary['subject']>, locale: Locale): string {
  if (typeof subject !== 'string') return subject[locale];
  const start = scenario && startFormOf(scenario);
  const field = start?.fields[0];
  if (!start || !field) return subject;
  const list = field.options && 'list' in field.options ? scenario.lists[field.options.list]?.items : undefined;
  const value = [...(field.enum ?? []), ...(list ?? [])].find((one) => String(one) === subject);
  return value === undefined ? subject : answerText(scenario, start.node, field, value, locale);
}
