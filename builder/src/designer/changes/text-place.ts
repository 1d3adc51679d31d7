import type { Scenario } from '../../../../runtime/schema/scenario.ts';
import type { Locale } from '../../../../runtime/schema/text.ts';
import { member, valueAt } from '../document/pointer.ts';
import { scenarioText } from '../document/scenario-text.ts';
import { formTexts } from '../form/form-texts.ts';
import { memberWord } from './member-words.ts';

/** The page, list, parameter or basis a text is of, by its title. */
function ownerOf(name: string, scenario: Scenario, locale: Locale): readonly string[] | undefined {
  const owners = ['pages', 'lists', 'parameters', 'bases'].map((part) => valueAt(scenario, [part, name]));
  const title = owners.map((owner) => member(owner, 'title')).find((found) => typeof found === 'string');
  if (title === undefined) return owners.some((owner) => owner !== undefined) ? [scenarioText(scenario, `@${name}`, locale) ?? name] : undefined;
  return [scenarioText(scenario, title, locale) ?? name];
}

/** Whose text it is and which: texts stand under `<node>.<member>.<part>`, each in both languages. `inside`: the reader knows the node. */
export function textPlace(path: readonly string[], inside: boolean, scenario: Scenario, locale: Locale): readonly string[] {
  const [, key = '', language] = path;
  const form = formTexts[locale];
  const languages: Readonly<Record<string, string>> = { 'zh-CN': form.zh, en: form.en };
  const spoken = language === undefined ? [] : [languages[language] ?? language];
  const ofScenario = ['title', 'purpose'].find((name) => member(scenario, name) === `@${key}`);
  if (!inside && ofScenario !== undefined) return [memberWord('scenario', ofScenario, locale) ?? key, ...spoken];
  const [node = '', one, ...rest] = key.split('.');
  const owner = inside ? [] : ownerOf(node, scenario, locale);
  if (owner === undefined) return [key, ...spoken];
  const parts: Readonly<Record<string, string>> = { hint: form.hint, error: form.errorSentence, def: memberWord('pages', 'definition', locale) ?? '', definition: memberWord('pages', 'definition', locale) ?? '', note: memberWord('flows', 'note', locale) ?? '', caption: memberWord('flows', 'caption', locale) ?? '' };
  const wordOf = (part: string) => (Object.hasOwn(parts, part) ? (parts[part] ?? part) : part);
  if (one !== undefined && rest.length === 0 && Object.hasOwn(parts, one)) return [...owner, wordOf(one), ...spoken];
  const named = one === undefined ? [] : [scenarioText(scenario, `@${node}.${one}`, locale) ?? one];
  return [...owner, ...named, ...(rest.length === 0 ? [form.title] : rest.map(wordOf)), ...spoken];
}
