import { useState } from 'react';
import { Link } from 'wouter';
import { ArrowDown, ArrowUp, Download, Search } from 'lucide-react';
import type { PageColumn, PageRow, PageRowsWanted } from '../../../../server/api/pages.ts';
import { useTexts } from '../../text/locale.tsx';
import type { PageSource, RowsProps } from './page-source.ts';
import { RowsFrame } from './rows-frame.tsx';
import { pageTexts } from './text.ts';
import { useRows } from './use-rows.ts';

const PAGE = 20;
const NUMBERS = new Set(['integer', 'number', 'decimal']);

interface Choice {
  readonly field: string;
  readonly value: string;
}

function SortHead({ column, sort, onSort }: { readonly column: PageColumn; readonly sort: string | undefined; readonly onSort: (sort: string) => void }) {
  const t = useTexts(pageTexts);
  const isUp = sort === column.id;
  const isDown = sort === `-${column.id}`;
  const Arrow = isDown ? ArrowDown : ArrowUp;
  if (column.masked === true) return <th scope="col">{column.title}</th>;
  return (
    <th scope="col" aria-sort={isUp ? 'ascending' : isDown ? 'descending' : 'none'}>
      <button type="button" title={t.sortBy(column.title)} onClick={() => onSort(isUp ? `-${column.id}` : column.id)}>{column.title}<Arrow className="i s" aria-hidden="true" data-on={isUp || isDown} /></button>
    </th>
  );
}

function Row({ row, columns, open, source }: { readonly row: PageRow; readonly columns: readonly PageColumn[]; readonly open: string | undefined; readonly source: PageSource }) {
  const t = useTexts(pageTexts);
  return (
    <tr>
      {columns.map((column, index) => {
        const text = row.cells[index] === '' ? undefined : row.cells[index];
        const shown = index === 0 && open !== undefined ? <Link className="row-link" href={source.pageHref(open, row.id)}>{text ?? t.openRow}</Link> : (text ?? t.nothing);
        return index === 0 ? <th key={column.id} scope="row">{shown}</th> : <td key={column.id} data-number={NUMBERS.has(column.type)}><span className="cell-label" aria-hidden="true">{column.title}</span><span>{shown}</span></td>;
      })}
    </tr>
  );
}

function Filters({ columns, chosen, onChoose }: { readonly columns: readonly PageColumn[]; readonly chosen: Choice | undefined; readonly onChoose: (choice: Choice | undefined) => void }) {
  const t = useTexts(pageTexts);
  return columns.map((column) => (
    <label key={column.id} className="row-filter">
      {column.title}
      <select value={chosen?.field === column.id ? chosen.value : ''} onChange={(event) => onChoose(event.target.value === '' ? undefined : { field: column.id, value: event.target.value })}>
        <option value="">{t.all}</option>
        {column.choices?.map(({ value, label }) => <option key={String(value)} value={String(value)}>{label}</option>)}
      </select>
    </label>
  ));
}

function Pager({ offset, shown, count, onTurn }: { readonly offset: number; readonly shown: number; readonly count: number; readonly onTurn: (offset: number) => void }) {
  const t = useTexts(pageTexts);
  return (
    <div className="row-pager">
      <p aria-live="polite">{t.range(offset + 1, offset + shown, count)}</p>
      {count > PAGE ? (
        <>
          <button type="button" disabled={offset === 0} onClick={() => onTurn(Math.max(0, offset - PAGE))}>{t.previous}</button>
          <button type="button" disabled={offset + shown >= count} onClick={() => onTurn(offset + PAGE)}>{t.next}</button>
        </>
      ) : null}
    </div>
  );
}

/** Rows as a table, on a phone one under the other: sorted, searched, narrowed, page by page. */
export function RowsList({ block, source }: RowsProps) {
  const t = useTexts(pageTexts);
  const [typed, setTyped] = useState('');
  const [q, setQ] = useState('');
  const [sort, setSort] = useState<string>();
  const [choice, setChoice] = useState<Choice>();
  const [offset, setOffset] = useState(0);
  const asked: PageRowsWanted = { ...(q === '' ? {} : { q }), ...(sort === undefined ? {} : { sort }), ...choice };
  const query = useRows({ block, source }, { ...asked, offset, limit: PAGE });
  const { columns = [], open, title = '' } = block;
  const narrowed = q !== '' || choice !== undefined;
  const clear = () => { setTyped(''); setQ(''); setChoice(undefined); setOffset(0); };
  return (
    <RowsFrame block={block} query={query} tools={block.mayExport === true ? <a className="page-tool" download href={source.exportHref(block.id, asked)}><Download className="i s" aria-hidden="true" />{t.export}</a> : null}>
      {({ rows, count }) => (
        <>
          <search><form className="row-tools" aria-label={t.searchIn(title)} onSubmit={(event) => { event.preventDefault(); setQ(typed.trim()); setOffset(0); }}>
            <span className="row-search">
              <input type="search" aria-label={t.searchIn(title)} placeholder={t.search} value={typed} maxLength={100} onChange={(event) => setTyped(event.target.value)} />
              <button type="submit" aria-label={t.search}><Search className="i s" aria-hidden="true" /></button>
            </span>
            <Filters columns={columns.filter((column) => column.choices !== undefined)} chosen={choice} onChoose={(next) => { setChoice(next); setOffset(0); }} />
            {narrowed ? <button type="button" className="link" onClick={clear}>{t.clear}</button> : null}
          </form></search>
          {rows.length === 0 ? <output className="mut page-empty">{narrowed ? t.noMatch : t.noRows}</output> : (
            // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, so the keyboard must reach it
            <section className="rows-scroll" tabIndex={0} aria-label={t.rowsOf(title)}>
              <table className="rows-table">
                <caption className="vh">{title}</caption>
                <thead><tr>{columns.map((column) => <SortHead key={column.id} column={column} sort={sort} onSort={(next) => { setSort(next); setOffset(0); }} />)}</tr></thead>
                <tbody>{rows.map((row) => <Row key={row.id} row={row} columns={columns} open={open} source={source} />)}</tbody>
              </table>
            </section>
          )}
          {count > 0 ? <Pager offset={offset} shown={rows.length} count={count} onTurn={setOffset} /> : null}
        </>
      )}
    </RowsFrame>
  );
}
