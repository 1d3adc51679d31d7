interface Waiting {
  readonly until: number;
  readonly late: () => void;
}

const waiting = new Set<Waiting>();
let timer: NodeJS.Timeout | undefined;
let rings = Number.POSITIVE_INFINITY;

function ring(): void {
  const now = performance.now();
  let next = Number.POSITIVE_INFINITY;
  for (const one of waiting) {
    if (one.until > now) {
      next = Math.min(next, one.until);
      continue;
    }
    waiting.delete(one);
    one.late();
  }
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
    waiting.add(one);
    if (one.until < rings) setRing(one.until);
    work.then((value) => {
      waiting.delete(one);
      resolve(value);
    }, (error: unknown) => {
      waiting.delete(one);
      reject(error);
    });
  });
}
