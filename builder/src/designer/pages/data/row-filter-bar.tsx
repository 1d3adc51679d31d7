import { Plus, X } from 'lucide-react';
import { useState } from 'react';
import type { DatasetDefinition } from '../../../../../runtime/schema/dataset.ts';
import type { RowTest } from '../../../../../server/api/data.ts';
import { useLocale, useTexts } from '../../../text/locale.tsx';
import { Button, IconButton } from '../../../ui/button.tsx';
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
const TESTS = ['=', '!=', 'contains', '<', '<=', '>', '>=', 'null', 'not-null'] as const satisfies readonly RowTest[];
const WORDS = { '=': 'test_eq', '!=': 'test_ne', '<': 'test_lt', '<=': 'test_le', '>': 'test_gt', '>=': 'test_ge', contains: 'test_contains', null: 'test_null', 'not-null': 'test_filled' } as const;

/** Values of these types have an order. */
const ORDERED: ReadonlySet<string> = new Set(['integer', 'number', 'decimal', 'date', 'date-time', 'duration', 'time']);

function testsOf(type: string | undefined): readonly RowTest[] {
  return TESTS.filter((op) => (op === 'contains' ? type === 'string' : !/^[<>]/.test(op) || (type !== undefined && ORDERED.has(type))));
}

/** As many as the server takes. */
const MOST = 10;
const EMPTY: RowWish = { field: ANY, op: '=', value: '' };

const needsValue = (op: RowTest): boolean => op !== 'null' && op !== 'not-null';

/** What is looked for, of all that stands in the bar: columns that are chosen, with what they need. */
function complete(wishes: readonly RowWish[]): readonly RowWish[] {
  return wishes.flatMap(({ field, op, value }) => {
    const words = needsValue(op) ? value.trim() : '';
    return field === ANY || (needsValue(op) && words === '') ? [] : [{ field, op, value: words }];
  });
}

interface WishLineProps {
  readonly definition: DatasetDefinition;
  readonly wish: RowWish;
  /** Counted from 1; the first has no number. */
  readonly number: number;
  readonly onChange: (wish: RowWish) => void;
  readonly onRemove?: () => void;
}

function WishLine({ definition, wish, number, onChange, onRemove }: WishLineProps) {
  const text = useTexts(dataTexts);
  const { locale } = useLocale();
  const typeOf = (field: string) => definition.fields.find((one) => one.id === field)?.type;
  const label = (words: string): string => (number === 1 ? words : `${words} ${number}`);
  const isAny = wish.field === ANY;
  return (
    <div className="data-filter-line">
      <Select
        label={label(text.filterField)}
        value={wish.field}
        onChange={(field) => onChange({ ...wish, field, op: testsOf(typeOf(field)).includes(wish.op) ? wish.op : '=' })}
        options={[{ id: ANY, label: number === 1 ? text.anyField : text.chooseField }, ...definition.fields.map((one) => ({ id: one.id, label: fieldTitle(one, locale) }))]}
      />
      <Select label={label(text.filterTest)} isDisabled={isAny} value={wish.op} onChange={(op) => onChange({ ...wish, op: op as RowTest })} options={testsOf(typeOf(wish.field)).map((id) => ({ id, label: text[WORDS[id]] }))} />
      <TextField label={label(text.filterValue)} value={wish.value} onChange={(value) => onChange({ ...wish, value })} isDisabled={isAny || !needsValue(wish.op)} />
      {onRemove === undefined ? null : <IconButton label={text.removeTest(number)} icon={<X size={14} aria-hidden="true" />} onPress={onRemove} />}
    </div>
  );
}

/** Looks for rows by columns: all tests must hold. */
export function RowFilterBar({ definition, onFind }: { readonly definition: DatasetDefinition; readonly onFind: (wishes: readonly RowWish[]) => void }) {
  const text = useTexts(dataTexts);
  const [wishes, setWishes] = useState<readonly RowWish[]>([EMPTY]);
  const [first] = wishes;
  const change = (index: number, wish: RowWish): void => {
    const next = wishes.with(index, wish);
    setWishes(next);
    if (next.every(({ field }) => field === ANY)) onFind([]);
  };
  const remove = (index: number): void => {
    const next = wishes.toSpliced(index, 1);
    setWishes(next);
    onFind(complete(next));
  };
  return (
    <form
      className="data-filter"
      onSubmit={(event) => {
        event.preventDefault();
        onFind(complete(wishes));
      }}
    >
      {wishes.map((wish, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- every part of a test may be chosen anew, so place is its identity
        <WishLine key={index} definition={definition} wish={wish} number={index + 1} onChange={(next) => change(index, next)} {...(wishes.length === 1 ? {} : { onRemove: () => remove(index) })} />
      ))}
      <div className="data-filter-deeds">
        <Button type="submit" isDisabled={first?.field === ANY && wishes.length === 1}>
          {text.find}
        </Button>
        {first?.field === ANY || wishes.length >= MOST ? null : (
          <Button look="link" size="small" icon={<Plus size={14} aria-hidden="true" />} onPress={() => setWishes([...wishes, EMPTY])}>
            {text.addTest}
          </Button>
        )}
        {wishes.length === 1 ? null : <span className="ui-quiet">{text.allHold}</span>}
      </div>
    </form>
  );
}
