import type { FormColumn, FormField } from '../../runtime/schema/field.ts';
import type { Scenario } from '../../runtime/schema/scenario.ts';
import type { Locale } from '../../runtime/schema/text.ts';
import { textByKey, textOf } from './texts.ts';

/** Questions that node types ask themselves. */
const OWN_TITLES: Readonly<Record<string, Readonly<Record<Locale, string>>>> = { comment: { 'zh-CN': '意见', en: 'Comment' } };

/** A field's label: its own title, else the text `<node>.<field>`, else the word for it, else its id. */
export function fieldTitle(scenario: Scenario, node: string, field: FormField, locale: Locale): string {
  return field.title ? textOf(scenario, field.title, locale) : (textByKey(scenario, `${node}.${field.id}`, locale) ?? OWN_TITLES[field.id]?.[locale] ?? field.id);
}

/** A column's heading: its own title, else the text `<node>.<field>.<column>`, else its id. */
export function columnTitle(scenario: Scenario, node: string, field: FormField, column: FormColumn, locale: Locale): string {
  return column.title ? textOf(scenario, column.title, locale) : (textByKey(scenario, `${node}.${field.id}.${column.id}`, locale) ?? column.id);
}
