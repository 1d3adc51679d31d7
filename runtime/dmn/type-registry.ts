import { compileUnaryTests } from '../language/compile.ts';
import type { NamedType, NamedTypes } from '../language/compile.ts';
import { FeelFunction } from '../language/values/value.ts';
import type { Value } from '../language/values/value.ts';
import type { Backend } from './formula.ts';
import { ANY_TYPE, builtInType, defineItemType, isAnyType } from './item-types.ts';
import type { ItemType, MakeTest } from './item-types.ts';
import type { DmnLibrary } from './library.ts';
import type { DmnItemDefinition, DmnModel } from './model.ts';
import type { DmnCode, DmnDetails } from './problems.ts';
import type { Scope, Session } from './session.ts';

type Report = (code: DmnCode, details: DmnDetails, severity?: 'error' | 'warning') => void;

/** The types one model can name: its own, and those of imports by their prefix. */
export interface ModelTypes {
  /** Null = any value. An unknown name is reported once and taken as any value. */
  readonly typeOf: (ref: string | undefined, of: string) => ItemType | null;
  /** For `instance of`. */
  readonly named: NamedTypes;
  /** Functions behind restricted types of `named`, to be part of every scope. */
  readonly tests: (session: Session) => Scope;
}

export type TypeRegistry = (model: DmnModel) => ModelTypes;

export function createTypeRegistry(library: DmnLibrary, backend: Backend, report: Report): TypeRegistry {
  const made = new Map<DmnItemDefinition, ItemType>();
  const models = new Map<DmnModel, ModelTypes>();
  const makeTest: MakeTest = (tests, input, of) => {
    const compiled = compileUnaryTests(tests, { names: {}, input });
    for (const { code, severity, message, details } of compiled.diagnostics) report('SCN_DMN_FORMULA', { ...details, of, cause: code, zh: message['zh-CN'], en: message.en }, severity);
    const evaluate = backend(compiled.ir);
    return (value, context) => evaluate({ '?': value }, context) === true;
  };

  const resolve = (model: DmnModel, ref: string | undefined, of: string): ItemType => {
    if (ref === undefined || isAnyType(ref)) return ANY_TYPE;
    const found = findDefinition(library, model, ref);
    if (found !== null) return define(found.model, found.definition);
    const known = builtInType(ref);
    if (known === null) report('SCN_DMN_UNKNOWN_TYPE', { name: ref, of });
    return known ?? ANY_TYPE;
  };

  const define = (model: DmnModel, definition: DmnItemDefinition): ItemType => {
    const known = made.get(definition);
    if (known !== undefined) return known;
    if (isCircular(library, model, definition)) {
      report('SCN_DMN_TYPE_CYCLE', { name: definition.name });
      made.set(definition, ANY_TYPE);
      return ANY_TYPE;
    }
    const type = defineItemType(definition, (ref, of) => resolve(model, ref, of), makeTest, (early) => made.set(definition, early));
    made.set(definition, type);
    return type;
  };

  return (model) => {
    const known = models.get(model);
    if (known !== undefined) return known;
    const types = visibleTypes(library, model, define);
    const made = { typeOf: (ref: string | undefined, of: string) => nullIfAny(resolve(model, ref, of)), ...namedTypes(types) };
    models.set(model, made);
    return made;
  };
}

function nullIfAny(type: ItemType): ItemType | null {
  return type === ANY_TYPE ? null : type;
}

function visibleTypes(library: DmnLibrary, model: DmnModel, define: (model: DmnModel, definition: DmnItemDefinition) => ItemType): ReadonlyMap<string, ItemType> {
  const types = new Map<string, ItemType>();
  for (const { name, namespace } of model.imports) {
    const other = library.modelOf(namespace);
    if (other === null || other === model) continue;
    for (const definition of other.itemDefinitions) types.set(name === '' ? definition.name : `${name}.${definition.name}`, define(other, definition));
  }
  for (const definition of model.itemDefinitions) types.set(definition.name, define(model, definition));
  return types;
}

/** Keywords stand first, so that no name of a model can be the same. */
const testName = (type: string): string => `instance of ${type}`;

function namedTypes(types: ReadonlyMap<string, ItemType>): { readonly named: NamedTypes; readonly tests: (session: Session) => Scope } {
  const named = Object.fromEntries([...types].map(([name, type]): [string, NamedType] => [name, type.restricted ? { type: type.feel, test: testName(name) } : { type: type.feel }]));
  const restricted = [...types].filter(([, type]) => type.restricted);
  const tests = (session: Session): Scope =>
    Object.fromEntries(restricted.map(([name, type]) => [testName(name), new FeelFunction(['value'], ([value = null]: readonly Value[]) => value !== null && type.accepts(value, session.context), null)]));
  return { named, tests };
}

interface Found {
  readonly model: DmnModel;
  readonly definition: DmnItemDefinition;
}

/** Own definitions first, then `import.name`, then imports without a name. */
function findDefinition(library: DmnLibrary, model: DmnModel, ref: string): Found | null {
  const own = model.itemDefinitions.find((definition) => definition.name === ref);
  if (own !== undefined) return { model, definition: own };
  for (const { name, namespace } of model.imports) {
    const other = library.modelOf(namespace);
    if (other === null || other === model || !ref.startsWith(name === '' ? '' : `${name}.`)) continue;
    const definition = other.itemDefinitions.find((each) => each.name === (name === '' ? ref : ref.slice(name.length + 1)));
    if (definition !== undefined) return { model: other, definition };
  }
  return null;
}

/** Whether a definition is, by its `typeRef` alone, in the end itself. */
function isCircular(library: DmnLibrary, model: DmnModel, definition: DmnItemDefinition): boolean {
  const seen = new Set<DmnItemDefinition>();
  let at: Found | null = { model, definition };
  while (at !== null) {
    if (seen.has(at.definition)) return true;
    seen.add(at.definition);
    const { typeRef, components, functionItem }: DmnItemDefinition = at.definition;
    at = typeRef === undefined || components.length > 0 || functionItem !== undefined ? null : findDefinition(library, at.model, typeRef);
  }
  return false;
}
