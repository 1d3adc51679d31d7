import { useQuery } from '@tanstack/react-query';
import { useId } from 'react';
import type { FormField } from '../../../../runtime/schema/field.ts';
import type { Scenario } from '../../../../runtime/schema/scenario.ts';
import type { RowsAnswer } from '../../../../server/api/data.ts';
import { request } from '../../client/request.ts';
import '../../ui/field.css';
import { addressOf, choicesFromRows, type DatasetChoice } from './dataset-choices.ts';

/** So many rows are offered; any other value can be typed. */
const OFFERED = 200;

export interface DatasetFieldProps {
  readonly scenario: Scenario;
  readonly field: FormField;
  readonly label: string;
  readonly value: string;
  /** Choices from the rows of the cases, offered first. */
  readonly known: readonly DatasetChoice[];
  readonly error: string | undefined;
  readonly onChange: (value: string) => void;
}

/** Chooses a row of the field's dataset, or takes a typed value: a large dataset has more rows than are offered. */
export function DatasetField({ scenario, field, label, value, known, error, onChange }: DatasetFieldProps) {
  const input = useId();
  const dataset = field.options !== undefined && 'dataset' in field.options ? addressOf(scenario, field.options.dataset) : undefined;
  const rows = useQuery({ queryKey: ['rows', dataset, 'offered'], enabled: dataset !== undefined, staleTime: 60_000, queryFn: ({ signal }) => request<RowsAnswer>('/api/datasets/rows', { query: { dataset: dataset ?? '', limit: OFFERED }, signal }) });
  const more = choicesFromRows(field, (rows.data?.rows ?? []).map(({ data }) => data)).filter((one) => !known.some(({ id }) => id === one.id));
  const all = [...known, ...more];
  const chosen = all.find(({ id }) => id === value);
  return (
    <div className="ui-field">
      <label className="ui-label" htmlFor={input}>{label}</label>
      <input id={input} className="ui-input" list={`${input}-rows`} value={value} autoComplete="off" onChange={(event) => onChange(event.target.value)} aria-invalid={error !== undefined} />
      <datalist id={`${input}-rows`}>
        {all.map((one) => (
          <option key={one.id} value={one.id}>{[one.label, one.detail].filter(Boolean).join(' · ')}</option>
        ))}
      </datalist>
      {chosen === undefined ? null : <span className="ui-hint">{chosen.label}</span>}
      {error === undefined ? null : <span className="ui-error">{error}</span>}
    </div>
  );
}
