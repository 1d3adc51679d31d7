import { useQueryClient } from '@tanstack/react-query';
import { Pencil } from 'lucide-react';
import { useState } from 'react';
import type { DatasetDefinition } from '../../../../../../runtime/schema/dataset.ts';
import type { WrongRows } from '../../../../../../server/api/quality.ts';
import { useLocale, useTexts } from '../../../../text/locale.tsx';
import { Button, IconButton } from '../../../../ui/button.tsx';
import { Dialog } from '../../../../ui/dialog.tsx';
import { GridRow, GridTable } from '../../../../ui/grid-table.tsx';
import { EmptyState, ErrorState, Skeleton } from '../../../../ui/states.tsx';
import { cellText } from '../cell-text.ts';
import { dataTexts } from '../data-text.ts';
import { fieldTitle } from '../dataset-title.ts';
import { RowDialog } from '../row-dialog.tsx';
import { qualityTexts } from './quality-text.ts';
import { useWrongRows } from './use-quality.ts';

const PAGE = 20;

/** The rows that break a check, as they are now; each can be mended on the spot. */
export function WrongRowsDialog({ definition, check, title, onClose }: { readonly definition: DatasetDefinition; readonly check: string; readonly title: string; readonly onClose: () => void }) {
  const text = useTexts(qualityTexts);
  const data = useTexts(dataTexts);
  const { locale } = useLocale();
  const client = useQueryClient();
  const [offset, setOffset] = useState(0);
  const [editing, setEditing] = useState<WrongRows['rows'][number]>();
  const read = useWrongRows(definition.id, check, offset, PAGE);
  const count = read.data?.count ?? 0;
  // The last row of the last page was mended: the page before it is the last one now.
  if (read.data?.rows.length === 0 && offset > 0) setOffset(Math.max(0, offset - PAGE));
  if (editing !== undefined) return <RowDialog definition={definition} row={editing} onClose={() => { setEditing(undefined); void client.invalidateQueries({ queryKey: ['wrong-rows', definition.id] }); }} />;
  return (
    <Dialog title={text.rowsTitle(title)} size="full" open onClose={onClose} actions={<Button onPress={onClose}>{text.close}</Button>}>
      <div className="stack">
        {read.isPending ? <Skeleton rows={5} height={24} /> : null}
        {read.isError ? <ErrorState error={read.error} onRetry={() => void read.refetch()} /> : null}
        {read.data?.count === 0 ? <EmptyState title={text.rowsNone}>{text.rowsNoneText}</EmptyState> : null}
        {read.data === undefined || read.data.rows.length === 0 ? null : (
          <>
            <GridTable label={title} heads={[...definition.fields.map((field) => fieldTitle(field, locale)), text.edit]}>
              {read.data.rows.map((row) => (
                <GridRow key={row.id}>
                  {definition.fields.map(({ id }) => <td key={id}>{cellText(row.data[id], data)}</td>)}
                  <td className="row-deeds"><IconButton size="small" label={data.editRow(row.id)} icon={<Pencil size={13} aria-hidden="true" />} onPress={() => setEditing(row)} /></td>
                </GridRow>
              ))}
            </GridTable>
            <p className="pager">
              <span>{data.page(offset + 1, offset + read.data.rows.length, new Intl.NumberFormat(locale).format(count))}</span>
              <span className="ui-grow" />
              <Button size="small" isDisabled={offset === 0} onPress={() => setOffset(Math.max(0, offset - PAGE))}>{data.previous}</Button>
              <Button size="small" isDisabled={offset + PAGE >= count} onPress={() => setOffset(offset + PAGE)}>{data.next}</Button>
            </p>
            <p className="ui-quiet">{text.rowsNote}</p>
          </>
        )}
      </div>
    </Dialog>
  );
}
