import { useState, type DragEvent } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import type { PageRow, PageRows } from '../../../../server/api/pages.ts';
import { useTexts } from '../../text/locale.tsx';
import { Live } from '../shell/live.tsx';
import { Trouble } from '../shell/trouble.tsx';
import type { RowsProps } from './page-source.ts';
import { RowCard } from './row-card.tsx';
import { RowsFrame } from './rows-frame.tsx';
import { pageTexts } from './text.ts';
import { useRows } from './use-rows.ts';

type Group = NonNullable<PageRows['groups']>[number];

const CARD = 'application/x-card';

interface Moving {
  readonly move: (row: PageRow, to: Group) => void;
  readonly busy: string | undefined;
}

function MoveSelect({ row, groups, at, moving }: { readonly row: PageRow; readonly groups: readonly Group[]; readonly at: number; readonly moving: Moving }) {
  const t = useTexts(pageTexts);
  return (
    <label className="card-move">
      {t.moveTo}
      <select aria-label={t.moveNamed(row.cells[0] ?? '')} value={String(at)} disabled={moving.busy !== undefined} onChange={(event) => { const to = groups[Number(event.target.value)]; if (to) moving.move(row, to); }}>
        {groups.map((group, index) => (group.value === null && index !== at ? null : <option key={index} value={index}>{group.value === null ? t.others : group.label}</option>))}
      </select>
    </label>
  );
}

function Column({ group, index, rows, props, data, moving }: { readonly group: Group; readonly index: number; readonly rows: readonly PageRow[]; readonly props: RowsProps; readonly data: PageRows; readonly moving: Moving | undefined }) {
  const t = useTexts(pageTexts);
  const { block, source } = props;
  const label = group.value === null ? t.others : group.label;
  const id = `${block.id}-column-${index}`;
  const takes = moving !== undefined && group.value !== null;
  const drop = (event: DragEvent) => {
    event.preventDefault();
    const row = data.rows.find((candidate) => candidate.id === event.dataTransfer.getData(CARD));
    if (row && row.group !== index) moving?.move(row, group);
  };
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- a drop target; every card has a list to choose from
    <section className="board-column" aria-labelledby={id} {...(takes ? { onDragOver: (event: DragEvent) => event.preventDefault(), onDrop: drop } : {})}>
      <h3 id={id}>{label} <span>{t.cards(group.count)}</span></h3>
      {rows.length === 0 ? <p className="mut">{t.emptyColumn}</p> : (
        <ul>
          {rows.map((row) => (
            // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- the keyboard chooses from the list in the card
            <li key={row.id} className="board-card" aria-busy={moving?.busy === row.id} draggable={moving !== undefined} onDragStart={(event) => event.dataTransfer.setData(CARD, row.id)}>
              <RowCard block={block} row={row} source={source}>{moving === undefined ? null : <MoveSelect row={row} groups={data.groups ?? []} at={index} moving={moving} />}</RowCard>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

/** Rows in columns by a value. Who may, moves a card by dragging it or by choosing its column. */
export function RowsBoard(props: RowsProps) {
  const { block, source } = props;
  const t = useTexts(pageTexts);
  const queries = useQueryClient();
  const query = useRows(props);
  const [busy, setBusy] = useState<string>();
  const [said, setSaid] = useState('');
  const [trouble, setTrouble] = useState<unknown>();
  const move = async (row: PageRow, to: Group): Promise<void> => {
    if (typeof to.value !== 'string' && typeof to.value !== 'number') return;
    setBusy(row.id);
    setTrouble(undefined);
    try {
      await source.move(block.id, row, to.value);
      setSaid(t.moved(row.cells[0] ?? '', to.label));
    } catch (error) {
      setTrouble(error);
    } finally {
      await queries.invalidateQueries({ queryKey: ['page-rows', ...source.key] });
      setBusy(undefined);
    }
  };
  const moving: Moving | undefined = block.mayMove === true ? { move: (row, to) => void move(row, to), busy } : undefined;
  return (
    <RowsFrame block={block} query={query}>
      {(data) => (
        <>
          <Live className="vh">{said}</Live>
          {trouble === undefined ? null : <Trouble error={trouble} />}
          {data.more ? <p className="mut">{t.moreCards}</p> : null}
          {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, so the keyboard must reach it */}
          <section className="board-columns" tabIndex={0} aria-label={t.rowsOf(block.title ?? '')}>
            {(data.groups ?? []).map((group, index) => <Column key={index} group={group} index={index} rows={data.rows.filter((row) => row.group === index)} props={props} data={data} moving={moving} />)}
          </section>
        </>
      )}
    </RowsFrame>
  );
}
