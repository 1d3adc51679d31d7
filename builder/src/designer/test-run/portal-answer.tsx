import { useEffect, useEffectEvent, useId, useMemo } from 'react';
import { useForm, useWatch } from 'react-hook-form';
import { answerKind } from '../../../../runtime/schema/answer-kind.ts';
import type { FormField } from '../../../../runtime/schema/field.ts';
import type { Scenario } from '../../../../runtime/schema/scenario.ts';
import type { PortalField } from '../../../../server/api/portal.ts';
import { readEntry } from '../../portal/form/answer.ts';
import { firstEntry, type Entry } from '../../portal/form/entry.ts';
import { FieldSlot } from '../../portal/form/field-slot.tsx';
import type { FormSource } from '../../portal/form/form-source.ts';
import '../../portal/form/form.css';
import { useLocale } from '../../text/locale.tsx';
import { useUser } from '../app/session.tsx';
import { scenarioText } from '../document/scenario-text.ts';
import { choicesOf } from './test-field.ts';

function portalField(scenario: Scenario, node: string, field: FormField, title: string, value: unknown, locale: 'zh-CN' | 'en'): PortalField {
  const word = (key: string, other: string): string => scenarioText(scenario, `@${key}`, locale) ?? other;
  const list = field.options !== undefined && 'list' in field.options ? field.options.list : undefined;
  const choices = choicesOf(scenario, field)?.map((one) => ({ value: one, label: word(list === undefined ? `${node}.${field.id}.${one}` : `${list}.${one}`, String(one)) }));
  const kind = answerKind(field);
  return {
    id: field.id, type: field.type, title, optional: field.optional ?? false,
    ...(field.widget === undefined ? {} : { widget: field.widget }),
    ...(choices === undefined ? {} : { choices }),
    ...(kind === 'person' || kind === 'unit' ? { lookup: true } : {}),
    ...(field.min === undefined ? {} : { min: field.min }), ...(field.max === undefined ? {} : { max: field.max }),
    ...(field.depth === undefined ? {} : { depth: field.depth }),
    ...(field.columns === undefined ? {} : { columns: field.columns.filter(({ compute }) => compute === undefined).map(({ enum: values, title: head, ...column }) => ({ ...column, title: scenarioText(scenario, head ?? `@${node}.${field.id}.${column.id}`, locale) ?? column.id, optional: column.optional ?? false, ...(values === undefined ? {} : { choices: values.map((one) => ({ value: one, label: String(one) })) }) })) }),
    ...(value === undefined ? {} : { value, ...(typeof value === 'object' && value !== null && 'name' in value ? { valueLabel: String(value.name) } : {}) }),
  };
}

/** Files are facts only in a test run, and whoever tries is the person and the unit there is to choose. */
function useTrySource(field: FormField): FormSource {
  const user = useUser();
  return useMemo<FormSource>(() => ({
    options: async () => {
      const one = answerKind(field) === 'unit' ? user.unit : user;
      return { choices: [{ value: { id: one.id, name: one.name }, label: one.name }], more: false };
    },
    record: () => Promise.reject(new Error('no record in a test run')),
    sendFile: async (file) => ({ id: `sample-${file.name}`, name: file.name, type: file.type, bytes: file.size }),
  }), [field, user]);
}

export interface PortalAnswerProps {
  readonly scenario: Scenario;
  readonly node: string;
  readonly field: FormField;
  readonly title: string;
  readonly value: unknown;
  readonly error: string | undefined;
  readonly onChange: (value: unknown) => void;
}

/** One question of a test run with the control of the portal. */
export function PortalAnswer({ scenario, node, field, title, value, error, onChange }: PortalAnswerProps) {
  const { locale } = useLocale();
  const prefix = useId();
  const source = useTrySource(field);
  const drawn = useMemo(() => portalField(scenario, node, field, title, value, locale), [scenario, node, field, title, value, locale]);
  const { control } = useForm<Record<string, Entry>>({ defaultValues: { [field.id]: firstEntry(drawn) } });
  const entry = useWatch({ control, name: field.id });
  const tell = useEffectEvent((next: Entry | undefined) => {
    const read = readEntry(drawn, next);
    onChange('value' in read ? (read.value ?? undefined) : undefined);
  });
  useEffect(() => tell(entry), [entry]);
  return (
    <div className="pf test-answer">
      <FieldSlot field={drawn} prefix={prefix} control={control} flaw={undefined} source={source} answer={undefined} />
      {error === undefined ? null : <p className="ui-error" role="alert">{error}</p>}
    </div>
  );
}
