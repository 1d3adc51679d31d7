/* oxlint-disable jsx-a11y/prefer-tag-over-role -- rows of a virtual ARIA grid are placed one by one, which table elements cannot be */
import { Pencil, Play } from 'lucide-react';
import { useTexts } from '../../text/locale.tsx';
import { shortValue } from '../formula/formula-scope.ts';
import { readExpression } from '../formula/reading.ts';
import { cellId, useGrid } from './grid-state.ts';
import type { TableDesk } from './table-desk.ts';
import { tableTexts } from './table-texts.ts';

/** What the last test run put into each column. */
export function TestRow({ table }: { readonly table: TableDesk }) {
  const text = useTexts(tableTexts);
  const { judgement, desk } = table;
  if (judgement === undefined) return null;
  const outputs = (typeof judgement.outputs === 'object' && judgement.outputs !== null ? judgement.outputs : {}) as Readonly<Record<string, unknown>>;
  return (
    <div role="row" className="table-row test-row">
      <div role="rowheader" className="cell row-head" aria-label={text.lastRun}>
        <Play size={13} aria-hidden="true" />
      </div>
      {table.columns.map((column) => {
        const condition = judgement.conditions.find((one) => one.input === column.id);
        const value = column.kind === 'input' ? condition?.value : column.kind === 'output' ? outputs[column.id] : undefined;
        const shown = value === undefined ? '' : typeof value === 'string' ? value : value === true ? text.yes : value === false ? text.no : value === null ? text.emptyCell : shortValue(value, desk.locale, 16);
        return (
          <div role="gridcell" className="cell" data-kind={column.kind} key={`${column.kind}.${column.id}`}>
            {column.kind === 'basis' ? <small>{text.lastRun}</small> : shown === '' ? null : <span className="test-value">{shown}</span>}
          </div>
        );
      })}
    </div>
  );
}

/** Column headers: name and where the value comes from. */
export function HeaderRow({ table }: { readonly table: TableDesk }) {
  const text = useTexts(tableTexts);
  const grid = useGrid();
  const { active } = grid.selection;
  return (
    <div role="row" className="table-row head-row" aria-rowindex={1}>
      <div role="columnheader" className="cell row-head">#</div>
      {table.columns.map((column, index) => {
        const fixed = column.kind === 'basis' || column.kind === 'dates';
        const name = fixed ? text[column.kind] : table.titleOf(column);
        const source = column.kind === 'input' ? column.input.expr : column.kind === 'output' ? column.id : column.kind === 'basis' ? text.basisSub : text.datesSub;
        const on = active.row === -1 && active.column === index;
        return (
          // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus -- the grid itself has the focus and the keys
          <div key={`${column.kind}.${column.id}`} id={cellId(-1, index)} role="columnheader" className="cell" data-kind={column.kind} data-active={on} data-current={active.column === index} aria-colindex={index + 2} onMouseDown={() => grid.select({ active: { row: -1, column: index }, anchor: { row: -1, column: index } })} onDoubleClick={() => (fixed ? undefined : grid.openColumn(column.id))} title={column.kind === 'input' ? readExpression(source, table.desk.locale) : undefined}>
            <b>{name}</b>
            <code>{source}</code>
            {fixed || table.readOnly ? null : (
              <button type="button" tabIndex={-1} className="head-edit" aria-label={text.columnEdit(name)} onClick={() => grid.openColumn(column.id)}>
                <Pencil size={12} aria-hidden="true" />
              </button>
            )}
          </div>
        );
      })}
    </div>
  );
}
