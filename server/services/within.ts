import { Slots } from './slots.ts';

/** Somebody who waits for work. */
interface Wait {
  readonly until: number;
  /** Whoever was told is not told again. */
  late: (() => void) | null;
  place: number;
}

const waiting = new Slots<Wait>();
let timer: NodeJS.Timeout | undefined;
let rings = Number.POSITIVE_INFINITY;

function ring(): void {
  const now = performance.now();
  let next = Number.POSITIVE_INFINITY;
  waiting.forEach((one) => {
    const { late } = one;
    if (!late) return;
    if (one.until > now) {
      next = Math.min(next, one.until);
      return;
    }
    one.late = null;
    late();
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
 * Calls `late` after `ms` unless `endWait` comes first. All who wait share one timer, which is set for the first of them
 * and left to ring when he is gone: a timer of its own would cost a request more than the run it waits for.
 */
function beginWait(ms: number, late: () => void): Wait {
  const one: Wait = { until: performance.now() + ms, late, place: 0 };
  one.place = waiting.add(one);
  if (one.until < rings) setRing(one.until);
  return one;
}

/** To be called once; false when it was too late. */
function endWait(one: Wait): boolean {
  waiting.remove(one.place);
  return one.late !== null;
}

/** Resolves with the work, or with null when it takes longer than `ms`; the work goes on. */
export function within<T>(work: Promise<T>, ms: number): Promise<T | null> {
  return new Promise((resolve, reject) => {
    const one = beginWait(ms, () => resolve(null));
    work.then((value) => {
      endWait(one);
      resolve(value);
    }, (error: unknown) => {
      endWait(one);
      reject(error);
    });
  });
}
