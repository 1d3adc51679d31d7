import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { ArrowDown, ArrowUp, Clock, FileUp, History, Pencil, Plus, Sigma, Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { DatasetItem, RowsAnswer } from '../../../../../server/api/data.ts';
import { request } from '../../../client/request.ts';
import { useLocale, useTexts } from '../../../text/locale.tsx';
import { Button, IconButton } from '../../../ui/button.tsx';
import { Chip } from '../../../ui/chip.tsx';
import { EmptyState, ErrorState, Skeleton } from '../../../ui/states.tsx';
import { cellText } from './cell-text.ts';
import { dataTexts } from './data-text.ts';
import { datasetTitle, fieldTitle } from './dataset-title.ts';
import { GoneDialog, HistoryDialog } from './history/history-dialog.tsx';
import { historyTexts } from './history/history-text.ts';
import { ImportDialog } from './import-dialog.tsx';
import { ImportsDialog } from './imports-dialog.tsx';
import { importsTexts } from './imports-text.ts';
import { RowDialog } from './row-dialog.tsx';
import { RowFilterBar } from './row-filter-bar.tsx';
import type { RowWish } from './row-filter-bar.tsx';
import { UnfinishedNotices } from './sending/unfinished-notice.tsx';
import { TotalLines, TotalsDialog } from './totals/totals-dialog.tsx';
import { totalsTexts } from './totals/totals-text.ts';

const PAGE = 50;

function SortHead({ field, sort, onSort }: { readonly field: DatasetItem['definition']['fields'][number]; readonly sort: string | undefined; readonly onSort: () => void }) {
  const text = useTexts(dataTexts);
  const Sign = sort === field.id ? ArrowUp : ArrowDown;
  const isSorted = sort === field.id || sort === `-${field.id}`;
  return (
    <th scope="col" title={`${field.id} · ${field.type}`} aria-sort={sort === field.id ? 'ascending' : isSorted ? 'descending' : 'none'}>
      <button type="button" className="sort-head" aria-label={text.sortBy(fieldTitle(field))} onClick={onSort}>
        {fieldTitle(field)}
        {isSorted ? <Sign size={12} aria-hidden="true" /> : null}
      </button>
    </th>
  );
}

/** Rows of one dataset, a page at a time, in an order and by a test of one column. */
export function RowBrowser({ item }: { readonly item: DatasetItem }) {
  const text = useTexts(dataTexts);
  const imports = useTexts(importsTexts);
  const history = useTexts(historyTexts);
  const totals = useTexts(totalsTexts);
  const [totalling, setTotalling] = useState(false);
  const { locale } = useLocale();
  const [offset, setOffset] = useState(0);
  const [wish, setWish] = useState<RowWish>();
  const [filterKey, setFilterKey] = useState(0);
  const [sort, setSort] = useState<string>();
  const [importing, setImporting] = useState(false);
  const [undoing, setUndoing] = useState(false);
  /** The row whose changes are shown, or all that were deleted. */
  const [past, setPast] = useState<{ readonly row: string } | 'gone'>();
  const [editing, setEditing] = useState<{ readonly row: RowsAnswer['rows'][number] | undefined }>();
  const { definition } = item;
  const rows = useQuery({
    queryKey: ['rows', definition.id, wish, sort, offset],
    queryFn: ({ signal }) => request<RowsAnswer>('/api/datasets/rows', { query: { dataset: definition.id, offset, limit: PAGE, ...(sort === undefined ? {} : { sort }), ...(wish === undefined ? {} : { field: wish.field, op: wish.op, ...(wish.value === '' ? {} : { value: wish.value }) }) }, signal }),
    placeholderData: keepPreviousData,
  });
  const find = (next: RowWish | undefined): void => {
    setWish(next);
    setOffset(0);
  };
  const reset = (): void => {
    find(undefined);
    setFilterKey((key) => key + 1);
  };
  /** Forwards, then backwards, then as they were written. */
  const order = (field: string): void => {
    setSort(sort === field ? `-${field}` : sort === `-${field}` ? undefined : field);
    setOffset(0);
  };
  const count = rows.data?.count ?? 0;
  return (
    <div className="page data-rows">
      <header className="page-head">
        <h2>{datasetTitle(definition)}</h2>
        {definition.synthetic === true ? <Chip tone="dashed">{text.synthetic}</Chip> : null}
        <code>{definition.id}</code>
        <span className="ui-grow" />
        <Button icon={<Plus size={14} aria-hidden="true" />} onPress={() => setEditing({ row: undefined })}>
          {text.addRow}
        </Button>
        <Button icon={<History size={14} aria-hidden="true" />} onPress={() => setUndoing(true)}>
          {imports.button}
        </Button>
        <Button icon={<Sigma size={14} aria-hidden="true" />} onPress={() => setTotalling(true)}>
          {totals.button}
        </Button>
        <Button icon={<Trash2 size={14} aria-hidden="true" />} onPress={() => setPast('gone')}>
          {history.gone}
        </Button>
        <Button icon={<FileUp size={14} aria-hidden="true" />} onPress={() => setImporting(true)}>
          {text.import}
        </Button>
      </header>
      <UnfinishedNotices dataset={definition.id} />
      <TotalLines definition={definition} />
      <RowFilterBar key={filterKey} definition={definition} onFind={find} />
      {rows.isPending ? <Skeleton rows={8} height={24} /> : null}
      {rows.isError ? <ErrorState error={rows.error} onRetry={() => void rows.refetch()} /> : null}
      {rows.isSuccess && rows.data.rows.length === 0 ? wish !== undefined ? <EmptyState title={text.noMatch} actions={<Button onPress={reset}>{text.clear}</Button>} /> : <EmptyState title={text.noRows}>{text.noRowsText}</EmptyState> : null}
      {rows.data === undefined || rows.data.rows.length === 0 ? null : (
        <>
          <div className="grid-frame">
            <table className="grid-table" data-dense="">
              <thead>
                <tr>
                  {definition.fields.map((one) => (
                    <SortHead key={one.id} field={one} sort={sort} onSort={() => order(one.id)} />
                  ))}
                  <th scope="col"><span className="ui-hidden">{text.edit}</span></th>
                </tr>
              </thead>
              <tbody>
                {rows.data.rows.map((row) => (
                  <tr key={row.id}>
                    {definition.fields.map((one) => (
                      <td key={one.id} title={cellText(row.data[one.id], text)}>
                        {cellText(row.data[one.id], text)}
                      </td>
                    ))}
                    <td className="row-tools">
                      <IconButton size="small" label={history.open(row.id)} icon={<Clock size={13} aria-hidden="true" />} onPress={() => setPast({ row: row.id })} />
                      <IconButton size="small" label={text.editRow(row.id)} icon={<Pencil size={13} aria-hidden="true" />} onPress={() => setEditing({ row })} />
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
          <p className="pager">
            <span>{text.page(offset + 1, offset + rows.data.rows.length, new Intl.NumberFormat(locale).format(count))}</span>
            <span className="ui-grow" />
            <Button size="small" isDisabled={offset === 0} onPress={() => setOffset(Math.max(0, offset - PAGE))}>
              {text.previous}
            </Button>
            <Button size="small" isDisabled={offset + PAGE >= count} onPress={() => setOffset(offset + PAGE)}>
              {text.next}
            </Button>
          </p>
        </>
      )}
      {editing === undefined ? null : <RowDialog key={editing.row?.id ?? ''} definition={definition} row={editing.row} onClose={() => setEditing(undefined)} />}
      {past === undefined ? null : past === 'gone' ? <GoneDialog definition={definition} onClose={() => setPast(undefined)} /> : <HistoryDialog definition={definition} row={past.row} onClose={() => setPast(undefined)} />}
      {totalling ? <TotalsDialog definition={definition} onClose={() => setTotalling(false)} /> : null}
      {undoing ? <ImportsDialog dataset={definition.id} title={datasetTitle(definition)} onClose={() => setUndoing(false)} /> : null}
      {importing ? <ImportDialog dataset={definition.id} title={datasetTitle(definition)} onClose={() => setImporting(false)} /> : null}
    </div>
  );
}
