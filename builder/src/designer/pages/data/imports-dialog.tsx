import { useQuery } from '@tanstack/react-query';
import { Undo2 } from 'lucide-react';
import { useState } from 'react';
import type { ImportItem } from '../../../../../server/api/imports.ts';
import { request } from '../../../client/request.ts';
import { HOUSE_ZONE } from '../../../text/house-zone.ts';
import { useLocale, useTexts } from '../../../text/locale.tsx';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { GridRow, GridTable } from '../../../ui/grid-table.tsx';
import { EmptyState, ErrorState, Skeleton } from '../../../ui/states.tsx';
import { importsTexts } from './imports-text.ts';
import { UndoProgress } from './sending/undo-progress.tsx';
import { useUndoing } from './sending/use-undoing.ts';

function ImportRow({ item, busy, onUndo }: { readonly item: ImportItem; readonly busy: boolean; readonly onUndo: () => void }) {
  const text = useTexts(importsTexts);
  const { locale } = useLocale();
  const [sure, setSure] = useState(false);
  const moment = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone: HOUSE_ZONE });
  const count = new Intl.NumberFormat(locale);
  return (
    <GridRow>
      <th scope="row">
        {moment.format(new Date(item.at))}
        <em>{item.by}</em>
      </th>
      <td>{text[item.mode]}</td>
      <td className="num">
        {count.format(item.written)}
        {item.bad === 0 ? null : <em>{text.bad(count.format(item.bad))}</em>}
        {item.unfinished === undefined ? null : <em>{text.cut(count.format(item.unfinished.next), count.format(item.unfinished.file.rows))}</em>}
        {item.undoing === undefined ? null : <em>{text.halfUndone(count.format(item.undoing.taken + item.undoing.left))}</em>}
      </td>
      <td>
        {item.mode === 'replace' && item.unfinished !== undefined ? null : item.undoing !== undefined ? (
          <Button size="small" busy={busy} icon={<Undo2 size={13} aria-hidden="true" />} onPress={onUndo}>{text.goOnUndo}</Button>
        ) : item.undone === undefined ? (
          <Button size="small" look={sure ? 'danger' : 'default'} busy={busy} icon={<Undo2 size={13} aria-hidden="true" />} onPress={() => (sure ? onUndo() : setSure(true))}>
            {sure ? { append: text.sureAppend, upsert: text.sureUpsert, replace: text.sureReplace }[item.mode] : text.undo}
          </Button>
        ) : (
          <em>{text.undone(moment.format(new Date(item.undone.at)), item.undone.by)}</em>
        )}
      </td>
    </GridRow>
  );
}

/** The latest imports of a dataset; each can be taken back once. */
export function ImportsDialog({ dataset, title, onClose }: { readonly dataset: string; readonly title: string; readonly onClose: () => void }) {
  const text = useTexts(importsTexts);
  const imports = useQuery({ queryKey: ['imports', dataset], queryFn: ({ signal }) => request<{ readonly items: readonly ImportItem[] }>('/api/datasets/imports', { query: { dataset }, signal }) });
  const undoing = useUndoing(dataset);
  const { state } = undoing;
  const running = imports.data?.items.find(({ id }) => id === state?.id);
  return (
    <Dialog title={text.title(title)} size="wide" open dismissable={state === undefined} onClose={state === undefined ? onClose : undoing.stop} actions={state === undefined ? <Button onPress={onClose}>{text.close}</Button> : <Button busy={state.stopping} onPress={undoing.stop}>{text.stopUndo}</Button>}>
      <div className="stack">
        {undoing.error === undefined ? null : <ErrorState error={undoing.error} />}
        {state === undefined || running === undefined ? null : <UndoProgress state={state} of={running.written} />}
        {imports.isPending ? <Skeleton rows={3} height={40} /> : null}
        {imports.isError ? <ErrorState error={imports.error} onRetry={() => void imports.refetch()} /> : null}
        {imports.data?.items.length === 0 ? <EmptyState title={text.none}>{text.noneText}</EmptyState> : null}
        {imports.data === undefined || imports.data.items.length === 0 ? null : (
          <>
            <p className="ui-quiet">{text.note}</p>
            <GridTable heads={[text.when, text.mode, text.rows, text.undo]}>
              {imports.data.items.map((item) => (
                <ImportRow key={item.id} item={item} busy={state !== undefined} onUndo={() => undoing.run(item.id)} />
              ))}
            </GridTable>
          </>
        )}
      </div>
    </Dialog>
  );
}
