import { compare, equals } from '../values/compare.ts';
import { rangeContains } from '../values/containment.ts';
import { FeelRange } from '../values/value.ts';
import { parseRange } from '../values/range-text.ts';
import type { Value } from '../values/value.ts';
import { builtin, overload } from './define-builtin.ts';
import type { Builtin, Overload } from './define-builtin.ts';

type Tri = boolean | null;

/** Order of two ends; an open end lies beyond everything. */
function order(a: Value, b: Value): number | null {
  return compare(a, b);
}

/** `false` wins, then null, then true: the and of the standard. */
function both(...parts: readonly Tri[]): Tri {
  return parts.includes(false) ? false : parts.includes(null) ? null : true;
}

function either(...parts: readonly Tri[]): Tri {
  return parts.includes(true) ? true : parts.includes(null) ? null : false;
}

const less = (a: Value, b: Value): Tri => test(order(a, b), (sign) => sign < 0);
const same = (a: Value, b: Value): Tri => test(order(a, b), (sign) => sign === 0);
const test = (sign: number | null, holds: (sign: number) => boolean): Tri => (sign === null ? null : holds(sign));

/** Two ranges without open ends, as the standard's formulas (Table 78) suppose. */
type Pair = (a: FeelRange, b: FeelRange) => Tri;
type PointRange = (point: Value, range: FeelRange) => Tri;
type RangePoint = (range: FeelRange, point: Value) => Tri;

const beforeRange: Pair = (a, b) => either(less(a.end, b.start), both(!a.endIncluded || !b.startIncluded, same(a.end, b.start)));
const beforePoint: RangePoint = (a, point) => either(less(a.end, point), both(same(a.end, point), !a.endIncluded));
const pointBefore: PointRange = (point, b) => either(less(point, b.start), both(same(point, b.start), !b.startIncluded));
const meets: Pair = (a, b) => both(a.endIncluded, b.startIncluded, same(a.end, b.start));

const overlaps: Pair = (a, b) => both(
  either(less(b.start, a.end), both(same(a.end, b.start), a.endIncluded, b.startIncluded)),
  either(less(a.start, b.end), both(same(a.start, b.end), a.startIncluded, b.endIncluded)),
);
const overlapsBefore: Pair = (a, b) => both(
  either(less(a.start, b.start), both(same(a.start, b.start), a.startIncluded, !b.startIncluded)),
  either(less(b.start, a.end), both(same(b.start, a.end), a.endIncluded, b.startIncluded)),
  either(less(a.end, b.end), both(same(a.end, b.end), !a.endIncluded || b.endIncluded)),
);
const overlapsAfter: Pair = (a, b) => both(
  either(less(b.start, a.start), both(same(b.start, a.start), b.startIncluded, !a.startIncluded)),
  either(less(a.start, b.end), both(same(a.start, b.end), a.startIncluded, b.endIncluded)),
  either(less(b.end, a.end), both(same(a.end, b.end), a.endIncluded || !b.endIncluded)),
);
const finishesRange: Pair = (a, b) => both(
  a.endIncluded === b.endIncluded,
  same(a.end, b.end),
  either(less(b.start, a.start), both(same(b.start, a.start), !a.startIncluded || b.startIncluded)),
);
const startsRange: Pair = (a, b) => both(
  same(a.start, b.start),
  a.startIncluded === b.startIncluded,
  either(less(a.end, b.end), both(same(a.end, b.end), !a.endIncluded || b.endIncluded)),
);
const includesRange: Pair = (a, b) => both(
  either(less(a.start, b.start), both(same(a.start, b.start), a.startIncluded || !b.startIncluded)),
  either(less(b.end, a.end), both(same(a.end, b.end), a.endIncluded || !b.endIncluded)),
);
const coincides: Pair = (a, b) => both(same(a.start, b.start), same(a.end, b.end), a.startIncluded === b.startIncluded, a.endIncluded === b.endIncluded);
const includesPoint: RangePoint = (range, point) => rangeContains(range, point);

const pair = (run: Pair, first = 'range1', second = 'range2'): Overload => overload(`${first}: range, ${second}: range`, 'boolean', (_c, a: FeelRange, b: FeelRange) => run(a, b));
const pointFirst = (run: PointRange): Overload => overload('point: any, range: range', 'boolean', (_c, point: Value, range: FeelRange) => (point instanceof FeelRange ? null : run(point, range)));
const rangeFirst = (run: RangePoint): Overload => overload('range: range, point: any', 'boolean', (_c, range: FeelRange, point: Value) => (point instanceof FeelRange ? null : run(range, point)));
const points = (run: (a: Value, b: Value) => Tri): Overload => overload('point1: any, point2: any', 'boolean', (_c, a: Value, b: Value) => (a instanceof FeelRange || b instanceof FeelRange ? null : run(a, b)));

/** DMN 1.5, 10.3.4.7. The range overloads come first: a point may be anything with an order. */
export const rangeFunctions: readonly Builtin[] = [
  builtin('range', '10.3.4.1', overload('from: string', 'range', (_c, text: string) => parseRange(text))),
  builtin('before', '10.3.4.7', pair(beforeRange), pointFirst(pointBefore), rangeFirst(beforePoint), points(less)),
  builtin('after', '10.3.4.7', pair((a, b) => beforeRange(b, a)), pointFirst((point, range) => beforePoint(range, point)), rangeFirst((range, point) => pointBefore(point, range)), points((a, b) => less(b, a))),
  builtin('meets', '10.3.4.7', pair(meets)),
  builtin('met by', '10.3.4.7', pair((a, b) => meets(b, a))),
  builtin('overlaps', '10.3.4.7', pair(overlaps)),
  builtin('overlaps before', '10.3.4.7', pair(overlapsBefore)),
  builtin('overlaps after', '10.3.4.7', pair(overlapsAfter)),
  builtin('finishes', '10.3.4.7', pair(finishesRange), pointFirst((point, range) => both(range.endIncluded, same(range.end, point)))),
  builtin('finished by', '10.3.4.7', pair((a, b) => finishesRange(b, a)), rangeFirst((range, point) => both(range.endIncluded, same(range.end, point)))),
  builtin('includes', '10.3.4.7', pair(includesRange), rangeFirst(includesPoint)),
  builtin('during', '10.3.4.7', pair((a, b) => includesRange(b, a)), pointFirst((point, range) => includesPoint(range, point))),
  builtin('starts', '10.3.4.7', pair(startsRange), pointFirst((point, range) => both(same(range.start, point), range.startIncluded))),
  builtin('started by', '10.3.4.7', pair((a, b) => startsRange(b, a)), rangeFirst((range, point) => both(same(range.start, point), range.startIncluded))),
  builtin('coincides', '10.3.4.7', pair(coincides), points((a, b) => equals(a, b))),
];
