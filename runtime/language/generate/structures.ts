import { builtinNamed } from '../builtins/registry.ts';
import type { Param } from '../builtins/define-builtin.ts';
import type { Ir, IrOf } from '../ir.ts';
import { functionTypeOf } from '../run/instance-of.ts';
import { weightOf } from '../run/weight.ts';
import { isPlainKey } from '../values/properties.ts';
import { aggregateCall } from './aggregates.ts';
import { approximateRounding } from './approximate.ts';
import { COMMA, joinCode, js } from './code.ts';
import type { Code, Name } from './code.ts';
import { constant, declarations, declareLocal, innerBlock, localName, temporary } from './generator.ts';
import type { Generator } from './generator.ts';

/**
 * An own entry, read in place so that each site stays monomorphic. Keys that any prototype carries take the careful way;
 * all other keys can only be own ones.
 */
export function pathValue(ir: IrOf<'path'>, generator: Generator): Code {
  const of = generator.value(ir.of, generator);
  if (!isPlainKey(ir.key)) return js`prop(${of}, ${ir.key}, c)`;
  const whole = temporary(generator);
  const entry = temporary(generator);
  return js`((${whole} = ${of}) !== null && (${entry} = ${whole}[${ir.key}]) !== undefined ? ${entry} : prop(${whole}, ${ir.key}, c))`;
}

export function nameValue(ir: IrOf<'name'>): Code {
  return isPlainKey(ir.name) ? js`(s[${ir.name}] ?? null)` : js`entry(s, ${ir.name})`;
}

export function itemEntryValue(ir: IrOf<'item-entry'>, generator: Generator): Code {
  const item = temporary(generator);
  const found = temporary(generator);
  return js`(has(${item} = ${generator.value(ir.item, generator)}, ${ir.key}) ? entry(${item}, ${ir.key}) : isContext(${item}) ? ${generator.value(ir.otherwise, generator)} : (${found} = prop(${item}, ${ir.key}, c)) !== null ? ${found} : ${generator.value(ir.otherwise, generator)})`;
}

export function contextValue(ir: IrOf<'context'>, generator: Generator): Code {
  const entries = ir.entries.map(({ key, id, value }) => {
    const local = declareLocal(generator, id);
    // A computed key makes `__proto__` an ordinary entry.
    return js`[${key}]: (${local} = ${generator.value(value, generator)})`;
  });
  return js`({${joinCode(entries, COMMA)}})`;
}

export function bindValue(ir: IrOf<'bind'>, generator: Generator, body: (ir: Ir, generator: Generator) => Code): Code {
  const local = declareLocal(generator, ir.id);
  return js`(${local} = ${generator.value(ir.value, generator)}, ${body(ir.body, generator)})`;
}

export function functionValue(ir: IrOf<'function'>, generator: Generator): Code {
  const inner = innerBlock(generator);
  const body = inner.value(ir.body, inner);
  const params = ir.params.map((param, index) => {
    const arg = js`args[${index}] ?? null`;
    return js`const ${localName(param.id)} = ${param.type.kind === 'any' ? arg : js`coerce(${arg}, ${constant(generator, param.type)}, c)`};`;
  });
  const names = constant(generator, ir.params.map((param) => param.name));
  return js`new FeelFunction(${names}, (args) => { charge(c, ${weightOf(ir.body)}); ${joinCode(params, js` `)} ${declarations(inner)} return ${body}; }, null, ${constant(generator, functionTypeOf(ir))})`;
}

export function callValue(ir: IrOf<'call'>, generator: Generator): Code {
  const args = joinCode(ir.args.map((arg) => generator.value(arg, generator)), COMMA);
  const names = ir.names === undefined ? js`undefined` : js`${constant(generator, ir.names)}`;
  return js`call(${generator.value(ir.callee, generator)}, [${args}], ${names}, c)`;
}

/** Tests that an argument needs no fitting; kinds without a quick test always take the careful way. */
const QUICK: Readonly<Partial<Record<Param['kind'], (name: Name) => Code>>> = {
  any: () => js`true`,
  string: (name) => js`typeof ${name} === 'string'`,
  number: (name) => js`typeof ${name} === 'number'`,
  boolean: (name) => js`typeof ${name} === 'boolean'`,
  list: (name) => js`Array.isArray(${name})`,
  date: (name) => js`${name} instanceof FeelDate`,
  day: (name) => js`(${name} instanceof FeelDate || ${name} instanceof FeelDateTime)`,
  function: (name) => js`${name} instanceof FeelFunction`,
};

export function builtinCall(ir: IrOf<'builtin'>, generator: Generator): Code {
  const made = builtinNamed(ir.name);
  if (made === undefined) return js`null`;
  const invoked = (args: readonly Code[]): Code => js`invoke(${constant(generator, made)}, ${ir.overload}, [${joinCode(args, COMMA)}], c)`;
  return aggregateCall(ir, generator, plainCall) ?? approximateRounding(ir, generator, (boxed) => invoked([boxed, ...ir.args.slice(1).map((arg) => (arg === null ? js`undefined` : generator.value(arg, generator)))])) ?? plainCall(ir, generator);
}

function plainCall(ir: IrOf<'builtin'>, generator: Generator): Code {
  const made = builtinNamed(ir.name);
  if (made === undefined) return js`null`;
  const overload = made.overloads[ir.overload];
  const names = ir.args.map((arg) => (arg === null ? null : temporary(generator)));
  const assigned = ir.args.map((arg, index) => (arg === null ? js`undefined` : js`${names[index] ?? null} = ${generator.value(arg, generator)}`));
  const tests = names.map((name, index) => (name === null ? undefined : quickTest(overload?.params[index], name)));
  const first = js`invoke(${constant(generator, made)}, ${ir.overload}, [${joinCode(assigned, COMMA)}], c)`;
  if (overload === undefined || names.length === 0 || overload.params.some((param) => param.variadic) || !tests.every((test) => test !== undefined)) return first;
  const again = joinCode(names.map((name) => (name === null ? js`undefined` : js`${name}`)), COMMA);
  const slow = js`invoke(${constant(generator, made)}, ${ir.overload}, [${again}], c)`;
  const sizes = names.flatMap((name, index) => (name !== null && made.reads && SIZED.has(overload.params[index]?.kind ?? '') ? [js`chargeArgument(c, ${name})`] : []));
  const charged = sizes.length === 0 ? js`charge(c, ${made.cost})` : js`charge(c, ${made.cost}), ${joinCode(sizes, COMMA)}`;
  return js`(${joinCode(assigned, COMMA)}, ${joinCode(tests, js` && `)} ? (${charged}, ${constant(generator, overload.call)}(c, ${again})) : ${slow})`;
}

/** Kinds whose values can be large. */
const SIZED: ReadonlySet<string> = new Set(['string', 'list', 'any', 'context']);

function quickTest(param: Param | undefined, name: Name): Code | undefined {
  return param === undefined ? undefined : QUICK[param.kind]?.(name);
}
