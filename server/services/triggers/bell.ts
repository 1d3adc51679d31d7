/** Rung when something was committed that somebody in this process should look at at once. */
export interface Bell {
  readonly ring: () => void;
  readonly onRing: (listener: () => void) => void;
}

export function createBell(): Bell {
  let heard: (() => void) | undefined;
  return {
    ring: () => heard?.(),
    onRing: (listener) => {
      heard = listener;
    },
  };
}
