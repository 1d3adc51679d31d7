import { useEffect, type RefObject } from 'react';
import { listenToHands } from './hands.ts';

/**
 * Keeps the height of what stands beside the canvas while a pointer is down or a card of the palette is carried: what
 * is let go lands where it was aimed at. Afterwards it takes the room it needs.
 */
export function useHoldSize(box: RefObject<HTMLElement | null>): void {
  useEffect(
    () =>
      listenToHands({
        hold: () => {
          const { current } = box;
          if (current !== null && current.style.height === '') current.style.height = `${current.offsetHeight}px`;
        },
        free: () => {
          if (box.current !== null) box.current.style.height = '';
        },
      }),
    [box],
  );
}
