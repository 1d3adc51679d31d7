import { useEffect, useRef, useState, type MouseEvent } from 'react';
import type { GridMenu } from './grid-state.ts';
import type { GridPlace, GridSelection } from './grid-selection.ts';

/** What the mouse may do in the sheet. */
export interface MouseDeeds {
  readonly selection: GridSelection;
  readonly columns: number;
  readonly rules: number;
  readonly select: (selection: GridSelection) => void;
  readonly open: () => void;
  readonly fillTo: (row: number) => void;
  readonly openMenu: (menu: GridMenu) => void;
  readonly pick: () => void;
}

function placeOf(target: EventTarget): (GridPlace & { readonly cell: HTMLElement }) | undefined {
  const cell = target instanceof Element ? target.closest<HTMLElement>('[data-col]') : null;
  return cell === null ? undefined : { row: Number(cell.dataset['row']), column: Number(cell.dataset['col']), cell };
}

function headOf(target: EventTarget): number | undefined {
  const head = target instanceof Element ? target.closest<HTMLElement>('[data-head]') : null;
  return head === null ? undefined : Number(head.dataset['head']);
}

/** Presses on parts of the grid that act by themselves. */
function isOwn(target: EventTarget): boolean {
  return target instanceof Element && target.closest('button,a,.cell-editor') !== null;
}

/** Choosing by press and drag, whole rows by their heads, filling by the corner, menus by the other button. One listener for all cells. */
export function useGridMouse(deeds: MouseDeeds) {
  const dragging = useRef(false);
  const [filling, setFilling] = useState<number>();
  const latest = useRef({ deeds, filling });
  useEffect(() => {
    latest.current = { deeds, filling };
  });
  useEffect(() => {
    const stop = (): void => {
      dragging.current = false;
      const { filling: to, deeds: now } = latest.current;
      if (to === undefined) return;
      setFilling(undefined);
      now.fillTo(to);
    };
    window.addEventListener('mouseup', stop);
    return () => window.removeEventListener('mouseup', stop);
  }, []);
  const last = deeds.columns - 1;
  const chooseRow = (row: number, extend: boolean): void => deeds.select({ anchor: { row: extend ? Math.max(0, deeds.selection.anchor.row) : row, column: 0 }, active: { row, column: last } });
  return {
    filling,
    onMouseDown: (event: MouseEvent) => {
      if (event.button !== 0) return;
      if (event.target instanceof Element && event.target.closest('[data-fill]') !== null) {
        event.preventDefault();
        setFilling(Math.max(deeds.selection.active.row, deeds.selection.anchor.row));
        return;
      }
      if (isOwn(event.target)) return;
      const head = headOf(event.target);
      if (head !== undefined) return chooseRow(head, event.shiftKey);
      const place = placeOf(event.target);
      if (place === undefined) return;
      const { row, column } = place;
      dragging.current = row >= 0;
      deeds.select({ active: { row, column }, anchor: event.shiftKey ? deeds.selection.anchor : { row, column } });
    },
    onMouseOver: (event: MouseEvent) => {
      if (event.buttons !== 1) return;
      const place = placeOf(event.target);
      if (place === undefined || place.row < 0 || place.row >= deeds.rules) return;
      if (filling !== undefined) setFilling(place.row);
      else if (dragging.current) deeds.select({ active: { row: place.row, column: place.column }, anchor: deeds.selection.anchor });
    },
    onDoubleClick: (event: MouseEvent) => {
      if (!isOwn(event.target) && placeOf(event.target) !== undefined) deeds.open();
    },
    onClick: (event: MouseEvent) => {
      if (event.target instanceof Element && event.target.closest('[data-pick]') !== null) return deeds.pick();
      const button = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-menu]') : null;
      if (button === null) return;
      const at = Number(button.dataset['at']);
      deeds.openMenu(button.dataset['menu'] === 'column' ? { kind: 'column', column: at, anchor: button } : { kind: 'row', row: at, anchor: button });
    },
    onContextMenu: (event: MouseEvent) => {
      const place = placeOf(event.target);
      if (place === undefined || isOwn(event.target) || place.row >= deeds.rules) return;
      event.preventDefault();
      deeds.openMenu(place.row === -1 ? { kind: 'column', column: place.column, anchor: place.cell } : { kind: 'row', row: place.row, anchor: place.cell });
    },
  };
}
