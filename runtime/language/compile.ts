import type { SyntaxNode } from '@lezer/common';
import { diagnostic } from './diagnostics.ts';
import type { FeelDiagnostic } from './diagnostics.ts';
import type { Ir } from './ir.ts';
import { lowerNode } from './lower/lower.ts';
import { nullAt } from './lower/lowering.ts';
import type { Lowering, Ref } from './lower/lowering.ts';
import { rootScope } from './lower/scope.ts';
import { lowerUnaryTests } from './lower/tests.ts';
import { parseSource } from './parse.ts';
import type { Names, Top } from './parse.ts';
import { BOOLEAN, NULL } from './types.ts';
import type { FeelType } from './types.ts';

export type { FeelDiagnostic } from './diagnostics.ts';
export type { Names } from './parse.ts';
export type { Ref } from './lower/lowering.ts';

/** A formula ready for `toFunction` or `interpret`. With an `error` among `diagnostics` it must not be run: its faulty parts are null. */
export interface Compiled {
  readonly source: string;
  readonly ir: Ir;
  readonly type: FeelType;
  readonly diagnostics: readonly FeelDiagnostic[];
  /** Declared names the formula reads: `order.at` is `['order', 'at']`. Positions are characters of `source`. */
  readonly refs: readonly Ref[];
}

/**
 * Compiles a FEEL expression (DMN 1.5, chapter 10.3) against declared names. Never throws on user text: what is wrong is in
 * `diagnostics` by code (SCN_RULE_SYNTAX, SCN_RULE_UNKNOWN_NAME, SCN_RULE_TYPE_MISMATCH … see `messages.ts`).
 * Keep one `names` object for many formulas: the parser is cached by it.
 *
 * @example compileExpression('days between(r.exam_time, order.at) <= 30', { names })
 */
export function compileExpression(source: string, options: { readonly names: Names }): Compiled {
  return compileWith(source, options.names, 'Expression', (lowering, root) => lowering.lower(root, rootScope(options.names)));
}

/**
 * Compiles a cell of a decision table: `-`, `> 5`, `[1..3], "a"`, `not(…)`. The value tested is the scope's `?`.
 * The type of the result is boolean.
 *
 * @example compileUnaryTests('[18..60)', { names: {}, input: { kind: 'number' } })
 */
export function compileUnaryTests(source: string, options: { readonly names: Names; readonly input: FeelType }): Compiled {
  const scope = rootScope({ ...options.names, '?': options.input });
  const compiled = compileWith(source, options.names, 'UnaryTests', (lowering, root) => lowerUnaryTests(lowering, root, scope));
  return { ...compiled, type: BOOLEAN, refs: compiled.refs.filter((ref) => ref.path[0] !== '?') };
}

function compileWith(source: string, names: Names, top: Top, start: (lowering: Lowering, root: SyntaxNode) => Ir): Compiled {
  try {
    const parsed = parseSource(source, names, top);
    if ('diagnostics' in parsed) return failed(source, parsed.diagnostics);
    let ids = 0;
    const lowering: Lowering = { source, diagnostics: [], refs: [], nextId: () => ids++, lower: (node, scope) => lowerNode(lowering, node, scope) };
    const ir = start(lowering, parsed.root);
    return { source, ir, type: ir.type, diagnostics: lowering.diagnostics, refs: lowering.refs };
  } catch (error) {
    return failed(source, [diagnostic('SCN_RULE_INTERNAL', [0, source.length], { reason: error instanceof Error ? error.message : String(error) })]);
  }
}

function failed(source: string, diagnostics: readonly FeelDiagnostic[]): Compiled {
  const ir = nullAt([0, source.length]);
  return { source, ir, type: NULL, diagnostics, refs: [] };
}

export function hasErrors(compiled: Compiled): boolean {
  return compiled.diagnostics.some((each) => each.severity === 'error');
}
