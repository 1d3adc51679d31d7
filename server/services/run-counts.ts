/** Runs this process began and ended, for the metrics: plain counts, because runs are the hot path. */
export interface RunCounts {
  readonly committed: (run: { readonly scenario: string; readonly status: string }, isNew: boolean) => void;
  readonly started: () => ReadonlyMap<string, number>;
  /** By `<scenario>\n<status>`. */
  readonly ended: () => ReadonlyMap<string, number>;
}

const ENDED = new Set(['completed', 'failed', 'cancelled', 'expired']);

export function createRunCounts(): RunCounts {
  const started = new Map<string, number>();
  const ended = new Map<string, number>();
  return {
    committed: ({ scenario, status }, isNew) => {
      if (isNew) started.set(scenario, (started.get(scenario) ?? 0) + 1);
      if (!ENDED.has(status)) return;
      const key = `${scenario}\n${status}`;
      ended.set(key, (ended.get(key) ?? 0) + 1);
    },
    started: () => started,
    ended: () => ended,
  };
}
