import type { ComponentType } from 'react';

/** A hand-written editor for some properties of one node type; the rest of its config stays generated. */
export interface SpecialEditor {
  /** Top-level config properties it takes over. */
  readonly keys: readonly string[];
  readonly Editor: ComponentType;
  /** Shown below the generated entries, in a section of its own. */
  readonly last?: true;
}
