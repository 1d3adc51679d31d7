/**
 * The one place that deals with connections that do not answer: after some failures in a row a connection rests, so
 * that every run is told at once in place of waiting, and the far side is left alone. One request then finds out
 * whether it is back. What it knows is this process's own, and gone with it.
 */

/** Failures in a row after which a connection rests. */
const FAILURES = 5;
const REST_MS = 30_000;
/** Connections remembered; those of people who left go first. */
const KEPT = 2_000;

export type BreakerState = 'working' | 'resting' | 'trying';

export interface BreakerFacts {
  readonly state: BreakerState;
  /** Failures in a row. */
  readonly failures: number;
  /** ISO; when one request may try again. */
  readonly until?: string;
  /** The code of the last failure. */
  readonly code?: string;
}

interface Held {
  readonly version: number;
  failures: number;
  until: number;
  code: string | undefined;
  trying: boolean;
}

export interface Breaker {
  /** Null when the request may go; else when one may. A request that may go must end in `succeeded`, `failed` or `gaveUp`. */
  readonly refusedUntil: (connection: string, version: number) => string | null;
  readonly succeeded: (connection: string) => void;
  readonly failed: (connection: string, version: number, code: string) => void;
  /** Whoever asked no longer wants to know; it says nothing about the far side. */
  readonly gaveUp: (connection: string) => void;
  readonly health: (connection: string, version: number) => BreakerFacts | undefined;
}

export function createBreaker(now: () => number): Breaker {
  const held = new Map<string, Held>();
  const of = (connection: string, version: number): Held | undefined => {
    const known = held.get(connection);
    // A connection that was changed gets a new chance at once.
    if (known && known.version !== version) held.delete(connection);
    return known?.version === version ? known : undefined;
  };
  return {
    refusedUntil: (connection, version) => {
      const known = of(connection, version);
      if (!known || known.failures < FAILURES) return null;
      if (known.until > now() || known.trying) return new Date(Math.max(known.until, now() + 1_000)).toISOString();
      known.trying = true;
      return null;
    },
    succeeded: (connection) => {
      held.delete(connection);
    },
    failed: (connection, version, code) => {
      const known = of(connection, version) ?? { version, failures: 0, until: 0, code: undefined, trying: false };
      known.failures += 1;
      known.code = code;
      known.trying = false;
      if (known.failures >= FAILURES) known.until = now() + REST_MS;
      held.delete(connection);
      held.set(connection, known);
      if (held.size > KEPT) held.delete(held.keys().next().value as string);
    },
    gaveUp: (connection) => {
      const known = held.get(connection);
      if (known) known.trying = false;
    },
    health: (connection, version) => {
      const known = of(connection, version);
      if (!known) return undefined;
      const state = known.failures < FAILURES ? 'working' : known.until > now() ? 'resting' : 'trying';
      return { state, failures: known.failures, ...(known.failures < FAILURES ? {} : { until: new Date(known.until).toISOString() }), ...(known.code === undefined ? {} : { code: known.code }) };
    },
  };
}
