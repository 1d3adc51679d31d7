import { setImmediate } from 'node:timers/promises';

/** Everybody waits for the one thread: work goes on in one piece for no longer than this where it can be cut. */
const LONG_MS = 10;

/** What is called between pieces of work that begins now; others have their turn when they have waited for long. */
export function createPause(): () => Promise<void> {
  let since = performance.now();
  return async () => {
    if (performance.now() - since < LONG_MS) return;
    // The first may come in the same turn of the loop, before anybody else.
    await setImmediate();
    await setImmediate();
    since = performance.now();
  };
}
