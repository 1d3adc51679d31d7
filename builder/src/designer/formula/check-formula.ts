import type { LocalText } from '../../../../runtime/schema/text.ts';
import { feelTree, type FormulaKind } from './feel-tree.ts';
import type { FormulaScope } from './formula-scope.ts';
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
export function checkFormula(source: string, kind: FormulaKind, _scope: FormulaScope): readonly FormulaProblem[] {
  if (source.trim() === '') return [];
  const fullWidth = fullWidthProblem(source);
  if (fullWidth) return [fullWidth];
  if (feelTree(source, kind)) return [];
  return [{ code: 'SCN_RULE_SYNTAX', severity: 'error', from: 0, to: source.length, message: { 'zh-CN': formulaTexts['zh-CN'].notReadable, en: formulaTexts.en.notReadable } }];
}
