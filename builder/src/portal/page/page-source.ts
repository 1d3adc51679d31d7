import type { PageBlock, PageRows, PageRowsWanted } from '../../../../server/api/pages.ts';

/** Where the blocks of a page take their rows from, and where they lead. The designer gives samples. */
export interface PageSource {
  /** Another text for other rows: key of what is kept. */
  readonly key: readonly string[];
  readonly rows: (block: string, wanted: PageRowsWanted) => Promise<PageRows>;
  /** Resolves when the row is changed. @throws RequestError */
  readonly move: (block: string, row: { readonly id: string; readonly version: number }, to: string | number) => Promise<unknown>;
  readonly exportHref: (block: string, wanted: PageRowsWanted) => string;
  readonly pageHref: (page: string, row?: string) => string;
  readonly startHref: string;
  /** The row a record block shows. */
  readonly row?: string;
  /** Seconds between two looks at the rows; false for none. */
  readonly every: number | false;
}

export interface RowsProps {
  readonly block: PageBlock;
  readonly source: PageSource;
}

/** The first column names the row; the others follow it. */
export function restOf<T>(values: readonly T[]): readonly T[] {
  return values.slice(1);
}
