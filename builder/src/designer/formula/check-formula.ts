import { compileExpression, compileUnaryTests } from '../../../../runtime/language/compile.ts';
import { typeFromSchema, type FeelType } from '../../../../runtime/language/types.ts';
import type { LocalText } from '../../../../runtime/schema/text.ts';
import type { FormulaKind } from '../../../../runtime/language/reading/feel-tree.ts';
import { namesOf } from './scope-names.ts';
import type { FormulaScope, SchemaView } from './formula-scope.ts';
import { formulaTexts } from './formula-texts.ts';
import { findFullWidth, toHalfWidth } from './full-width.ts';

/** One finding in a formula: where, what, and the text that mends it. */
export interface FormulaProblem {
  readonly code: string;
  readonly severity: 'error' | 'warning';
  readonly from: number;
  readonly to: number;
  readonly message: LocalText;
  readonly fix?: { readonly from: number; readonly to: number; readonly text: string };
}

function fullWidthProblem(source: string): FormulaProblem | undefined {
  const signs = findFullWidth(source);
  const [first] = signs;
  const last = signs.at(-1);
  if (!first || !last) return undefined;
  const shown = [...new Set(signs.map(({ sign }) => sign))].join(' ');
  return {
    code: 'SCN_RULE_FULL_WIDTH',
    severity: 'error',
    from: first.from,
    to: last.to,
    message: { 'zh-CN': formulaTexts['zh-CN'].fullWidth(shown), en: formulaTexts.en.fullWidth(shown) },
    fix: { from: 0, to: source.length, text: toHalfWidth(source) },
  };
}

/** Everything wrong with a formula against its scope; empty formulas are the entry's business, not ours. */
export function checkFormula(source: string, kind: FormulaKind, scope: FormulaScope): readonly FormulaProblem[] {
  if (source.trim() === '' || (kind === 'unary' && source.trim() === '-')) return [];
  const fullWidth = fullWidthProblem(source);
  if (fullWidth) return [fullWidth];
  const names = namesOf(scope);
  return (kind === 'unary' ? compileUnaryTests(source, { names, input: typeFromSchema(scope.input) }) : compileExpression(source, { names })).diagnostics;
}

/** The type a formula has, as a JSON Schema good enough for completion. */
export function schemaOfFormula(source: string, scope: FormulaScope): SchemaView {
  return source.trim() === '' ? {} : schemaOfType(compileExpression(source, { names: namesOf(scope) }).type);
}

function schemaOfType(type: FeelType): SchemaView {
  if (type.kind === 'string') return type.enum ? { type: 'string', enum: type.enum } : { type: 'string' };
  if (type.kind === 'list') return { type: 'array', items: schemaOfType(type.of) };
  if (type.kind === 'context') return { type: 'object', properties: Object.fromEntries(Object.entries(type.fields).map(([name, field]) => [name, schemaOfType(field)])) };
  if (type.kind === 'number' || type.kind === 'boolean') return { type: type.kind };
  if (type.kind === 'date' || type.kind === 'time' || type.kind === 'date-time') return { type: 'string', format: type.kind };
  return type.kind === 'days-time-duration' ? { type: 'string', format: 'duration' } : {};
}
