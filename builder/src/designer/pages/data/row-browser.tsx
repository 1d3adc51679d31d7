import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';
import { FileDown } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { DatasetItem, RowsAnswer } from '../../../../../server/api/data.ts';
import { saveFile } from '../../../client/download.ts';
import { address, request } from '../../../client/request.ts';
import { useLocale, useTexts } from '../../../text/locale.tsx';
import { Button } from '../../../ui/button.tsx';
import { EmptyState, ErrorState, Skeleton } from '../../../ui/states.tsx';
import { dataTexts } from './data-text.ts';
import { HistoryDialog } from './history/history-dialog.tsx';
import { RowDialog } from './row-dialog.tsx';
import { RowFilterBar } from './row-filter-bar.tsx';
import type { RowWish } from './row-filter-bar.tsx';
import { RowOrder } from './row-order.tsx';
import { RowTable } from './row-table.tsx';

const PAGE = 50;
/** Rows of one file, as the server has it. */
const MOST_EXPORTED = 200_000;
/** First rows that show what a formula comes to. */
const SAMPLES = 3;

/** Rows of one dataset, a page at a time, in an order and by tests of columns. */
export function RowBrowser({ item, rowsOf }: { readonly item: DatasetItem; readonly rowsOf: (samples: RowsAnswer['rows']) => void }) {
  const text = useTexts(dataTexts);
  const { locale } = useLocale();
  const [offset, setOffset] = useState(0);
  const [wishes, setWishes] = useState<readonly RowWish[]>([]);
  const [filterKey, setFilterKey] = useState(0);
  const [sort, setSort] = useState<string>();
  /** The row whose changes are shown. */
  const [past, setPast] = useState<string>();
  const [editing, setEditing] = useState<RowsAnswer['rows'][number]>();
  const { definition } = item;
  const query = { dataset: definition.id, ...(sort === undefined ? {} : { sort }), ...(wishes.length === 0 ? {} : { where: JSON.stringify(wishes.map(({ field, op, value }) => ({ field, op, ...(value === '' ? {} : { value }) }))) }) };
  const rows = useQuery({
    queryKey: ['rows', definition.id, wishes, sort, offset],
    queryFn: ({ signal }) => request<RowsAnswer>('/api/datasets/rows', { query: { ...query, offset, limit: PAGE }, signal }),
    placeholderData: keepPreviousData,
  });
  const taking = useMutation({ mutationFn: () => saveFile(address('/api/datasets/rows/export', query), `${definition.id.replaceAll('/', '-')}.csv`) });
  const find = (next: readonly RowWish[]): void => {
    setWishes(next);
    setOffset(0);
  };
  const reset = (): void => {
    find([]);
    setFilterKey((key) => key + 1);
  };
  /** Forwards, then backwards, then as they were written. */
  const nextOrder = (field: string): string | undefined => (sort === field ? `-${field}` : sort === `-${field}` ? undefined : field);
  const order = (next: string | undefined): void => {
    setSort(next);
    setOffset(0);
  };
  const count = rows.data?.count ?? 0;
  const samples = rows.data?.rows;
  useEffect(() => {
    if (samples !== undefined) rowsOf(samples.slice(0, SAMPLES));
  }, [samples, rowsOf]);
  return (
    <>
      <RowFilterBar key={filterKey} definition={definition} onFind={find} />
      {rows.isPending ? <Skeleton rows={8} height={24} /> : null}
      {rows.isError ? <ErrorState error={rows.error} onRetry={() => void rows.refetch()} /> : null}
      {rows.isSuccess && rows.data.rows.length === 0 ? wishes.length > 0 ? <EmptyState title={text.noMatch} actions={<Button onPress={reset}>{text.clear}</Button>} /> : <EmptyState title={text.noRows}>{text.noRowsText}</EmptyState> : null}
      {rows.data === undefined || rows.data.rows.length === 0 ? null : (
        <>
          <RowOrder definition={definition} sort={sort} onSort={order} />
          <RowTable definition={definition} answer={rows.data} sort={sort} onSort={(field) => order(nextOrder(field))} onPast={setPast} onEdit={setEditing} />
          <p className="pager">
            <span>{text.page(offset + 1, offset + rows.data.rows.length, new Intl.NumberFormat(locale).format(count))}</span>
            <span className="ui-grow" />
            {count > MOST_EXPORTED ? (
              <span className="ui-quiet">{text.exportLarge}</span>
            ) : (
              <Button size="small" busy={taking.isPending} icon={<FileDown size={13} aria-hidden="true" />} onPress={() => taking.mutate()}>
                {text.export}
              </Button>
            )}
            <Button size="small" isDisabled={offset === 0} onPress={() => setOffset(Math.max(0, offset - PAGE))}>
              {text.previous}
            </Button>
            <Button size="small" isDisabled={offset + PAGE >= count} onPress={() => setOffset(offset + PAGE)}>
              {text.next}
            </Button>
          </p>
          {taking.isError ? <ErrorState error={taking.error} onRetry={() => taking.mutate()} /> : <p className="ui-quiet">{text.exportWhat}</p>}
        </>
      )}
      {editing === undefined ? null : <RowDialog key={editing.id} definition={definition} row={editing} onClose={() => setEditing(undefined)} />}
      {past === undefined ? null : <HistoryDialog definition={definition} row={past} onClose={() => setPast(undefined)} />}
    </>
  );
}
