import type { RunState } from '../../../runtime/engine/state.ts';
import type { Scenario } from '../../../runtime/schema/scenario.ts';
import type { Locale } from '../../../runtime/schema/text.ts';

/** What sentences are made from: texts are those of the release the run is pinned to. */
export interface ReasonSource {
  readonly scenario: Scenario;
  readonly state: RunState;
  readonly locale: Locale;
  readonly releaseNumber: number | undefined;
}

/** One column of a table, as far as sentences need it; the config of an old release is not trusted to be whole. */
export interface Column {
  readonly id: string;
  readonly expr?: string;
  readonly title?: string;
  /** Columns of a dataset it is compared with, in a table of rows. */
  readonly column?: string;
  readonly low?: string;
  readonly high?: string;
}

export interface TableNode {
  readonly flow: string;
  readonly node: string;
  readonly config: {
    readonly inputs?: readonly Column[];
    readonly outputs?: readonly Column[];
    readonly rules?: readonly { readonly id: string; readonly title?: string; readonly basis?: readonly string[]; readonly lock?: string }[];
    readonly aggregator?: string;
  };
}
