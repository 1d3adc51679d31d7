import type { FieldType } from '../../../runtime/schema/field.ts';
import type { Json } from '../../../runtime/schema/json.ts';
import type { LiveRow } from './table.ts';
import { compareValues } from './values.ts';

export type Order = '<' | '<=' | '>' | '>=';

export interface Page {
  readonly offset: number;
  readonly limit: number;
}

/** Rows of a page, and how many there are in all. */
export interface Passed {
  readonly rows: LiveRow[];
  readonly count: number;
}

type Slow = (cell: Json | undefined, wanted: Json | undefined, type: FieldType | undefined) => boolean;
export type NumberLoop = (rows: readonly LiveRow[], wanted: number, type: FieldType | undefined, page: Page) => Passed;

/** Whatever is no number is compared as a value of the type; what cannot be compared does not pass. */
export const KEEPS: Readonly<Record<Order, Slow>> = {
  '<': (cell, wanted, type) => (compareValues(cell, wanted, type) ?? 0) < 0,
  '<=': (cell, wanted, type) => (compareValues(cell, wanted, type) ?? 1) <= 0,
  '>': (cell, wanted, type) => (compareValues(cell, wanted, type) ?? 0) > 0,
  '>=': (cell, wanted, type) => (compareValues(cell, wanted, type) ?? -1) >= 0,
};

export const isOrder = (op: string): op is Order => Object.hasOwn(KEEPS, op);

/** An order of a field that is asked for once or twice is not worth a function. */
const USES = 3;
const KEPT = 1000;
const OWN: ReadonlyMap<string, string> = new Map([['_id', 'row.id'], ['_version', 'row.version']]);
const known = new Map<string, Record<Order, { uses: number; loop?: NumberLoop }>>();

/**
 * A loop over rows that keeps those whose number in a field stands in this order to another; `_id` and `_version` are fields
 * of every row. Undefined as long as it is seldom asked for. Nothing is called in it: rows lie all over the memory, and the
 * processor fetches the next ones while it tests one.
 */
export function numberLoop(field: string, op: Order): NumberLoop | undefined {
  let of = known.get(field);
  if (!of) {
    if (known.size >= KEPT) known.clear();
    of = { '<': { uses: 0 }, '<=': { uses: 0 }, '>': { uses: 0 }, '>=': { uses: 0 } };
    known.set(field, of);
  }
  const one = of[op];
  if (one.loop) return one.loop;
  one.uses += 1;
  if (one.uses < USES) return undefined;
  one.loop = makeLoop(field, op);
  return one.loop;
}

function makeLoop(field: string, op: Order): NumberLoop {
  // oxlint-disable-next-line typescript/no-implied-eval -- the name is a JSON text, the order one of four
  const make = new Function('isKept', `return (some, wanted, type, { offset, limit }) => {
    const rows = [];
    let count = 0;
    for (let at = 0; at < some.length; at += 1) {
      const row = some[at];
      const cell = ${OWN.get(field) ?? `row.data[${JSON.stringify(field)}]`};
      if (typeof cell === 'number' ? !(cell ${op} wanted) : !isKept(cell, wanted, type)) continue;
      if (count >= offset && rows.length < limit) rows.push(row);
      count += 1;
    }
    return { rows, count };
  };`) as (isKept: Slow) => NumberLoop;
  return make(KEEPS[op]);
}
