import { invoke } from '../builtins/invoke.ts';
import { builtinNamed } from '../builtins/registry.ts';
import { charge } from '../context.ts';
import type { IrOf, IrOp } from '../ir.ts';
import { builtinValue, halfRange } from '../run/call.ts';
import { callFunction } from '../run/call-value.ts';
import { asList, filterList, itemAt } from '../run/filter.ts';
import { coerce, functionTypeOf, isInstance } from '../run/instance-of.ts';
import { isLogical } from '../run/logical.ts';
import { weightOf } from '../run/weight.ts';
import { compareWith, makeRange, negated, operate, temporalValue } from '../run/operate.ts';
import { negateValue } from '../values/arithmetic.ts';
import { between } from '../values/compare.ts';
import { matches } from '../values/containment.ts';
import { entryOf, hasEntry, isContext, setEntryInPlace } from '../values/contexts.ts';
import { FeelFunction } from '../values/value.ts';
import { parseNumber } from '../values/numbers.ts';
import { property } from '../values/properties.ts';
import type { Value } from '../values/value.ts';
import { runFor, runQuantified } from './loops.ts';
import { bindLocal, localOf } from './machine.ts';
import type { Env, Machine } from './machine.ts';

type Op<K extends IrOp> = (machine: Machine, ir: IrOf<K>, env: Env) => Value;

const logic = (decisive: boolean) => (machine: Machine, ir: IrOf<'and' | 'or'>, env: Env): Value => {
  const left = machine.evaluate(machine, ir.left, env);
  if (left === decisive) return decisive;
  const right = machine.evaluate(machine, ir.right, env);
  if (right === decisive) return decisive;
  return typeof left === 'boolean' && typeof right === 'boolean' ? !decisive : null;
};

function runFilter(machine: Machine, ir: IrOf<'filter'>, env: Env): Value {
  const list = machine.evaluate(machine, ir.list, env);
  if (ir.test.op === 'number') return itemAt(asList(list), parseNumber(ir.test.text));
  if (isLogical(ir.test)) {
    const items = asList(list);
    charge(machine.context, items.length * weightOf(ir.test));
    return items.filter((item) => machine.evaluate(machine, ir.test, bindLocal(env, ir.item, item)) === true);
  }
  return filterList(list, (item) => machine.evaluate(machine, ir.test, bindLocal(env, ir.item, item)), weightOf(ir.test), machine.context);
}

function runContext(machine: Machine, ir: IrOf<'context'>, env: Env): Value {
  const made: Record<string, Value> = {};
  let inner = env;
  for (const { key, id, value } of ir.entries) {
    // A function may call itself, so its name is bound before it is made.
    const frame = bindLocal(inner, id, null);
    frame.value = machine.evaluate(machine, value, value.op === 'function' ? frame : inner);
    setEntryInPlace(made, key, frame.value);
    inner = frame;
  }
  return made;
}

function makeFunction(machine: Machine, ir: IrOf<'function'>, env: Env): Value {
  const names = ir.params.map((param) => param.name);
  return new FeelFunction(names, (args) => {
    charge(machine.context, weightOf(ir.body));
    let inner = env;
    ir.params.forEach((param, index) => {
      inner = bindLocal(inner, param.id, coerce(args[index] ?? null, param.type, machine.context));
    });
    return machine.evaluate(machine, ir.body, inner);
  }, null, functionTypeOf(ir));
}

function runCall(machine: Machine, ir: IrOf<'call'>, env: Env): Value {
  const callee = machine.evaluate(machine, ir.callee, env);
  const args = ir.args.map((arg) => machine.evaluate(machine, arg, env));
  return callFunction(callee, args, ir.names, machine.context);
}

function runBuiltin(machine: Machine, ir: IrOf<'builtin'>, env: Env): Value {
  const made = builtinNamed(ir.name);
  if (made === undefined) return null;
  const args = ir.args.map((arg) => (arg === null ? undefined : machine.evaluate(machine, arg, env)));
  return invoke(made, ir.overload, args, machine.context);
}

function itemEntry(machine: Machine, ir: IrOf<'item-entry'>, env: Env): Value {
  const item = machine.evaluate(machine, ir.item, env);
  if (isContext(item)) return hasEntry(item, ir.key) ? entryOf(item, ir.key) : machine.evaluate(machine, ir.otherwise, env);
  return property(item, ir.key, machine.context) ?? machine.evaluate(machine, ir.otherwise, env);
}

/** Values of literals by their node of the tree: reading a number costs more than the rest of a small formula. */
const literals = new WeakMap<object, Value>();

function literalValue(ir: IrOf<'number' | 'temporal'>): Value {
  const known = literals.get(ir);
  if (known !== undefined) return known;
  const value = ir.op === 'number' ? parseNumber(ir.text) : temporalValue(ir.text);
  literals.set(ir, value);
  return value;
}

/** One small function per op of the tree. */
export const OPS: { readonly [K in IrOp]: Op<K> } = {
  null: () => null,
  boolean: (_machine, ir) => ir.value,
  number: (_machine, ir) => literalValue(ir),
  string: (_machine, ir) => ir.value,
  temporal: (_machine, ir) => literalValue(ir),
  name: (machine, ir) => entryOf(machine.scope, ir.name),
  local: (_machine, ir, env) => localOf(env, ir.id),
  'item-entry': itemEntry,
  arithmetic: (machine, ir, env) => operate(ir.operator, machine.evaluate(machine, ir.left, env), machine.evaluate(machine, ir.right, env), machine.context),
  negate: (machine, ir, env) => negateValue(machine.evaluate(machine, ir.value, env)),
  compare: (machine, ir, env) => compareWith(ir.operator, machine.evaluate(machine, ir.left, env), machine.evaluate(machine, ir.right, env), machine.context),
  and: logic(false),
  or: logic(true),
  not: (machine, ir, env) => negated(machine.evaluate(machine, ir.value, env)),
  between: (machine, ir, env) => between(machine.evaluate(machine, ir.value, env), machine.evaluate(machine, ir.low, env), machine.evaluate(machine, ir.high, env), machine.context),
  match: (machine, ir, env) => matches(machine.evaluate(machine, ir.value, env), machine.evaluate(machine, ir.test, env), machine.context),
  bind: (machine, ir, env) => machine.evaluate(machine, ir.body, bindLocal(env, ir.id, machine.evaluate(machine, ir.value, env))),
  if: (machine, ir, env) => machine.evaluate(machine, machine.evaluate(machine, ir.condition, env) === true ? ir.then : ir.else, env),
  for: runFor,
  quantified: runQuantified,
  filter: runFilter,
  path: (machine, ir, env) => property(machine.evaluate(machine, ir.of, env), ir.key, machine.context),
  list: (machine, ir, env) => ir.items.map((item) => machine.evaluate(machine, item, env)),
  context: runContext,
  range: (machine, ir, env) => makeRange(machine.evaluate(machine, ir.start, env), machine.evaluate(machine, ir.end, env), ir.startIncluded, ir.endIncluded),
  'half-range': (machine, ir, env) => halfRange(ir.operator, machine.evaluate(machine, ir.end, env)),
  function: makeFunction,
  call: runCall,
  builtin: runBuiltin,
  'builtin-value': (machine, ir) => builtinValue(ir.name, machine.context),
  'instance-of': (machine, ir, env) => isInstance(machine.evaluate(machine, ir.value, env), ir.of, machine.context),
};
