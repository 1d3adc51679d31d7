import type { EvalContext } from './context.ts';
import { joinCode, js, Name, NOTHING } from './generate/code.ts';
import type { Code } from './generate/code.ts';
import { emitIsFalse, emitIsTrue, emitValue } from './generate/emit.ts';
import { declarations } from './generate/generator.ts';
import type { Generator } from './generate/generator.ts';
import { runtime, RUNTIME_NAMES } from './generate/runtime.ts';
import type { Ir } from './ir.ts';
import type { Value } from './values/value.ts';

export type Scope = Readonly<Record<string, Value>>;
export type Evaluate = (scope: Scope, context: EvalContext) => Value;
export type Predicate = (scope: Scope, context: EvalContext) => boolean;

/** `firstName`: numbers below it are free for names of the caller. */
export function createGenerator(firstName = 0): Generator {
  return { constants: [], functions: [], frame: { variables: [] }, counter: { next: firstName }, value: emitValue, isTrue: emitIsTrue, isFalse: emitIsFalse };
}

interface Made {
  readonly source: string;
  readonly constants: readonly unknown[];
}

function assemble(generator: Generator, body: Code, failed: null | false): Made {
  const main = js`return function (s, c) { const d = c.budget.depth; try { ${declarations(generator)} return ${body}; } catch (e) { return stop(c, ${failed}, d, e); } };`;
  return withConstants(generator, main);
}

function withConstants(generator: Generator, main: Code): Made {
  const constants = generator.constants.map((_, index) => js`const ${new Name('k', index)} = k[${index}];`);
  return { source: `"use strict"; const { ${RUNTIME_NAMES.join(', ')} } = h; ${joinCode(constants, NOTHING).text} ${joinCode(generator.functions, NOTHING).text} ${main.text}`, constants: generator.constants };
}

/** Runs code of ours made with a generator, `return function …`, once; it sees the helpers of `generate/runtime.ts` and the generator's constants only. */
export function buildCode(generator: Generator, code: Code): unknown {
  return build(withConstants(generator, code));
}

/** The generated source of a tree, for tests and for reading. */
export function generateSource(ir: Ir): string {
  const generator = createGenerator();
  return assemble(generator, emitValue(ir, generator), null).source;
}

function build({ source, constants }: Made): unknown {
  // oxlint-disable-next-line typescript/no-implied-eval -- generated from the tree through `js`, which lets user text in as literals only
  const make = new Function('h', 'k', source) as (h: typeof runtime, k: readonly unknown[]) => unknown;
  return make(runtime, constants);
}

/**
 * Compiles a tree to JavaScript, once, to run many times: within a factor of two of hand-written code for scalars. Server only (a strict content
 * policy forbids it in browsers; there `interpret` gives the same answers). The function never throws: a failing part is null, with its
 * finding in `context.warnings`.
 */
export function toFunction(ir: Ir): Evaluate {
  const generator = createGenerator();
  return build(assemble(generator, emitValue(ir, generator), null)) as Evaluate;
}

/** As `toFunction`, but answers only whether the result is true: null and everything else is false. */
export function toPredicate(ir: Ir): Predicate {
  const generator = createGenerator();
  return build(assemble(generator, emitIsTrue(ir, generator), false)) as Predicate;
}
