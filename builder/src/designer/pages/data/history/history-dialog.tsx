import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { DatasetDefinition } from '../../../../../../runtime/schema/dataset.ts';
import type { GoneRow } from '../../../../../../server/api/row-past.ts';
import { request } from '../../../../client/request.ts';
import { HOUSE_ZONE } from '../../../../text/house-zone.ts';
import { useLocale, useTexts } from '../../../../text/locale.tsx';
import { Button } from '../../../../ui/button.tsx';
import { Dialog } from '../../../../ui/dialog.tsx';
import { GridRow } from '../../../../ui/grid-table.tsx';
import { EmptyState } from '../../../../ui/states.tsx';
import { ReadTable } from '../../shared/list-page.tsx';
import { historyTexts } from './history-text.ts';
import { RowHistoryTable } from './row-history.tsx';

/** What became of one row. */
export function HistoryDialog({ definition, row, onClose }: { readonly definition: DatasetDefinition; readonly row: string; readonly onClose: () => void }) {
  const text = useTexts(historyTexts);
  return (
    <Dialog title={text.ofRow(row)} size="wide" open onClose={onClose} actions={<Button onPress={onClose}>{text.close}</Button>}>
      <div className="stack"><RowHistoryTable definition={definition} row={row} /></div>
    </Dialog>
  );
}

/** Rows deleted last, and what became of each. */
export function GoneDialog({ definition, onClose }: { readonly definition: DatasetDefinition; readonly onClose: () => void }) {
  const text = useTexts(historyTexts);
  const { locale } = useLocale();
  const [row, setRow] = useState<string>();
  const gone = useQuery({ queryKey: ['rows', definition.id, 'gone'], queryFn: ({ signal }) => request<{ readonly items: readonly GoneRow[] }>('/api/datasets/gone', { query: { dataset: definition.id }, signal }) });
  const moment = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone: HOUSE_ZONE });
  return (
    <Dialog
      title={row === undefined ? text.gone : text.ofRow(row)} size="wide" open onClose={onClose}
      actions={
        <>
          {row === undefined ? null : <Button onPress={() => setRow(undefined)}>{text.back}</Button>}
          <span className="ui-grow" />
          <Button onPress={onClose}>{text.close}</Button>
        </>
      }
    >
      <div className="stack">
        {row === undefined ? (
          <ReadTable
            read={gone} heads={[text.row, text.when, text.goneBy, text.change]} empty={<EmptyState title={text.noGone}>{text.noGoneText}</EmptyState>}
            renderRow={(item) => (
              <GridRow key={item.id}>
                <th scope="row"><code>{item.id}</code></th>
                <td>{moment.format(new Date(item.at))}</td>
                <td>{item.by}</td>
                <td><Button size="small" onPress={() => setRow(item.id)}>{text.open(item.id)}</Button></td>
              </GridRow>
            )}
          />
        ) : <RowHistoryTable definition={definition} row={row} />}
      </div>
    </Dialog>
  );
}
