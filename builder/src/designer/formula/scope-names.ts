import type { Names } from '../../../../runtime/language/compile.ts';
import { typeFromSchema } from '../../../../runtime/language/types.ts';
import type { FormulaScope } from './formula-scope.ts';

const namesByScope = new WeakMap<object, Names>();

/** The declared names of a scope with their types: one object per scope, because the parser is cached by it. */
export function namesOf(scope: FormulaScope): Names {
  const known = namesByScope.get(scope.names);
  if (known) return known;
  const names = Object.fromEntries(Object.entries(scope.names).map(([name, schema]) => [name, typeFromSchema(schema)]));
  namesByScope.set(scope.names, names);
  return names;
}
