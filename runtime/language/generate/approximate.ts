/**
 * Division and powers have no short decimal result, so exact arithmetic on them is slow. But where only a rounded result or a comparison is
 * wanted, a double with a proven bound of its error mostly decides: if everything within the bound rounds to the same number (or compares the
 * same way), that is the answer of decimal arithmetic too. If not, the same operands go the exact way (floating-point filter; J. R. Shewchuk,
 * "Adaptive Precision Floating-Point Arithmetic", 1997, section 1). Bounds: one rounding of a double is within 2^-53 of its result; each
 * constant below leaves room for the error of computing the bound itself and for the 34 digits of the exact way.
 */
import type { Ir, IrOf } from '../ir.ts';
import { joinCode, js } from './code.ts';
import type { Code, Name } from './code.ts';
import { temporary } from './generator.ts';
import type { Generator } from './generator.ts';
import { allHold, canBeNumber, plainNumber } from './sides.ts';

/** A little more than 2^-53. */
const UNIT = js`1.2e-16`;
/** Covers what is lost when a result is too small for a double. */
const TINY = js`1e-300`;

interface Approximation {
  readonly assign: readonly Code[];
  /** Before `steps`: that the operands are doubles. */
  readonly guards: readonly Code[];
  /** Arithmetic and its guards, in order. */
  readonly steps: readonly Code[];
  readonly value: Code;
  /** Bound of |value − the number of decimal arithmetic|; null when it is exact. */
  readonly error: Code | null;
  readonly boxed: Code;
}

type Node = IrOf<'arithmetic'> | IrOf<'negate'>;

function isNode(ir: Ir): ir is Node {
  if (ir.op === 'negate') return canBeNumber(ir.value);
  return ir.op === 'arithmetic' && canBeNumber(ir.left) && canBeNumber(ir.right) && (ir.operator !== '**' || isUnworked(ir.right));
}

/** An exponent as it stands, perhaps with a sign: if it looks whole it is. */
function isUnworked(ir: Ir): boolean {
  return ir.op === 'negate' ? isUnworked(ir.value) : ir.op !== 'arithmetic';
}

/** Whether a tree is arithmetic at all. */
export function computes(ir: Ir): boolean {
  return isNode(ir);
}

/** Whether exact arithmetic would leave the doubles. */
export function divides(ir: Ir): boolean {
  if (!isNode(ir)) return false;
  if (ir.op === 'negate') return divides(ir.value);
  return ir.operator === '/' || ir.operator === '**' || divides(ir.left) || divides(ir.right);
}

function approximate(ir: Ir, generator: Generator): Approximation {
  const number = plainNumber(ir);
  if (number !== null) return { assign: [], guards: [], steps: [], value: js`${number}`, error: Number.isInteger(number) ? null : js`${Math.abs(number) * 1.2e-16}`, boxed: js`${number}` };
  if (!isNode(ir)) return leaf(ir, generator);
  if (ir.op === 'negate') {
    const inner = approximate(ir.value, generator);
    return { ...inner, value: js`(-${inner.value})`, boxed: js`negate(${inner.boxed})` };
  }
  const left = approximate(ir.left, generator);
  const right = approximate(ir.right, generator);
  const value = temporary(generator);
  const error = temporary(generator);
  const made = OPERATIONS[ir.operator](left, right, value, error);
  return {
    assign: [...left.assign, ...right.assign],
    guards: [...left.guards, ...right.guards],
    steps: [...left.steps, ...right.steps, ...made.steps],
    value: js`${value}`,
    error: js`${error}`,
    boxed: js`${made.call}(${left.boxed}, ${right.boxed}, c)`,
  };
}

/** A double stands for its shortest decimal text, which is within half a unit of it. */
function leaf(ir: Ir, generator: Generator): Approximation {
  const name = temporary(generator);
  return { assign: [js`${name} = ${generator.value(ir, generator)}`], guards: [js`typeof ${name} === 'number'`], steps: [], value: js`${name}`, error: js`Math.abs(${name}) * ${UNIT}`, boxed: js`${name}` };
}

interface Operation {
  readonly steps: readonly Code[];
  readonly call: Code;
}

const PLUS = js` + `;
const sumOf = (parts: readonly (Code | null)[]): Code => joinCode(parts.filter((part) => part !== null), PLUS);
const always = (statement: Code): Code => js`(${statement}, true)`;

function additive(sign: Code, call: Code) {
  return (a: Approximation, b: Approximation, value: Name, error: Name): Operation => ({
    steps: [always(js`${value} = ${a.value} ${sign} ${b.value}, ${error} = ${sumOf([a.error, b.error, js`Math.abs(${value}) * ${UNIT}`, TINY])}`)],
    call,
  });
}

