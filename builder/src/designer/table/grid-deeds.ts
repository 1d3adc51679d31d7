import type { RowAction, ColumnAction } from './grid-state.ts';
import { at, type GridSelection } from './grid-selection.ts';
import type { TableColumn } from './table-columns.ts';
import type { TableDesk } from './table-desk.ts';
import { deleteRules, duplicateColumn, duplicateRules, insertInput, insertOutput, insertRules, moveColumn, moveRules, removeColumn, type CellRange } from './table-edits.ts';
import type { tableTexts } from './table-texts.ts';

type Words = (typeof tableTexts)['zh-CN'] | (typeof tableTexts)['en'];

/** The rows a deed on `row` means: all chosen ones when it is among them. */
export function rowsMeant(range: CellRange, row: number): { readonly top: number; readonly bottom: number } {
  return row >= range.top && row <= range.bottom ? { top: range.top, bottom: range.bottom } : { top: row, bottom: row };
}

/** Deeds on rows, each one step of undo. Returns what is chosen afterwards. */
export function doRowAction(table: TableDesk, action: RowAction, range: CellRange, row: number, column: number, text: Words): GridSelection | undefined {
  const { config } = table;
  const { top, bottom } = rowsMeant(range, row);
  const count = bottom - top + 1;
  const block = (from: number): GridSelection => ({ anchor: { row: from, column: range.left }, active: { row: from + count - 1, column: count === 1 ? column : range.right } });
  const deeds: Readonly<Record<RowAction, () => GridSelection | undefined>> = {
    insertAbove: () => {
      table.put(insertRules(config, top, count), text.ruleAdded);
      return undefined;
    },
    insertBelow: () => {
      table.put(insertRules(config, bottom + 1, count), text.ruleAdded);
      return at(bottom + 1, 0);
    },
    duplicate: () => {
      table.put(duplicateRules(config, top, bottom), text.ruleCopied);
      return undefined;
    },
    remove: () => {
      table.put(deleteRules(config, top, bottom), text.ruleRemoved);
      return at(top, column);
    },
    moveUp: () => {
      table.put(moveRules(config, top, bottom, top - 1), text.ruleMoved);
      return top > 0 ? block(top - 1) : undefined;
    },
    moveDown: () => {
      table.put(moveRules(config, top, bottom, bottom + 2), text.ruleMoved);
      return bottom + 2 <= config.rules.length ? block(top + 1) : undefined;
    },
  };
  return deeds[action]();
}

/** Deeds on one condition or result column. Freezing is no deed on the table. */
export function doColumnAction(table: TableDesk, action: Exclude<ColumnAction, 'freeze' | 'unfreeze'>, column: TableColumn, text: Words): void {
  const { config } = table;
  if (column.kind !== 'input' && column.kind !== 'output') return;
  const index = (column.kind === 'input' ? config.inputs : config.outputs).findIndex(({ id }) => id === column.id);
  const insert = (place: number) => (column.kind === 'input' ? insertInput(config, place) : insertOutput(config, place));
  const deeds = {
    insertLeft: () => table.put(insert(index), text.columnAdded),
    insertRight: () => table.put(insert(index + 1), text.columnAdded),
    duplicate: () => table.put(duplicateColumn(config, column.id), text.columnCopied),
    remove: () => table.put(removeColumn(config, column.id), text.columnRemoved(table.titleOf(column))),
    moveLeft: () => table.put(moveColumn(config, column.id, -1), text.columnMoved),
    moveRight: () => table.put(moveColumn(config, column.id, 1), text.columnMoved),
  };
  deeds[action]();
}
