import { ArrowDown, ArrowUp, CircleAlert, Clock, FunctionSquare, Pencil } from 'lucide-react';
import type { ComponentProps } from 'react';
import type { DatasetDefinition } from '../../../../../runtime/schema/dataset.ts';
import type { DatasetField } from '../../../../../runtime/schema/field.ts';
import type { RowsAnswer } from '../../../../../server/api/data.ts';
import { useLocale, useTexts } from '../../../text/locale.tsx';
import { IconButton } from '../../../ui/button.tsx';
import { GridRow, GridTable, type GridHead } from '../../../ui/grid-table.tsx';
import { cellText } from './cell-text.ts';
import { computedTexts } from './computed/computed-text.ts';
import { dataTexts } from './data-text.ts';
import { fieldTitle } from './dataset-title.ts';
import { historyTexts } from './history/history-text.ts';

type Row = RowsAnswer['rows'][number];

function SortButton({ field, sort, onSort }: { readonly field: DatasetField; readonly sort: string | undefined; readonly onSort: () => void }) {
  const text = useTexts(dataTexts);
  const { locale } = useLocale();
  const Sign = sort === field.id ? ArrowUp : ArrowDown;
  const isSorted = sort === field.id || sort === `-${field.id}`;
  return (
    <button type="button" className="sort-head" aria-label={text.sortBy(fieldTitle(field, locale))} onClick={onSort}>
      {field.compute === undefined ? null : <FunctionSquare size={12} aria-hidden="true" />}
      {fieldTitle(field, locale)}
      {isSorted ? <Sign size={12} aria-hidden="true" /> : null}
    </button>
  );
}

function Cell({ value, reason, ...rest }: ComponentProps<'td'> & { readonly value: unknown; readonly reason: string | undefined }) {
  const text = useTexts(dataTexts);
  const computed = useTexts(computedTexts);
  if (reason !== undefined) {
    return (
      <td {...rest} className="cell-reason" title={computed.emptyBecause(reason)}>
        <CircleAlert size={12} aria-hidden="true" /> <span>{reason}</span>
      </td>
    );
  }
  return <td {...rest} title={cellText(value, text)}>{cellText(value, text)}</td>;
}

export interface RowTableProps {
  readonly definition: DatasetDefinition;
  readonly answer: RowsAnswer;
  readonly sort: string | undefined;
  readonly onSort: (field: string) => void;
  readonly onPast: (row: string) => void;
  readonly onEdit: (row: Row) => void;
}

/** A page of rows; a computed cell that is empty says why. */
export function RowTable({ definition, answer, sort, onSort, onPast, onEdit }: RowTableProps) {
  const text = useTexts(dataTexts);
  const history = useTexts(historyTexts);
  const computed = useTexts(computedTexts);
  const { locale } = useLocale();
  const headOf = (field: DatasetField): GridHead => ({
    label: fieldTitle(field, locale),
    shown: <SortButton field={field} sort={sort} onSort={() => onSort(field.id)} />,
    title: `${field.id} · ${field.type}${field.compute === undefined ? '' : ` · ${computed.isComputed(field.compute)}`}`,
    'aria-sort': sort === field.id ? 'ascending' : sort === `-${field.id}` ? 'descending' : 'none',
  });
  return (
    <GridTable dense heads={[...definition.fields.map(headOf), { label: text.edit, quiet: true }]}>
      {answer.rows.map((row) => (
        <GridRow key={row.id}>
          {definition.fields.map((one) => <Cell key={one.id} value={row.data[one.id]} reason={answer.reasons?.[row.id]?.[one.id]?.message} />)}
          <td className="row-deeds">
            <IconButton size="small" label={history.open(row.id)} icon={<Clock size={13} aria-hidden="true" />} onPress={() => onPast(row.id)} />
            <IconButton size="small" label={text.editRow(row.id)} icon={<Pencil size={13} aria-hidden="true" />} onPress={() => onEdit(row)} />
          </td>
        </GridRow>
      ))}
    </GridTable>
  );
}
