import type { Target } from './guess-mapping.ts';
import type { Sheet } from './sheet.ts';

/** A file that has been read, and what of it is looked at. */
export interface Chosen {
  readonly sheets: readonly Sheet[];
  /** The sheet being imported. */
  readonly at: number;
  /** Row of titles, -1 for none. */
  readonly head: number;
  /** What a person has taken its columns for; undefined while it is only guessed. */
  readonly targets: readonly Target[] | undefined;
}

/** The same with what each column is taken for. */
export interface Loaded extends Chosen {
  readonly targets: readonly Target[];
}
