import { useQuery } from '@tanstack/react-query';
import { ArrowRight } from 'lucide-react';
import { Link } from 'wouter';
import type { DatasetDefinition } from '../../../../../../runtime/schema/dataset.ts';
import type { RowHistory } from '../../../../../../server/api/row-past.ts';
import { request } from '../../../../client/request.ts';
import { HOUSE_ZONE } from '../../../../text/house-zone.ts';
import { useLocale, useTexts } from '../../../../text/locale.tsx';
import { Chip } from '../../../../ui/chip.tsx';
import { GridRow, GridTable } from '../../../../ui/grid-table.tsx';
import { EmptyState, ErrorState, Skeleton } from '../../../../ui/states.tsx';
import { cellText } from '../cell-text.ts';
import { fieldTitle } from '../dataset-title.ts';
import { historyTexts } from './history-text.ts';

type Item = RowHistory['items'][number];
const TONES = { insert: 'ok', update: 'accent', delete: 'err' } as const;

function Through({ item }: { readonly item: Item }) {
  const text = useTexts(historyTexts);
  if (item.run === undefined) return <em>{item.import === undefined ? text.byHand : text.byImport}</em>;
  return (
    <em>
      {text.byRun(item.node ?? '')}
      {item.scenario === undefined ? null : <> · <Link href={`/s/${item.scenario}/runs/${encodeURIComponent(item.run)}`}>{text.openRun}</Link></>}
    </em>
  );
}

function HistoryRow({ item, definition }: { readonly item: Item; readonly definition: DatasetDefinition }) {
  const text = useTexts(historyTexts);
  const { locale } = useLocale();
  const titleOf = (id: string): string => {
    const field = definition.fields.find((one) => one.id === id);
    return field === undefined ? id : fieldTitle(field, locale);
  };
  return (
    <GridRow>
      <th scope="row">{new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'medium', timeZone: HOUSE_ZONE }).format(new Date(item.at))}</th>
      <td>
        {item.by}
        <Through item={item} />
      </td>
      <td>
        <Chip tone={TONES[item.kind]}>{text[item.kind]}</Chip>
        <ul className="row-changes">
          {item.changes.map(({ field, from, to }) => (
            <li key={field}>
              <b>{titleOf(field)}</b>
              {item.kind === 'insert' ? null : <del>{cellText(from, text)}</del>}
              {item.kind === 'update' ? <ArrowRight size={12} aria-hidden="true" /> : null}
              {item.kind === 'delete' ? null : <ins>{cellText(to, text)}</ins>}
            </li>
          ))}
        </ul>
      </td>
    </GridRow>
  );
}

/** What became of one row, newest first. */
export function RowHistoryTable({ definition, row }: { readonly definition: DatasetDefinition; readonly row: string }) {
  const text = useTexts(historyTexts);
  const history = useQuery({ queryKey: ['rows', definition.id, 'history', row], queryFn: ({ signal }) => request<RowHistory>('/api/datasets/history', { query: { dataset: definition.id, id: row }, signal }) });
  if (history.isPending) return <Skeleton rows={3} height={40} />;
  if (history.isError) return <ErrorState error={history.error} onRetry={() => void history.refetch()} />;
  const { items, whole } = history.data;
  if (items.length === 0) return <EmptyState title={text.none}>{text.noneText}</EmptyState>;
  return (
    <>
      <GridTable label={text.ofRow(row)} heads={[text.when, text.who, text.change]}>
        {items.map((item) => <HistoryRow key={`${item.at} ${item.version} ${item.kind}`} item={item} definition={definition} />)}
      </GridTable>
      <p className="ui-quiet">{whole ? text.note : `${text.older} · ${text.note}`}</p>
    </>
  );
}
