import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { FileUp, History, Pencil, Plus } from 'lucide-react';
import { useState } from 'react';
import type { DatasetItem, RowsAnswer } from '../../../../../server/api/data.ts';
import { request } from '../../../client/request.ts';
import { useLocale, useTexts } from '../../../text/locale.tsx';
import { Button, IconButton } from '../../../ui/button.tsx';
import { Chip } from '../../../ui/chip.tsx';
import { Select } from '../../../ui/select.tsx';
import { EmptyState, ErrorState, Skeleton } from '../../../ui/states.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { dataTexts } from './data-text.ts';
import { datasetTitle, fieldTitle } from './dataset-title.ts';
import { ImportDialog } from './import-dialog.tsx';
import { ImportsDialog } from './imports-dialog.tsx';
import { importsTexts } from './imports-text.ts';
import { RowDialog } from './row-dialog.tsx';

const PAGE = 50;
const ANY = '*';

function cell(value: unknown, words: { readonly yes: string; readonly no: string }): string {
  if (value === undefined || value === null) return '—';
  if (typeof value === 'boolean') return value ? words.yes : words.no;
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** Rows of one dataset, a page at a time, with one equal-to filter. */
export function RowBrowser({ item }: { readonly item: DatasetItem }) {
  const text = useTexts(dataTexts);
  const imports = useTexts(importsTexts);
  const { locale } = useLocale();
  const [offset, setOffset] = useState(0);
  const [field, setField] = useState(ANY);
  const [typed, setTyped] = useState('');
  const [value, setValue] = useState('');
  const [importing, setImporting] = useState(false);
  const [undoing, setUndoing] = useState(false);
  const [editing, setEditing] = useState<{ readonly row: RowsAnswer['rows'][number] | undefined }>();
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
        <Button icon={<Plus size={14} aria-hidden="true" />} onPress={() => setEditing({ row: undefined })}>
          {text.addRow}
        </Button>
        <Button icon={<History size={14} aria-hidden="true" />} onPress={() => setUndoing(true)}>
          {imports.button}
        </Button>
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
        <Select label={text.filterField} value={field} onChange={setField} options={[{ id: ANY, label: text.anyField }, ...definition.fields.map((one) => ({ id: one.id, label: fieldTitle(one) }))]} />
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
                    <th key={one.id} scope="col" title={`${one.id} · ${one.type}`}>
                      {fieldTitle(one)}
                    </th>
                  ))}
                  <th scope="col"><span className="ui-hidden">{text.edit}</span></th>
                </tr>
              </thead>
              <tbody>
                {rows.data.rows.map((row) => (
                  <tr key={row.id}>
                    {definition.fields.map((one) => (
                      <td key={one.id} title={cell(row.data[one.id], text)}>
                        {cell(row.data[one.id], text)}
                      </td>
                    ))}
                    <td className="row-edit">
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
      {undoing ? <ImportsDialog dataset={definition.id} title={datasetTitle(definition)} onClose={() => setUndoing(false)} /> : null}
      {importing ? <ImportDialog dataset={definition.id} title={datasetTitle(definition)} onClose={() => setImporting(false)} /> : null}
    </div>
  );
}
