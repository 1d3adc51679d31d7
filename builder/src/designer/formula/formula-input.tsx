import { Braces, CircleAlert, TriangleAlert, WandSparkles } from 'lucide-react';
import { useId, useState, type ReactNode } from 'react';
import { useLocale, useTexts } from '../../text/locale.tsx';
import { Button } from '../../ui/button.tsx';
import { useToast } from '../../ui/toast.tsx';
import { MAX_SOURCE } from '../../../../runtime/language/parse.ts';
import './formula.css';
import type { FormulaProblem } from './check-formula.ts';
import type { LeaveKeys } from './editor-setup.ts';
import type { FormulaKind } from '../../../../runtime/language/reading/feel-tree.ts';
import { FieldPicker } from './field-picker.tsx';
import { schemaAt, titleOfPath, wordOfValue, type FormulaScope } from './formula-scope.ts';
import { formulaTexts } from './formula-texts.ts';
import { typedOf } from './literal.ts';
import { LightFormula, type CaretPlace } from './light-formula.tsx';
import { readExpression, readTests, type ReadingNames } from '../../../../runtime/language/reading/reading.ts';
import { TryStrip, useTrial } from './try-strip.tsx';
import { useFormulaEditor } from './use-formula-editor.ts';

/** A problem of the whole-scenario checker, with a repair that edits the document. */
export interface OutsideProblem extends FormulaProblem {
  /** Pointer inside the node's config. */
  readonly path?: string;
  /** Of a finding in a table: values by input that show it, as formulas. */
  readonly example?: Readonly<Record<string, string>>;
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
  readonly keys?: Partial<Omit<LeaveKeys, 'onFix' | 'onTidy'>>;
  readonly multiline?: boolean;
  readonly readOnly?: boolean;
  readonly hint?: string;
  readonly takeFocus?: boolean;
  /** A problem the whole-scenario checker found at this place; shown when the field itself finds none. */
  readonly outside?: readonly OutsideProblem[];
  /** @default 'field': border, reading and problems below. `bare` is the editor alone, for a cell. */
  readonly frame?: 'field' | 'bare';
  /** The strip that tries the formula, once the field has been entered. @default true */
  readonly canTry?: boolean;
}

/** What people call names of this scope, for reading a formula aloud. */
export function readingNames(scope: FormulaScope, locale: 'zh-CN' | 'en'): ReadingNames {
  return { titleOf: (path) => titleOfPath(scope, path, locale), labelOf: (value, path) => (path === undefined ? undefined : wordOfValue(scope, path, value)), isMoment: (path) => /^(date|time|date-time)$/.test(typedOf(schemaAt(scope.names, path.split('.')))) };
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

function FieldButton({ scope, onPick }: { readonly scope: FormulaScope; readonly onPick: (path: string) => void }) {
  const words = useTexts(formulaTexts);
  return <FieldPicker label={words.pickField} scope={scope} onPick={onPick} canDrag keepOpen trigger={<Button look="quiet" size="small" aria-label={words.pickField} icon={<Braces size={13} aria-hidden="true" />} />} />;
}

/** A formula field: colours, completion, hover, live problems with repairs, what it says in words, and a trial of it. */
export function FormulaInput({ label, value, onChange, onText, kind = 'expression', scope, keys, multiline = false, readOnly = false, hint, takeFocus = false, outside = [], frame = 'field', canTry = true }: FormulaInputProps) {
  const { locale } = useLocale();
  const words = useTexts(formulaTexts);
  const notes = useId();
  const toast = useToast();
  const [place, setPlace] = useState<CaretPlace | undefined>(takeFocus ? 'end' : undefined);
  const active = place !== undefined;
  const { host, text, problems, note, tidy, replace, insert } = useFormulaEditor({ active, value, onCommit: onChange, onText, kind, scope, locale, keys, multiline, readOnly, label, hint, takeFocus: place, describedBy: notes, commitOnPause: frame === 'field', cell: frame === 'bare', onTooLong: (length) => toast({ text: words.tooLong(length, MAX_SOURCE), tone: 'err' }) });
  const shown: readonly OutsideProblem[] = problems.length > 0 ? problems : text === value ? outside : [];
  const reading = text.trim() === '' || shown.length > 0 ? undefined : (kind === 'unary' ? readTests : readExpression)(text, locale, readingNames(scope, locale));
  const light = active ? null : <LightFormula value={value} kind={kind} label={label} hint={hint} readOnly={readOnly} multiline={multiline} describedBy={notes} onOpen={setPlace} onDrop={insert} />;
  const look = { className: 'formula-host', 'data-frame': frame, 'data-multiline': multiline, 'data-readonly': readOnly, 'data-invalid': shown.some((one) => one.severity === 'error') };
  if (frame === 'bare') return <div {...look}>{light ?? <div ref={host} />}</div>;
  return (
    <div className="formula-field">
      <div {...look}>
        {light ?? <div className="formula-live" ref={host} />}
        {readOnly ? null : <FieldButton scope={scope} onPick={insert} />}
      </div>
      <div id={notes} className="formula-notes">
        {shown.slice(0, 2).map((problem) => (
          <ProblemLine key={`${problem.code}.${problem.from}`} problem={problem} {...(problem.fix && !readOnly ? { onFix: () => problem.fix && replace(problem.fix.from, problem.fix.to, problem.fix.text) } : {})} />
        ))}
        {note === undefined ? null : <output className="formula-made">{words.madeHalf(note)}</output>}
        {reading === undefined || reading === text.trim() ? null : (
          <p className="formula-reading">
            <span>{words.reads}</span> {reading}
          </p>
        )}
      </div>
      {canTry && active ? <FormulaTrial source={text} kind={kind} scope={scope} extra={readOnly ? null : <TidyButton onPress={tidy} />} /> : null}
    </div>
  );
}

function TidyButton({ onPress }: { readonly onPress: () => void }) {
  const words = useTexts(formulaTexts);
  return (
    <Button look="link" size="small" icon={<WandSparkles size={12} aria-hidden="true" />} onPress={onPress}>
      {words.tidy}
    </Button>
  );
}

function FormulaTrial({ source, kind, scope, extra }: { readonly source: string; readonly kind: FormulaKind; readonly scope: FormulaScope; readonly extra: ReactNode }) {
  const trial = useTrial(scope);
  return <TryStrip source={source} kind={kind} scope={scope} trial={trial} extra={extra} />;
}
