import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Json } from '../../../runtime/schema/json.ts';
import { numberLoop, type NumberLoop, type Order } from '../../../server/stores/core/number-loop.ts';
import { testOf } from '../../../server/stores/core/row-query.ts';
import type { LiveRow } from '../../../server/stores/core/table.ts';

const ORDERS: readonly Order[] = ['<', '<=', '>', '>='];
const cell = fc.oneof(fc.double(), fc.integer(), fc.constantFrom<Json | undefined>(null, undefined, 'x', '3', '2.50', true, [1], { a: 1 }));

function loopOf(field: string, op: Order): NumberLoop {
  let loop = numberLoop(field, op);
  for (let asked = 0; loop === undefined && asked < 5; asked += 1) loop = numberLoop(field, op);
  if (!loop) throw new Error(`no loop for ${field} ${op}`);
  return loop;
}

const rowsOf = (cells: readonly (Json | undefined)[], field: string): LiveRow[] => cells.map((value, n) => ({ id: `r${n}`, version: n, data: value === undefined ? {} : { [field]: value } }));

describe('a loop over rows', () => {
  it.each(ORDERS)('keeps with %s the rows that a test of each would keep, whatever the cells, the type and the name', (op) => {
    fc.assert(fc.property(fc.array(cell, { maxLength: 40 }), fc.double({ noNaN: true }), fc.constantFrom('integer' as const, 'decimal' as const, 'string' as const, undefined), fc.constantFrom('a', 'a"b', '人数', '_version', '_id'), fc.nat(5), fc.nat(9), (cells, value, type, field, offset, limit) => {
      const rows = rowsOf(cells, field);
      const passing = rows.filter(testOf({ field, op, value }, type));
      expect(loopOf(field, op)(rows, value, type, { offset, limit })).toEqual({ rows: passing.slice(offset, offset + limit), count: passing.length });
    }));
  });

  it('is not made for what is asked for once or twice', () => {
    expect([numberLoop('seldom', '<'), numberLoop('seldom', '<'), numberLoop('seldom', '>')]).toEqual([undefined, undefined, undefined]);
    expect(numberLoop('seldom', '<')).toBeTypeOf('function');
  });
});
