import { interpret } from '../interpret.ts';
import { createContext } from '../context.ts';
import type { Ir, IrOf, IrOp } from '../ir.ts';
import { COMMA, joinCode, js } from './code.ts';
import type { Code } from './code.ts';
import { constant, constantValue, localName } from './generator.ts';
import type { Generator } from './generator.ts';
import { filterValue, forValue, quantifiedValue } from './loops.ts';
import { arithmeticValue, betweenIsTrue, betweenValue, compareIsFalse, compareIsTrue, compareValue, logicIsFalse, logicIsTrue, logicValue, matchIsTrue, matchValue, negateCode } from './operators.ts';
import { bindValue, builtinCall, callValue, contextValue, functionValue, itemEntryValue, nameValue, pathValue } from './structures.ts';

type Emit<K extends IrOp> = (ir: IrOf<K>, generator: Generator) => Code;

/** Text, numbers and temporals, and ranges and lists of them, are evaluated once. */
function isConstant(ir: Ir): boolean {
  if (ir.op === 'number' || ir.op === 'string' || ir.op === 'temporal' || ir.op === 'boolean') return true;
  if (ir.op === 'range') return isConstant(ir.start) && isConstant(ir.end);
  return ir.op === 'list' && ir.items.every(isConstant);
}

function fold(ir: Ir, generator: Generator): Code {
  return constantValue(generator, interpret(ir, {}, createContext()));
}

/** Op → boxed value. */
const VALUES: { readonly [K in IrOp]: Emit<K> } = {
  null: () => js`null`,
  boolean: (ir) => js`${ir.value}`,
  number: fold,
  string: (ir) => js`${ir.value}`,
  temporal: fold,
  name: nameValue,
  local: (ir) => js`${localName(ir.id)}`,
  'item-entry': itemEntryValue,
  arithmetic: arithmeticValue,
  negate: negateCode,
  compare: compareValue,
  and: logicValue,
  or: logicValue,
  not: (ir, generator) => js`negated(${generator.value(ir.value, generator)})`,
  between: betweenValue,
  match: matchValue,
  bind: (ir, generator) => bindValue(ir, generator, generator.value),
  if: (ir, generator) => js`(${generator.isTrue(ir.condition, generator)} ? ${generator.value(ir.then, generator)} : ${generator.value(ir.else, generator)})`,
  for: forValue,
  quantified: quantifiedValue,
  filter: filterValue,
  path: pathValue,
  list: (ir, generator) => js`[${joinCode(ir.items.map((item) => generator.value(item, generator)), COMMA)}]`,
  context: contextValue,
  range: (ir, generator) => js`range(${generator.value(ir.start, generator)}, ${generator.value(ir.end, generator)}, ${ir.startIncluded}, ${ir.endIncluded})`,
  'half-range': (ir, generator) => js`halfRange(${ir.operator}, ${generator.value(ir.end, generator)})`,
  function: functionValue,
  call: callValue,
  builtin: builtinCall,
  'builtin-value': (ir) => js`builtinValue(${ir.name}, c)`,
  'instance-of': (ir, generator) => js`isInstance(${generator.value(ir.value, generator)}, ${constant(generator, ir.of)}, c)`,
};

const TRUES: { readonly [K in IrOp]?: Emit<K> } = {
  compare: compareIsTrue,
  and: logicIsTrue,
  or: logicIsTrue,
  not: (ir, generator) => generator.isFalse(ir.value, generator),
  between: betweenIsTrue,
  match: matchIsTrue,
  bind: (ir, generator) => bindValue(ir, generator, generator.isTrue),
  if: (ir, generator) => js`(${generator.isTrue(ir.condition, generator)} ? ${generator.isTrue(ir.then, generator)} : ${generator.isTrue(ir.else, generator)})`,
};

const FALSES: { readonly [K in IrOp]?: Emit<K> } = {
  compare: compareIsFalse,
  and: logicIsFalse,
  or: logicIsFalse,
  not: (ir, generator) => generator.isTrue(ir.value, generator),
  bind: (ir, generator) => bindValue(ir, generator, generator.isFalse),
};

export function emitValue(ir: Ir, generator: Generator): Code {
  return isConstant(ir) ? fold(ir, generator) : VALUES[ir.op](ir as never, generator);
}

export function emitIsTrue(ir: Ir, generator: Generator): Code {
  const emit = TRUES[ir.op];
  return emit === undefined ? js`(${emitValue(ir, generator)} === true)` : emit(ir as never, generator);
}

export function emitIsFalse(ir: Ir, generator: Generator): Code {
  const emit = FALSES[ir.op];
  return emit === undefined ? js`(${emitValue(ir, generator)} === false)` : emit(ir as never, generator);
}
