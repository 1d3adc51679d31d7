import type { ReactNode } from 'react';
import { Link } from 'wouter';
import type { PageBlock, PageRow } from '../../../../server/api/pages.ts';
import { useTexts } from '../../text/locale.tsx';
import { restOf, type PageSource } from './page-source.ts';
import { pageTexts } from './text.ts';

export function RowName({ block, row, source }: { readonly block: PageBlock; readonly row: PageRow; readonly source: PageSource }) {
  const t = useTexts(pageTexts);
  const name = row.cells[0] === '' ? undefined : row.cells[0];
  return block.open === undefined ? <b>{name ?? t.nothing}</b> : <Link className="row-link" href={source.pageHref(block.open, row.id)}>{name ?? t.openRow}</Link>;
}

/** A row as a card: its name, then what it says. */
export function RowCard({ block, row, source, hidden, children }: { readonly block: PageBlock; readonly row: PageRow; readonly source: PageSource; /** A column that the place of the card tells already. */ readonly hidden?: string | undefined; readonly children?: ReactNode }) {
  const { columns = [] } = block;
  const facts = restOf(columns).map((column, index) => ({ id: column.id, title: column.title, text: row.cells[index + 1] ?? '' })).filter(({ id, text }) => text !== '' && id !== hidden);
  return (
    <>
      <RowName block={block} row={row} source={source} />
      {facts.length === 0 ? null : <dl className="card-facts">{facts.map(({ id, title, text }) => <div key={id}><dt>{title}</dt><dd>{text}</dd></div>)}</dl>}
      {children}
    </>
  );
}
