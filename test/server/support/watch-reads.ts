import type { Store } from '../../../server/stores/store.ts';

/** Tells of every reading of rows by a condition: of which dataset, and how many rows it gave. */
export function watchReads(store: Store, told: (dataset: string, rows: number) => void): void {
  const query = store.datasets.query.bind(store.datasets);
  store.datasets.query = async (dataset, asked) => {
    const answer = await query(dataset, asked);
    told(dataset, answer.rows.length);
    return answer;
  };
  const atOnce = store.datasets.atOnce?.bind(store.datasets);
  if (atOnce) {
    store.datasets.atOnce = (dataset, asked) => {
      const answer = atOnce(dataset, asked);
      if (answer) told(dataset, answer.rows.length);
      return answer;
    };
  }
}
