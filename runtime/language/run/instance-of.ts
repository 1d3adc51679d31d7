/** Whether a value has a type, and the coercion of values at declared boundaries (DMN 10.3.2.9); shared by both back ends. */
import { spend } from '../context.ts';
import type { Meter } from '../context.ts';
import type { IrOf } from '../ir.ts';
import type { FeelType } from '../types.ts';
import { entryOf, hasEntry, kindOf } from '../values/contexts.ts';
import { FeelDate } from '../values/dates.ts';
import { startOfDay } from '../values/date-times.ts';
import type { FeelFunction, FunctionType } from '../values/value.ts';
import { isWhole } from '../values/numbers.ts';
import type { FeelRange } from '../values/value.ts';
import type { ContextValue, Numeric, Value } from '../values/value.ts';

/** `value instance of type`. Null is an instance of nothing but Null. */
export function isInstance(value: Value, type: FeelType, meter?: Meter): boolean {
  if (value === null) return type.kind === 'null';
  return conforms(value, type, meter);
}

/** As `isInstance`, but null conforms to every type. */
export function conforms(value: Value, type: FeelType, meter?: Meter): boolean {
  if (value === null || type.kind === 'any') return true;
  if (kindOf(value) !== type.kind) return false;
  if (type.kind === 'number') return type.integer !== true || isWhole(value as Numeric);
  if (type.kind === 'list') {
    if (type.of.kind === 'any') return true;
    spend(meter, Math.ceil((value as readonly Value[]).length / 4));
    return (value as readonly Value[]).every((item) => conforms(item, type.of, meter));
  }
  if (type.kind === 'context') return Object.entries(type.fields).every(([key, field]) => hasEntry(value as ContextValue, key) && conforms(entryOf(value as ContextValue, key), field, meter));
  if (type.kind === 'range') return rangeConforms(value as FeelRange, type.of);
  return type.kind !== 'function' || functionConforms(value as FeelFunction, type);
}

/** The type of a function definition. */
export function functionTypeOf(ir: IrOf<'function'>): FunctionType {
  return ir.type.kind === 'function' ? ir.type : { kind: 'function', params: ir.params.map((param) => param.type), returns: ir.body.type };
}

/** `function` alone is any function. A built-in answers by the number of its parameters. */
function functionConforms(value: FeelFunction, type: FunctionType): boolean {
  if (type.params.length === 0 && type.returns.kind === 'any') return true;
  if (value.params.length !== type.params.length) return false;
  const own = value.signature;
  if (own === null) return true;
  // What is passed must fit what the function wants; what it gives must fit what is wanted (DMN 10.3.2.9.2). A result nobody knows may fit.
  return type.params.every((param, index) => typeConforms(param, own.params[index] ?? param, false)) && typeConforms(own.returns, type.returns, true);
}

function typeConforms(from: FeelType, to: FeelType, unknown: boolean): boolean {
  if (to.kind === 'any' || from.kind === 'null') return true;
  if (from.kind === 'any') return unknown;
  if (from.kind === 'list' && to.kind === 'list') return typeConforms(from.of, to.of, unknown);
  if (from.kind === 'range' && to.kind === 'range') return typeConforms(from.of, to.of, unknown);
  if (from.kind === 'context' && to.kind === 'context') return Object.entries(to.fields).every(([key, field]) => Object.hasOwn(from.fields, key) && typeConforms(from.fields[key] ?? field, field, unknown));
  if (from.kind === 'function' && to.kind === 'function') return from.params.length === to.params.length && to.params.every((param, index) => typeConforms(param, from.params[index] ?? param, unknown)) && typeConforms(from.returns, to.returns, unknown);
  return from.kind === to.kind;
}

function rangeConforms(range: FeelRange, of: FeelType): boolean {
  if (of.kind === 'any') return true;
  return conforms(range.start, of) && conforms(range.end, of);
}

/** Fits a value to a declared type: single items and one-item lists change into each other, dates become date-times; null when nothing helps. */
export function coerce(value: Value, type: FeelType, meter?: Meter): Value {
  if (conforms(value, type, meter)) return value;
  if (type.kind === 'list' && !Array.isArray(value)) return conforms(value, type.of, meter) ? [value] : null;
  const only = Array.isArray(value) && value.length === 1 && type.kind !== 'list' ? ((value as readonly Value[])[0] ?? null) : value;
  if (only !== value && conforms(only, type, meter)) return only;
  return type.kind === 'date-time' && only instanceof FeelDate ? startOfDay(only) : null;
}

