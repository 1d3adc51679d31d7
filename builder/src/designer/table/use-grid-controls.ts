import { useEffect, useRef, useState, type ClipboardEvent, type KeyboardEvent } from 'react';
import { flushSync } from 'react-dom';
import { MOST_RULES } from '../../../../runtime/rules/table-schema.ts';
import { useLocale, useTexts } from '../../text/locale.tsx';
import { useToast } from '../../ui/toast.tsx';
import { useDocumentBinding } from '../document/document-context.tsx';
import { readClipboard, writeClipboard } from './clipboard.ts';
import { coerceCell } from './coerce-cell.ts';
import { doColumnAction, doRowAction } from './grid-deeds.ts';
import { gridKey } from './grid-keys.ts';
import { importProblem } from './import/import-problem.ts';
import { at, move, rangeOf, START, step, within, type GridPlace, type GridSelection, type GridSize } from './grid-selection.ts';
import type { CellEditing, GridControls, GridGuide, GridMenu } from './grid-state.ts';
import { cellOfProblem } from './row-problems.ts';
import { cellText } from './table-columns.ts';
import type { TableDesk } from './table-desk.ts';
import { clearCells, fillDown, fillTo, pasteCells, setCell, type CellRange } from './table-edits.ts';
import { tableTexts } from './table-texts.ts';
import { useGridMouse } from './use-grid-mouse.ts';

/** Puts pasted text into the columns it falls on, each cell as the column would understand it. */
export function pasteInto(table: TableDesk, row: number, column: number, cells: readonly (readonly string[])[]): TableDesk['config'] {
  const facts = table.columns.map((target) => {
    if (target.kind !== 'input' && target.kind !== 'output') return undefined;
    const scope = table.cellScope(target);
    return { kind: target.kind === 'input' ? ('unary' as const) : ('expression' as const), schema: scope.input, names: new Set(Object.keys(scope.names)) };
  });
  const meant = cells.map((line) => line.map((text, across) => {
    const known = facts[column + across];
    return known === undefined ? text : coerceCell(text, known);
  }));
  return pasteCells(table.config, { row, column }, meant);
}

/** One copied cell fills everything chosen, as in a spreadsheet. */
function spread(cells: readonly (readonly string[])[], range: CellRange): readonly (readonly string[])[] {
  const only = cells.length === 1 && cells[0]?.length === 1 ? cells[0][0] : undefined;
  if (only === undefined) return cells;
  return Array.from({ length: range.bottom - range.top + 1 }, () => Array.from({ length: range.right - range.left + 1 }, () => only));
}

export interface GridOpeners {
  readonly column: (id: string) => void;
  readonly cell: (row: number, kind: 'basis' | 'dates') => void;
  readonly find: (replace: boolean) => void;
  /** Opens the list or calendar of a cell, where there is one. */
  readonly pick: (place: GridPlace) => void;
  readonly menu: (menu: GridMenu) => void;
}

function focusGrid(): void {
  document.getElementById('table-grid')?.focus({ preventScroll: true });
}

