import type { Store } from '../../../server/stores/store.ts';

/** A store whose power can fail: from some change on nothing is written or read any more, until it is back. */
export function cuttable(store: Store): { readonly store: Store; cut: (after: number) => void; heal: () => void; changes: () => number } {
  let left = Number.POSITIVE_INFINITY;
  let changes = 0;
  const guard = async (work: () => unknown, isChange: boolean): Promise<unknown> => {
    if (left <= 0) throw new Error('no power');
    const result = await work();
    if (isChange) {
      changes += 1;
      left -= 1;
    }
    // What was written is there, but nobody is told.
    if (left <= 0) throw new Error('no power');
    return result;
  };
  const guardedPart = <Part extends object>(part: Part): Part => new Proxy(part, {
    get: (target, name) => {
      const work: unknown = Reflect.get(target, name);
      if (typeof work !== 'function' || name === 'atHand') return work;
      if (name === 'scan') return async function* (...args: readonly unknown[]) {
        for await (const piece of Reflect.apply(work, target, args) as AsyncIterable<unknown>) yield await guard(() => piece, false);
      };
      return (...args: readonly unknown[]) => guard(() => Reflect.apply(work, target, args) as unknown, ['put', 'delete', 'write', 'load'].includes(String(name)));
    },
  });
  const guarded = { ...store, documents: guardedPart(store.documents), datasets: guardedPart(store.datasets) };
  return { store: guarded, cut: (after) => { left = after; }, heal: () => { left = Number.POSITIVE_INFINITY; }, changes: () => changes };
}
