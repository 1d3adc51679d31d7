import { describe, expect, it } from 'vitest';
import type { StoredRow } from '../../../runtime/host/row-filter.ts';
import { CountedLedger, type MarkedRows } from '../../../server/services/sharing/counted/ledger.ts';
import { columnMark, heldMark, idMark } from '../../../server/services/sharing/counted/marks.ts';

const ROWS = 9;
const LEAST = 3;
const STEPS = 90;
/** A prime below 2^26, so that products stay exact. */
const PRIME = 67_108_859;

/** `sum` is worked out from the other two. */
const MEASURES = { a: ['a'], b: ['b'], sum: ['sum', 'a', 'b'] } as const;
type Measure = keyof typeof MEASURES;

function random(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
    return Math.floor((state / 0x80000000) * below);
  };
}

/** One figure that was told: which unknowns it adds up. An unknown is what one row held in one column at one time. */
type Figure = ReadonlyMap<string, number>;

/** Of how many figures none follows from the others, when the unknowns of some rows are known to nobody and those that are left out to everybody. */
function rank(figures: readonly Figure[], isUnknown: (name: string) => boolean): number {
  const names = [...new Set(figures.flatMap((figure) => [...figure.keys()]))].filter(isUnknown);
  const left = figures.map((figure) => names.map((name) => figure.get(name) ?? 0));
  let found = 0;
  for (let column = 0; column < names.length && found < left.length; column += 1) {
    const at = left.findIndex((row, index) => index >= found && row[column] !== 0);
    if (at === -1) continue;
    const pivot = left[at] as number[];
    left[at] = left[found] as number[];
    left[found] = pivot;
    const inverse = power(pivot[column] ?? 0, PRIME - 2);
    for (let index = found + 1; index < left.length; index += 1) {
      const row = left[index] as number[];
      const times = row[column] === 0 ? 0 : times2(row[column] ?? 0, inverse);
      if (times !== 0) for (let k = column; k < names.length; k += 1) row[k] = ((row[k] ?? 0) + PRIME - times2(times, pivot[k] ?? 0)) % PRIME;
    }
    found += 1;
  }
  return found;
}

const times2 = (a: number, b: number): number => (a * b) % PRIME;

function power(base: number, exponent: number): number {
  let [result, square, left] = [1, base, exponent];
  for (; left > 0; left = Math.floor(left / 2)) {
    if (left % 2 === 1) result = times2(result, square);
    square = times2(square, square);
  }
  return result;
}

/** Sets of fewer rows than the least size of which the figures tell something that hangs on no other row. */
function leaks(figures: readonly Figure[]): readonly (readonly number[])[] {
  const all = rank(figures, () => true);
  const few = Array.from({ length: ROWS }, (_, n) => n).flatMap((a) => Array.from({ length: ROWS - a }, (_, n) => [a, a + n]));
  return few.filter((rows) => rank(figures, (name) => !rows.includes(Number(name.split(' ')[0]))) < all);
}

/** Rows change and are asked about at random; answers what was told. `byColumn`: values of single columns are looked at, too. */
function history(seed: number, byColumn: boolean): readonly Figure[] {
  const next = random(seed);
  const ledger = new CountedLedger();
  // `c` may be read by everybody, and nothing that is told hangs on it.
  const times = Array.from({ length: ROWS }, () => ({ a: 0, b: 0, c: 0 }));
  const rowOf = (n: number): StoredRow => {
    const { a, b, c } = times[n] ?? { a: 0, b: 0, c: 0 };
    return { id: `P-${n}`, version: 1, data: { a: a * 1000 + n, b: b * 7000 + n, c, sum: a * 1000 + b * 7000 + 2 * n } };
  };
  const marked = (rows: readonly StoredRow[], columns: readonly string[]): MarkedRows => {
    const by = (mark: (row: StoredRow) => string) => new Map(rows.map((row) => [mark(row), 1]));
    return { held: by((row) => heldMark('s', row)), ids: by((row) => idMark('s', row)), columns: new Map(byColumn ? columns.map((column) => [column, by((row) => columnMark('s', [column, 'integer'], row))]) : []) };
  };
  const told: Figure[] = [];
  for (let step = 0; step < STEPS; step += 1) {
    for (let changed = next(6); changed > 0; changed -= 1) {
      const one = times[next(ROWS)];
      const column = (['a', 'b', 'c'] as const)[next(3)] ?? 'c';
      // Also back to what it was before.
      if (one) one[column] = next(4) === 0 ? Math.max(0, one[column] - 1) : one[column] + 1;
    }
    const measure = (Object.keys(MEASURES) as Measure[])[next(3)] ?? 'a';
    const without = next(3) === 0 ? next(ROWS) : -1;
    const half = next(3) === 0;
    const asked = Array.from({ length: ROWS }, (_, n) => n).filter((n) => n !== without && !(half && next(2) === 0));
    const members = marked(asked.map(rowOf), MEASURES[measure]);
    if (!ledger.holds(members, LEAST)) continue;
    ledger.tell(members);
    const plain = measure === 'sum' ? (['a', 'b'] as const) : ([measure] as const);
    told.push(new Map(asked.flatMap((n) => plain.map((column) => [`${n} ${column} ${times[n]?.[column] ?? 0}`, 1] as const))));
  }
  return told;
}

describe('somebody who adds and subtracts all figures that were told', () => {
  const seeds = Array.from({ length: 12 }, (_, n) => n * 7919 + 1);

  it('learns nothing of fewer rows than the least size, however rows change in between', () => {
    let told = 0;
    for (const seed of seeds) {
      const figures = history(seed, true);
      told += figures.length;
      expect(leaks(figures), `seed ${seed}`).toEqual([]);
    }
    expect(told).toBeGreaterThan(2 * seeds.length);
  });

  it('would learn of one value that changed with others of other columns, if only whole rows were looked at', () => {
    expect(seeds.some((seed) => leaks(history(seed, false)).length > 0)).toBe(true);
  });
});
