import type { Disclose } from '../host/run-host.ts';
import { audit } from './context.ts';
import type { Base } from './context.ts';

/** Who reads, for the record. */
export interface DisclosureTo {
  readonly by: string;
  readonly scenario: string;
  /** Absent for test runs. */
  readonly run?: string;
}

export interface DisclosureBook {
  readonly disclose: Disclose;
  /** Resolves when everything disclosed so far is on record. @throws what kept it from being recorded */
  readonly recorded: () => Promise<void>;
}

/** Notes queries on personal data in the audit. The entries are written beside the work and waited for once, at its commit. */
export function openDisclosures(base: Base, to: () => DisclosureTo): DisclosureBook {
  let pending: Promise<void>[] = [];
  return {
    disclose: ({ dataset, fields, node }) => {
      const { by, scenario, run } = to();
      const entry = audit(base, by, 'data.disclose', dataset, { fields: [...fields], node, scenario, ...(run === undefined ? { test: true } : { run }) });
      // Whoever waits hears of a failure; until then it is not unhandled.
      entry.catch(() => undefined);
      pending.push(entry);
    },
    recorded: async () => {
      const entries = pending;
      pending = [];
      await Promise.all(entries);
    },
  };
}
