import type { Ir } from '../ir.ts';

const LOGICAL: ReadonlySet<string> = new Set(['boolean', 'compare', 'and', 'or', 'not', 'between', 'match', 'quantified', 'instance-of']);

/** Whether an op gives only true, false or null, whatever the data: as the test of a filter it is a condition and never a position. */
export function isLogical(ir: Ir): boolean {
  return LOGICAL.has(ir.op) || (ir.op === 'bind' && isLogical(ir.body));
}
