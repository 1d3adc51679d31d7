import { ChevronDown, ChevronRight, FlaskConical, RotateCcw, TriangleAlert } from 'lucide-react';
import { useQuery } from '@tanstack/react-query';
import { useCallback, useMemo, useState, type ReactNode } from 'react';
import type { WorkingCalendar } from '../../../../runtime/language/calendar.ts';
import type { CalendarDocument } from '../../../../server/api/data.ts';
import { request } from '../../client/request.ts';
import { useLocale, useTexts } from '../../text/locale.tsx';
import { Button, IconButton } from '../../ui/button.tsx';
import { useDocument } from '../document/document-context.tsx';
import { LineInput } from '../panel/entries/line-input.tsx';
import { asSchema, schemaAt, spokenValue, titleOfPath, wordOfValue, type FormulaScope, type SchemaView } from './formula-scope.ts';
import type { FormulaKind } from '../../../../runtime/language/reading/feel-tree.ts';
import { formulaTexts } from './formula-texts.ts';
import { knownValues } from './known-values.ts';
import { typedOf } from './literal.ts';
import { pathsOf, triedValue, tryFormula, type TriedFormula, type TriedValues, type TrySurroundings } from './try-formula.ts';
import { TypedInput } from './typed-input.tsx';

/** One person's trial of a formula: which values were typed, and what the formula comes to with them. */
export interface Trial {
  readonly open: boolean;
  readonly setOpen: (open: boolean) => void;
  readonly typed: TriedValues;
  readonly setTyped: (typed: TriedValues) => void;
  readonly surroundings: TrySurroundings;
  readonly evaluate: (source: string, kind: FormulaKind) => TriedFormula | undefined;
}

function asCalendar(found: CalendarDocument | undefined): WorkingCalendar | undefined {
  return found && { id: found.id, version: String(found.version), years: found.years, holidays: new Set(found.holidays), workdays: new Set(found.workdays) };
}

/** The state of one strip. Nothing is fetched or evaluated before it is opened. */
export function useTrial(scope: FormulaScope): Trial {
  const { scenario } = useDocument();
  const [open, setOpen] = useState(false);
  const [typed, setTyped] = useState<TriedValues>({});
  const [now] = useState(() => new Date().toISOString());
  const calendars = useQuery({ queryKey: ['calendars'], queryFn: ({ signal }) => request<{ readonly items: readonly CalendarDocument[] }>('/api/calendars', { signal }), enabled: open });
  const calendar = useMemo(() => asCalendar(calendars.data?.items.find(({ id }) => id === scenario.calendar)), [calendars.data, scenario.calendar]);
  const { zone } = scenario;
  const surroundings = useMemo(() => ({ now, zone, calendar }), [now, zone, calendar]);
  const evaluate = useCallback((source: string, kind: FormulaKind) => tryFormula(source, kind, scope, typed, surroundings), [scope, typed, surroundings]);
  return { open, setOpen, typed, setTyped, surroundings, evaluate };
}

function jsonOf(text: string, literal: string, schema: SchemaView | undefined): unknown {
  if (literal === '') return null;
  const type = typedOf(schema);
  if (type === 'number' || (type === 'any' && !literal.startsWith('"'))) return schema?.['x-feel'] === 'decimal' || schema?.format === 'decimal' ? literal : Number(literal);
  return type === 'boolean' ? literal === 'true' : text;
}

interface StripProps {
  readonly source: string;
  readonly kind: FormulaKind;
  readonly scope: FormulaScope;
  readonly trial: Trial;
  readonly labelOf?: ((path: string, value: string) => string) | undefined;
  /** More to do with the formula, at the right end of the head. */
  readonly extra?: ReactNode;
}

function WholeValue({ label, value, onCommit }: { readonly label: string; readonly value: unknown; readonly onCommit: (value: unknown) => void }) {
  const text = useTexts(formulaTexts);
  const [bad, setBad] = useState(false);
  const commit = (next: string) => {
    try {
      onCommit(next.trim() === '' ? null : (JSON.parse(next) as unknown));
      setBad(false);
    } catch {
      setBad(true);
    }
  };
  return (
    <span className="typed-input">
      <LineInput mono when="apart" label={label} value={value === undefined || value === null ? '' : JSON.stringify(value)} placeholder="[]" onCommit={commit} />
      {bad ? <small className="typed-bad" role="alert">{text.bad_other}</small> : null}
    </span>
  );
}

