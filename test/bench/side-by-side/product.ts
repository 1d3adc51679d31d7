import type { BrowserContext, Page } from 'playwright-core';
import type { Hands } from './hands.ts';

/** Five things people do every day, and what each has to have done before it counts. */
export const TASKS = {
  insert: 'Put a step between two that are connected',
  cell: 'Change one value of a rule',
  rename: 'Rename what two formulas use, uses included',
  undo: 'Delete a step with its connections and take that back',
  why: 'Run a prepared input and see which rule decided',
} as const;
export type TaskName = keyof typeof TASKS;

/** Does it with the fewest presses there are, and comes back when the document, or the screen where it is about seeing, says so; a text: why it cannot be done. */
export type Task = ((hands: Hands) => Promise<void>) | string;

export interface Product {
  readonly name: string;
  /** A page with the example as it was at first, at rest. */
  readonly fresh: (context: BrowserContext) => Promise<Page>;
  readonly tasks: Readonly<Record<TaskName, Task>>;
  readonly stop: () => Promise<void>;
}
