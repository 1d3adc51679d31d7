type Loose = Readonly<Record<string, unknown>>;

export function isRecord(value: unknown): value is Loose {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function own(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, key) ? (value as Loose)[key] : undefined;
}

/** Equality of JSON values; the order of members does not count. */
export function same(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null || Array.isArray(one) !== Array.isArray(other)) return false;
  const keys = Object.keys(one);
  if (keys.length !== Object.keys(other).length) return false;
  return keys.every((key) => Object.hasOwn(other, key) && same((one as Loose)[key], (other as Loose)[key]));
}

/** `fresh` made of the parts of `old` where both are equal, so that whoever compares by identity sees only what changed. */
export function shareParts<Value>(old: unknown, fresh: Value): Value {
  if (old === fresh || typeof old !== 'object' || typeof fresh !== 'object' || old === null || fresh === null || Array.isArray(old) !== Array.isArray(fresh)) return fresh;
  const keys = Object.keys(fresh);
  const shared = keys.map((key) => shareParts(own(old, key), (fresh as Loose)[key]));
  const isOld = keys.length === Object.keys(old).length && keys.every((key, index) => Object.hasOwn(old, key) && shared[index] === (old as Loose)[key]);
  if (isOld) return old as Value;
  return (Array.isArray(fresh) ? shared : Object.fromEntries(keys.map((key, index) => [key, shared[index]]))) as Value;
}
