/** Everybody waits for the one thread: work that can be cut asks between its pieces whether it has gone on for long. */
export interface Turn {
  readonly isLong: () => boolean;
  /** Resolves when others have had theirs. */
  readonly end: () => Promise<void>;
}

export const ENDLESS: Turn = { isLong: () => false, end: () => Promise.resolve() };

/** Lets others have their turn where they have waited for long. */
export async function pause(turn: Turn): Promise<void> {
  if (turn.isLong()) await turn.end();
}
