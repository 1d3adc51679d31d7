import type { ArithmeticOperator, CompareOperator, Ir, IrOf } from '../ir.ts';
import { approximateComparison, computes } from './approximate.ts';
import { joinCode, js } from './code.ts';
import type { Code, Name } from './code.ts';
import { temporary } from './generator.ts';
import type { Generator } from './generator.ts';
import { canBeNumber, isExact, plainNumber, prepared, sideOf } from './sides.ts';
import type { Side } from './sides.ts';

const SIGNS: Readonly<Record<CompareOperator, Code>> = { '=': js`===`, '!=': js`!==`, '<': js`<`, '<=': js`<=`, '>': js`>`, '>=': js`>=` };
const COMPARERS: Readonly<Record<CompareOperator, Code>> = { '=': js`eq`, '!=': js`ne`, '<': js`lt`, '<=': js`le`, '>': js`gt`, '>=': js`ge` };

/** `suffix` follows what the careful comparison gives, `wrap` goes around the quick one. */
function compared(ir: IrOf<'compare'>, generator: Generator, suffix: Code, wrap: (code: Code) => Code): Code {
  if (ir.operator !== '=' && ir.operator !== '!=' && (computes(ir.left) || computes(ir.right)) && canBeNumber(ir.left) && canBeNumber(ir.right)) return approximateComparison(ir, generator, { sign: SIGNS[ir.operator], comparer: COMPARERS[ir.operator], suffix, wrap });
  const left = sideOf(ir.left, generator);
  const right = sideOf(ir.right, generator);
  const slow = js`${COMPARERS[ir.operator]}(${left.boxed}, ${right.boxed}, c)${suffix}`;
  const numbers = canBeNumber(ir.left) && canBeNumber(ir.right);
  if (!numbers) return js`(${joinCode([...left.assign, ...right.assign, slow], js`, `)})`;
  return js`(${prepared([left, right])} ? ${wrap(js`${left.number} ${SIGNS[ir.operator]} ${right.number}`)} : ${slow})`;
}

export function compareValue(ir: IrOf<'compare'>, generator: Generator): Code {
  return compared(ir, generator, js``, (code) => code);
}

export function compareIsTrue(ir: IrOf<'compare'>, generator: Generator): Code {
  // Equality with a plain literal is identity: each number has one form, and a text equals only itself.
  if (ir.operator === '=') {
    const literal = [ir.left, ir.right].find((each) => each.op === 'string' || each.op === 'boolean');
    if (literal !== undefined) return js`(${generator.value(ir.left, generator)} === ${generator.value(ir.right, generator)})`;
  }
  return compared(ir, generator, js` === true`, (code) => code);
}

export function compareIsFalse(ir: IrOf<'compare'>, generator: Generator): Code {
  return compared(ir, generator, js` === false`, (code) => js`!(${code})`);
}

const CALCULATORS: Readonly<Record<ArithmeticOperator, Code>> = { '+': js`add`, '-': js`sub`, '*': js`mul`, '/': js`div`, '**': js`pow` };

/** Exact arithmetic on doubles where the operands allow it. */
export function arithmeticValue(ir: IrOf<'arithmetic'>, generator: Generator): Code {
  return isExact(ir) ? exactValue(ir, generator) : js`${CALCULATORS[ir.operator]}(${generator.value(ir.left, generator)}, ${generator.value(ir.right, generator)}, c)`;
}

export function negateCode(ir: IrOf<'negate'>, generator: Generator): Code {
  return isExact(ir) ? exactValue(ir, generator) : js`negate(${generator.value(ir.value, generator)})`;
}

function exactValue(ir: Ir, generator: Generator): Code {
  const side = sideOf(ir, generator);
  return js`(${prepared([side])} ? ${side.number} : ${side.boxed})`;
}

/** Three-valued: the deciding value ends it, else both must be yes or no. */
export function logicValue(ir: IrOf<'and' | 'or'>, generator: Generator): Code {
  const decisive = ir.op === 'or';
  const left = temporary(generator);
  const right = temporary(generator);
  return js`((${left} = ${generator.value(ir.left, generator)}) === ${decisive} ? ${decisive} : (${right} = ${generator.value(ir.right, generator)}) === ${decisive} ? ${decisive} : typeof ${left} === 'boolean' && typeof ${right} === 'boolean' ? ${!decisive} : null)`;
}

export function logicIsTrue(ir: IrOf<'and' | 'or'>, generator: Generator): Code {
  return js`(${generator.isTrue(ir.left, generator)} ${ir.op === 'and' ? js`&&` : js`||`} ${generator.isTrue(ir.right, generator)})`;
}

export function logicIsFalse(ir: IrOf<'and' | 'or'>, generator: Generator): Code {
  return js`(${generator.isFalse(ir.left, generator)} ${ir.op === 'and' ? js`||` : js`&&`} ${generator.isFalse(ir.right, generator)})`;
}

function betweenParts(ir: IrOf<'between'>, generator: Generator): { readonly numbers: Code; readonly within: Code; readonly slow: Code } {
  const sides: readonly [Side, Side, Side] = [sideOf(ir.value, generator), sideOf(ir.low, generator), sideOf(ir.high, generator)];
  const [value, low, high] = sides;
  return { numbers: prepared(sides), within: js`${value.number} >= ${low.number} && ${value.number} <= ${high.number}`, slow: js`between(${value.boxed}, ${low.boxed}, ${high.boxed}, c)` };
}

export function betweenValue(ir: IrOf<'between'>, generator: Generator): Code {
  const { numbers, within, slow } = betweenParts(ir, generator);
  return js`(${numbers} ? ${within} : ${slow})`;
}

export function betweenIsTrue(ir: IrOf<'between'>, generator: Generator): Code {
  const { numbers, within, slow } = betweenParts(ir, generator);
  return js`(${numbers} ? ${within} : ${slow} === true)`;
}

/** A constant range of plain numbers is two comparisons. */
export function matchIsTrue(ir: IrOf<'match'>, generator: Generator): Code {
  const { test } = ir;
  const ends = test.op === 'range' ? [plainNumber(test.start), plainNumber(test.end)] as const : null;
  if (test.op !== 'range' || ends === null || ends[0] === null || ends[1] === null || ends[0] > ends[1]) return js`(${matchValue(ir, generator)} === true)`;
  const value: Name = temporary(generator);
  const within = js`${value} ${test.startIncluded ? js`>=` : js`>`} ${ends[0]} && ${value} ${test.endIncluded ? js`<=` : js`<`} ${ends[1]}`;
  return js`(typeof (${value} = ${generator.value(ir.value, generator)}) === 'number' ? ${within} : match(${value}, ${generator.value(test, generator)}, c) === true)`;
}

export function matchValue(ir: IrOf<'match'>, generator: Generator): Code {
  return js`match(${generator.value(ir.value, generator)}, ${generator.value(ir.test, generator)}, c)`;
}
