import type { Scenario } from '../../runtime/schema/scenario.ts';
import type { Locale } from '../../runtime/schema/text.ts';
import { answerText } from './answer-words.ts';
import { startFormOf } from './release-api.ts';

/** What a matter is called in lists: its first answer, a choice in the words it was offered in, as on its own page. */
export function subjectWords(scenario: Scenario | undefined, subject: string, locale: Locale): string {
  const start = scenario && startFormOf(scenario);
  const field = start?.fields[0];
  if (!start || !field) return subject;
  const list = field.options && 'list' in field.options ? scenario.lists[field.options.list]?.items : undefined;
  const value = [...(field.enum ?? []), ...(list ?? [])].find((one) => String(one) === subject);
  return value === undefined ? subject : answerText(scenario, start.node, field, value, locale);
}
