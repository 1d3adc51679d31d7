import type { JsonObject } from '../../runtime/schema/json.ts';

/** What a thread is told when it starts. */
export interface WorkerFacts {
  /** Folders of packages that may be plugins, in the order they are loaded. */
  readonly plugins: readonly string[];
}

export interface ToWorker {
  readonly id: number;
  readonly kind: string;
  readonly input: unknown;
}

/** An error as it crosses: classes do not. */
interface WorkerError {
  readonly code?: string;
  readonly message: string;
  readonly details?: JsonObject;
}

export type FromWorker = { readonly ready: true } | { readonly id: number; readonly output: unknown } | { readonly id: number; readonly error: WorkerError; /** The thread must not be used again. */ readonly spent?: true };
