import { useMemo } from 'react';
import type { FormField } from '../../../../runtime/schema/field.ts';
import type { Locale } from '../../../../runtime/schema/text.ts';
import { valueSchema } from '../../../../runtime/schema/value-schema.ts';
import { useDocument } from '../document/document-context.tsx';
import { pointer } from '../document/pointer.ts';
import { scenarioText } from '../document/scenario-text.ts';
import type { FormulaScope } from '../formula/formula-scope.ts';
import { useDesk, type EntryDesk } from '../panel/entry-desk.tsx';
import { textChanges } from '../panel/text-edits.ts';

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
  readonly put: (fields: readonly FormField[], what: string, merge?: string) => void;
  readonly putOutcomes: (outcomes: readonly FormOutcome[], what: string) => void;
  readonly wordOf: (field: FormField, part: FieldText) => string;
  readonly setWord: (index: number, part: FieldText, next: string, what: string) => void;
  readonly outcomeWord: (outcome: FormOutcome) => string;
  readonly setOutcomeWord: (index: number, next: string, what: string) => void;
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
    const types = Object.fromEntries(fields.map((field) => [field.id, valueSchema(field.type, { enum: field.enum })]));
    const titles = Object.fromEntries(fields.flatMap((field) => {
      const title = word(field.title, keyOf(field, 'title')) ?? field.id;
      return [[field.id, title], [`form.${field.id}`, title]];
    }));
    const scope: FormulaScope = { ...desk.scope, names: { ...desk.scope.names, form: { type: 'object', properties: types, additionalProperties: false } }, titles: { ...desk.scope.titles, ...titles } };
    return {
      desk, fields, outcomes, readOnly: desk.readOnly, locale, scope,
      outcomeScope: { ...scope, names: { ...scope.names, ...types } },
      put: (next, what, merge) => void (desk.readOnly ? false : edit({ label: what, changes: [{ path: `${base}/fields`, value: next }], ...(merge === undefined ? {} : { merge: `${base}/${merge}` }) })),
      putOutcomes: (next, what) => void (desk.readOnly ? false : edit({ label: what, changes: [{ path: `${base}/outcomes`, value: next }] })),
      wordOf: (field, part) => word(field[part], keyOf(field, part)) ?? (part === 'title' ? field.id : ''),
      setWord: (index, part, next, what) => {
        const field = fields[index];
        if (field && !desk.readOnly) edit({ label: what, changes: textChanges(scenario, `${base}/fields/${index}/${part}`, field[part], keyOf(field, part), locale, next) });
      },
      outcomeWord: (outcome) => word(outcome.title, `${desk.id}.${outcome.port}`) ?? outcome.port,
      setOutcomeWord: (index, next, what) => {
        const outcome = outcomes?.[index];
        if (outcome && !desk.readOnly) edit({ label: what, changes: textChanges(scenario, `${base}/outcomes/${index}/title`, outcome.title, `${desk.id}.${outcome.port}`, locale, next) });
      },
      optionWord: (field, value) => word(undefined, optionKey(field, value)) ?? String(value),
      setOptionWord: (field, value, next) => {
        if (!desk.readOnly) edit({ label: optionKey(field, value), changes: [{ path: pointer('texts', optionKey(field, value), locale), ...(next === '' || next === String(value) ? {} : { value: next }) }] });
      },
    };
  }, [desk, fields, outcomes, scenario, edit, locale]);
}
