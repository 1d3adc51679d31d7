import { contextFrom, setEntryInPlace } from '../language/values/contexts.ts';
import type { FeelType } from '../language/types.ts';
import type { Value } from '../language/values/value.ts';
import type { DmnElement, DmnLibrary } from './library.ts';
import type { DmnModel } from './model.ts';
import type { DmnCode, DmnDetails } from './problems.ts';
import type { Scope } from './session.ts';

/** What an element needs, and the name its formulas know it by: `prefix.name` when it is imported under a name. */
export interface Requirement {
  readonly element: DmnElement;
  readonly prefix: string | null;
  readonly name: string;
}

/** Only what is required is in scope (DMN 1.5, 7.2 and 10.4). Hrefs that lead nowhere are reported. */
export function requirementsOf(library: DmnLibrary, model: DmnModel, of: string, hrefs: readonly string[], report: (code: DmnCode, details: DmnDetails) => void): readonly Requirement[] {
  return hrefs.flatMap((href) => {
    const element = library.find(model, href);
    if (element === null) {
      report('SCN_DMN_UNRESOLVED', { of, href });
      return [];
    }
    return [{ element, prefix: library.prefixOf(model, element.model), name: element.node.variable.name }];
  });
}

/** The static types of requirements as names of formulas. */
export function namesOf(requirements: readonly Requirement[], typeOf: (element: DmnElement) => FeelType): Record<string, FeelType> {
  const names = new Map<string, FeelType>();
  for (const { element, prefix, name } of requirements) {
    const type = typeOf(element);
    names.set(prefix ?? name, prefix === null ? type : withField(names.get(prefix), name, type));
  }
  return Object.fromEntries(names);
}

function withField(context: FeelType | undefined, name: string, type: FeelType): FeelType {
  const fields = context?.kind === 'context' ? context.fields : {};
  return { kind: 'context', fields: { ...fields, [name]: type } };
}

/** The values of requirements as a scope. */
export function scopeOf(requirements: readonly Requirement[], valueOf: (element: DmnElement) => Value): Scope {
  const scope: Record<string, Value> = {};
  const imported = new Map<string, [string, Value][]>();
  for (const { element, prefix, name } of requirements) {
    const value = valueOf(element);
    if (prefix === null) setEntryInPlace(scope, name, value);
    else imported.set(prefix, [...(imported.get(prefix) ?? []), [name, value]]);
  }
  for (const [prefix, entries] of imported) setEntryInPlace(scope, prefix, contextFrom(entries));
  return scope;
}
