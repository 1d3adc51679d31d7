import { readSimpleCell, type Interval, type Kind, type Point } from '../../../../runtime/rules/simple-cell.ts';

export type Conditions = Readonly<Record<string, string>>;

interface Stretch {
  readonly kind: Kind;
  readonly interval: Interval;
}

function stretchOf(cell: string | undefined): Stretch | undefined {
  const read = readSimpleCell(cell);
  if (read === null || read.any || read.negated || read.intervals.length !== 1) return undefined;
  const [interval] = read.intervals;
  return interval && (read.kind === 'number' || read.kind === 'date') ? { kind: read.kind, interval } : undefined;
}

function write({ kind, interval: { low, lowIncluded, high, highIncluded } }: Stretch): string {
  const point = (value: Point): string => (kind === 'date' ? `date("${String(value)}")` : String(value));
  if (low === null) return high === null ? '-' : `${highIncluded ? '<=' : '<'} ${point(high)}`;
  if (high === null) return `${lowIncluded ? '>=' : '>'} ${point(low)}`;
  return low === high ? point(low) : `${lowIncluded ? '[' : '('}${point(low)}..${point(high)}${highIncluded ? ']' : ')'}`;
}

/** Whether nothing lies between the end of one and the beginning of the other; among `whole` numbers nothing does between 1 and 2. */
function touch(left: Interval, right: Interval, whole: boolean): boolean {
  if (left.high === null || right.low === null) return false;
  if (left.high === right.low) return left.highIncluded || right.lowIncluded;
  return whole && left.highIncluded && right.lowIncluded && Number(left.high) + 1 === right.low;
}

/** Two stretches that touch, as one; undefined when something lies between them. */
function joined(one: Stretch, other: Stretch, whole: boolean): Stretch | undefined {
  if (one.kind !== other.kind) return undefined;
  const touches = (left: Interval, right: Interval) => touch(left, right, whole);
  const [left, right] = touches(one.interval, other.interval) ? [one.interval, other.interval] : [other.interval, one.interval];
  if (!touches(left, right)) return undefined;
  return { kind: one.kind, interval: { low: left.low, lowIncluded: left.lowIncluded, high: right.high, highIncluded: right.highIncluded } };
}

function joinTwo(one: Conditions, other: Conditions, integers: ReadonlySet<string>): Conditions | undefined {
  const ids = [...new Set([...Object.keys(one), ...Object.keys(other)])];
  const different = ids.filter((id) => one[id] !== other[id]);
  const [id] = different;
  if (id === undefined || different.length > 1) return undefined;
  const [left, right] = [stretchOf(one[id]), stretchOf(other[id])];
  const both = left && right && joined(left, right, integers.has(id));
  return both && { ...one, [id]: write(both) };
}

/**
 * Gaps that lie side by side as one: 18, between 18 and 60, and 60 are one hole to a person, and one rule closes it.
 * Cells of number and date columns are joined, and where columns hold `integers` also 1 and 2; the rest is left as it is.
 */
export function joinGaps(gaps: readonly Conditions[], integers: ReadonlySet<string> = new Set()): readonly Conditions[] {
  const open = [...gaps];
  for (let at = 0; at < open.length; at += 1) {
    for (let next = at + 1; next < open.length; next += 1) {
      const [one, other] = [open[at], open[next]];
      const both = one && other && joinTwo(one, other, integers);
      if (both === undefined) continue;
      open.splice(next, 1);
      open[at] = both;
      next = at;
    }
  }
  return open;
}

/**
 * A bounded stretch as the whole numbers in it: between 59 and 60, 60 included, is 60. Undefined when there is none, so
 * that nothing is missing between 17 and 18. Other cells are left as they are.
 */
export function integerCell(cell: string): string | undefined {
  const stretch = stretchOf(cell);
  if (stretch === undefined || stretch.kind !== 'number') return cell;
  const { low, lowIncluded, high, highIncluded } = stretch.interval;
  if (low === null || high === null) return cell;
  const from = lowIncluded ? Math.ceil(Number(low)) : Math.floor(Number(low)) + 1;
  const to = highIncluded ? Math.floor(Number(high)) : Math.ceil(Number(high)) - 1;
  return from > to ? undefined : write({ kind: 'number', interval: { low: from, lowIncluded: true, high: to, highIncluded: true } });
}
