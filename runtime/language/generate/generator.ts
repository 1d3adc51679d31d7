import type { Ir } from '../ir.ts';
import type { FeelType } from '../types.ts';
import type { Value } from '../values/value.ts';
import { COMMA, joinCode, js, Name, NOTHING } from './code.ts';
import type { Code } from './code.ts';
import { freeLocals } from './locals.ts';

/** Variables of one block of generated code: a closure made inside a loop must see its own. */
export interface Frame {
  readonly variables: Name[];
}

export interface Generator {
  /** Values no literal can say: temporals, decimals, built-ins, types. */
  readonly constants: unknown[];
  /** Functions beside the main one: a loop is one, so that its variables are plain ones and not those of a closure. */
  readonly functions: Code[];
  readonly frame: Frame;
  readonly counter: { next: number };
  /** The boxed value. */
  readonly value: (ir: Ir, generator: Generator) => Code;
  /** A JS boolean: whether it is true. */
  readonly isTrue: (ir: Ir, generator: Generator) => Code;
  /** A JS boolean: whether it is false (null is neither). */
  readonly isFalse: (ir: Ir, generator: Generator) => Code;
}

export function fresh(generator: Generator, prefix: 't' | 'a' | 'i' | 'o' | 'f'): Name {
  return new Name(prefix, generator.counter.next++);
}

/** A variable of the current block. */
export function temporary(generator: Generator): Name {
  const name = fresh(generator, 't');
  generator.frame.variables.push(name);
  return name;
}

export function localName(id: number): Name {
  return new Name('v', id);
}

/** A local of the tree as a variable of the current block. */
export function declareLocal(generator: Generator, id: number): Name {
  const name = localName(id);
  generator.frame.variables.push(name);
  return name;
}

/** Above the ids of any tree. */
const MADE_IDS = 1_000_000;

/** A local the tree does not have, to hold a value while a part of the tree around it is emitted. */
export function madeLocal(generator: Generator, type: FeelType): Extract<Ir, { op: 'local' }> {
  return { op: 'local', id: MADE_IDS + generator.counter.next++, name: '', type, at: [0, 0] };
}

export function constant(generator: Generator, value: unknown): Name {
  const known = generator.constants.indexOf(value);
  return new Name('k', known === -1 ? generator.constants.push(value) - 1 : known);
}

export function constantValue(generator: Generator, value: Value): Code {
  if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return js`${value}`;
  return js`${constant(generator, value)}`;
}

export function innerBlock(generator: Generator): Generator {
  return { ...generator, frame: { variables: [] } };
}

/** `let t1, t2;` for what a block came to need; call it after its code is made. */
export function declarations(generator: Generator): Code {
  const { variables } = generator.frame;
  return variables.length === 0 ? NOTHING : js`let ${joinCode([...new Map(variables.map((name) => [name.text, name])).values()], COMMA)};`;
}

/** Puts statements into a function beside the main one and gives the call of it. `trees` are those the statements emit. */
export function outlined(generator: Generator, trees: readonly Ir[], body: (inner: Generator) => Code): Code {
  const name = fresh(generator, 'f');
  const inner = innerBlock(generator);
  const statements = body(inner);
  const params = joinCode([js`s`, js`c`, ...freeLocals(...trees).map(localName)], COMMA);
  generator.functions.push(js`function ${name}(${params}) { ${declarations(inner)} ${statements} }`);
  return js`${name}(${params})`;
}
