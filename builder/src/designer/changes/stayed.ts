/** Places of the longest run of members that kept their order: all others have moved. `order`: where each member stood before. */
export function stayed(order: readonly number[]): ReadonlySet<number> {
  const tails: number[] = [];
  const before = order.map(() => -1);
  for (const [at, place] of order.entries()) {
    let low = 0;
    let high = tails.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((order[tails[middle] ?? 0] ?? 0) < place) low = middle + 1;
      else high = middle;
    }
    before[at] = tails[low - 1] ?? -1;
    tails[low] = at;
  }
  const kept = new Set<number>();
  for (let at = tails.at(-1) ?? -1; at >= 0; at = before[at] ?? -1) kept.add(at);
  return kept;
}
