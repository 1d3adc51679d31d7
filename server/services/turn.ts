import { setImmediate } from 'node:timers/promises';
import type { Turn } from '../../runtime/engine/turn.ts';

/** Work goes on in one piece for no longer than this where it can be cut. */
const LONG_MS = 10;

/** The turn of work that begins now. */
export function createTurn(): Turn {
  let since = performance.now();
  return {
    isLong: () => performance.now() - since >= LONG_MS,
    end: async () => {
      // The first may come in the same turn of the loop, before anybody else.
      await setImmediate();
      await setImmediate();
      since = performance.now();
    },
  };
}
