import { freshKey } from '../../client/fresh-key.ts';

export interface KeyHolder {
  /** The key for these values: the same for a repeat of the same values, a new one for others. */
  readonly keyFor: (values: unknown) => string;
  /** The server answered: the next attempt is a new one. */
  readonly spent: () => void;
}

/** Repeating a submit after a lost answer must not start a second run; changing the values must not be answered with the first one. */
export function createKeyHolder(make: () => string = freshKey): KeyHolder {
  let held: { readonly key: string; readonly values: string } | undefined;
  return {
    keyFor: (values) => {
      const text = JSON.stringify(values);
      if (held?.values !== text) held = { key: make(), values: text };
      return held.key;
    },
    spent: () => {
      held = undefined;
    },
  };
}
