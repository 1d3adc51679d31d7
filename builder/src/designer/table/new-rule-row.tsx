/* oxlint-disable jsx-a11y/prefer-tag-over-role -- rows of a virtual ARIA grid are placed one by one, which table elements cannot be */
import { useTexts } from '../../text/locale.tsx';
import { KeyHint } from '../../ui/chip.tsx';
import { CellEditor } from './cell-editor.tsx';
import { cellId, useGrid } from './grid-state.ts';
import type { TableDesk } from './table-desk.ts';
import { tableTexts } from './table-texts.ts';

/** The line under the rules: what is typed into it becomes a new one. */
export function NewRuleRow({ table, withCases, frozenLeft }: { readonly table: TableDesk; readonly withCases: boolean; readonly frozenLeft: readonly number[] }) {
  const text = useTexts(tableTexts);
  const grid = useGrid();
  const row = table.config.rules.length;
  const { active } = grid.selection;
  return (
    <div role="row" className="table-row new-row" aria-rowindex={row + 2}>
      <div role="rowheader" className="cell row-head">+</div>
      {table.columns.map((column, index) => {
        const on = active.row === row && active.column === index;
        const left = frozenLeft[index];
        return (
          <div key={`${column.kind}.${column.id}`} id={cellId(row, index)} role="gridcell" className="cell" data-row={row} data-col={index} data-active={on} aria-selected={on} {...(left === undefined ? {} : { 'data-frozen': true, style: { left } })}>
            {on && grid.editing && (column.kind === 'input' || column.kind === 'output') ? <CellEditor table={table} column={column} row={row} text="" /> : index === 0 ? (
              <span className="new-hint">
                {text.newRule} <KeyHint keys="Tab" /> {text.nextCell} <KeyHint keys="↵" /> {text.nextRule}
              </span>
            ) : null}
          </div>
        );
      })}
      {withCases ? <div role="gridcell" className="cell" aria-label={text.cases} /> : null}
    </div>
  );
}
