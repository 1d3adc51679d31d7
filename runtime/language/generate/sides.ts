/**
 * The one place that deals with unboxed numbers in generated code. A side is an operand held so that it is evaluated once; arithmetic of
 * `+ - *` over doubles becomes whole numbers of hundredths (decimal arithmetic, exact below 10^15), checked as it goes; where a check fails
 * the same operands go the careful way.
 */
import type { Ir } from '../ir.ts';
import { joinCode, js } from './code.ts';
import type { Code } from './code.ts';
import { temporary } from './generator.ts';
import type { Generator } from './generator.ts';

export interface Side {
  /** Puts what is needed into variables, in order. */
  readonly assign: readonly Code[];
  /** All must hold for `number` to be right. */
  readonly guards: readonly Code[];
  /** A double: the number itself, in its one form. */
  readonly number: Code;
  /** The boxed value, from the same variables. */
  readonly boxed: Code;
  /** The value of a plain literal. */
  readonly literal: number | string | null;
}

const AND = js` && `;

export function allHold(guards: readonly Code[]): Code {
  return guards.length === 0 ? js`true` : joinCode(guards, AND);
}

/** Runs the assignments and gives whether all guards hold. */
export function prepared(sides: readonly Side[]): Code {
  const assign = sides.flatMap((side) => side.assign);
  const guards = allHold(sides.flatMap((side) => side.guards));
  return assign.length === 0 ? js`(${guards})` : js`(${joinCode(assign, js`, `)}, ${guards})`;
}

export function plainNumber(ir: Ir): number | null {
  if (ir.op !== 'number' || ir.text.length > 15 || /e/i.test(ir.text)) return null;
  const value = Number(ir.text);
  return value === 0 ? 0 : value;
}

function heldSide(ir: Ir, generator: Generator): Side {
  const name = temporary(generator);
  return { assign: [js`${name} = ${generator.value(ir, generator)}`], guards: [js`typeof ${name} === 'number'`], number: js`${name}`, boxed: js`${name}`, literal: null };
}

/** A plain literal, exact arithmetic, or any other value in a variable. */
export function sideOf(ir: Ir, generator: Generator): Side {
  const number = plainNumber(ir);
  if (number !== null) return { assign: [], guards: [], number: js`${number}`, boxed: js`${number}`, literal: number };
  if (ir.op === 'string') return { assign: [], guards: [js`false`], number: js`0`, boxed: js`${ir.value}`, literal: ir.value };
  if (!isExact(ir)) return heldSide(ir, generator);
  const { scaled, scale, ...side } = bounded(scaledSide(ir, generator), generator);
  return { ...side, number: unscaled(scaled, scale), literal: null };
}

/** `+ 0` turns −0 into 0. */
export function unscaled(scaled: Code, scale: number): Code {
  return scale === 0 ? js`(${scaled} + 0)` : js`(${scaled} / ${10 ** scale} + 0)`;
}

/**
 * A side as a whole number of 10^-scale, below 10^15 in size only if `bounded`. Often what is made of it is bounded and that is enough: where a
 * product other than 0 is, its factors are; where a sum is and all of its terms but one, that one is below 2 · 10^15, which is exact still.
 */
export interface ScaledSide {
  readonly assign: readonly Code[];
  readonly guards: readonly Code[];
  /** To be used once. */
  readonly scaled: Code;
  readonly scale: number;
  readonly boxed: Code;
}

const MAX_SCALE = 8;
const MAX_LEAVES = 12;
const CALCULATORS = { '+': js`add`, '-': js`sub`, '*': js`mul` } as const;

export function canBeNumber(ir: Ir): boolean {
  return ir.type.kind === 'number' || ir.type.kind === 'any';
}

/** Arithmetic of few operands whose result has few decimals. */
export function isExact(ir: Ir): boolean {
  return isExactNode(ir) && canBeNumber(ir) && leavesOf(ir) <= MAX_LEAVES && scaleOf(ir) <= MAX_SCALE;
}

type ExactNode = Extract<Ir, { op: 'arithmetic' | 'negate' }>;

