import { CircleAlert, TriangleAlert, WandSparkles } from 'lucide-react';
import { useId } from 'react';
import { useLocale, useTexts } from '../../text/locale.tsx';
import './formula.css';
import type { FormulaProblem } from './check-formula.ts';
import type { LeaveKeys } from './editor-setup.ts';
import type { FormulaKind } from './feel-tree.ts';
import { titleOfPath, type FormulaScope } from './formula-scope.ts';
import { formulaTexts } from './formula-texts.ts';
import { readExpression, readTests, type ReadingNames } from './reading.ts';
import { useFormulaEditor } from './use-formula-editor.ts';

/** A problem of the whole-scenario checker, with a repair that edits the document. */
export interface OutsideProblem extends FormulaProblem {
  /** Pointer inside the node's config. */
  readonly path?: string;
  readonly repair?: { readonly title: string; readonly run: () => void };
}

export interface FormulaInputProps {
  readonly label: string;
  readonly value: string;
  /** Called when the text has settled: on leaving the field, Enter, or after a pause. */
  readonly onChange: (value: string) => void;
  readonly onText?: (text: string) => void;
  /** @default 'expression' */
  readonly kind?: FormulaKind;
  readonly scope: FormulaScope;
  readonly keys?: Partial<LeaveKeys>;
  readonly multiline?: boolean;
  readonly readOnly?: boolean;
  readonly hint?: string;
  readonly takeFocus?: boolean;
  /** A problem the whole-scenario checker found at this place; shown when the field itself finds none. */
  readonly outside?: readonly OutsideProblem[];
  /** @default 'field': border, reading and problems below. `bare` is the editor alone, for a cell. */
  readonly frame?: 'field' | 'bare';
}

/** What people call names of this scope, for reading a formula aloud. */
export function readingNames(scope: FormulaScope, locale: 'zh-CN' | 'en'): ReadingNames {
  return { titleOf: (path) => titleOfPath(scope, path, locale) };
}

/** One problem with its repair. */
export function ProblemLine({ problem, onFix }: { readonly problem: OutsideProblem; readonly onFix?: () => void }) {
  const { locale } = useLocale();
  const text = useTexts(formulaTexts);
  const Sign = problem.severity === 'error' ? CircleAlert : TriangleAlert;
  return (
    <p className="formula-problem" data-severity={problem.severity}>
      <Sign size={14} aria-hidden="true" />
      <span>{problem.message[locale]}</span>
      {problem.repair === undefined ? null : (
        <button type="button" className="formula-fix" onClick={problem.repair.run}>
          <WandSparkles size={12} aria-hidden="true" />
          {problem.repair.title}
        </button>
      )}
      {onFix === undefined || problem.fix === undefined ? null : (
        <button type="button" className="formula-fix" onClick={onFix}>
          <WandSparkles size={12} aria-hidden="true" />
          {problem.code === 'SCN_RULE_FULL_WIDTH' ? text.fixFullWidth : text.fixTo(problem.fix.text)}
        </button>
      )}
    </p>
  );
}

/** A formula field: colours, completion, hover, live problems with repairs, and what it says in words. */
export function FormulaInput({ label, value, onChange, onText, kind = 'expression', scope, keys, multiline = false, readOnly = false, hint, takeFocus = false, outside = [], frame = 'field' }: FormulaInputProps) {
  const { locale } = useLocale();
  const words = useTexts(formulaTexts);
  const notes = useId();
  const { host, text, problems, replace } = useFormulaEditor({ value, onCommit: onChange, onText, kind, scope, locale, keys, multiline, readOnly, label, hint, takeFocus, describedBy: notes, commitOnPause: frame === 'field', cell: frame === 'bare' });
  const shown: readonly OutsideProblem[] = problems.length > 0 ? problems : text === value ? outside : [];
  const reading = text.trim() === '' || shown.length > 0 ? undefined : (kind === 'unary' ? readTests : readExpression)(text, locale, readingNames(scope, locale));
  if (frame === 'bare') return <div className="formula-host" data-frame="bare" ref={host} />;
  return (
    <div className="formula-field">
      <div className="formula-host" data-frame="field" data-multiline={multiline} data-readonly={readOnly} data-invalid={shown.some((one) => one.severity === 'error')} ref={host} />
      <div id={notes} className="formula-notes">
        {shown.slice(0, 2).map((problem) => (
          <ProblemLine key={`${problem.code}.${problem.from}`} problem={problem} {...(problem.fix && !readOnly ? { onFix: () => problem.fix && replace(problem.fix.from, problem.fix.to, problem.fix.text) } : {})} />
        ))}
        {reading === undefined || reading === text.trim() ? null : (
          <p className="formula-reading">
            <span>{words.reads}</span> {reading}
          </p>
        )}
      </div>
    </div>
  );
}
