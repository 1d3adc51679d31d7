/** Text that somebody is typing and that the document does not have yet. */
export interface Typing {
  /** Tells of a text being typed. `commit` puts it into the document, or nothing while an input method composes. The answer takes the notice back; calling it twice does nothing. */
  readonly hold: (commit: () => void) => () => void;
  /** Puts everything typed into the document now: before the page goes, before a save somebody waits for, before others' edits come in. */
  readonly commitAll: () => void;
  readonly isHeld: () => boolean;
  readonly subscribe: (listener: () => void) => () => void;
}

export function createTyping(): Typing {
  const held = new Set<() => void>();
  const listeners = new Set<() => void>();
  const tell = (): void => {
    for (const listener of listeners) listener();
  };
  return {
    hold: (commit) => {
      // One text may be typed in two places that commit by the same function.
      const entry = (): void => commit();
      held.add(entry);
      if (held.size === 1) tell();
      return () => {
        if (held.delete(entry) && held.size === 0) tell();
      };
    },
    commitAll: () => {
      for (const commit of held) commit();
    },
    isHeld: () => held.size > 0,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

/** What is being typed on this page. */
export const typing = createTyping();
