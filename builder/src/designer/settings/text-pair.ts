import type { Scenario } from '../../../../runtime/schema/scenario.ts';
import type { Locale } from '../../../../runtime/schema/text.ts';
import type { Change } from '../document/change.ts';
import { member } from '../document/pointer.ts';
import { textChanges } from '../panel/text-edits.ts';

/** What a text reference says in one language; literal text is Chinese only. */
export function textIn(scenario: Scenario, ref: string | undefined, key: string, locale: Locale): string {
  const entry = member(scenario.texts, ref === undefined ? key : ref.startsWith('@') ? ref.slice(1) : '');
  if (ref !== undefined && !ref.startsWith('@')) return locale === 'zh-CN' ? ref : '';
  const words = member(entry, locale);
  return typeof words === 'string' ? words : '';
}

/** Edits for one language of a text that the format demands: emptied, it stays as empty text so that the document keeps its shape. */
export function demandedTextChanges(scenario: Scenario, at: string, ref: string | undefined, key: string, locale: Locale, next: string): readonly Change[] {
  return textChanges(scenario, at, ref, key, locale, next).map((change) => (change.path === at && change.value === undefined ? { ...change, value: '' } : change));
}