const OPERATIONS: Readonly<Record<IrOf<'arithmetic'>['operator'], (a: Approximation, b: Approximation, value: Name, error: Name) => Operation>> = {
  '+': additive(js`+`, js`add`),
  '-': additive(js`-`, js`sub`),
  '*': (a, b, value, error) => ({
    steps: [always(js`${value} = ${a.value} * ${b.value}, ${error} = ${sumOf([
      a.error === null ? null : js`Math.abs(${b.value}) * (${a.error})`,
      b.error === null ? null : js`Math.abs(${a.value}) * (${b.error})`,
      a.error === null || b.error === null ? null : js`(${a.error}) * (${b.error})`,
      js`Math.abs(${value}) * ${UNIT}`,
      TINY,
    ])}`)],
    call: js`mul`,
  }),
  '/': (a, b, value, error) => {
    const below = b.error === null ? js`Math.abs(${b.value})` : js`(Math.abs(${b.value}) - (${b.error}))`;
    const fromRight = b.error === null ? null : js`Math.abs(${value}) * (${b.error})`;
    const inherited = a.error === null && fromRight === null ? null : js`(${sumOf([a.error, fromRight])}) / ${below}`;
    return {
      steps: [b.error === null ? js`${b.value} !== 0` : js`Math.abs(${b.value}) > 2 * (${b.error})`, always(js`${value} = ${a.value} / ${b.value}, ${error} = ${sumOf([inherited, js`Math.abs(${value}) * ${UNIT}`, TINY])}`)],
      call: js`div`,
    };
  },
  // (1 + r)^n (1 + u)^n − 1 < 2n(r + u) while n(r + u) < 1/2: r is the relative error of the base, u that of each of at most n roundings.
  '**': (a, b, value, error) => {
    const relative = a.error === null ? js`${UNIT}` : js`((${a.error}) / Math.abs(${a.value}) + ${UNIT})`;
    return {
      steps: [
        js`Number.isInteger(${b.value})`, js`Math.abs(${b.value}) <= 5000`, js`Math.abs(${a.value}) > 1e-200`,
        always(js`${value} = ipow(${a.value}, ${b.value}), ${error} = (Math.abs(${b.value}) + 1) * ${relative}`),
        js`${error} < 0.4`, js`Math.abs(${value}) > 1e-200`, js`Math.abs(${value}) < 1e200`,
        always(js`${error} = 2 * ${error} * Math.abs(${value})`),
      ],
      call: js`pow`,
    };
  },
};

function ready(sides: readonly Approximation[]): Code {
  const assign = sides.flatMap((side) => side.assign);
  const checks = allHold([...sides.flatMap((side) => side.guards), ...sides.flatMap((side) => side.steps)]);
  return assign.length === 0 ? checks : js`(${joinCode(assign, js`, `)}, ${checks})`;
}

interface Comparison {
  readonly sign: Code;
  readonly comparer: Code;
  readonly suffix: Code;
  readonly wrap: (code: Code) => Code;
}

/** `<` and its kin: decided when the two sides are further apart than their errors reach. */
export function approximateComparison(ir: IrOf<'compare'>, generator: Generator, { sign, comparer, suffix, wrap }: Comparison): Code {
  const left = approximate(ir.left, generator);
  const right = approximate(ir.right, generator);
  const reach = sumOf([left.error, right.error, TINY]);
  return js`(${ready([left, right])} && Math.abs(${left.value} - ${right.value}) > 2 * (${reach}) + Math.abs(${left.value}) * ${UNIT} ? ${wrap(js`${left.value} ${sign} ${right.value}`)} : ${comparer}(${left.boxed}, ${right.boxed}, c)${suffix})`;
}

/** Name of a rounding function → where its result jumps (ties or whole numbers), and the result from the scaled value and its floor. */
const ROUNDINGS: Readonly<Record<string, { readonly jumps: 'ties' | 'wholes'; readonly result: (value: Name, floor: Name, part: Name) => Code }>> = {
  'decimal': { jumps: 'ties', result: (_value, floor, part) => js`${floor} + (${part} > 0.5 ? 1 : 0)` },
  'round half up': { jumps: 'ties', result: (_value, floor, part) => js`${floor} + (${part} > 0.5 ? 1 : 0)` },
  'round half down': { jumps: 'ties', result: (_value, floor, part) => js`${floor} + (${part} > 0.5 ? 1 : 0)` },
  'round up': { jumps: 'wholes', result: (value, floor) => js`${floor} + (${value} > 0 ? 1 : 0)` },
  'round down': { jumps: 'wholes', result: (value, floor) => js`${floor} + (${value} < 0 ? 1 : 0)` },
  'floor': { jumps: 'wholes', result: (_value, floor) => js`${floor} + 0` },
  'ceiling': { jumps: 'wholes', result: (_value, floor) => js`${floor} + 1` },
};

/** `round half up(a / b, 2)` and its kin; null when the call is none. `careful` makes the exact call from the boxed operand. */
export function approximateRounding(ir: IrOf<'builtin'>, generator: Generator, careful: (boxed: Code) => Code): Code | null {
  const rounding = Object.hasOwn(ROUNDINGS, ir.name) ? ROUNDINGS[ir.name] : undefined;
  const [number, places] = ir.args;
  const scale = places === undefined ? 0 : places === null ? null : plainNumber(places);
  if (rounding === undefined || number === undefined || number === null || !divides(number) || scale === null || !Number.isInteger(scale) || scale < 0 || scale > 8) return null;
  const side = approximate(number, generator);
  const [value, error, floor, part] = [temporary(generator), temporary(generator), temporary(generator), temporary(generator)];
  const scaled = js`(${value} = ${side.value} * ${10 ** scale}, ${error} = 2 * (${sumOf([side.error, TINY])}) * ${10 ** scale} + Math.abs(${value}) * ${UNIT}, ${floor} = Math.floor(${value}), ${part} = ${value} - ${floor}, true)`;
  const clear = rounding.jumps === 'ties' ? js`Math.abs(${part} - 0.5) > ${error}` : js`${part} > ${error} && ${part} < 1 - ${error}`;
  const result = js`((${rounding.result(value, floor, part)}) / ${10 ** scale} + 0)`;
  return js`(${ready([side])} && ${scaled} && Math.abs(${value}) < 9e14 && ${clear} ? ${result} : ${careful(side.boxed)})`;
}
