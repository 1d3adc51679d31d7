import type { EvalContext } from '../context.ts';
import { fromInstant } from '../values/date-times.ts';
import type { FeelDateTime } from '../values/date-times.ts';
import { isSame } from '../values/compare.ts';
import type { Value } from '../values/value.ts';
import { parseZone, UTC } from '../values/zones.ts';
import { builtin, overload } from './define-builtin.ts';
import type { Builtin } from './define-builtin.ts';

/** The instant of the evaluation in its zone: at 23:30Z it is already the next day in China. */
export function currentTime(context: EvalContext): FeelDateTime | null {
  return fromInstant(BigInt(Math.round(context.now.instantMs)) * 1_000_000n, parseZone(context.now.zone) ?? UTC);
}

/** DMN 1.5, 10.3.4.9 and 10.3.4.11. */
export const miscellaneousFunctions: readonly Builtin[] = [
  builtin('now', '10.3.4.11', overload('', 'date-time', currentTime)),
  builtin('today', '10.3.4.11', overload('', 'date', (context) => currentTime(context)?.date ?? null)),
  builtin('is', '10.3.4.9', overload('value1?: any, value2?: any', 'boolean', (_c, a?: Value, b?: Value) => (a === undefined && b === undefined ? null : isSame(a ?? null, b ?? null)))),
];
