import { Slots } from './slots.ts';

/** One command at a time per run, and one change per definition of a dataset, in this process, and a way to wait until all are done. */
export interface RunLocks {
  readonly hold: <T>(run: string, work: () => Promise<T>) => Promise<T>;
  /** Work on a run that nobody else can have heard of: it takes its turn with nothing, and is only waited for until `leave`. */
  readonly enter: (work: Promise<unknown>) => number;
  readonly leave: (place: number) => void;
  readonly isHeld: (run: string) => boolean;
  readonly idle: () => Promise<void>;
}

/** The last work of a run; none once it is done, so that a forgotten table of the map below keeps no run alive (see `Slots`). */
interface Tail {
  work: Promise<unknown> | null;
}

export function createRunLocks(): RunLocks {
  const tails = new Map<string, Tail>();
  const newcomers = new Slots<Promise<unknown>>();
  const underWay = (): readonly Promise<unknown>[] => {
    const all = [...tails.values()].flatMap(({ work }) => work ?? []);
    newcomers.forEach((work) => all.push(work));
    return all;
  };
  return {
    hold: <T>(run: string, work: () => Promise<T>) => {
      const before = tails.get(run)?.work;
      // A new run waits for nobody, which keeps the usual start free of an extra turn.
      const next = before ? before.then(work, work) : work();
      const tail: Tail = { work: next };
      tails.set(run, tail);
      const settle = () => {
        tail.work = null;
        if (tails.get(run) === tail) tails.delete(run);
      };
      next.then(settle, settle);
      return next;
    },
    enter: (work) => newcomers.add(work),
    leave: (place) => newcomers.remove(place),
    isHeld: (run) => tails.has(run),
    idle: async () => {
      for (let works = underWay(); works.length > 0; works = underWay()) await Promise.allSettled(works);
    },
  };
}
