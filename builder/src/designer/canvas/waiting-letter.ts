/** How long a letter waits for another one before it is a command, in milliseconds. */
const WAIT_MS = 250;

/** A letter that is a command, and may be the first of a name. */
export interface WaitingLetter {
  readonly letter: () => string | undefined;
  readonly wait: (letter: string, run: () => void) => void;
  /** It was the first of a name: its command is not done. */
  readonly drop: () => void;
  /** It stood alone: its command is done now. */
  readonly settle: () => void;
}

/** @param later runs a task later and returns how to call it off */
export function createWaitingLetter(later: (task: () => void, ms: number) => () => void): WaitingLetter {
  let waiting: { readonly letter: string; readonly run: () => void; readonly cancel: () => void } | undefined;
  const drop = (): void => {
    waiting?.cancel();
    waiting = undefined;
  };
  const settle = (): void => {
    const run = waiting?.run;
    drop();
    run?.();
  };
  return {
    letter: () => waiting?.letter,
    wait: (letter, run) => {
      settle();
      waiting = { letter, run, cancel: later(settle, WAIT_MS) };
    },
    drop,
    settle,
  };
}
