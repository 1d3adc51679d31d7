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
  const values = now.map((key) => keepSame(Object.hasOwn(previous, key) ? previous[key] : undefined, next[key]));
  if (before.length === now.length && now.every((key, index) => key === before[index] && Object.is(values[index], previous[key]))) return previous as Value;
  // What came out as it went in needs no copy.
  if (now.every((key, index) => Object.is(values[index], next[key]))) return next;
  return (Array.isArray(next) ? values : Object.fromEntries(now.map((key, index) => [key, values[index]]))) as Value;
}
