import { useEffect, type RefObject } from 'react';

/**
 * Keeps the height of what stands beside the canvas while a pointer is down or a card of the palette is carried: what
 * is let go lands where it was aimed at. Afterwards it takes the room it needs.
 */
export function useHoldSize(box: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    let carried = false;
    let frame = 0;
    const hold = (): void => {
      cancelAnimationFrame(frame);
      const { current } = box;
      if (current !== null && current.style.height === '') current.style.height = `${current.offsetHeight}px`;
    };
    const free = (): void => {
      // The mouse is let go after its pointer: first what was carried is put down.
      frame = requestAnimationFrame(() => {
        if (box.current !== null) box.current.style.height = '';
      });
    };
    const carry = (): void => {
      carried = true;
      hold();
    };
    const put = (): void => {
      carried = false;
      free();
    };
    // The browser takes the pointer away from what it carries itself.
    const cancel = (): void => {
      if (!carried) free();
    };
    const heard = { pointerdown: hold, pointerup: free, pointercancel: cancel, dragstart: carry, dragend: put } as const;
    for (const [type, hear] of Object.entries(heard)) window.addEventListener(type, hear, true);
    return () => {
      cancelAnimationFrame(frame);
      for (const [type, hear] of Object.entries(heard)) window.removeEventListener(type, hear, true);
    };
  }, [box]);
}
