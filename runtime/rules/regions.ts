import { readSimpleCell, type Interval, type Kind, type Point, type SimpleCell } from './simple-cell.ts';

/** Values no cell of the column tells apart. `value` null: the column is not compared with anything simple. */
export interface Region {
  readonly value: Point | null;
  /** The region stands for values nobody declared, such as any other text: its emptiness is no news. */
  readonly open: boolean;
}

/** First and last region, both included. */
export type Range = readonly [number, number];

export interface RegionColumn {
  readonly id: string;
  readonly regions: readonly Region[];
  /** By rule: the regions it certainly takes, ascending and apart; null when its cell is not simple, so that nothing is claimed. */
  readonly ranges: readonly (readonly Range[] | null)[];
}

/**
 * Cuts a column into regions by the points its simple cells mention. `domain` are the values the input can have,
 * when they are known (an enumeration); `whole`: its numbers are whole, so nothing lies between 17 and 18; `known`: the
 * kind its values have, so that nothing is claimed of a cell of another kind, which is a mistake of its own.
 */
export function regionsOf(id: string, cells: readonly (string | undefined)[], { domain, whole = false, known }: { readonly domain?: readonly Point[] | undefined; readonly whole?: boolean | undefined; readonly known?: Kind | undefined } = {}): RegionColumn {
  const read = cells.map(readSimpleCell).map((cell) => (cell === null || cell.any || known === undefined || cell.kind === known ? cell : null));
  const kind = read.flatMap((cell) => (cell === null || cell.any ? [] : [cell.kind]))[0];
  if (kind === undefined) return { id, regions: [{ value: null, open: false }], ranges: read.map((cell) => (cell?.any === true ? [[0, 0]] : null)) };
  const regions = examplesOf(kind, read, domain, whole);
  const all: readonly Range[] = [[0, regions.length - 1]];
  const rangesOf = isOrdered(kind) && domain === undefined ? lineRanges(regions) : pointRanges(regions);
  return { id, regions, ranges: read.map((cell) => (cell === null ? null : cell.any ? all : cell.kind === kind ? rangesOf(cell) : null)) };
}

type RangesOf = (cell: Exclude<SimpleCell, { any: true }>) => readonly Range[];

/** Regions in order of their values: an interval is a stretch of them. */
function lineRanges(regions: readonly Region[]): RangesOf {
  const first = (fits: (value: Point) => boolean): number => {
    let low = 0;
    let high = regions.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (fits(regions[middle]?.value ?? 0)) high = middle;
      else low = middle + 1;
    }
    return low;
  };
  const rangeOf = ({ low, lowIncluded, high, highIncluded }: Interval): Range => [
    low === null ? 0 : first((value) => (lowIncluded ? value >= low : value > low)),
    high === null ? regions.length - 1 : first((value) => (highIncluded ? value > high : value >= high)) - 1,
  ];
  return ({ intervals, negated }) => joined(intervals.map(rangeOf), negated, regions.length);
}

function pointRanges(regions: readonly Region[]): RangesOf {
  return ({ intervals, negated }) => {
    const taken = regions.flatMap(({ value }, index): readonly Range[] => (intervals.some((interval) => value !== null && contains(interval, value)) ? [[index, index]] : []));
    return joined(taken, negated, regions.length);
  };
}

function contains({ low, lowIncluded, high, highIncluded }: Interval, value: Point): boolean {
  if (low !== null && (lowIncluded ? value < low : value <= low)) return false;
  return high === null || (highIncluded ? value <= high : value < high);
}

/** Ranges in order and apart from one another; what is left over of all regions when negated. */
export function joined(ranges: readonly Range[], negated: boolean, count: number): readonly Range[] {
  const merged: [number, number][] = [];
  for (const [from, to] of [...ranges].sort((a, b) => a[0] - b[0])) {
    const last = merged.at(-1);
    if (from > to) continue;
    if (last !== undefined && from <= last[1] + 1) last[1] = Math.max(last[1], to);
    else merged.push([from, to]);
  }
  if (!negated) return merged;
  const starts = [0, ...merged.map(([, to]) => to + 1)];
  const ends = [...merged.map(([from]) => from - 1), count - 1];
  return starts.flatMap((from, index) => (from <= (ends[index] ?? -1) ? [[from, ends[index] ?? -1] as const] : []));
}

function isOrdered(kind: Kind): boolean {
  return kind === 'number' || kind === 'date';
}

function examplesOf(kind: Kind, cells: readonly (SimpleCell | null)[], domain: readonly Point[] | undefined, whole: boolean): readonly Region[] {
  if (domain !== undefined) return domain.map((value) => ({ value, open: false }));
  if (kind === 'boolean') return [{ value: true, open: false }, { value: false, open: false }];
  const points = pointsOf(kind, cells);
  if (kind === 'string') return [...points.map((value) => ({ value, open: false })), { value: otherText(points), open: true }];
  if (kind === 'number' && whole) return between(wholeOf(points), WHOLE_NUMBERS).map((value) => ({ value, open: false }));
  return between(points, kind === 'date' ? DATES : NUMBERS).map((value) => ({ value, open: false }));
}

function pointsOf(kind: Kind, cells: readonly (SimpleCell | null)[]): readonly Point[] {
  const ends = cells.flatMap((cell) =>
    cell === null || cell.any || cell.kind !== kind ? [] : cell.intervals.flatMap(({ low, high }) => [low, high]),
  );
  const known = ends.flatMap((end) => (end === null ? [] : [end]));
  return [...new Set(known)].sort((a, b) => (a < b ? -1 : 1));
}

function otherText(points: readonly Point[]): string {
  let text = '…';
  while (points.includes(text)) text += '…';
  return text;
}

interface Line {
  readonly toNumber: (point: Point) => number;
  readonly toPoint: (value: number) => Point;
  /** Smallest distance in which another value may lie. */
  readonly step: number;
}

const DAY_MS = 86_400_000;
const NUMBERS: Line = { toNumber: Number, toPoint: (value) => value, step: 0 };
const WHOLE_NUMBERS: Line = { ...NUMBERS, step: 1 };
const DATES: Line = { toNumber: (point) => Date.parse(`${String(point)}T00:00:00Z`) / DAY_MS, toPoint: (value) => new Date(value * DAY_MS).toISOString().slice(0, 10), step: 1 };

/** The whole numbers at and around the points. */
function wholeOf(points: readonly Point[]): readonly Point[] {
  return [...new Set(points.flatMap((point) => [Math.floor(Number(point)), Math.ceil(Number(point))]))].sort((a, b) => a - b);
}

/** Every point, one value between each two, and one beyond each end. */
function between(points: readonly Point[], line: Line): readonly Point[] {
  const at = points.map(line.toNumber).filter((value) => Number.isFinite(value));
  const first = at[0];
  const last = at.at(-1);
  if (first === undefined || last === undefined) return [line.toPoint(0)];
  const inner = at.flatMap((value, index) => {
    const next = at[index + 1];
    if (next === undefined || next - value <= line.step) return [value];
    const middle = (value + next) / 2;
    return [value, line.step === 0 ? middle : Math.floor(middle)];
  });
  return [first - 1, ...inner, last + 1].map(line.toPoint);
}
