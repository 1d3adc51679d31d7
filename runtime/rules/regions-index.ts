import type { CellSet, Span } from './cell.ts';
import { joined, type Range } from './regions.ts';

/** Values no simple cell of a column tells apart, numbered from 0. */
export interface Regions {
  readonly count: number;
  /** Regions of the whole numbers from `from` on, when they are few; keys are looked up there before they are searched. */
  readonly whole: { readonly from: number; readonly regions: Int32Array } | null;
  /** Regions of the points, when there is nothing between two; any other key is of the last region. */
  readonly points: ReadonlyMap<unknown, number> | null;
  /** The region of a key of the column's kind. */
  readonly regionOf: (key: number | string | boolean) => number;
  /** Regions a cell takes, as ascending pairs of first and last. */
  readonly rangesOf: (set: CellSet) => readonly Range[];
}

export function regionsOf(sets: readonly CellSet[]): Regions {
  const spans = sets.flatMap((set) => ('spans' in set ? set.spans : []));
  return spans.length > 0 ? lineRegions(spans) : pointRegions(sets.flatMap((set) => ('points' in set ? set.points : [])));
}

/** Each point a cell mentions is a region, and so is each stretch between two and beyond the ends: `2i` lies before point i, `2i + 1` is it. */
function lineRegions(spans: readonly Span[]): Regions {
  const ends = spans.flatMap(({ low, high }) => [low, high]).filter((end) => Number.isFinite(end));
  const points = Float64Array.from(new Set(ends)).sort();
  const find = searchIn(points);
  const regionOf = (key: number): number => {
    const at = find(key);
    return points[at] === key ? 2 * at + 1 : 2 * at;
  };
  const count = 2 * points.length + 1;
  const rangeOf = ({ low, lowIncluded, high, highIncluded }: Span): Range => [
    low === -Infinity ? 0 : regionOf(low) + (lowIncluded ? 0 : 1),
    high === Infinity ? count - 1 : regionOf(high) - (highIncluded ? 0 : 1),
  ];
  return {
    count,
    whole: wholeNumbers(points, regionOf),
    points: null,
    regionOf: regionOf as Regions['regionOf'],
    rangesOf: (set) => ('spans' in set ? joined(set.spans.map(rangeOf), set.negated, count) : []),
  };
}

/** A region for each whole number between the points and one beyond them. */
const MOST_WHOLE = 16_384;

function wholeNumbers(points: Float64Array, regionOf: (key: number) => number): Regions['whole'] {
  const from = Math.floor(points[0] ?? 0) - 1;
  const length = Math.ceil(points[points.length - 1] ?? 0) + 2 - from;
  return length > MOST_WHOLE || !Number.isSafeInteger(from) ? null : { from, regions: Int32Array.from({ length }, (_unused, at) => regionOf(from + at)) };
}

/** Position of the first point not below a key. A grid over the values tells nearly where it is, so that few steps are left. */
function searchIn(points: Float64Array): (key: number) => number {
  const { length } = points;
  if (length === 0) return () => 0;
  const first = points[0] ?? 0;
  const last = points[length - 1] ?? 0;
  const fields = Math.min(4096, length * 2);
  const scale = last > first ? fields / (last - first) : 0;
  const fieldOf = (key: number): number => Math.min(fields, Math.max(0, Math.trunc((key - first) * scale)));
  const grid = new Int32Array(fields + 2).fill(length);
  for (let at = length - 1; at >= 0; at -= 1) grid[fieldOf(points[at] ?? 0)] = at;
  for (let field = fields; field >= 0; field -= 1) grid[field] = Math.min(grid[field] ?? length, grid[field + 1] ?? length);
  return (key) => {
    if (!(key > first)) return 0;
    if (key > last) return length;
    const field = fieldOf(key);
    let low = grid[field] ?? 0;
    let high = grid[field + 1] ?? length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((points[middle] ?? 0) < key) low = middle + 1;
      else high = middle;
    }
    return low;
  };
}

/** Each value a cell mentions is a region; the last one stands for all others. */
function pointRegions(points: readonly (string | boolean)[]): Regions {
  const known = new Map([...new Set(points)].map((point, index) => [point, index] as const));
  const other = known.size;
  const regionOf = (key: number | string | boolean): number => known.get(key as string) ?? other;
  return {
    count: other + 1,
    whole: null,
    points: known,
    regionOf,
    rangesOf: (set) => ('points' in set ? joined(set.points.map((point) => [regionOf(point), regionOf(point)]), set.negated, other + 1) : []),
  };
}
