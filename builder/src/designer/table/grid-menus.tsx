import { useTexts } from '../../text/locale.tsx';
import { AnchoredMenu, type MenuEntry } from '../../ui/menu.tsx';
import { rowsMeant } from './grid-deeds.ts';
import { useGrid, type GridMenu } from './grid-state.ts';
import type { TableDesk } from './table-desk.ts';
import type { CellRange } from './table-edits.ts';
import { tableTexts } from './table-texts.ts';

interface MenuProps {
  readonly table: TableDesk;
  readonly onClose: () => void;
}

function RowMenu({ table, row, range, anchor, onClose }: MenuProps & { readonly row: number; readonly range: CellRange; readonly anchor: Element }) {
  const text = useTexts(tableTexts);
  const grid = useGrid();
  const { top, bottom } = rowsMeant(range, row);
  const last = table.config.rules.length - 1;
  const id = table.config.rules[row]?.id ?? '';
  const fixed = table.readOnly || row > last;
  const entries: readonly MenuEntry[] = [
    { id: 'above', label: text.insertAbove, isDisabled: fixed, onAction: () => grid.rowAction('insertAbove', row) },
    { id: 'below', label: text.insertBelow, keys: '⌘↵', isDisabled: fixed, onAction: () => grid.rowAction('insertBelow', row) },
    { id: 'copy', label: bottom > top ? text.duplicateMany(bottom - top + 1) : text.duplicate, isDisabled: fixed, onAction: () => grid.rowAction('duplicate', row) },
    { id: 'up', label: text.moveUp, keys: '⌥↑', isDisabled: fixed || top === 0, onAction: () => grid.rowAction('moveUp', row) },
    { id: 'down', label: text.moveDown, keys: '⌥↓', isDisabled: fixed || bottom >= last, onAction: () => grid.rowAction('moveDown', row) },
    { id: 'line', separator: true },
    { id: 'remove', label: bottom > top ? text.removeMany(bottom - top + 1) : text.remove, danger: true, keys: '⌘⌫', isDisabled: fixed, onAction: () => grid.rowAction('remove', row) },
  ];
  return <AnchoredMenu label={text.ruleMenu(id)} entries={entries} anchor={anchor} onClose={onClose} />;
}

function ColumnMenu({ table, index, anchor, onClose }: MenuProps & { readonly index: number; readonly anchor: Element }) {
  const text = useTexts(tableTexts);
  const grid = useGrid();
  const column = table.columns[index];
  if (column === undefined) return null;
  const own = column.kind === 'input' || column.kind === 'output';
  const fixed = table.readOnly || !own;
  const kin = column.kind === 'output' ? table.config.outputs : table.config.inputs;
  const place = kin.findIndex(({ id }) => id === column.id);
  const name = own ? table.titleOf(column) : text[column.kind];
  const entries: readonly MenuEntry[] = [
    { id: 'edit', label: text.columnSettings, keys: '↵', isDisabled: fixed, onAction: () => grid.openColumn(column.id) },
    { id: 'left', label: text.columnInsertLeft, isDisabled: fixed, onAction: () => grid.columnAction('insertLeft', index) },
    { id: 'right', label: text.columnInsertRight, isDisabled: fixed, onAction: () => grid.columnAction('insertRight', index) },
    { id: 'copy', label: text.columnDuplicate, isDisabled: fixed, onAction: () => grid.columnAction('duplicate', index) },
    { id: 'toLeft', label: text.columnLeft, isDisabled: fixed || place <= 0, onAction: () => grid.columnAction('moveLeft', index) },
    { id: 'toRight', label: text.columnRight, isDisabled: fixed || place === kin.length - 1, onAction: () => grid.columnAction('moveRight', index) },
    { id: 'line1', separator: true },
    grid.frozen === index + 1
      ? { id: 'unfreeze', label: text.unfreeze, onAction: () => grid.columnAction('unfreeze', index) }
      : { id: 'freeze', label: text.freeze, onAction: () => grid.columnAction('freeze', index) },
    { id: 'line2', separator: true },
    { id: 'remove', label: text.columnRemove, danger: true, isDisabled: fixed || kin.length === 1, onAction: () => grid.columnAction('remove', index) },
  ];
  return <AnchoredMenu label={text.columnMenu(name)} entries={entries} anchor={anchor} onClose={onClose} />;
}

/** The one menu of the sheet, hung at a row's or a column's head or at a cell. */
export function GridMenus({ table, menu, range, onClose }: MenuProps & { readonly menu: GridMenu | undefined; readonly range: CellRange }) {
  const close = (): void => {
    onClose();
    requestAnimationFrame(() => {
      if (document.activeElement === document.body) document.getElementById('table-grid')?.focus({ preventScroll: true });
    });
  };
  if (menu === undefined) return null;
  return menu.kind === 'row' ? <RowMenu table={table} row={menu.row} range={range} anchor={menu.anchor} onClose={close} /> : <ColumnMenu table={table} index={menu.column} anchor={menu.anchor} onClose={close} />;
}