function isExactNode(ir: Ir): ir is ExactNode {
  if (ir.op === 'negate') return canBeNumber(ir.value);
  return ir.op === 'arithmetic' && ir.operator !== '/' && ir.operator !== '**' && canBeNumber(ir.left) && canBeNumber(ir.right);
}

function leavesOf(ir: Ir): number {
  if (!isExactNode(ir)) return 1;
  return ir.op === 'negate' ? leavesOf(ir.value) : leavesOf(ir.left) + leavesOf(ir.right);
}

/** Decimals of the result when every variable has at most two, as amounts of money do. */
function scaleOf(ir: Ir): number {
  const number = plainNumber(ir);
  if (number !== null) return decimalsOf(number);
  if (!isExactNode(ir)) return ir.type.kind === 'number' && ir.type.integer === true ? 0 : 2;
  if (ir.op === 'negate') return scaleOf(ir.value);
  const [left, right] = [scaleOf(ir.left), scaleOf(ir.right)];
  return ir.operator === '*' ? left + right : Math.max(left, right);
}

function decimalsOf(number: number): number {
  const text = String(Math.abs(number));
  const dot = text.indexOf('.');
  return text.includes('e') ? MAX_SCALE + 1 : dot === -1 ? 0 : text.length - dot - 1;
}

export function scaledSide(ir: Ir, generator: Generator): ScaledSide {
  const number = plainNumber(ir);
  if (number !== null && decimalsOf(number) <= MAX_SCALE) {
    const scale = decimalsOf(number);
    return { assign: [], guards: [], scaled: js`${Math.round(number * 10 ** scale)}`, scale, boxed: js`${number}` };
  }
  if (!isExactNode(ir) || !isExact(ir)) return scaledLeaf(ir, generator);
  if (ir.op === 'negate') {
    const inner = scaledSide(ir.value, generator);
    return { ...inner, scaled: js`(-${inner.scaled})`, boxed: js`negate(${inner.boxed})` };
  }
  const times = ir.operator === '*';
  const left = times ? scaledSide(ir.left, generator) : bounded(scaledSide(ir.left, generator), generator);
  const right = scaledSide(ir.right, generator);
  const scale = times ? left.scale + right.scale : Math.max(left.scale, right.scale);
  return {
    assign: [...left.assign, ...right.assign],
    guards: [...left.guards, ...right.guards],
    scaled: times ? js`(${left.scaled} * ${right.scaled})` : js`(${raised(left, scale)} ${ir.operator === '+' ? js`+` : js`-`} ${raised(right, scale)})`,
    scale,
    boxed: js`${CALCULATORS[ir.operator as '+' | '-' | '*']}(${left.boxed}, ${right.boxed}, c)`,
  };
}

/** With the size of `scaled` among the guards. */
function bounded(side: ScaledSide, generator: Generator): ScaledSide {
  const held = temporary(generator);
  return { ...side, guards: [...side.guards, js`Math.abs(${held} = ${side.scaled}) < 1e15`], scaled: js`${held}` };
}

function raised({ scaled, scale }: ScaledSide, to: number): Code {
  return scale === to ? scaled : js`${scaled} * ${10 ** (to - scale)}`;
}

/** A value that must be a double of at most two decimals (none for a type of whole numbers), which is then exactly `scaled` / 10^scale. */
function scaledLeaf(ir: Ir, generator: Generator): ScaledSide {
  const name = temporary(generator);
  const scaled = temporary(generator);
  const whole = ir.type.kind === 'number' && ir.type.integer === true;
  const isDouble = js`typeof ${name} === 'number'`;
  const short = whole ? js`(${scaled} = ${wholeNear(js`${name}`)}) === ${name}` : js`(${scaled} = ${wholeNear(js`${name} * 100`)}) / 100 === ${name}`;
  return { assign: [js`${name} = ${generator.value(ir, generator)}`], guards: [isDouble, short], scaled: js`${scaled}`, scale: whole ? 0 : 2, boxed: js`${name}` };
}

/** The whole number next to one below 2^51: up here doubles have no room for a fraction. A third of the time of `Math.round`. */
function wholeNear(number: Code): Code {
  return js`(${number} + 6755399441055744 - 6755399441055744)`;
}
