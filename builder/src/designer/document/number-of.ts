const numbers = new WeakMap<object, number>();
let last = 0;

/** A number for each object that is ever asked about, the same for the same object: it stands for a large document where only its identity counts. */
export function numberOf(value: object | undefined): number {
  if (value === undefined) return 0;
  const known = numbers.get(value);
  if (known !== undefined) return known;
  last += 1;
  numbers.set(value, last);
  return last;
}
