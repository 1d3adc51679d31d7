import type { ArithmeticOperator, CompareOperator, Ir, IrOf } from '../ir.ts';
import { js } from './code.ts';
import type { Code, Name } from './code.ts';
import { temporary } from './generator.ts';
import type { Generator } from './generator.ts';

/** A side of an operator, held so that it is evaluated once. */
interface Side {
  readonly first: Code;
  readonly again: Code;
  /** The double it surely is. */
  readonly number: number | null;
  readonly text: string | null;
}

function side(ir: Ir, generator: Generator): Side {
  if (ir.op === 'number' && ir.text.length <= 15 && !/e/i.test(ir.text)) {
    const number = Number(ir.text) === 0 ? 0 : Number(ir.text);
    return { first: js`${number}`, again: js`${number}`, number, text: null };
  }
  if (ir.op === 'string') return { first: js`${ir.value}`, again: js`${ir.value}`, number: null, text: ir.value };
  const name = temporary(generator);
  return { first: js`(${name} = ${generator.value(ir, generator)})`, again: js`${name}`, number: null, text: null };
}

/** Evaluates both sides into their variables and tells whether both are doubles. The left comes first even when the right is a literal. */
function bothNumbers(left: Side, right: Side): Code {
  if (left.number !== null) return right.number !== null ? js`true` : js`typeof ${right.first} === 'number'`;
  if (right.number !== null) return js`typeof ${left.first} === 'number'`;
  return js`(${left.first}, ${right.first}, typeof ${left.again} === 'number' && typeof ${right.again} === 'number')`;
}

const SIGNS: Readonly<Record<CompareOperator, Code>> = { '=': js`===`, '!=': js`!==`, '<': js`<`, '<=': js`<=`, '>': js`>`, '>=': js`>=` };
const COMPARERS: Readonly<Record<CompareOperator, Code>> = { '=': js`eq`, '!=': js`ne`, '<': js`lt`, '<=': js`le`, '>': js`gt`, '>=': js`ge` };

function compared(ir: IrOf<'compare'>, generator: Generator, suffix: Code, wrap: (code: Code) => Code): Code {
  const left = side(ir.left, generator);
  const right = side(ir.right, generator);
  const quick = bothNumbers(left, right);
  const slow = js`${COMPARERS[ir.operator]}(${left.text === null && left.number === null && right.text !== null ? left.first : left.again}, ${right.again})`;
  if (right.text !== null || left.text !== null) return js`(${COMPARERS[ir.operator]}(${left.first}, ${right.first})${suffix})`;
  return js`(${quick} ? ${wrap(js`${left.again} ${SIGNS[ir.operator]} ${right.again}`)} : ${slow}${suffix})`;
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

export function arithmeticValue(ir: IrOf<'arithmetic'>, generator: Generator): Code {
  return js`${CALCULATORS[ir.operator]}(${generator.value(ir.left, generator)}, ${generator.value(ir.right, generator)}, c)`;
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
  const names: readonly [Name, Name, Name] = [temporary(generator), temporary(generator), temporary(generator)];
  const [value, low, high] = names;
  const numbers = js`(${value} = ${generator.value(ir.value, generator)}, ${low} = ${generator.value(ir.low, generator)}, ${high} = ${generator.value(ir.high, generator)}, typeof ${value} === 'number' && typeof ${low} === 'number' && typeof ${high} === 'number')`;
  return { numbers, within: js`${value} >= ${low} && ${value} <= ${high}`, slow: js`between(${value}, ${low}, ${high})` };
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
  if (test.op !== 'range' || test.start.op !== 'number' || test.end.op !== 'number') return js`(${matchValue(ir, generator)} === true)`;
  const start = side(test.start, generator);
  const end = side(test.end, generator);
  if (start.number === null || end.number === null || start.number > end.number) return js`(${matchValue(ir, generator)} === true)`;
  const value = temporary(generator);
  const within = js`${value} ${test.startIncluded ? js`>=` : js`>`} ${start.number} && ${value} ${test.endIncluded ? js`<=` : js`<`} ${end.number}`;
  return js`(typeof (${value} = ${generator.value(ir.value, generator)}) === 'number' ? ${within} : match(${value}, ${generator.value(test, generator)}) === true)`;
}

export function matchValue(ir: IrOf<'match'>, generator: Generator): Code {
  return js`match(${generator.value(ir.value, generator)}, ${generator.value(ir.test, generator)})`;
}
