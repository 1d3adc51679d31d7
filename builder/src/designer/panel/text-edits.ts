import type { Scenario } from '../../../../runtime/schema/scenario.ts';
import type { Locale, TextEntry } from '../../../../runtime/schema/text.ts';
import type { Change } from '../document/change.ts';
import { pointer } from '../document/pointer.ts';

/** Whether an entry still has the words it was given when it was made. */
export type Fresh = (entry: TextEntry) => boolean;

/**
 * Edits of one language of a text. English that nobody has translated (missing, the same as the Chinese, or still what
 * the entry was made with) goes with the Chinese, so that it never says something else; what was translated stays.
 */
export function entryChanges({ texts }: Pick<Scenario, 'texts'>, key: string, locale: Locale, next: string, fresh: Fresh = () => false): readonly Change[] {
  const entry = Object.hasOwn(texts, key) ? (texts[key] ?? {}) : {};
  const at = (one: Locale): Change => ({ path: pointer('texts', key, one), ...(next === '' ? {} : { value: next }) });
  const follows = locale === 'zh-CN' && next !== '' && ((entry.en ?? '').trim() === '' || entry.en === entry['zh-CN'] || fresh(entry));
  return follows ? [at('zh-CN'), at('en')] : [at(locale)];
}

/**
 * Edits for a text a person typed in one language. A `@key` changes its entry; literal text that is typed in the
 * other language becomes a key, so that both languages are kept.
 *
 * @param at pointer of the property that holds the text
 * @param key text key to make when one is needed, such as `decide.reason`
 */
export function textChanges(scenario: Scenario, at: string, ref: string | undefined, key: string, locale: Locale, next: string, fresh?: Fresh): readonly Change[] {
  if (ref?.startsWith('@')) return entryChanges(scenario, ref.slice(1), locale, next, fresh);
  if (ref === undefined && Object.hasOwn(scenario.texts, key)) return entryChanges(scenario, key, locale, next, fresh);
  if (locale === 'zh-CN') return [{ path: at, ...(next === '' ? {} : { value: next }) }];
  return [
    { path: pointer('texts', key), value: { ...(ref === undefined ? {} : { 'zh-CN': ref }), en: next } },
    { path: at, value: `@${key}` },
  ];
}
