import type { StoredRow } from './table.ts';

export interface WrittenRows {
  readonly bytes: number;
  readonly lines: number;
}

/** Where the rows of datasets lie outside memory: one append-only file per dataset and generation. */
export interface RowFiles {
  /** Rows in the order written, in chunks small enough to keep the process responsive; later ones replace earlier ones. */
  read(dataset: string, generation: number, bytes: number): AsyncIterable<readonly StoredRow[]>;
  /** A new file, durable when the promise resolves; on failure nothing is left. */
  write(dataset: string, generation: number, chunks: AsyncIterable<readonly StoredRow[]>): Promise<WrittenRows>;
  /** Writes behind `bytes`, durable; answers the new length. */
  append(dataset: string, generation: number, bytes: number, rows: readonly StoredRow[]): Promise<WrittenRows>;
  remove(dataset: string, generation: number): Promise<void>;
}
