import type { TextFault, TextKind } from '../../../../runtime/schema/text-kind/text-kind.ts';

/** What can be wrong with one entry, as facts; the words are made on showing. */
export type Flaw =
  | { readonly kind: 'empty' | 'number' | 'integer' | 'date' | 'year-short' | 'month' | 'time' | 'time-missing' | 'choice' | 'pattern' | 'check' | 'other' | 'sending' | 'deeper' | 'place' | 'point' }
  /** Cells of a table, by place. */
  | { readonly kind: 'cells'; readonly cells: readonly CellFlaw[] }
  /** Of files, rows or choices. */
  | { readonly kind: 'few' | 'many'; readonly limit: number }
  | { readonly kind: 'date-missing'; readonly parts: readonly ('y' | 'm' | 'd')[] }
  | { readonly kind: 'day'; readonly month: number; readonly last: number }
  | { readonly kind: 'min' | 'max'; readonly limit: string }
  /** A text that is none of its kind. */
  | { readonly kind: 'written'; readonly as: TextKind; readonly fault: TextFault }
  | { readonly kind: 'long'; readonly limit: number; readonly length: number }
  /** In the server's own words. */
  | { readonly kind: 'server'; readonly message: string };

/** What is wrong with one cell; `row` counts from 0. */
export interface CellFlaw {
  readonly row: number;
  readonly column: string;
  readonly flaw: Flaw;
}

export interface FieldFlaw {
  readonly field: string;
  readonly flaw: Flaw;
}
