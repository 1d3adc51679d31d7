import { Slots } from './slots.ts';

interface Waiting {
  readonly until: number;
  /** Whoever was told is not told again. */
  late: (() => void) | null;
}

const waiting = new Slots<Waiting>();
let timer: NodeJS.Timeout | undefined;
let rings = Number.POSITIVE_INFINITY;

function ring(): void {
  const now = performance.now();
  let next = Number.POSITIVE_INFINITY;
  waiting.forEach((one) => {
    if (!one.late) return;
    if (one.until > now) {
      next = Math.min(next, one.until);
      return;
    }
    one.late();
    one.late = null;
  });
  rings = Number.POSITIVE_INFINITY;
  if (next < rings) setRing(next);
}

function setRing(at: number): void {
  clearTimeout(timer);
  rings = at;
  timer = setTimeout(ring, Math.max(1, at - performance.now()));
  timer.unref();
}

/**
 * Resolves with the work, or with null when it takes longer than `ms`; the work goes on. All who wait share one timer,
 * which is set for the first of them and left to ring when he is gone: a timer of its own would cost a request more
 * than the run it waits for.
 */
export function within<T>(work: Promise<T>, ms: number): Promise<T | null> {
  return new Promise((resolve, reject) => {
    const one: Waiting = { until: performance.now() + ms, late: () => resolve(null) };
    const place = waiting.add(one);
    if (one.until < rings) setRing(one.until);
    work.then((value) => {
      waiting.remove(place);
      resolve(value);
    }, (error: unknown) => {
      waiting.remove(place);
      reject(error);
    });
  });
}
