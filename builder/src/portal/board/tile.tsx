import { useLocale, useTexts } from '../../text/locale.tsx';
import { formatMoment } from '../format/dates.ts';
import { useNow } from '../format/use-now.ts';
import { BarChart, LineChart } from './charts.tsx';
import { formatFigure, valueOf, type Group, type Tile } from './chart-scale.ts';
import { boardTexts } from './text.ts';
import { isDrawn, isSingle } from './tile-rows.ts';

function Cell({ group, column }: { readonly group: Group; readonly column: Tile['columns'][number] }) {
  const t = useTexts(boardTexts);
  const { locale } = useLocale();
  if (group.hidden === true) return <span className="mut">{t.hidden}</span>;
  const value = valueOf(group, column.id);
  if (value === null) return <>{t.none}</>;
  const { number, unit } = formatFigure(value, column.unit, locale);
  return <>{number}{unit === '' || unit === '%' ? unit : ` ${unit}`}</>;
}

function DataTable({ tile }: { readonly tile: Tile }) {
  const t = useTexts(boardTexts);
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, so the keyboard must reach it
    <section className="board-scroll" tabIndex={0} aria-label={`${tile.title} · ${t.dataTable}`}>
      <table className="board-table">
        <caption className="vh">{tile.title}</caption>
        <thead><tr><th scope="col">{t.group}</th>{tile.columns.map((column) => <th key={column.id} scope="col">{column.title}</th>)}</tr></thead>
        <tbody>
          {tile.groups.map((group, at) => (
            // oxlint-disable-next-line react/no-array-index-key -- two groups may be called the same
            <tr key={at}><th scope="row">{group.label}</th>{tile.columns.map((column) => <td key={column.id}><Cell group={group} column={column} /></td>)}</tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Numbers({ tile }: { readonly tile: Tile }) {
  const group = tile.groups[0];
  if (!group) return null;
  return <dl className="board-numbers">{tile.columns.map((column) => <div key={column.id}><dt className={tile.columns.length === 1 ? 'vh' : ''}>{column.title}</dt><dd><Cell group={group} column={column} /></dd></div>)}</dl>;
}

function Drawing({ tile }: { readonly tile: Tile }) {
  const Chart = tile.kind === 'line' ? LineChart : BarChart;
  return tile.columns.map((column) => <figure key={column.id}>{tile.columns.length > 1 ? <figcaption>{column.title}</figcaption> : null}<Chart tile={tile} column={column} /></figure>);
}

/** One indicator: figure or drawing, its definition, and always the table. `span` is of twelve columns, where there is room. */
export function TileView({ tile, span }: { readonly tile: Tile; readonly span: number }) {
  const t = useTexts(boardTexts);
  const { locale } = useLocale();
  const now = useNow();
  const earlier = tile.groups.flatMap((group) => group.earlier ?? []).toSorted()[0];
  const single = isSingle(tile);
  const drawn = isDrawn(tile);
  return (
    <section className="tile" data-span={span} aria-labelledby={`tile-${tile.id}`}>
      <h2 id={`tile-${tile.id}`}>{tile.title}</h2>
      {tile.groups.length === 0 ? <p className="mut">{t.noData}</p> : null}
      {single ? <Numbers tile={tile} /> : null}
      {drawn && tile.groups.length > 0 ? <div className="tile-pair"><div><Drawing tile={tile} /></div><DataTable tile={tile} /></div> : null}
      {tile.kind === 'table' && tile.groups.length > 0 ? <DataTable tile={tile} /> : null}
      {tile.definition === undefined ? null : <p className="tile-def"><b>{t.definition}</b> {tile.definition}</p>}
      {tile.note === undefined ? null : <p className="tile-def">{tile.note}</p>}
      {tile.groups.some((group) => group.hidden === true) ? <p className="tile-def">{t.hiddenNote}</p> : null}
      {earlier === undefined ? null : <p className="tile-def">{t.earlierNote(formatMoment(earlier, locale, now))}</p>}
    </section>
  );
}
