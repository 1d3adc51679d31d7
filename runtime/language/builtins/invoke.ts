/** The one place that fits arguments to the parameters of a built-in: singleton lists, dates for date-times, nulls (DMN 10.3.2.9.4). */
import { charge, warn } from '../context.ts';
import type { EvalContext } from '../context.ts';
import { kindOf } from '../values/contexts.ts';
import { FeelDate } from '../values/dates.ts';
import { startOfDay } from '../values/date-times.ts';
import type { Value } from '../values/value.ts';
import type { Builtin, Overload, Param, ParamKind } from './define-builtin.ts';

/** `undefined` when the value does not fit. */
function fit(kind: ParamKind, value: Value): Value | undefined {
  if (kind === 'any') return value;
  const found = kindOf(value);
  if (found === kind) return value;
  if (kind === 'list') return [value];
  if (found === 'list' && (value as readonly Value[]).length === 1) return fit(kind, (value as readonly Value[])[0] ?? null);
  if (kind === 'day') return found === 'date' || found === 'date-time' ? value : undefined;
  if (kind === 'duration') return found === 'days-time-duration' || found === 'years-months-duration' ? value : undefined;
  return kind === 'date-time' && value instanceof FeelDate ? startOfDay(value) : undefined;
}

function takes(overload: Overload, count: number): boolean {
  const { params } = overload;
  const last = params.at(-1);
  const least = params.filter((param) => !param.optional && !param.variadic).length;
  return count >= least && (last?.variadic === true || count <= params.length);
}

type Fitted = readonly Value[] | 'null' | 'misfit';

function fitAll(params: readonly Param[], args: readonly (Value | undefined)[]): Fitted {
  const fitted: Value[] = [];
  let sawNull = false;
  for (let i = 0; i < params.length; i++) {
    const param = params[i];
    if (param === undefined) break;
    if (param.variadic) {
      fitted.push(args.slice(i).map((arg) => arg ?? null));
      break;
    }
    const arg = args[i];
    if (arg === undefined && param.optional) {
      fitted.push(undefined as unknown as Value);
      continue;
    }
    const value = arg ?? null;
    if (value === null && param.kind !== 'any' && !param.nullable) {
      sawNull = true;
      continue;
    }
    const fittedValue = value === null ? null : fit(param.kind, value);
    if (fittedValue === undefined) return 'misfit';
    fitted.push(fittedValue);
  }
  return sawNull ? 'null' : fitted;
}

/** What reading all of an argument costs. */
export function chargeArgument(context: EvalContext, value: Value): void {
  if (typeof value === 'string') {
    if (value.length > CHARACTERS_PER_STEP) charge(context, Math.ceil(value.length / CHARACTERS_PER_STEP));
  } else if (Array.isArray(value)) charge(context, Math.ceil(value.length / ITEMS_PER_STEP));
}

const CHARACTERS_PER_STEP = 64;
const ITEMS_PER_STEP = 4;

/** Calls one overload (by number), or the first that fits when `index` is −1. Arguments that do not fit give null and a finding. */
export function invoke(made: Builtin, index: number, args: readonly (Value | undefined)[], context: EvalContext): Value {
  const candidates = index === -1 ? made.overloads : made.overloads.slice(index, index + 1);
  for (const candidate of candidates) {
    if (!takes(candidate, args.length)) continue;
    const fitted = fitAll(candidate.params, args);
    if (fitted === 'null') return null;
    if (fitted === 'misfit') continue;
    charge(context, made.cost);
    if (made.reads) for (const arg of fitted) chargeArgument(context, arg);
    return candidate.call(context, ...fitted) ?? null;
  }
  warn(context, 'SCN_RULE_ARGUMENT_VALUE', { name: made.name });
  return null;
}
