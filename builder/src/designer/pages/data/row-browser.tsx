import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { FileUp } from 'lucide-react';
import { useState } from 'react';
import type { DatasetItem, RowsAnswer } from '../../../../../server/api/data.ts';
import { request } from '../../../client/request.ts';
import { useLocale, useTexts } from '../../../text/locale.tsx';
import { Button } from '../../../ui/button.tsx';
import { Chip } from '../../../ui/chip.tsx';
import { Select } from '../../../ui/select.tsx';
import { EmptyState, ErrorState, Skeleton } from '../../../ui/states.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { dataTexts } from './data-text.ts';
import { datasetTitle } from './dataset-title.ts';
import { ImportDialog } from './import-dialog.tsx';

const PAGE = 50;
const ANY = '*';

function cell(value: unknown): string {
  if (value === undefined || value === null) return '—';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** Rows of one dataset, a page at a time, with one equal-to filter. */
export function RowBrowser({ item }: { readonly item: DatasetItem }) {
  const text = useTexts(dataTexts);
  const { locale } = useLocale();
  const [offset, setOffset] = useState(0);
  const [field, setField] = useState(ANY);
  const [typed, setTyped] = useState('');
  const [value, setValue] = useState('');
  const [importing, setImporting] = useState(false);
  const { definition } = item;
  const filtering = field !== ANY && value !== '';
  const rows = useQuery({
    queryKey: ['rows', definition.id, filtering ? field : '', filtering ? value : '', offset],
    queryFn: ({ signal }) => request<RowsAnswer>('/api/datasets/rows', { query: { dataset: definition.id, offset, limit: PAGE, ...(filtering ? { field, value } : {}) }, signal }),
    placeholderData: keepPreviousData,
  });
  const reset = (): void => {
    setField(ANY);
    setTyped('');
    setValue('');
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
        <Button icon={<FileUp size={14} aria-hidden="true" />} onPress={() => setImporting(true)}>
          {text.import}
        </Button>
      </header>
      <form
        className="data-filter"
        onSubmit={(event) => {
          event.preventDefault();
          setValue(typed.trim());
          setOffset(0);
        }}
      >
        <Select label={text.filterField} value={field} onChange={setField} options={[{ id: ANY, label: text.anyField }, ...definition.fields.map((one) => ({ id: one.id, label: one.id }))]} />
        <TextField label={text.filterValue} value={typed} onChange={setTyped} isDisabled={field === ANY} />
        <Button type="submit" isDisabled={field === ANY}>
          {text.find}
        </Button>
      </form>
      {rows.isPending ? <Skeleton rows={8} height={24} /> : null}
      {rows.isError ? <ErrorState error={rows.error} onRetry={() => void rows.refetch()} /> : null}
      {rows.isSuccess && rows.data.rows.length === 0 ? filtering ? <EmptyState title={text.noMatch} actions={<Button onPress={reset}>{text.clear}</Button>} /> : <EmptyState title={text.noRows}>{text.noRowsText}</EmptyState> : null}
      {rows.data === undefined || rows.data.rows.length === 0 ? null : (
        <>
          <div className="grid-frame">
            <table className="grid-table" data-dense="">
              <thead>
                <tr>
                  {definition.fields.map((one) => (
                    <th key={one.id} scope="col" title={one.type}>
                      {one.id}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {rows.data.rows.map((row) => (
                  <tr key={row.id}>
                    {definition.fields.map((one) => (
                      <td key={one.id} title={cell(row.data[one.id])}>
                        {cell(row.data[one.id])}
                      </td>
                    ))}
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
      {importing ? <ImportDialog dataset={definition.id} title={datasetTitle(definition)} onClose={() => setImporting(false)} /> : null}
    </div>
  );
}
