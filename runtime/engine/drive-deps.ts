import type { Directory } from '../host/directory.ts';
import type { JsonObject } from '../schema/json.ts';
import type { Batch } from './batch.ts';
import type { Effect } from './command.ts';
import type { EffectHost } from './perform.ts';
import type { RunEvent } from './run-event.ts';
import type { RunState } from './state.ts';
import type { Turn } from './turn.ts';

export interface DriveDeps {
  /** Now, as an ISO date-time. */
  readonly clock: () => string;
  /** In [0, 1). @default Math.random */
  readonly random?: () => number;
  /** Milliseconds that only go forward. @default performance.now */
  readonly ticks?: () => number;
  /** Who can own a task, at this moment. */
  readonly directory?: () => Directory;
  /** The outside world for one effect. */
  readonly hostFor: (effect: Effect, run: RunState) => EffectHost;
  /** One transaction. @throws SCN_STORE_CONFLICT, SCN_DATA_UNIQUE, SCN_DATA_CONFLICT */
  readonly commit: (batch: Batch) => Promise<void>;
  /** Events of the run as committed; used after a conflict. */
  readonly load: (runId: string) => Promise<readonly RunEvent[]>;
  /** Resolves when whoever began the run waits no longer: it is put on disk as far as it is, also while it reads. */
  readonly left?: Promise<unknown>;
  /** @default a turn that is never long: work goes on at once */
  readonly turn?: Turn;
  /** Stops performing; what is under way is left for `resume`. */
  readonly signal?: AbortSignal;
  /** @default BOUNDS.nodeMs */
  readonly nodeMs?: number;
  readonly log?: (path: string, message: string, details?: JsonObject) => void;
}
