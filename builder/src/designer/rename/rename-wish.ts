import type { Named } from './rename.ts';

/** A wish to give a thing another name. */
export interface RenameWish {
  readonly named: Named;
  /** What a person has typed already. */
  readonly to?: string;
  /** Does it at the thing alone; without uses it is done at once. */
  readonly onlyHere?: () => void;
  /** Told when the person leaves without a new name. */
  readonly onCancel?: () => void;
  /** Told the new name once it is done. */
  readonly onDone?: (to: string) => void;
}
