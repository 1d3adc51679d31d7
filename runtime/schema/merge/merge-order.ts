function isMoved(before: readonly string[], after: readonly string[]): boolean {
  const kept = new Set(after);
  const was = new Set(before);
  const left = before.filter((key) => kept.has(key));
  const right = after.filter((key) => was.has(key));
  return left.some((key, index) => key !== right[index]);
}

/** Puts the keys only `from` has into `order`, each behind the one it follows there. */
function insertInto(order: readonly string[], from: readonly string[]): readonly string[] {
  const there = new Set(order);
  const after = new Map<string, string[]>();
  let anchor = '';
  for (const key of from) {
    if (there.has(key)) anchor = key;
    else after.set(anchor, [...(after.get(anchor) ?? []), key]);
  }
  if (after.size === 0) return order;
  return [...(after.get('') ?? []), ...order.flatMap((key) => [key, ...(after.get(key) ?? [])])];
}

/**
 * All keys of both sides in one order: theirs, unless only mine was rearranged; what one side added stands behind what it
 * stood behind. `bothMoved`: both sides rearranged, each in its own way.
 */
export function mergeOrder(base: readonly string[], mine: readonly string[], theirs: readonly string[]): { readonly order: readonly string[]; readonly bothMoved: boolean } {
  const [iMoved, theyMoved] = [isMoved(base, mine), isMoved(base, theirs)];
  const order = iMoved && !theyMoved ? insertInto(mine, theirs) : insertInto(theirs, mine);
  return { order, bothMoved: iMoved && theyMoved && isMoved(mine, theirs) };
}
