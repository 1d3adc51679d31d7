import type { SyntaxNode } from '@lezer/common';
import { diagnostic } from './diagnostics.ts';
import type { FeelDiagnostic } from './diagnostics.ts';
import type { Ir } from './ir.ts';
import { lowerNode } from './lower/lower.ts';
import { nullAt } from './lower/lowering.ts';
import type { Lowering, NamedTypes, Ref } from './lower/lowering.ts';
import { rootScope, withItem } from './lower/scope.ts';
import { lowerSimpleTests } from './lower/simple-tests.ts';
import { lowerUnaryTests } from './lower/tests.ts';
import { parseSource } from './parse.ts';
import type { Names, Top } from './parse.ts';
import { ANY, BOOLEAN, NULL } from './types.ts';
import type { FeelType } from './types.ts';

export type { FeelDiagnostic } from './diagnostics.ts';
export type { Names } from './parse.ts';
export type { NamedType, NamedTypes, Ref } from './lower/lowering.ts';

/** A formula ready for `toFunction` or `interpret`. With an `error` among `diagnostics` it must not be run: its faulty parts are null. */
export interface Compiled {
  readonly source: string;
  readonly ir: Ir;
  readonly type: FeelType;
  readonly diagnostics: readonly FeelDiagnostic[];
  /** Declared names the formula reads: `order.at` is `['order', 'at']`. Positions are characters of `source`. */
  readonly refs: readonly Ref[];
}

export interface ExpressionOptions {
  readonly names: Names;
  /** Types that `instance of` and parameters may name besides those of the standard. */
  readonly types?: NamedTypes;
  /** The formula is the condition of a filter: it sees the tested value as `item`, and the entries of that value by name. */
  readonly item?: FeelType;
}

/**
 * Compiles a FEEL expression (DMN 1.5, chapter 10.3) against declared names. Never throws on user text: what is wrong is in
 * `diagnostics` by code (SCN_RULE_SYNTAX, SCN_RULE_UNKNOWN_NAME, SCN_RULE_TYPE_MISMATCH … see `messages.ts`).
 * Keep one `names` object for many formulas: the parser is cached by it.
 *
 * @example compileExpression('days between(r.exam_time, order.at) <= 30', { names })
 */
export function compileExpression(source: string, options: ExpressionOptions): Compiled {
  const root = rootScope(options.names);
  const { item } = options;
  if (item === undefined) return compileWith(source, options, 'Expression', (lowering, node) => lowering.lower(node, root));
  const scope = withItem(root, { op: 'name', name: 'item', type: item, at: [0, 0] });
  const visible = { ...options.names, ...(item.kind === 'context' ? item.fields : {}), item };
  return compileWith(source, { ...options, names: visible }, 'Expression', (lowering, node) => lowering.lower(node, scope));
}

/**
 * Compiles a cell of a decision table: `-`, `> 5`, `[1..3], "a"`, `not(…)`. The value tested is the scope's `?`.
 * The type of the result is boolean.
 *
 * @example compileUnaryTests('[18..60)', { names: {}, input: { kind: 'number' } })
 */
export function compileUnaryTests(source: string, options: TestsOptions): Compiled {
  return compileSimpleTests(source, options) ?? compileTestsByGrammar(source, options);
}

interface TestsOptions {
  readonly names: Names;
  readonly input: FeelType;
  readonly types?: NamedTypes;
}

/** Longer cells are rare, and the grammar has its limits for them. */
const MAX_SIMPLE = 1000;

function compileSimpleTests(source: string, { input, types = {} }: TestsOptions): Compiled | null {
  if (source.length > MAX_SIMPLE) return null;
  const lowering = loweringOf(source, types);
  const ir = lowerSimpleTests(lowering, rootScope({ '?': input }));
  return ir === null ? null : { source, ir, type: BOOLEAN, diagnostics: lowering.diagnostics, refs: [] };
}

/** What `compileUnaryTests` does with cells that are not plain; for plain ones it gives the same. */
export function compileTestsByGrammar(source: string, options: TestsOptions): Compiled {
  const scope = rootScope({ ...options.names, '?': options.input });
  const compiled = compileWith(source, options, 'UnaryTests', (lowering, root) => lowerUnaryTests(lowering, root, scope));
  return { ...compiled, type: BOOLEAN, refs: compiled.refs.filter((ref) => ref.path[0] !== '?') };
}

function compileWith(source: string, { names, types = {} }: ExpressionOptions, top: Top, start: (lowering: Lowering, root: SyntaxNode) => Ir): Compiled {
  try {
    const parsed = parseSource(source, withTypeNames(source, names, types), top);
    if ('diagnostics' in parsed) return failed(source, parsed.diagnostics);
    const lowering = loweringOf(source, types);
    const ir = start(lowering, parsed.root);
    return { source, ir, type: ir.type, diagnostics: lowering.diagnostics, refs: lowering.refs };
  } catch (error) {
    return failed(source, [diagnostic('SCN_RULE_INTERNAL', [0, source.length], { reason: error instanceof Error ? error.message : String(error) })]);
  }
}

function loweringOf(source: string, types: NamedTypes): Lowering {
  let ids = 0;
  const lowering: Lowering = { source, types, diagnostics: [], refs: [], nextId: () => ids++, lower: (node, scope) => lowerNode(lowering, node, scope) };
  return lowering;
}

/** Type names with spaces or words of the grammar must be declared to the tokenizer, like any name; most formulas mention none. */
function withTypeNames(source: string, names: Names, types: NamedTypes): Names {
  const mentioned = Object.keys(types).filter((name) => /[^\p{L}\p{N}_]/u.test(name) && source.includes(name));
  return mentioned.length === 0 ? names : { ...Object.fromEntries(mentioned.map((name) => [name, ANY])), ...names };
}

function failed(source: string, diagnostics: readonly FeelDiagnostic[]): Compiled {
  const ir = nullAt([0, source.length]);
  return { source, ir, type: NULL, diagnostics, refs: [] };
}

export function hasErrors(compiled: Compiled): boolean {
  return compiled.diagnostics.some((each) => each.severity === 'error');
}
