import { useEffect, useRef, useState } from 'react';
import type { PageRow } from '../../../../server/api/pages.ts';
import { useTexts } from '../../text/locale.tsx';
import { boxOf, planeOf } from './map-scale.ts';
import type { RowsProps } from './page-source.ts';
import { RowCard } from './row-card.tsx';
import { RowsFrame } from './rows-frame.tsx';
import { pageTexts } from './text.ts';
import { useRows } from './use-rows.ts';

const WIDTH = 640;
const TALLEST = 520;

type Placed = PageRow & { readonly at: readonly [number, number] };

const isPlaced = (row: PageRow): row is Placed & PageRow => row.at !== undefined;

function Drawing({ rows, chosen, onChoose, label }: { readonly rows: readonly Placed[]; readonly chosen: string | undefined; readonly onChoose: (id: string) => void; readonly label: string }) {
  const plane = planeOf(boxOf(rows.map(({ at }) => at)), WIDTH, TALLEST);
  const { width, height, x, y, lngs, lats } = plane;
  // The chosen point is drawn last, so that no other covers it.
  const ordered = [...rows].sort((a, b) => Number(a.id === chosen) - Number(b.id === chosen));
  return (
    <svg className="map-drawing" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={label}>
      <rect className="map-ground" width={width} height={height} rx={8} />
      {lngs.map((lng) => <g key={lng}><line className="map-grid" x1={x(lng)} x2={x(lng)} y1={0} y2={height} /><text className="map-axis" x={x(lng) + 4} y={height - 6}>{lng}°</text></g>)}
      {lats.map((lat) => <g key={lat}><line className="map-grid" x1={0} x2={width} y1={y(lat)} y2={y(lat)} /><text className="map-axis" x={4} y={y(lat) - 4}>{lat}°</text></g>)}
      {/* oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions -- the list beside it has a button for each */}
      {ordered.map((row) => <circle key={row.id} className="map-point" data-on={row.id === chosen} cx={x(row.at[0])} cy={y(row.at[1])} r={row.id === chosen ? 10 : 6} onClick={() => onChoose(row.id)} />)}
    </svg>
  );
}

function Places({ rows, chosen, onChoose, props }: { readonly rows: readonly Placed[]; readonly chosen: string | undefined; readonly onChoose: (id: string) => void; readonly props: RowsProps }) {
  const t = useTexts(pageTexts);
  const list = useRef<HTMLUListElement>(null);
  useEffect(() => {
    const box = list.current;
    const item = chosen === undefined ? null : box?.querySelector<HTMLElement>(`[data-row="${CSS.escape(chosen)}"]`);
    // The page itself must not jump.
    if (box && item) box.scrollTo({ top: item.offsetTop - box.offsetTop - 8 });
  }, [chosen]);
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, so the keyboard must reach it
    <ul className="map-places" ref={list} tabIndex={0} aria-label={t.mapList}>
      {rows.map((row) => (
        <li key={row.id} data-row={row.id} data-on={row.id === chosen}>
          <button type="button" className="map-pick" aria-pressed={row.id === chosen} aria-label={row.cells[0]} onClick={() => onChoose(row.id)}><i aria-hidden="true" /></button>
          <div><RowCard {...props} row={row} /></div>
        </li>
      ))}
    </ul>
  );
}

/** Rows where they are, on a plain grid, with the same rows as a list beside it. */
export function RowsMap(props: RowsProps) {
  const t = useTexts(pageTexts);
  const query = useRows(props);
  const [chosen, setChosen] = useState<string>();
  return (
    <RowsFrame block={props.block} query={query}>
      {(data) => {
        const rows = data.rows.filter(isPlaced);
        if (rows.length === 0) return <p className="mut page-empty">{t.noPoints}</p>;
        return (
          <>
            {data.more ? <p className="mut">{t.moreRows}</p> : null}
            <div className="map-pair">
              <Drawing rows={rows} chosen={chosen} onChoose={setChosen} label={t.mapLabel(props.block.title ?? '', rows.length)} />
              <Places rows={rows} chosen={chosen} onChoose={setChosen} props={props} />
            </div>
          </>
        );
      }}
    </RowsFrame>
  );
}
