import { cellHolds, readSimpleCell, type Kind, type Point, type SimpleCell } from './simple-cell.ts';

/** How a rule takes a region: not at all, perhaps (its cell is not simple), or certainly. */
export const NO = 0;
export const MAYBE = 1;
export const YES = 2;
export type Taking = typeof NO | typeof MAYBE | typeof YES;

/** Values no cell of the column tells apart. `example` null: the column is not compared with anything simple. */
export interface Region {
  readonly example: Point | null;
  /** By rule index. */
  readonly takes: readonly Taking[];
  /** The region stands for values nobody declared, such as any other text: its emptiness is no news. */
  readonly open: boolean;
}

export interface RegionColumn {
  readonly id: string;
  readonly regions: readonly Region[];
}

/**
 * Cuts a column into regions by the points its simple cells mention. `domain` are the values the input can have,
 * when they are known (an enumeration).
 */
export function regionsOf(id: string, cells: readonly (string | undefined)[], domain?: readonly Point[]): RegionColumn {
  const read = cells.map(readSimpleCell);
  const kind = read.flatMap((cell) => (cell === null || cell.any ? [] : [cell.kind]))[0];
  if (kind === undefined) return { id, regions: [{ example: null, takes: read.map((cell) => (cell?.any === true ? YES : MAYBE)), open: false }] };
  const examples = examplesOf(kind, read, domain);
  return {
    id,
    regions: examples.map(({ value, open }) => ({ example: value, takes: read.map((cell) => taking(cell, kind, value)), open })),
  };
}

function taking(cell: SimpleCell | null, kind: Kind, value: Point): Taking {
  if (cell === null || (!cell.any && cell.kind !== kind)) return MAYBE;
  return cellHolds(cell, value) ? YES : NO;
}

interface Example {
  readonly value: Point;
  readonly open: boolean;
}

function examplesOf(kind: Kind, cells: readonly (SimpleCell | null)[], domain: readonly Point[] | undefined): readonly Example[] {
  if (domain !== undefined) return domain.map((value) => ({ value, open: false }));
  if (kind === 'boolean') return [{ value: true, open: false }, { value: false, open: false }];
  const points = pointsOf(kind, cells);
  if (kind === 'string') return [...points.map((value) => ({ value, open: false })), { value: otherText(points), open: true }];
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
const DATES: Line = { toNumber: (point) => Date.parse(`${String(point)}T00:00:00Z`) / DAY_MS, toPoint: (value) => new Date(value * DAY_MS).toISOString().slice(0, 10), step: 1 };

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
