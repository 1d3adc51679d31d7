type Members = Readonly<Record<string, unknown>>;

function isObject(value: unknown): value is Members {
  return typeof value === 'object' && value !== null;
}

/**
 * `next`, with every part that is as in `previous` replaced by that part of `previous`: what did not change can be told
 * by identity. The order of members counts, because what is said about them comes in that order.
 */
export function keepSame<Value>(previous: unknown, next: Value): Value {
  if (Object.is(previous, next)) return next;
  if (!isObject(previous) || !isObject(next) || Array.isArray(previous) !== Array.isArray(next)) return next;
  const [before, now] = [Object.keys(previous), Object.keys(next)];
  let isSame = before.length === now.length;
  // What comes out as it went in needs no copy, and most does.
  let changed: Record<string, unknown> | undefined;
  for (const [index, key] of now.entries()) {
    const [old, given] = [Object.hasOwn(previous, key) ? previous[key] : undefined, next[key]];
    const value = keepSame(old, given);
    isSame &&= key === before[index] && Object.is(value, old);
    if (!Object.is(value, given)) (changed ??= {})[key] = value;
  }
  if (isSame) return previous as Value;
  if (changed === undefined) return next;
  return Object.assign(Array.isArray(next) ? [...next] : Object.fromEntries(Object.entries(next)), changed) as Value;
}
