import type { ComponentType } from 'react';

/** A hand-written editor for some properties of one node type; the rest of its config stays generated. */
export interface SpecialEditor {
  /** Top-level config properties it takes over. */
  readonly keys: readonly string[];
  readonly Editor: ComponentType;
  /** Further properties that are not shown the way the node is set up, as they would do nothing. */
  readonly without?: (config: Readonly<Record<string, unknown>>) => readonly string[];
  /** Shown below the generated entries, in a section of its own. */
  readonly last?: true;
}
