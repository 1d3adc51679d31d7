import type { CaseFile } from '../../../../runtime/schema/case.ts';
import type { FormField } from '../../../../runtime/schema/field.ts';
import type { Scenario } from '../../../../runtime/schema/scenario.ts';
import { listed } from '../../text/listed.ts';
import { useLocale, useTexts } from '../../text/locale.tsx';
import { Select } from '../../ui/select.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { scenarioText } from '../document/scenario-text.ts';
import { choicesFromRows, sharedRows } from './dataset-choices.ts';
import { DatasetField } from './dataset-field.tsx';
import { PortalAnswer } from './portal-answer.tsx';
import { choicesOf, hasOwnControl, textOf, type Typed } from './test-field.ts';
import { testRunTexts } from './test-run-text.ts';

const UNSET = '';
const INPUT_TYPES: Readonly<Record<string, string>> = { date: 'date', 'date-time': 'datetime-local', time: 'time' };

export interface TestFieldsProps {
  readonly scenario: Scenario;
  readonly node: string;
  readonly fields: readonly FormField[];
  readonly values: Readonly<Record<string, Typed>>;
  readonly errors: Readonly<Record<string, string>>;
  /** Rows the cases share, offered where a field chooses from a dataset. */
  readonly cases?: CaseFile;
  /** Counts how often values were given at once, so that controls begin anew. */
  readonly round?: number;
  readonly onChange: (field: string, value: Typed) => void;
}

/** Inputs for a form in a test run: plain ones by type, and the controls of the portal for what is more than one line. */
export function TestFields({ scenario, node, fields, values, errors, cases, round = 0, onChange }: TestFieldsProps) {
  const text = useTexts(testRunTexts);
  const { locale } = useLocale();
  return fields.filter(({ compute, right, widget }) => compute === undefined && right !== 'read' && right !== 'hidden' && widget !== 'static').map((field) => {
    const title = scenarioText(scenario, field.title ?? `@${node}.${field.id}`, locale) ?? field.id;
    const label = field.optional || field.default !== undefined ? `${title}${text.optional}` : title;
    const value = values[field.id];
    if (hasOwnControl(field)) return <PortalAnswer key={`${field.id}.${round}`} scenario={scenario} node={node} field={field} title={title} value={typeof value === 'object' ? value.value : undefined} error={errors[field.id]} onChange={(next) => onChange(field.id, { value: next })} />;
    if (field.type === 'boolean') {
      return <Select key={field.id} label={label} value={textOf(value)} onChange={(id) => onChange(field.id, id === UNSET ? undefined : id === 'true')} options={[{ id: UNSET, label: text.unset }, { id: 'true', label: text.yes }, { id: 'false', label: text.no }]} />;
    }
    const choices = choicesOf(scenario, field);
    if (choices !== undefined && field.type !== 'list') {
      const list = field.options !== undefined && 'list' in field.options ? field.options.list : undefined;
      return (
        <Select
          key={field.id}
          label={label}
          value={textOf(value)}
          onChange={(id) => onChange(field.id, id === UNSET ? undefined : id)}
          options={[{ id: UNSET, label: text.unset }, ...choices.map((item) => ({ id: String(item), label: (list === undefined ? scenarioText(scenario, `@${node}.${field.id}.${item}`, locale) : scenarioText(scenario, `@${list}.${item}`, locale)) ?? String(item) }))]}
        />
      );
    }
    if (field.options !== undefined && 'dataset' in field.options && field.type !== 'list') {
      return <DatasetField key={field.id} scenario={scenario} field={field} label={label} value={textOf(value)} known={cases === undefined ? [] : choicesFromRows(field, sharedRows(cases, field))} error={errors[field.id]} onChange={(typed) => onChange(field.id, typed)} />;
    }
    return (
      <TextField
        key={field.id}
        label={label}
        hint={choices === undefined ? (title === field.id ? undefined : field.id) : listed(choices.map(String), locale)}
        type={INPUT_TYPES[field.type] ?? 'text'}
        value={textOf(value)}
        onChange={(typed) => onChange(field.id, typed)}
        error={errors[field.id]}
        mono={['list', 'context', 'any'].includes(field.type)}
      />
    );
  });
}
