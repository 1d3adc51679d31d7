import type { Point } from './simple-cell.ts';
import { readSimpleCell } from './simple-cell.ts';

const DAY_MS = 86_400_000;

/**
 * How far a value is from satisfying a cell, for ordering near misses: numbers by difference, dates in days,
 * everything that has no distance last.
 */
export type Nearness = (value: unknown) => number;

/** Reads the cell once; the answer is asked for on every run. */
export function nearnessOf(test: string): Nearness {
  const cell = readSimpleCell(test);
  if (cell === null || cell.any || cell.negated) return () => Infinity;
  const ends = cell.intervals.flatMap((interval) => [interval.low, interval.high]).flatMap((end) => (end === null ? [] : [position(end)])).filter((end) => end !== null);
  if (ends.length === 0) return () => Infinity;
  return (value) => {
    const at = position(cell.kind === 'number' && typeof value === 'string' ? Number(value) : value);
    return at === null ? Infinity : Math.min(...ends.map((end) => Math.abs(end - at)));
  };
}

function position(value: unknown): number | null {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (typeof value !== 'string' || !/^\d{4}-\d\d-\d\d/.test(value)) return null;
  const time = Date.parse(value satisfies Point);
  return Number.isNaN(time) ? null : time / DAY_MS;
}
