/** A fresh key for one submit: 128 random bits. `crypto.randomUUID` exists only on secure origins, office networks often are not. */
export function newClientKey(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

export interface KeyHolder {
  /** The key for these values: the same for a repeat of the same values, a new one for others. */
  readonly keyFor: (values: unknown) => string;
  /** The server answered: the next attempt is a new one. */
  readonly spent: () => void;
}

/** Repeating a submit after a lost answer must not start a second run; changing the values must not be answered with the first one. */
export function createKeyHolder(make: () => string = newClientKey): KeyHolder {
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
