/** Function definitions, boxed invocations, and what business knowledge models share with them (DMN 1.5, 10.2.2.3, 10.2.2.8). */
import { callFunction } from '../../language/run/call-value.ts';
import { ANY } from '../../language/types.ts';
import type { FeelType } from '../../language/types.ts';
import { setEntryInPlace } from '../../language/values/contexts.ts';
import { FeelFunction } from '../../language/values/value.ts';
import type { FunctionType, Value } from '../../language/values/value.ts';
import { finding } from '../session.ts';
import type { Scope, Session } from '../session.ts';
import type { DmnExpression, DmnFunction, DmnInvocation } from '../model.ts';
import { typed } from '../formula.ts';
import type { Formula, Place, Tools } from '../formula.ts';
import type { ItemType } from '../item-types.ts';
import { some } from '../optional.ts';

/** A function ready to be called in any scope. */
export interface CompiledFunction {
  readonly type: FunctionType;
  readonly make: (scope: Scope, session: Session) => FeelFunction;
}

interface Parameter {
  readonly name: string;
  readonly type: ItemType | null;
}

/** The function with its parameters fitted to their types; an argument that does not fit makes the result null, and the body is not run. */
export function makeFunction(parameters: readonly Parameter[], of: string, session: Session, run: (args: readonly Value[]) => Value, type: FunctionType | null = null): FeelFunction {
  return new FeelFunction(parameters.map((parameter) => parameter.name), (args) => {
    const fitted: Value[] = [];
    for (const [index, { type }] of parameters.entries()) {
      const value = args[index] ?? null;
      const fit = type === null ? value : type.fit(value, session.context);
      if (fit === undefined) {
        finding(session, 'SCN_DMN_VALUE', { of, type: type?.name ?? '' });
        return null;
      }
      fitted.push(fit);
    }
    return run(fitted);
  }, null, type);
}

/** What a declared type says of the result: that of the function, or, as DMN before 1.3 wrote it, the result's own. */
export function resultTypeOf(type: ItemType | null): ItemType | null {
  return type === null || type.feel.kind !== 'function' ? type : type.returns;
}

export function parametersOf(tools: Tools, definition: DmnFunction, of: string): readonly Parameter[] {
  return definition.parameters.map(({ name, typeRef }) => ({ name, type: tools.typeOf(typeRef, of) }));
}

/** `result`: what the place of the definition says of the result, besides the definition itself. */
export function compileFunction(tools: Tools, definition: DmnFunction, place: Place, result: ItemType | null = null): CompiledFunction {
  const parameters = parametersOf(tools, definition, place.of);
  const params = parameters.map((parameter) => parameter.type?.feel ?? ANY);
  if (definition.functionKind !== 'FEEL') {
    tools.report('SCN_DMN_EXTERNAL', { of: place.of, kind: definition.functionKind });
    return { type: { kind: 'function', params, returns: ANY }, make: (_scope, session) => makeFunction(parameters, place.of, session, () => null) };
  }
  const names = { ...place.names, ...Object.fromEntries(parameters.map((parameter, index) => [parameter.name, params[index] ?? ANY])) };
  const own = resultTypeOf(tools.typeOf(definition.typeRef, place.of));
  const logic = tools.boxed(definition.body, { of: place.of, names, ...some('result', result ?? own) });
  const body = typed(typed(logic, own, place.of), result, place.of);
  const type: FunctionType = { kind: 'function', params, returns: body.type };
  return {
    type,
    make: (scope, session) => makeFunction(parameters, place.of, session, (args) => {
      const inner = { ...scope };
      for (const [index, { name }] of parameters.entries()) setEntryInPlace(inner, name, args[index] ?? null);
      return body.run(inner, session);
    }, type),
  };
}

export function functionFormula(tools: Tools, definition: DmnFunction, place: Place): Formula {
  const compiled = compileFunction(tools, definition, place);
  // The scope itself, not a copy: a context entry that is a function finds its own name there once it is made.
  return { type: compiled.type, run: (scope, session) => compiled.make(scope, session) };
}

/** The type under which a function being defined sees itself; null when the expression defines none. */
export function ownFunctionType(tools: Tools, value: DmnExpression, place: Place): FeelType | null {
  if (value.kind === 'function') return { kind: 'function', params: parametersOf(tools, value, place.of).map((parameter) => parameter.type?.feel ?? ANY), returns: ANY };
  return value.kind === 'literal' && /^\s*function\s*\(/.test(value.text) ? { kind: 'function', params: [], returns: ANY } : null;
}

/** Arguments go by name; an unknown or missing one makes the result null. */
export function invocationFormula(tools: Tools, { called, bindings }: DmnInvocation, place: Place): Formula {
  const callee = tools.boxed(called, place);
  const names = bindings.map((binding) => binding.parameter.name);
  const values = bindings.map((binding) => tools.boxed(binding.value, place));
  return {
    type: callee.type.kind === 'function' ? callee.type.returns : ANY,
    run: (scope, session) => callFunction(callee.run(scope, session), values.map((value) => value.run(scope, session)), names, session.context),
  };
}
