import { useMemo } from 'react';
import { FORM_PAGES, type FormColumn, type FormField, type FormPages } from '../../../../runtime/schema/field.ts';
import type { Locale } from '../../../../runtime/schema/text.ts';
import { fieldSchema } from '../../../../runtime/schema/field-schema.ts';
import { useDocument } from '../document/document-context.tsx';
import { pointer } from '../document/pointer.ts';
import { scenarioText } from '../document/scenario-text.ts';
import { addField, copyField, type NewField } from './added-field.ts';
import { renameSection } from './column-edits.ts';
import type { FormulaScope } from '../formula/formula-scope.ts';
import { useDesk, type EntryDesk } from '../panel/entry-desk.tsx';
import { entryChanges, textChanges } from '../panel/text-edits.ts';
import { isGivenWord } from './palette-items.ts';

export interface FormOutcome {
  readonly port: string;
  readonly title?: string;
  readonly preselect?: string;
  readonly require?: string;
}

/** Members of a field that are texts, and the tail of their fallback key after `<node>.<field>`. */
const TEXT_KEYS = { title: '', hint: '.hint', error: '.error' } as const;
export type FieldText = keyof typeof TEXT_KEYS;

export interface FormDesk {
  readonly desk: EntryDesk;
  readonly fields: readonly FormField[];
  /** Undefined for forms that start a flow: those are only sent. */
  readonly outcomes: readonly FormOutcome[] | undefined;
  readonly readOnly: boolean;
  /** Language of the texts being written. */
  readonly locale: Locale;
  /** Adds a question with its words. */
  readonly add: (made: NewField, at: number, what: string) => void;
  readonly duplicate: (at: number, what: string) => void;
  readonly put: (fields: readonly FormField[], what: string, merge?: string) => void;
  readonly putOutcomes: (outcomes: readonly FormOutcome[], what: string) => void;
  readonly wordOf: (field: FormField, part: FieldText) => string;
  readonly setWord: (index: number, part: FieldText, next: string, what: string) => void;
  readonly outcomeWord: (outcome: FormOutcome) => string;
  readonly setOutcomeWord: (index: number, next: string, what: string) => void;
  readonly columnWord: (field: FormField, column: FormColumn) => string;
  readonly setColumnWord: (index: number, column: number, next: string, what: string) => void;
  /** A section title in the language that is written, from its text reference. */
  readonly sectionWord: (ref: string) => string;
  readonly setSectionWord: (at: number, next: string, what: string) => void;
  readonly layout: FormPages;
  readonly setLayout: (layout: FormPages, what: string) => void;
  readonly optionWord: (field: FormField, value: string | number) => string;
  readonly setOptionWord: (field: FormField, value: string | number, next: string) => void;
  /** The node's names plus `form.<field>`; with `bare` each field by its own name too. */
  readonly scope: FormulaScope;
  readonly outcomeScope: FormulaScope;
}

