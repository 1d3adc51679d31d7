/**
 * Who there is, as far as the engine must know to give a task an owner. Tokens: `u:<user>` a person, `r:<role>`,
 * `r:<role>@<unit>`, `g:<unit>` everybody of a unit, `h:<unit>` its head.
 */
export interface Directory {
  /** Ids of the people a token names who can log in, in a stable order. */
  readonly members: (token: string) => readonly string[];
  /** Ids of those a token would name whose accounts were closed, in a stable order. */
  readonly leavers: (token: string) => readonly string[];
  /** Who does the work of a person who left, if somebody was named. */
  readonly substitute: (user: string) => string | null;
  /** The unit of an account, also of one that was closed. */
  readonly unitOf: (user: string) => string | null;
}