/** One value a formula reads, by its type; whole lists and objects as JSON. */
export function TrialInput({ path, scope, trial, labelOf }: { readonly path: string } & Pick<StripProps, 'scope' | 'trial' | 'labelOf'>) {
  const text = useTexts(formulaTexts);
  const { locale } = useLocale();
  const steps = path.split('.');
  const schema = path === '?' ? asSchema(scope.input) : schemaAt(scope.names, steps);
  const title = path === '?' ? text.tryTested : (titleOfPath(scope, path, locale) ?? path);
  const value = triedValue(scope, trial.typed, path);
  const put = (next: unknown) => trial.setTyped({ ...trial.typed, [path]: next });
  const whole = typedOf(schema) === 'list' || (typeof value === 'object' && value !== null) || (schema?.properties !== undefined);
  const shown = value === undefined || value === null ? '' : typeof value === 'string' ? value : JSON.stringify(value);
  return (
    <div className="try-line">
      <span aria-hidden="true" title={path}>{title}</span>
      {whole ? <WholeValue label={title} value={value} onCommit={put} /> : (
        <TypedInput when="apart" label={title} text={shown} schema={schema} labelOf={(one) => labelOf?.(path, one) ?? wordOfValue(scope, path, one) ?? one} suggestions={knownValues(scope.samples, steps)} onCommit={(typed, literal) => put(jsonOf(typed, literal, schema))} />
      )}
    </div>
  );
}

function Outcome({ tried }: { readonly tried: TriedFormula }) {
  const text = useTexts(formulaTexts);
  const { locale } = useLocale();
  const [first, ...rest] = tried.steps;
  const parts = first?.depth === 0 ? rest : tried.steps;
  const say = (value: unknown) => (typeof value === 'object' && value !== null ? JSON.stringify(value).slice(0, 120) : spokenValue(value, locale));
  return (
    <>
      <p className="try-outcome" data-met={tried.value === true ? 'yes' : tried.value === false ? 'no' : tried.value === null ? 'unknown' : 'value'} aria-live="polite">
        <span>{text.tryResult}</span> <b>{say(tried.value)}</b>
      </p>
      {tried.warnings.slice(0, 3).map((warning) => (
        <p key={`${warning.code}.${warning.from}`} className="formula-problem" data-severity="warning">
          <TriangleAlert size={14} aria-hidden="true" />
          <span>{warning.message[locale]}</span>
        </p>
      ))}
      {parts.length === 0 ? null : (
        <details className="try-steps">
          <summary>{text.trySteps}</summary>
          <ol>
            {parts.map((step) => (
              <li key={step.text} data-depth={Math.min(step.depth, 5)}>
                <code>{step.text}</code>
                <b data-value={step.value === true ? 'yes' : step.value === false ? 'no' : 'other'}>{say(step.value)}</b>
              </li>
            ))}
          </ol>
        </details>
      )}
    </>
  );
}

function StripBody({ source, kind, scope, trial, labelOf }: StripProps) {
  const text = useTexts(formulaTexts);
  const paths = useMemo(() => pathsOf(source, kind, scope), [source, kind, scope]);
  const tried = useMemo(() => trial.evaluate(source, kind), [trial, source, kind]);
  if (source.trim() === '') return <p className="entry-help">{text.tryEmpty}</p>;
  if (paths === undefined || tried === undefined) return <p className="entry-help">{text.tryBroken}</p>;
  const sampled = paths.some((path) => !Object.hasOwn(trial.typed, path) && triedValue(scope, {}, path) !== undefined);
  return (
    <>
      <div className="try-inputs">
        {paths.map((path) => <TrialInput key={path} path={path} scope={scope} trial={trial} labelOf={labelOf} />)}
      </div>
      <p className="entry-help">{paths.length === 0 ? text.noInputs : sampled ? text.tryFrom : Object.keys(trial.typed).length === 0 ? text.tryNone : null}</p>
      <Outcome tried={tried} />
    </>
  );
}

/** Under a formula: the values it reads, from the last test run or typed, and what it comes to. Evaluated in the browser without `eval`. */
export function TryStrip(props: StripProps) {
  const { trial, extra } = props;
  const text = useTexts(formulaTexts);
  return (
    <section className="try-strip" data-open={trial.open} aria-label={text.tryIt}>
      <div className="try-head">
        <Button look="link" size="small" aria-expanded={trial.open} icon={trial.open ? <ChevronDown size={13} aria-hidden="true" /> : <ChevronRight size={13} aria-hidden="true" />} onPress={() => trial.setOpen(!trial.open)}>
          <FlaskConical size={13} aria-hidden="true" /> {text.tryIt}
        </Button>
        {trial.open && Object.keys(trial.typed).length > 0 ? <IconButton size="small" label={text.tryReset} icon={<RotateCcw size={13} aria-hidden="true" />} onPress={() => trial.setTyped({})} /> : null}
        <span className="ui-grow" />
        {extra}
      </div>
      {trial.open ? <StripBody {...props} /> : null}
    </section>
  );
}
