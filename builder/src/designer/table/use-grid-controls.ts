import { useCallback, useState, type ClipboardEvent, type KeyboardEvent } from 'react';
import { flushSync } from 'react-dom';
import { useTexts } from '../../text/locale.tsx';
import { useDocumentBinding } from '../document/document-context.tsx';
import { coerceCell } from './coerce-cell.ts';
import type { CellEditing, GridControls, RowAction } from './grid-state.ts';
import { at, move, rangeOf, START, step, within, type GridSelection, type GridSize } from './grid-selection.ts';
import { cellText } from './table-columns.ts';
import type { TableDesk } from './table-desk.ts';
import { clearCells, deleteRules, duplicateRules, fillDown, insertRules, moveRule, pasteCells, setCell } from './table-edits.ts';
import { tableTexts } from './table-texts.ts';
import { parseTsv, toTsv } from './tsv.ts';

export interface GridHandlers {
  readonly controls: GridControls;
  readonly onKeyDown: (event: KeyboardEvent) => void;
  readonly onCopy: (event: ClipboardEvent) => void;
  readonly onCut: (event: ClipboardEvent) => void;
  readonly onPaste: (event: ClipboardEvent) => void;
}

const ARROWS: Readonly<Record<string, readonly [down: number, across: number]>> = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1], PageUp: [-12, 0], PageDown: [12, 0], Home: [0, -999], End: [0, 999] };

/** Puts pasted text into the columns it falls on, each cell as the column would understand it. */
export function pasteInto(table: TableDesk, row: number, column: number, cells: readonly (readonly string[])[]): TableDesk['config'] {
  const meant = cells.map((line) => line.map((text, across) => {
    const target = table.columns[column + across];
    if (target?.kind !== 'input' && target?.kind !== 'output') return text;
    const scope = table.cellScope(target);
    return coerceCell(text, { kind: target.kind === 'input' ? 'unary' : 'expression', schema: scope.input, names: new Set(Object.keys(scope.names)) });
  }));
  return pasteCells(table.config, { row, column }, meant);
}

/** Keys, clipboard and editing of the sheet. */
export function useGridControls(table: TableDesk, openColumn: (id: string) => void, openCell: (row: number, kind: 'basis' | 'dates') => void): GridHandlers {
  const text = useTexts(tableTexts);
  const { store } = useDocumentBinding();
  const [chosen, setChosen] = useState<GridSelection>(START);
  const [editing, setEditing] = useState<CellEditing>();
  const [draft, setDraft] = useState<string>();
  const { config, columns, readOnly } = table;
  const size: GridSize = { rules: config.rules.length, columns: columns.length };
  const selection = within(chosen, size);
  const { row, column } = selection.active;
  const range = rangeOf(selection, size);
  const focusGrid = useCallback(() => document.getElementById('table-grid')?.focus({ preventScroll: true }), []);

  const startEditing = (how: CellEditing['how']) => {
    const target = columns[column];
    if (target === undefined) return;
    if (row === -1) {
      if (target.kind === 'input' || target.kind === 'output') openColumn(target.id);
      return;
    }
    if (target.kind === 'basis' || target.kind === 'dates') openCell(row, target.kind);
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
  const rowAction = (action: RowAction, on: number) => {
    const deeds: Readonly<Record<RowAction, () => void>> = {
      insertAbove: () => table.put(insertRules(config, on), text.ruleAdded),
      insertBelow: () => { table.put(insertRules(config, on + 1), text.ruleAdded); setChosen(at(on + 1, 0)); },
      duplicate: () => table.put(duplicateRules(config, on, on), text.ruleCopied),
      remove: () => table.put(deleteRules(config, on, on), text.ruleRemoved),
      moveUp: () => { if (on > 0) { table.put(moveRule(config, on, on - 1), text.ruleMoved); setChosen(at(on - 1, column)); } },
      moveDown: () => { if (on < size.rules - 1) { table.put(moveRule(config, on, on + 1), text.ruleMoved); setChosen(at(on + 1, column)); } },
    };
    deeds[action]();
  };
  const textAt = (r: number, c: number) => {
    const rule = config.rules[r];
    const target = columns[c];
    return rule && target ? cellText(rule, target) : '';
  };

  const withCommand: Readonly<Record<string, () => void>> = {
    d: () => table.put(fillDown(config, range.top === range.bottom && range.top > 0 ? { ...range, top: range.top - 1 } : range, textAt), text.filled),
    a: () => setChosen({ anchor: { row: 0, column: 0 }, active: { row: Math.max(0, size.rules - 1), column: size.columns - 1 } }),
    Enter: () => rowAction('insertBelow', Math.max(0, row)),
    Backspace: () => table.put(deleteRules(config, range.top, range.bottom), text.ruleRemoved),
    z: () => void store.undo(),
    y: () => void store.redo(),
  };
  const plainKeys: Readonly<Record<string, () => void>> = {
    Enter: () => startEditing('opened'),
    F2: () => startEditing('opened'),
    Delete: () => table.put(clearCells(config, range), text.cleared),
    Backspace: () => table.put(clearCells(config, range), text.cleared),
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (editing || event.target !== event.currentTarget) return;
    const used = (act: () => void) => {
      event.preventDefault();
      event.stopPropagation();
      act();
    };
    const command = event.metaKey || event.ctrlKey;
    if (command && event.shiftKey && event.key.toLowerCase() === 'z') return used(() => void store.redo());
    const chord = withCommand[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (command && chord) return used(chord);
    if (event.altKey && (event.key === 'ArrowUp' || event.key === 'ArrowDown') && row >= 0 && !readOnly) return used(() => rowAction(event.key === 'ArrowUp' ? 'moveUp' : 'moveDown', row));
    const arrow = ARROWS[event.key];
    if (arrow && !command) return used(() => setChosen(move(selection, arrow[0], arrow[1], size, event.shiftKey)));
    if (event.key === 'Tab') {
      const next = step(selection, event.shiftKey, size);
      return next ? used(() => setChosen(next)) : undefined;
    }
    const plain = plainKeys[event.key];
    if (plain && !command) return used(plain);
    // The key itself goes on into the editor that now has the focus, so an input method starts there.
    if (!command && !event.altKey && (event.key.length === 1 || event.keyCode === 229)) startEditing('typed');
  };
  const copy = (event: ClipboardEvent) => {
    event.preventDefault();
    const rows = Array.from({ length: range.bottom - range.top + 1 }, (_, down) => Array.from({ length: range.right - range.left + 1 }, (__, across) => textAt(range.top + down, range.left + across)));
    event.clipboardData.setData('text/plain', toTsv(rows));
  };
  return {
    controls: { selection, editing, draft, setDraft, select: setChosen, startEditing, stopEditing, openColumn, rowAction, commitCell: (r, c, value) => table.put(setCell(config, r, c, value), text.edited(`${config.rules[r]?.id ?? ''} ${columns[c] ? table.titleOf(columns[c]) : ''}`)) },
    onKeyDown,
    onCopy: (event) => (editing ? undefined : copy(event)),
    onCut: (event) => {
      if (editing) return;
      copy(event);
      table.put(clearCells(config, range), text.cleared);
    },
    onPaste: (event) => {
      if (editing || readOnly || row < 0) return;
      event.preventDefault();
      const cells = parseTsv(event.clipboardData.getData('text/plain'));
      table.put(pasteInto(table, range.top, range.left, cells), text.pasted(cells.length));
    },
  };
}