export function useFormDesk(locale: Locale): FormDesk | undefined {
  const desk = useDesk();
  const { edit, scenario } = useDocument();
  const fields = Array.isArray(desk.node.config['fields']) ? (desk.node.config['fields'] as readonly FormField[]) : undefined;
  const outcomes = desk.node.config['outcomes'] as readonly FormOutcome[] | undefined;
  return useMemo(() => {
    if (fields === undefined) return undefined;
    const base = pointer('flows', desk.flow, 'nodes', desk.id, 'config');
    const word = (ref: string | undefined, key: string) => scenarioText(scenario, ref ?? `@${key}`, locale);
    const keyOf = (field: FormField, part: FieldText) => `${desk.id}.${field.id}${TEXT_KEYS[part]}`;
    const optionKey = (field: FormField, value: string | number) => (field.options && 'list' in field.options ? `${field.options.list}.${value}` : `${desk.id}.${field.id}.${value}`);
    const types = Object.fromEntries(fields.map((field) => [field.id, fieldSchema(field)]));
    const titles = Object.fromEntries(fields.flatMap((field) => {
      const title = word(field.title, keyOf(field, 'title')) ?? field.id;
      return [[field.id, title], [`form.${field.id}`, title]];
    }));
    const scope: FormulaScope = { ...desk.scope, names: { ...desk.scope.names, form: { type: 'object', properties: types, additionalProperties: false } }, titles: { ...desk.scope.titles, ...titles } };
    return {
      desk, fields, outcomes, readOnly: desk.readOnly, locale, scope,
      outcomeScope: { ...scope, names: { ...scope.names, ...types } },
      add: (made, at, what) => void (desk.readOnly ? false : edit({ label: what, changes: addField(scenario, { base, node: desk.id }, fields, at, made) })),
      duplicate: (at, what) => void (desk.readOnly ? false : edit({ label: what, changes: copyField(scenario, { base, node: desk.id }, fields, at) })),
      put: (next, what, merge) => void (desk.readOnly ? false : edit({ label: what, changes: [{ path: `${base}/fields`, value: next }], ...(merge === undefined ? {} : { merge: `${base}/${merge}` }) })),
      putOutcomes: (next, what) => void (desk.readOnly ? false : edit({ label: what, changes: [{ path: `${base}/outcomes`, value: next }] })),
      wordOf: (field, part) => word(field[part], keyOf(field, part)) ?? (part === 'title' ? field.id : ''),
      setWord: (index, part, next, what) => {
        const field = fields[index];
        if (field && !desk.readOnly) edit({ label: what, changes: textChanges(scenario, `${base}/fields/${index}/${part}`, field[part], keyOf(field, part), locale, next, isGivenWord) });
      },
      outcomeWord: (outcome) => word(outcome.title, `${desk.id}.${outcome.port}`) ?? outcome.port,
      setOutcomeWord: (index, next, what) => {
        const outcome = outcomes?.[index];
        if (outcome && !desk.readOnly) edit({ label: what, changes: textChanges(scenario, `${base}/outcomes/${index}/title`, outcome.title, `${desk.id}.${outcome.port}`, locale, next) });
      },
      columnWord: (field, column) => word(column.title, `${desk.id}.${field.id}.${column.id}`) ?? column.id,
      setColumnWord: (index, at, next, what) => {
        const field = fields[index];
        const column = field?.columns?.[at];
        if (field && column && !desk.readOnly) edit({ label: what, changes: textChanges(scenario, `${base}/fields/${index}/columns/${at}/title`, column.title, `${desk.id}.${field.id}.${column.id}`, locale, next, isGivenWord) });
      },
      sectionWord: (ref) => scenarioText(scenario, ref, locale) ?? ref,
      setSectionWord: (at, next, what) => {
        const ref = fields[at]?.section;
        if (desk.readOnly || ref === undefined) return;
        const key = ref.startsWith('@') ? ref.slice(1) : `${desk.id}.section.${fields[at]?.id ?? at}`;
        const rename = (section: string) => ({ path: `${base}/fields`, value: renameSection(fields, at, section) });
        if (ref.startsWith('@')) edit({ label: what, changes: entryChanges(scenario, key, locale, next) });
        else if (locale === 'zh-CN') edit({ label: what, changes: [rename(next)] });
        else edit({ label: what, changes: [{ path: pointer('texts', key), value: { 'zh-CN': ref, en: next } }, rename(`@${key}`)] });
      },
      layout: FORM_PAGES.find((one) => one === desk.node.config['pages']) ?? 'one',
      setLayout: (layout, what) => void (desk.readOnly ? false : edit({ label: what, changes: [{ path: `${base}/pages`, ...(layout === 'one' ? {} : { value: layout }) }] })),
      optionWord: (field, value) => word(undefined, optionKey(field, value)) ?? String(value),
      setOptionWord: (field, value, next) => {
        if (!desk.readOnly) edit({ label: optionKey(field, value), changes: next === '' || next === String(value) ? [{ path: pointer('texts', optionKey(field, value)) }] : entryChanges(scenario, optionKey(field, value), locale, next, isGivenWord) });
      },
    };
  }, [desk, fields, outcomes, scenario, edit, locale]);
}
