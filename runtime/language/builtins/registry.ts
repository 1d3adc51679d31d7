import type { Builtin } from './define-builtin.ts';
import { booleanFunctions } from './boolean.ts';
import { conversionFunctions } from './conversion.ts';
import { contextFunctions } from './context.ts';
import { listFunctions } from './list.ts';
import { listEditFunctions } from './list-edit.ts';
import { miscellaneousFunctions } from './miscellaneous.ts';
import { numericFunctions } from './numeric.ts';
import { ownFunctions } from './own.ts';
import { rangeFunctions } from './range.ts';
import { sortFunctions } from './sort.ts';
import { statisticFunctions } from './statistics.ts';
import { stringFunctions } from './string.ts';
import { temporalFunctions } from './temporal.ts';

/** Every built-in, in the order of DMN 1.5 (10.3.4.1 to 10.3.4.11), then our own. */
export const builtins: readonly Builtin[] = [
  ...conversionFunctions,
  ...booleanFunctions,
  ...stringFunctions,
  ...listFunctions,
  ...listEditFunctions,
  ...numericFunctions,
  ...statisticFunctions,
  ...rangeFunctions,
  ...temporalFunctions,
  ...sortFunctions,
  ...contextFunctions,
  ...miscellaneousFunctions,
  ...ownFunctions,
];

const byName: ReadonlyMap<string, Builtin> = new Map(builtins.flatMap((made) => [made.name, ...made.aliases].map((name) => [name, made] as const)));

/** By its name or an alias. */
export function builtinNamed(name: string): Builtin | undefined {
  return byName.get(name);
}
