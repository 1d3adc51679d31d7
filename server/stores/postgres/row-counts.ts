import type { Run } from './database.ts';

/** What a transaction did to the rows of a dataset. */
export interface RowCounts {
  readonly changes: number;
  /** Rows more than before. */
  readonly rows: number;
  /** The highest version of rows that went; 0 when none did. */
  readonly floor: number;
}

export const NO_COUNTS: RowCounts = { changes: 0, rows: 0, floor: 0 };

/** Counters of one dataset, so that writers of the same dataset seldom wait for one another. */
const SLOTS = 16;

export async function addCounts(run: Run, counts: ReadonlyMap<string, RowCounts>): Promise<void> {
  const slot = Math.floor(Math.random() * SLOTS);
  for (const [dataset, { changes, rows, floor }] of [...counts].sort(([a], [b]) => (a < b ? -1 : 1))) {
    if (changes === 0) continue;
    await run({
      name: 'dataset-count',
      text: `INSERT INTO dataset_count (dataset, slot, changes, rows, floor) VALUES ($1, $2, $3, $4, $5)
        ON CONFLICT (dataset, slot) DO UPDATE SET changes = dataset_count.changes + excluded.changes, rows = dataset_count.rows + excluded.rows, floor = greatest(dataset_count.floor, excluded.floor)`,
      values: [dataset, slot, changes, rows, floor],
    });
  }
}
