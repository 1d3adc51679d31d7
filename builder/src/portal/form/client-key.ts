import { freshKey } from '../../client/fresh-key.ts';

interface Held {
  readonly key: string;
  readonly values: string;
}

/** Where a key outlives its page: a battery may die between the submit and its answer. */
export interface KeyShelf {
  readonly read: () => Held | undefined;
  readonly write: (held: Held) => void;
  readonly drop: () => void;
}

export interface KeyHolder {
  /** The key for these values: the same for a repeat of the same values, a new one for others. */
  readonly keyFor: (values: unknown) => string;
  /** The server answered: the next attempt is a new one. */
  readonly spent: () => void;
}

/** Repeating a submit after a lost answer must not start a second run; changing the values must not be answered with the first one. */
export function createKeyHolder(make: () => string = freshKey, shelf?: KeyShelf): KeyHolder {
  let held = shelf?.read();
  return {
    keyFor: (values) => {
      const text = JSON.stringify(values);
      if (held?.values !== text) {
        held = { key: make(), values: text };
        shelf?.write(held);
      }
      return held.key;
    },
    spent: () => {
      held = undefined;
      shelf?.drop();
    },
  };
}
