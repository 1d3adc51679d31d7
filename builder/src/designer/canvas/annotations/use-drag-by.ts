import { useRef, useState, type PointerEvent as ReactPointerEvent } from 'react';
import { useReactFlow } from 'reactflow';
import type { Point } from '../sizes.ts';

export interface DragBy {
  /** How far it is held away from its place now, in flow units. */
  readonly by: Point;
  readonly handlers: {
    readonly onPointerDown: (event: ReactPointerEvent<HTMLElement>) => void;
    readonly onPointerMove: (event: ReactPointerEvent<HTMLElement>) => void;
    readonly onPointerUp: () => void;
    readonly onPointerCancel: () => void;
  };
}

const HOME: Point = { x: 0, y: 0 };

/** Drags something that is no node: told while it moves, and once where it was dropped. Esc is the pointer's own cancel. */
export function useDragBy({ onMove, onDrop, disabled }: { readonly onMove?: (by: Point) => void; readonly onDrop: (by: Point) => void; readonly disabled: boolean }): DragBy {
  const flow = useReactFlow();
  const start = useRef<Point>(undefined);
  const [by, setBy] = useState(HOME);
  const put = (next: Point): void => {
    setBy(next);
    onMove?.(next);
  };
  const end = (dropped: boolean): void => {
    if (start.current === undefined) return;
    start.current = undefined;
    put(HOME);
    if (dropped && (by.x !== 0 || by.y !== 0)) onDrop(by);
  };
  return {
    by,
    handlers: {
      onPointerDown: (event) => {
        if (disabled || event.button !== 0 || (event.target instanceof HTMLElement && event.target.closest('button, input, textarea') !== null)) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        start.current = { x: event.clientX, y: event.clientY };
      },
      onPointerMove: (event) => {
        if (start.current === undefined) return;
        const zoom = flow.getZoom();
        put({ x: (event.clientX - start.current.x) / zoom, y: (event.clientY - start.current.y) / zoom });
      },
      onPointerUp: () => end(true),
      onPointerCancel: () => end(false),
    },
  };
}
