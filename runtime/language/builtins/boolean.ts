import type { Value } from '../values/value.ts';
import { builtin, overload } from './define-builtin.ts';
import type { Builtin } from './define-builtin.ts';

/** DMN 1.5, 10.3.4.2. Calls compile to an operator; this is `not` as a value. */
export const booleanFunctions: readonly Builtin[] = [
  builtin('not', '10.3.4.2', overload('negand: any', 'boolean', (_c, value: Value) => (typeof value === 'boolean' ? !value : null))),
];
