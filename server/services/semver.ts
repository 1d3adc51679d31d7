/** Ranges as plugins write them: comparators joined by spaces, such as `>=1 <2`, `^1.2` or `*`. */

type Triple = readonly [number, number, number];

function parse(text: string): Triple | null {
  const match = /^v?(\d+)(?:\.(\d+|x|\*))?(?:\.(\d+|x|\*))?$/.exec(text);
  if (!match) return null;
  const part = (value: string | undefined) => (value === undefined || value === 'x' || value === '*' ? 0 : Number(value));
  return [Number(match[1]), part(match[2]), part(match[3])];
}

function compare(a: Triple, b: Triple): number {
  return a[0] - b[0] || a[1] - b[1] || a[2] - b[2];
}

/** Parts before a release in their order: numbers as numbers, and before words; the shorter first (semver.org 11.4). */
function comesBefore(first: string, second: string): boolean {
  const [a, b] = [first.split('.'), second.split('.')];
  for (const [at, part] of a.entries()) {
    const other = b[at];
    if (other === undefined) return false;
    if (part === other) continue;
    const [one, two] = [part, other].map((text) => (/^\d+$/.test(text) ? Number(text) : Infinity)) as [number, number];
    return one === two ? part < other : one < two;
  }
  return a.length < b.length;
}

/** Whether the first of two whole versions comes before the second; one with a `-` part comes before the same without. */
export function isOlderVersion(first: string, second: string): boolean {
  const split = (version: string) => version.replace(/\+.*$/, '').split(/-(.*)/s, 2) as [string, string?];
  const [a, before] = split(first);
  const [b, after] = split(second);
  const by = compare(parse(a) ?? [0, 0, 0], parse(b) ?? [0, 0, 0]);
  return by < 0 || (by === 0 && before !== undefined && (after === undefined || comesBefore(before, after)));
}

const TESTS: Readonly<Record<string, (version: Triple, wanted: Triple) => boolean>> = {
  '>=': (version, wanted) => compare(version, wanted) >= 0,
  '>': (version, wanted) => compare(version, wanted) > 0,
  '<=': (version, wanted) => compare(version, wanted) <= 0,
  '<': (version, wanted) => compare(version, wanted) < 0,
  '=': (version, wanted) => compare(version, wanted) === 0,
  '^': (version, wanted) => version[0] === wanted[0] && compare(version, wanted) >= 0,
  '': (version, wanted) => version[0] === wanted[0] && compare(version, wanted) >= 0,
};

/** False for a range that cannot be read: an unclear demand is not taken as met. */
export function satisfies(version: string, range: string): boolean {
  const have = parse(version);
  if (!have) return false;
  const comparators = range.trim().split(/\s+/).filter((part) => part !== '');
  if (comparators.length === 0) return false;
  return comparators.every((comparator) => {
    if (comparator === '*') return true;
    const match = /^(>=|<=|>|<|=|\^|)(.+)$/.exec(comparator);
    const wanted = match?.[2] === undefined ? null : parse(match[2]);
    return wanted !== null && (TESTS[match?.[1] ?? '']?.(have, wanted) ?? false);
  });
}
