import type { KeyboardEvent } from 'react';
import type { ChordOf, KeyOf, TABLE_CHORDS, TABLE_KEYS } from '../../text/keys.ts';
import type { GridMenu, RowAction } from './grid-state.ts';
import { cellId } from './grid-state.ts';
import { at, move, step, type GridSelection, type GridSize } from './grid-selection.ts';
import type { CellRange } from './table-edits.ts';

const ALL = 1_000_000;
const ARROWS: Readonly<Record<string, readonly [down: number, across: number]>> = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1], PageUp: [-12, 0], PageDown: [12, 0], Home: [0, -ALL], End: [0, ALL] };
/** With Ctrl or ⌘ the same keys go to the edge. */
const JUMPS: Readonly<Record<string, readonly [down: number, across: number]>> = { ArrowUp: [-ALL, 0], ArrowDown: [ALL, 0], ArrowLeft: [0, -ALL], ArrowRight: [0, ALL], Home: [-ALL, -ALL], End: [ALL, ALL] };

/** What keys may do; each a deed of the sheet. */
export interface KeyDeeds {
  readonly select: (selection: GridSelection) => void;
  readonly startEditing: (how: 'typed' | 'opened') => void;
  readonly rowAction: (action: RowAction, row: number) => void;
  readonly fillDown: () => void;
  readonly clear: () => void;
  readonly undo: () => void;
  readonly redo: () => void;
  readonly find: (replace: boolean) => void;
  readonly nextProblem: (back: boolean) => void;
  readonly openMenu: (menu: GridMenu) => void;
  readonly rest: () => void;
  readonly pick: () => void;
}

export interface KeyPlace {
  readonly selection: GridSelection;
  readonly range: CellRange;
  readonly size: GridSize;
  readonly readOnly: boolean;
}

function menuAt({ row, column }: GridSelection['active']): GridMenu | undefined {
  const anchor = document.getElementById(cellId(row, column));
  if (anchor === null) return undefined;
  return row === -1 ? { kind: 'column', column, anchor } : { kind: 'row', row, anchor };
}

function deedOf(table: Readonly<Record<string, () => void>>, key: string): (() => void) | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}

/** Keys with Ctrl or ⌘. */
function commandOf(key: string, shift: boolean, { selection, size, range }: KeyPlace, deeds: KeyDeeds): (() => void) | undefined {
  const { row } = selection.active;
  const jump = JUMPS[key];
  if (jump) {
    const top = Math.max(0, row + jump[0]);
    const to = move({ ...selection, active: { row: Math.min(top, Math.max(0, size.rules - 1)), column: selection.active.column } }, 0, jump[1], size, true);
    return () => deeds.select(shift ? { ...to, anchor: selection.anchor } : at(to.active.row, to.active.column));
  }
  const chords: Readonly<Record<ChordOf<KeyOf<typeof TABLE_CHORDS>>, () => void>> = {
    d: deeds.fillDown,
    a: () => deeds.select({ anchor: { row: 0, column: 0 }, active: { row: Math.max(0, size.rules - 1), column: size.columns - 1 } }),
    f: () => deeds.find(false),
    h: () => deeds.find(true),
    Enter: () => deeds.rowAction('insertBelow', Math.max(0, row)),
    Backspace: () => deeds.rowAction('remove', range.top),
    z: shift ? deeds.redo : deeds.undo,
    y: deeds.redo,
    ' ': () => deeds.select({ anchor: { row: 0, column: selection.active.column }, active: { row: Math.max(0, size.rules - 1), column: selection.active.column } }),
  };
  return deedOf(chords, key.length === 1 ? key.toLowerCase() : key);
}

function plainOf(event: KeyboardEvent, place: KeyPlace, deeds: KeyDeeds): (() => void) | undefined {
  const { selection, size } = place;
  const { key, shiftKey } = event;
  const { row } = selection.active;
  const arrow = ARROWS[key];
  if (arrow) return () => deeds.select(move(selection, arrow[0], arrow[1], size, shiftKey));
  if (key === 'Tab') {
    const next = step(selection, shiftKey, size);
    return next && (() => deeds.select(next));
  }
  if (key === ' ' && shiftKey) return () => deeds.select({ anchor: { row, column: 0 }, active: { row, column: size.columns - 1 } });
  if (key === 'ContextMenu' || (key === 'F10' && shiftKey)) {
    const menu = menuAt(selection.active);
    return menu && (() => deeds.openMenu(menu));
  }
  const keys: Readonly<Record<KeyOf<typeof TABLE_KEYS>, () => void>> = {
    Enter: () => deeds.startEditing('opened'),
    F2: () => deeds.startEditing('opened'),
    F8: () => deeds.nextProblem(shiftKey),
    Delete: deeds.clear,
    Backspace: deeds.clear,
    Escape: deeds.rest,
  };
  return deedOf(keys, key);
}

/**
 * What a key does in the sheet while no cell is open. A character key (or an input method, code 229) opens the cell and
 * goes on into its editor, which has the focus by then; so composing begins there and nothing half-typed is committed.
 */
export function gridKey(event: KeyboardEvent, place: KeyPlace, deeds: KeyDeeds): void {
  const used = (act: () => void): void => {
    event.preventDefault();
    event.stopPropagation();
    act();
  };
  const { row } = place.selection.active;
  const vertical = event.key === 'ArrowUp' || event.key === 'ArrowDown';
  if (event.altKey && vertical && row >= 0 && !place.readOnly) return used(() => deeds.rowAction(event.key === 'ArrowUp' ? 'moveUp' : 'moveDown', row));
  if (event.altKey && event.key === 'Enter') return used(deeds.pick);
  const command = event.metaKey || event.ctrlKey;
  const deed = command ? commandOf(event.key, event.shiftKey, place, deeds) : plainOf(event, place, deeds);
  if (deed) return used(deed);
  if (!command && !event.altKey && (event.key.length === 1 || event.keyCode === 229)) deeds.startEditing('typed');
}
