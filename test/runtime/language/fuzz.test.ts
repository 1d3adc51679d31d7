import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileExpression, compileUnaryTests, type Compiled } from '../../../runtime/language/compile.ts';
import { createContext, type EvalContext } from '../../../runtime/language/context.ts';
import { generateSource, toFunction, toPredicate } from '../../../runtime/language/generate.ts';
import { RUNTIME_NAMES } from '../../../runtime/language/generate/runtime.ts';
import { interpret } from '../../../runtime/language/interpret.ts';
import { messages } from '../../../runtime/language/messages.ts';
import { textOf } from '../../../runtime/language/values/text.ts';
import type { Value } from '../../../runtime/language/values/value.ts';
import { cells, grammar, NAMES, scopes } from '../../support/feel-grammar.ts';
import { calendar } from './evaluate.ts';

/** `npm run fuzz` asks for a hundred thousand. */
const RUNS = Number(process.env['FUZZ_RUNS'] ?? 3000);

const WORDS: ReadonlySet<string> = new Set(['use', 'strict', 'const', 'let', 'return', 'function', 'try', 'catch', 'if', 'else', 'for', 'new', 'typeof', 'null', 'true', 'false', 'undefined', 'instanceof', 'h', 'k', 's', 'c', 'd', 'e', 'args', 'budget', 'depth', 'length', 'push', 'Array', 'isArray', 'Math', 'round', 'abs', 'floor', 'ceil', 'Number', 'isInteger', ...RUNTIME_NAMES]);

/** What is left of generated source without its literals must be words and names of ours; a piece of a formula would stand out. */
function strangersIn(source: string): string[] {
  const bare = source.replace(/"(?:[^"\\\u2028\u2029]|\\.)*"/g, ' ').replace(/'(?:number|string|boolean)'/g, ' ').replace(/\b\d[\d.]*(?:e[+-]?\d+)?\b/g, ' ');
  return (bare.match(/[^\s\w(){}[\],.;:?=<>!&|+\-*/]|[A-Za-z_]\w*/gu) ?? []).filter((word) => !WORDS.has(word) && !/^[tvkaiof]\d+$/.test(word));
}

/** Most characters of a value that are compared. */
const MOST_SHOWN = 1_000_000;
class TooLong extends Error {}

/** As `show`, but a list that holds itself so far again and again (`partial`) would say gigabytes: of that, only that it is so. */
function shown(value: Value): string {
  let made = 0;
  try {
    return textOf(value, (length) => {
      made += length;
      if (made > MOST_SHOWN) throw new TooLong();
    }) ?? 'null';
  } catch (error) {
    if (error instanceof TooLong) return 'too long to show';
    throw error;
  }
}

const contextOf = (): EvalContext => createContext({ now: '2026-11-24T08:00:00Z', calendar });
const codesOf = (context: EvalContext): string[] => [...new Set(context.warnings.map(({ code }) => code))].toSorted();
const STOPS: ReadonlySet<string> = new Set(['SCN_RULE_BUDGET', 'SCN_RULE_LIST_TOO_LONG', 'SCN_RULE_TEXT_TOO_LONG', 'SCN_RULE_RECURSION']);

/** Everything inside a value is a value: nothing of JavaScript's own came out. A list that is in many places is looked at once. */
function assertValue(value: Value, depth = 0, seen = new Set<Value>()): void {
  if (typeof value === 'function' || typeof value === 'symbol' || typeof value === 'undefined' || value === (Object.prototype as unknown)) throw new Error(`not a value, but ${typeof value}`);
  if (typeof value === 'number' && (!Number.isFinite(value) || Object.is(value, -0))) throw new Error(`not a number of the language: ${String(value)}`);
  if (!Array.isArray(value) || depth >= 4 || seen.has(value)) return;
  seen.add(value);
  for (const item of value as readonly Value[]) assertValue(item, depth + 1, seen);
}

function holds(compiled: Compiled, scope: Readonly<Record<string, Value>>): void {
  for (const { code, message, from, to } of compiled.diagnostics) {
    const isSound = Object.hasOwn(messages, code) && message.en !== '' && message['zh-CN'] !== '' && from >= 0 && to >= from && to <= compiled.source.length;
    if (!isSound || code === 'SCN_RULE_INTERNAL') expect.fail(`${code} at ${from}..${to}: ${message.en}`);
  }
  const [interpreting, generating] = [contextOf(), contextOf()];
  const interpreted = interpret(compiled.ir, scope, interpreting);
  const generated = toFunction(compiled.ir)(scope, generating);
  assertValue(generated);
  const found = codesOf(interpreting);
  if (found.includes('SCN_RULE_INTERNAL')) expect.fail('an internal finding');
  // Generated code leaves out parts that cannot change the answer, so it may find, or be stopped by, less.
  const more = codesOf(generating).filter((code) => !found.includes(code));
  if (more.length > 0) expect.fail(`found by generated code only: ${more.join(', ')}`);
  if (!found.some((code) => STOPS.has(code))) {
    const [ours, oracle] = [shown(generated), shown(interpreted)];
    if (ours !== oracle) expect(ours).toBe(oracle);
    if (toPredicate(compiled.ir)(scope, contextOf()) !== (interpreted === true)) expect.fail('the predicate differs');
  }
  const strangers = strangersIn(generateSource(compiled.ir));
  if (strangers.length > 0) expect(strangers).toEqual([]);
}

const share = (part: number): number => Math.max(1, Math.round(RUNS * part));

describe('random formulas: no crash, no prototype, no text in source, and both back ends agree', () => {
  it.each([1, 20_261_124])('expressions, seed %i', (seed) => {
    fc.assert(fc.property(fc.oneof(grammar.any, grammar.number, grammar.yesNo, grammar.list), scopes, (source, scope) => holds(compileExpression(source, { names: NAMES }), scope)), { seed, numRuns: share(0.4) });
  }, 3_600_000);

  it('cells, seed 42', () => {
    fc.assert(fc.property(cells, scopes, (source, scope) => holds(compileUnaryTests(source, { names: NAMES, input: { kind: 'any' } }), { ...scope, '?': scope['n'] ?? null })), { seed: 42, numRuns: share(0.1) });
  }, 3_600_000);

  it('broken text, seed 7', () => {
    const scraps = fc.string({ unit: fc.constantFrom(...Array.from('ab1.,()[]{}"<>=+-*/ ?@`\\函数（，'), ' if ', ' return ', ' for ', ' in ', 'then', 'else', 'not', 'function(', '__proto__', 'constructor', '/*', '//', '..', 'instance of'), maxLength: 40 });
    fc.assert(fc.property(scraps, (source) => holds(compileExpression(source, { names: NAMES }), {})), { seed: 7, numRuns: share(0.1) });
  }, 3_600_000);

  it('a tree survives JSON', () => {
    fc.assert(fc.property(grammar.any, (source) => {
      const { ir } = compileExpression(source, { names: NAMES });
      expect(JSON.parse(JSON.stringify(ir))).toEqual(ir);
    }), { seed: 3, numRuns: 300 });
  });
});
