import type { Target } from './guess-mapping.ts';
import type { Sheet } from './sheet.ts';

/** A file that has been read, and what its columns are taken for so far. */
export interface Loaded {
  readonly sheets: readonly Sheet[];
  /** The sheet being imported. */
  readonly at: number;
  /** Row of titles, -1 for none. */
  readonly head: number;
  readonly targets: readonly Target[];
}
