import type { Store } from '../../../server/stores/store.ts';

/** One promise of every store. */
export type Fact = readonly [title: string, check: (store: Store) => Promise<void>];
