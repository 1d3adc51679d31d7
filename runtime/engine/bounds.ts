/** E8: what no run may exceed. Times in milliseconds, sizes in bytes of UTF-8 JSON, estimated. */
export const BOUNDS = {
  nodes: 2000,
  /** Items of one `flow.each`. */
  items: 10_000,
  /** Flows calling flows. */
  depth: 8,
  /** Completed nodes of one run, all rounds and children together. */
  steps: 100_000,
  /** Steps of the formulas of one node that is evaluated in one piece: about a tenth of a second. */
  nodeSteps: 1_000_000,
  stateBytes: 8_000_000,
  nodeMs: 30_000,
  defaultRounds: 20,
} as const;
