/** What this process saw of triggers, for the metrics. */
export interface TriggerCounts {
  readonly refused: (reason: string) => void;
  readonly failed: (kind: string) => void;
  readonly all: () => { readonly refused: ReadonlyMap<string, number>; readonly failed: ReadonlyMap<string, number> };
}

export function createTriggerCounts(): TriggerCounts {
  const refused = new Map<string, number>();
  const failed = new Map<string, number>();
  const add = (counts: Map<string, number>, name: string) => {
    counts.set(name, (counts.get(name) ?? 0) + 1);
  };
  return { refused: (reason) => add(refused, reason), failed: (kind) => add(failed, kind), all: () => ({ refused, failed }) };
}
