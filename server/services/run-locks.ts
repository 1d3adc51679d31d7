/** One command at a time per run in this process, and a way to wait until all are done. */
export interface RunLocks {
  readonly hold: <T>(run: string, work: () => Promise<T>) => Promise<T>;
  readonly isHeld: (run: string) => boolean;
  readonly idle: () => Promise<void>;
}

export function createRunLocks(): RunLocks {
  const tails = new Map<string, Promise<unknown>>();
  return {
    hold: <T>(run: string, work: () => Promise<T>) => {
      const before = tails.get(run);
      // A new run waits for nobody, which keeps the usual start free of an extra turn.
      const next = before ? before.then(work, work) : work();
      tails.set(run, next);
      const settle = () => {
        if (tails.get(run) === next) tails.delete(run);
      };
      next.then(settle, settle);
      return next;
    },
    isHeld: (run) => tails.has(run),
    idle: async () => {
      while (tails.size > 0) await Promise.allSettled(tails.values());
    },
  };
}