/** Keys, mouse, clipboard and editing of the sheet. */
export function useGridControls(table: TableDesk, open: GridOpeners) {
  const text = useTexts(tableTexts);
  const { locale } = useLocale();
  const toast = useToast();
  const { store } = useDocumentBinding();
  const [chosen, setChosen] = useState<GridSelection>(START);
  const [editing, setEditing] = useState<CellEditing>();
  const [draft, setDraft] = useState<string>();
  const [frozen, setFrozen] = useState(0);
  const { config, columns, readOnly } = table;
  const size: GridSize = { rules: config.rules.length, columns: columns.length };
  const selection = within(chosen, size);
  const { row, column } = selection.active;
  const range = rangeOf(selection, size);

  const startEditing = (how: CellEditing['how']) => {
    const target = columns[column];
    if (target === undefined) return;
    if (row === -1) {
      if (target.kind === 'input' || target.kind === 'output') open.column(target.id);
      return;
    }
    if (target.kind === 'basis' || target.kind === 'dates') open.cell(row, target.kind);
    else if (!readOnly && config.rules[row]?.lock !== 'prescribed') {
      setDraft(undefined);
      flushSync(() => setEditing({ how }));
    }
  };
  const stopEditing: GridControls['stopEditing'] = (by) => {
    setEditing(undefined);
    setDraft(undefined);
    if (by === undefined) return;
    setChosen((now) => (by.across === 0 ? move(now, by.down, 0, { ...size, rules: size.rules + 1 }) : (step(now, by.across < 0, { ...size, rules: size.rules + 1 }) ?? now)));
    requestAnimationFrame(focusGrid);
  };
  const activeRow = useRef(row);
  useEffect(() => {
    activeRow.current = row;
  }, [row]);
  const [guide] = useState<GridGuide>(() => ({
    goTo: (to, across) => {
      setEditing(undefined);
      setChosen(at(to, across));
      requestAnimationFrame(focusGrid);
    },
    activeRow: () => activeRow.current,
  }));
  const rowAction: GridControls['rowAction'] = (action, on) => {
    const next = readOnly ? undefined : doRowAction(table, action, range, on, column, text);
    if (next) setChosen(next);
  };
  const columnAction: GridControls['columnAction'] = (action, on) => {
    const target = columns[on];
    if (action === 'freeze' || action === 'unfreeze') setFrozen(action === 'freeze' ? on + 1 : 0);
    else if (target && !readOnly) doColumnAction(table, action, target, text);
  };
  const textAt = (r: number, c: number) => {
    const rule = config.rules[r];
    const target = columns[c];
    return rule && target ? cellText(rule, target) : '';
  };
  const clear = () => table.put(clearCells(config, range), text.cleared);
  const nextProblem = (back: boolean) => {
    const places = table.desk.problemsAt([], true).flatMap((problem) => cellOfProblem(problem, columns) ?? []).sort((one, other) => one.row - other.row || one.column - other.column);
    const after = places.find((place) => place.row > row || (place.row === row && place.column > column)) ?? places[0];
    const before = places.findLast((place) => place.row < row || (place.row === row && place.column < column)) ?? places.at(-1);
    const next = back ? before : after;
    if (next) setChosen(at(next.row, next.column));
  };
  const mouse = useGridMouse({
    selection, columns: size.columns, rules: size.rules, select: setChosen, open: () => startEditing('opened'), openMenu: open.menu, pick: () => open.pick({ row, column }),
    fillTo: (to) => {
      const next = fillTo(config, range, to, textAt);
      if (next === config || readOnly) return;
      table.put(next, text.filled);
      setChosen({ anchor: { row: range.top, column: range.left }, active: { row: to, column: range.right } });
    },
  });
  const copy = (event: ClipboardEvent) => {
    event.preventDefault();
    writeClipboard(event.clipboardData, Array.from({ length: range.bottom - range.top + 1 }, (_, down) => Array.from({ length: range.right - range.left + 1 }, (__, across) => textAt(range.top + down, range.left + across))));
  };
  const controls: GridControls = {
    selection, editing, draft, setDraft, select: setChosen, startEditing, stopEditing, openColumn: open.column, rowAction, columnAction, frozen, goTo: guide.goTo,
    commitCell: (r, c, value) => table.put(setCell(config, r, c, value), text.edited(`${config.rules[r]?.id ?? ''} ${columns[c] ? table.titleOf(columns[c]) : ''}`)),
  };
  const { filling, ...mouseHandlers } = mouse;
  return {
    controls,
    guide,
    range,
    /** The row a fill being dragged would reach. */
    filling,
    handlers: {
      ...mouseHandlers,
      onKeyDown: (event: KeyboardEvent) => {
        if (editing || event.target !== event.currentTarget) return;
        gridKey(event, { selection, range, size, readOnly }, {
          select: setChosen, startEditing, rowAction, clear, nextProblem, find: open.find, openMenu: open.menu, pick: () => open.pick({ row, column }),
          fillDown: () => table.put(fillDown(config, range.top === range.bottom && range.top > 0 ? { ...range, top: range.top - 1 } : range, textAt), text.filled),
          undo: () => void store.undo(),
          redo: () => void store.redo(),
          rest: () => setChosen(at(row, column)),
        });
      },
      onCopy: (event: ClipboardEvent) => (editing ? undefined : copy(event)),
      onCut: (event: ClipboardEvent) => {
        if (editing) return;
        copy(event);
        clear();
      },
      onPaste: (event: ClipboardEvent) => {
        if (editing || readOnly || row < 0) return;
        event.preventDefault();
        const cells = spread(readClipboard(event.clipboardData), range);
        if (range.top + cells.length > MOST_RULES) {
          const { words, code } = importProblem('SCN_TABLE_FILE_ROWS', MOST_RULES);
          toast({ text: `${words[locale]} ${code}`, tone: 'err' });
          return;
        }
        table.put(pasteInto(table, range.top, range.left, cells), text.pasted(cells.length));
        setChosen({ anchor: { row: range.top, column: range.left }, active: { row: range.top + cells.length - 1, column: Math.min(size.columns - 1, range.left + Math.max(0, (cells[0]?.length ?? 1) - 1)) } });
      },
    },
  };
}

export type GridHandlers = ReturnType<typeof useGridControls>['handlers'];
