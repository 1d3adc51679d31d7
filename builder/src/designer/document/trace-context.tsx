import { createContext, useContext } from 'react';
import type { CaseAnswer } from '../../../../runtime/schema/case.ts';
import type { NodeTrace, Trace } from '../../../../server/api/scenario.ts';

/** What a test run started from. */
export interface TestInput {
  readonly flow: string;
  readonly caseId?: string;
  /** What people call the case, as it was when it ran. */
  readonly caseTitle?: string;
  readonly start?: Readonly<Record<string, unknown>>;
  readonly at?: string;
  readonly user?: Readonly<Record<string, unknown>>;
  readonly data?: 'case' | 'live';
  /** What people answered, in order. */
  readonly answers?: readonly CaseAnswer[];
  /** Rows to read in place of those of the cases: what a past run read. */
  readonly rows?: Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>;
}

export interface TraceHook {
  /** The last test run, until it is closed: as it stood after the steps that are shown. */
  readonly trace: Trace | undefined;
  /** The same, whole. */
  readonly whole: Trace | undefined;
  /** How many steps of it are shown. */
  readonly steps: number;
  readonly show: (steps: number) => void;
  /** Nodes before which a run halts. */
  readonly breakpoints: ReadonlySet<string>;
  readonly toggleBreakpoint: (node: string) => void;
  /** Runs with the last input and halts when the node is done. */
  readonly runTo: (node: string) => Promise<void>;
  /** Runs again from a node; what came before it is taken from the last run. */
  readonly runFrom: (node: string) => Promise<void>;
  readonly node: (id: string) => NodeTrace | undefined;
  /** The node was changed after the run. */
  readonly stale: (id: string) => boolean;
  readonly input: TestInput | undefined;
  /** Values that replace the work of a node in test runs, by node id. */
  readonly pins: Readonly<Record<string, unknown>>;
  /** Pins a value; undefined takes the pin out. */
  readonly pin: (node: string, value: unknown) => void;
  readonly running: boolean;
  readonly error: unknown;
  /** @returns what came of it; undefined where nothing can be run */
  readonly run: (input: TestInput) => Promise<Trace | undefined>;
  /** Answers the waiting node and runs again with all answers so far. */
  readonly answer: (answer: CaseAnswer) => Promise<void>;
  readonly close: () => void;
}

const nothing = async (): Promise<void> => undefined;

export const NO_TRACE: TraceHook = {
  trace: undefined, whole: undefined, steps: 0, show: () => undefined, breakpoints: new Set(), toggleBreakpoint: () => undefined, runTo: nothing, runFrom: nothing,
  node: () => undefined, stale: () => false, input: undefined, pins: {}, pin: () => undefined, running: false, error: undefined, run: async () => undefined, answer: nothing, close: () => undefined,
};

/** Filled by the canvas's test run and by the run view. */
export const TraceContext = createContext<TraceHook>(NO_TRACE);

/** The test run drawn on the canvas, for panel and editors. */
export function useTrace(): TraceHook {
  return useContext(TraceContext);
}
