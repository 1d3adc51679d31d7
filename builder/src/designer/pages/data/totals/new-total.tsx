import { Plus } from 'lucide-react';
import { useState } from 'react';
import type { DatasetDefinition } from '../../../../../../runtime/schema/dataset.ts';
import type { DatasetTotal } from '../../../../../../runtime/schema/total.ts';
import { useLocale, useTexts } from '../../../../text/locale.tsx';
import { Button } from '../../../../ui/button.tsx';
import { Checkbox } from '../../../../ui/choice.tsx';
import { Select } from '../../../../ui/select.tsx';
import { TextField } from '../../../../ui/text-field.tsx';
import { fieldTitle } from '../dataset-title.ts';
import { totalsTexts } from './totals-text.ts';

/** Rows are counted; columns have names of their own. */
const ROWS = '#rows';
const SUMMED = new Set(['integer', 'number', 'decimal']);
const GROUPED = new Set(['string', 'integer', 'number', 'decimal', 'boolean', 'date']);
const MOST_COLUMNS = 4;

interface Entry {
  readonly title: string;
  readonly sum: string;
  readonly by: readonly string[];
  readonly min: string;
  readonly max: string;
}

/** Undefined when nothing was written, NaN when it is no number. */
const numberOf = (text: string): number | undefined => (text.trim() === '' ? undefined : Number(text));

/** The first free name: a total keeps it for good, its title may change. */
function freeId(taken: readonly string[]): string {
  let n = taken.length + 1;
  while (taken.includes(`total${n}`)) n += 1;
  return `total${n}`;
}

/** A total to be added. */
export function NewTotal({ definition, taken, onAdd }: { readonly definition: DatasetDefinition; readonly taken: readonly string[]; readonly onAdd: (total: DatasetTotal) => void }) {
  const text = useTexts(totalsTexts);
  const { locale } = useLocale();
  const sums = definition.fields.filter(({ type }) => SUMMED.has(type));
  const groups = definition.fields.filter(({ type }) => GROUPED.has(type));
  const empty: Entry = { title: '', sum: sums[0]?.id ?? ROWS, by: [], min: '', max: '' };
  const [entry, setEntry] = useState(empty);
  const [tried, setTried] = useState(false);
  const change = (part: Partial<Entry>): void => setEntry((old) => ({ ...old, ...part }));
  const [min, max] = [numberOf(entry.min), numberOf(entry.max)];
  const isNumber = (value: number | undefined): boolean => value === undefined || Number.isFinite(value);
  const noLimit = (min === undefined && max === undefined) || (min !== undefined && max !== undefined && min > max);
  const minError = isNumber(min) ? (noLimit ? text.needLimit : undefined) : text.wrongNumber;
  const maxError = isNumber(max) ? undefined : text.wrongNumber;
  const title = entry.title.trim();
  const add = (): void => {
    setTried(true);
    if (title === '' || minError !== undefined || maxError !== undefined) return;
    onAdd({ id: freeId(taken), title, ...(entry.sum === ROWS ? {} : { sum: entry.sum }), by: [...entry.by], ...(min === undefined ? {} : { min }), ...(max === undefined ? {} : { max }) });
    setEntry(empty);
    setTried(false);
  };
  return (
    <div className="form-stack total-new">
      <TextField label={text.name} hint={text.nameHint} value={entry.title} maxLength={100} onChange={(value) => change({ title: value })} error={tried && title === '' ? text.needName : undefined} />
      <Select label={text.what} value={entry.sum} options={[...sums.map((field) => ({ id: field.id, label: text.sumOf(fieldTitle(field, locale)) })), { id: ROWS, label: text.rows }]} onChange={(sum) => change({ sum })} />
      <fieldset className="data-fields">
        <legend className="ui-label">{text.by}</legend>
        {groups.map((field) => (
          <Checkbox
            key={field.id} value={entry.by.includes(field.id)} isDisabled={!entry.by.includes(field.id) && entry.by.length >= MOST_COLUMNS}
            onChange={(on) => change({ by: on ? [...entry.by, field.id] : entry.by.filter((id) => id !== field.id) })}
          >
            {fieldTitle(field, locale)}
          </Checkbox>
        ))}
      </fieldset>
      <p className="ui-quiet">{text.byNote}</p>
      <div className="total-limits">
        <TextField label={text.min} inputMode="decimal" value={entry.min} onChange={(value) => change({ min: value })} error={tried ? minError : undefined} />
        <TextField label={text.max} inputMode="decimal" value={entry.max} onChange={(value) => change({ max: value })} error={tried ? maxError : undefined} />
        <Button icon={<Plus size={14} aria-hidden="true" />} onPress={add}>{text.add}</Button>
      </div>
    </div>
  );
}
