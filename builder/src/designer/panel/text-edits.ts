import type { Scenario } from '../../../../runtime/schema/scenario.ts';
import type { Locale } from '../../../../runtime/schema/text.ts';
import type { Change } from '../document/change.ts';
import { pointer } from '../document/pointer.ts';

/**
 * Edits for a text a person typed in one language. A `@key` changes its entry; literal text that is typed in the
 * other language becomes a key, so that both languages are kept.
 *
 * @param at pointer of the property that holds the text
 * @param key text key to make when one is needed, such as `decide.reason`
 */
export function textChanges(scenario: Scenario, at: string, ref: string | undefined, key: string, locale: Locale, next: string): readonly Change[] {
  if (ref?.startsWith('@')) return [{ path: pointer('texts', ref.slice(1), locale), ...(next === '' ? {} : { value: next }) }];
  if (ref === undefined && Object.hasOwn(scenario.texts, key)) return [{ path: pointer('texts', key, locale), ...(next === '' ? {} : { value: next }) }];
  if (locale === 'zh-CN') return [{ path: at, ...(next === '' ? {} : { value: next }) }];
  return [
    { path: pointer('texts', key), value: { ...(ref === undefined ? {} : { 'zh-CN': ref }), en: next } },
    { path: at, value: `@${key}` },
  ];
}
