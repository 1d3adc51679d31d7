import { useMemo, useState } from 'react';
import { useLocale, useTexts } from '../../text/locale.tsx';
import { SegmentedControl } from '../../ui/choice.tsx';
import { FormulaInput, ProblemLine, readingNames, type OutsideProblem } from '../formula/formula-input.tsx';
import { shortText, wordOfValue, type FormulaScope } from '../formula/formula-scope.ts';
import { readExpression } from '../../../../runtime/language/reading/reading.ts';
import { namesOf } from '../formula/scope-names.ts';
import { pathsOf, triedValue } from '../formula/try-formula.ts';
import { TryStrip, useTrial } from '../formula/try-strip.tsx';
import { conditionToFeel, hasUnfinished, NO_CONDITION, type ConditionGroup } from './condition.ts';
import './condition.css';
import { GroupLines } from './condition-group.tsx';
import { freshRow, type ConditionDesk } from './condition-row.tsx';
import { conditionTexts } from './condition-text.ts';
import { readCondition } from './read-condition.ts';

export interface ConditionEditorProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly scope: FormulaScope;
  readonly readOnly: boolean;
  readonly problems?: readonly OutsideProblem[];
  /** What a person calls a listed value of a path. @default the scenario's texts */
  readonly labelOf?: (path: string, value: string) => string;
  /** What a fresh line is about, and the first one when there is none. */
  readonly about?: string | undefined;
  /** Inside an inner builder there is no second strip. @default true */
  readonly canTry?: boolean;
}

function Sentence({ value, scope, labelOf, unfinished }: { readonly value: string; readonly scope: FormulaScope; readonly labelOf: ConditionDesk['labelOf']; readonly unfinished: boolean }) {
  const text = useTexts(conditionTexts);
  const { locale } = useLocale();
  const says = value.trim() === '' ? text.empty : readExpression(value, locale, { ...readingNames(scope, locale), labelOf: (literal, path) => (path === undefined ? undefined : labelOf(path, literal)) });
  return (
    <p className="condition-says" aria-live="polite">
      {says}
      {unfinished ? <em> {text.unfinished}</em> : null}
    </p>
  );
}

/**
 * One condition, as lines or as a formula: two views of the same FEEL. Lines that are not finished live here only. What lines
 * cannot say is shown as a formula, with the reason.
 */
export function ConditionEditor({ label, value, onChange, scope, readOnly, problems = [], labelOf: given, about, canTry = true }: ConditionEditorProps) {
  const text = useTexts(conditionTexts);
  const reading = useMemo(() => readCondition(value, namesOf(scope)), [value, scope]);
  const [view, setView] = useState<'lines' | 'formula'>('group' in reading ? 'lines' : 'formula');
  const fresh = useMemo(() => freshRow(about, scope), [about, scope]);
  const [open, setOpen] = useState<{ readonly source: string; readonly group: ConditionGroup } | undefined>(about === undefined || value.trim() !== '' ? undefined : { source: value, group: { ...NO_CONDITION, items: [fresh] } });
  const trial = useTrial(scope);
  const group = open?.source === value ? open.group : 'group' in reading ? reading.group : undefined;
  const put = (next: ConditionGroup) => {
    const source = conditionToFeel(next);
    setOpen(hasUnfinished(next) ? { source, group: next } : undefined);
    if (source !== value) onChange(source);
  };
  const labelOf = given ?? ((path: string, literal: string) => wordOfValue(scope, path, literal) ?? literal);
  const lines = view === 'lines' && group !== undefined;
  const desk: ConditionDesk = { scope, readOnly, labelOf, fresh, tried: trial.open ? (source) => (pathsOf(source, 'expression', scope)?.every((path) => triedValue(scope, trial.typed, path) !== undefined) ? trial.evaluate(source, 'expression')?.value : undefined) : undefined };
  return (
    <div className="condition">
      <SegmentedControl label={`${label} · ${text.view}`} size="small" value={lines ? 'lines' : 'formula'} options={[{ id: 'lines', label: text.conditions }, { id: 'formula', label: `ƒ ${text.formula}` }]} onChange={(id) => setView(id as 'lines' | 'formula')} />
      {lines ? (
        <>
          <GroupLines group={group} put={put} desk={desk} />
          <Sentence value={value} scope={scope} labelOf={labelOf} unfinished={open?.source === value && hasUnfinished(group)} />
          {problems.map((problem) => <ProblemLine key={`${problem.code}.${problem.from}`} problem={problem} />)}
          {canTry && value.trim() !== '' ? <TryStrip source={value} kind="expression" scope={scope} trial={trial} labelOf={labelOf} /> : null}
        </>
      ) : (
        <>
          {'why' in reading && value.trim() !== '' ? (
            <p className="entry-help">
              {text[`why_${reading.why}`]} {reading.why === 'broken' || reading.text.trim() === value.trim() ? null : text.whyHere(shortText(reading.text))}
            </p>
          ) : null}
          <FormulaInput label={label} value={value} scope={scope} readOnly={readOnly} outside={problems} onChange={onChange} canTry={canTry} />
        </>
      )}
    </div>
  );
}
