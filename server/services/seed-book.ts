export type SeedState = 'ready' | 'loading' | 'not-loaded';

interface Progress {
  state: SeedState;
  rows: number;
  total: number;
}

/** Which synthetic data is there, being loaded, or could not be loaded. A dataset nobody spoke of is ready. */
export interface SeedBook {
  readonly stateOf: (dataset: string) => SeedState;
  /** Rows made so far and to be made; undefined unless loading. */
  readonly progressOf: (dataset: string) => { readonly rows: number; readonly total: number } | undefined;
  /** 0–99 over the rows of these datasets. */
  readonly percent: (datasets: readonly string[]) => number;
  readonly set: (dataset: string, state: SeedState, total?: number) => void;
  readonly count: (dataset: string, rows: number) => void;
  /** Resolves when no loading is under way. */
  readonly idle: () => Promise<void>;
  /** Runs one work after another: two loads at once would only take longer each. */
  readonly follow: (work: () => Promise<void>) => void;
  /** From now on loading ends at the next row and counts as not done. */
  readonly stop: () => void;
  readonly stopped: () => boolean;
}

export function createSeedBook(): SeedBook {
  const books = new Map<string, Progress>();
  let last: Promise<void> = Promise.resolve();
  let stopped = false;
  return {
    stateOf: (dataset) => books.get(dataset)?.state ?? 'ready',
    progressOf: (dataset) => {
      const book = books.get(dataset);
      return book?.state === 'loading' ? { rows: book.rows, total: book.total } : undefined;
    },
    percent: (datasets) => {
      const known = datasets.flatMap((dataset) => books.get(dataset) ?? []);
      const total = known.reduce((sum, book) => sum + book.total, 0);
      const rows = known.reduce((sum, book) => sum + (book.state === 'ready' ? book.total : book.rows), 0);
      return total === 0 ? 0 : Math.min(99, Math.floor((rows / total) * 100));
    },
    set: (dataset, state, total) => {
      const book = books.get(dataset) ?? { state, rows: 0, total: 0 };
      books.set(dataset, { state, rows: state === 'ready' ? book.rows : 0, total: total ?? book.total });
    },
    count: (dataset, rows) => {
      const book = books.get(dataset);
      if (book) book.rows = rows;
    },
    idle: () => last,
    follow: (work) => {
      last = last.then(work, work);
    },
    stop: () => {
      stopped = true;
    },
    stopped: () => stopped,
  };
}
