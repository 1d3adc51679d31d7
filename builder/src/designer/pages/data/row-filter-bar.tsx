import { useState } from 'react';
import type { DatasetDefinition } from '../../../../../runtime/schema/dataset.ts';
import type { RowTest } from '../../../../../server/api/data.ts';
import { useLocale, useTexts } from '../../../text/locale.tsx';
import { Button } from '../../../ui/button.tsx';
import { Select } from '../../../ui/select.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { dataTexts } from './data-text.ts';
import { fieldTitle } from './dataset-title.ts';

/** One test of one column; `value` is empty for tests that need none. */
export interface RowWish {
  readonly field: string;
  readonly op: RowTest;
  readonly value: string;
}

const ANY = '*';
const TESTS = ['=', '!=', '<', '<=', '>', '>=', 'null', 'not-null'] as const satisfies readonly RowTest[];
const WORDS = { '=': 'test_eq', '!=': 'test_ne', '<': 'test_lt', '<=': 'test_le', '>': 'test_gt', '>=': 'test_ge', null: 'test_null', 'not-null': 'test_filled' } as const;

/** Values of these types have an order. */
const ORDERED: ReadonlySet<string> = new Set(['integer', 'number', 'decimal', 'date', 'date-time', 'duration', 'time']);

function testsOf(type: string | undefined): readonly RowTest[] {
  return TESTS.filter((op) => !/^[<>]/.test(op) || (type !== undefined && ORDERED.has(type)));
}

/** Looks for rows by one column. */
export function RowFilterBar({ definition, onFind }: { readonly definition: DatasetDefinition; readonly onFind: (wish: RowWish | undefined) => void }) {
  const text = useTexts(dataTexts);
  const { locale } = useLocale();
  const [field, setField] = useState(ANY);
  const [op, setOp] = useState<RowTest>('=');
  const [value, setValue] = useState('');
  const tests = testsOf(definition.fields.find((one) => one.id === field)?.type);
  const test = tests.includes(op) ? op : '=';
  const needsValue = test !== 'null' && test !== 'not-null';
  const wish = field === ANY || (needsValue && value.trim() === '') ? undefined : { field, op: test, value: needsValue ? value.trim() : '' };
  return (
    <form
      className="data-filter"
      onSubmit={(event) => {
        event.preventDefault();
        onFind(wish);
      }}
    >
      <Select
        label={text.filterField}
        value={field}
        onChange={(next) => {
          setField(next);
          if (next === ANY) onFind(undefined);
        }}
        options={[{ id: ANY, label: text.anyField }, ...definition.fields.map((one) => ({ id: one.id, label: fieldTitle(one, locale) }))]}
      />
      <Select label={text.filterTest} isDisabled={field === ANY} value={test} onChange={(next) => setOp(next as RowTest)} options={tests.map((id) => ({ id, label: text[WORDS[id]] }))} />
      <TextField label={text.filterValue} value={value} onChange={setValue} isDisabled={field === ANY || !needsValue} />
      <Button type="submit" isDisabled={field === ANY}>
        {text.find}
      </Button>
    </form>
  );
}
