import { useEffect, useEffectEvent, useId, useMemo, useRef, useState, type ReactNode } from 'react';
import { Controller, useForm, useWatch } from 'react-hook-form';
import type { PortalField, PortalForm } from '../../../../server/api/portal.ts';
import { useLocale, useTexts } from '../../text/locale.tsx';
import { firstEntries, widgetOf, type Entry, type Entries, type WidgetKind } from './entry.ts';
import { ErrorSummary, type SummaryLine } from './error-summary.tsx';
import { idsOf } from './field-frame.tsx';
import type { FieldFlaw, Flaw } from './flaw.ts';
import { flawWords } from './flaw-words.ts';
import type { FormSource } from './form-source.ts';
import { createEvaluate } from './formula.ts';
import { OutcomeBar, needWords } from './outcome-bar.tsx';
import { outcomeState, type FormOutcome } from './outcome-needs.ts';
import { sectionsOf } from './sections.ts';
import type { ServerFlaws } from './server-flaws.ts';
import { formTexts } from './text.ts';
import { readForm, validateForm, type Evaluate } from './validate.ts';
import { CheckboxWidget, RadioWidget, SelectWidget } from './widgets/choice-widgets.tsx';
import { DateWidget, MomentWidget } from './widgets/date-widgets.tsx';
import { LookupWidget } from './widgets/lookup-widget.tsx';
import { OpenWidget } from './widgets/open-widget.tsx';
import { NumberWidget, StaticWidget, TextareaWidget, TextWidget, TimeWidget } from './widgets/text-widgets.tsx';
import type { WidgetProps } from './widgets/widget-props.ts';
import './form.css';

export interface Submission {
  /** Shown fields with a value, ready for the server. */
  readonly answer: Readonly<Record<string, unknown>>;
  /** What was typed, to show it again. */
  readonly entries: Entries;
  /** Port of the outcome, for a form with outcomes. */
  readonly outcome?: string;
}

export interface FormViewProps {
  readonly form: PortalForm;
  readonly source: FormSource;
  /** Entries kept from before (a draft, or the way back from 核对). */
  readonly draft?: Readonly<Record<string, unknown>>;
  readonly onChange?: (entries: Entries) => void;
  readonly onSubmit: (submission: Submission) => void;
  /** Told after each attempt, so that the page can put 错误： into its title. */
  readonly onFlaws?: (count: number) => void;
  /** The server's refusal of the last attempt; shown as if found here. */
  readonly refusal?: ServerFlaws;
  readonly busy?: boolean;
  readonly submitLabel?: string;
  /** 存着，下次再填; absent in a preview. */
  readonly onLater?: () => void;
  /** Beside the buttons: when it was last saved. */
  readonly status?: ReactNode;
  /** Level of section headings. @default 2 */
  readonly headingLevel?: 2 | 3;
}

const WIDGETS: Readonly<Record<WidgetKind, (props: WidgetProps) => ReactNode>> = {
  text: TextWidget, textarea: TextareaWidget, number: NumberWidget, amount: NumberWidget, date: DateWidget, 'date-time': MomentWidget, time: TimeWidget,
  select: SelectWidget, radio: RadioWidget, checkbox: CheckboxWidget, lookup: LookupWidget, open: OpenWidget, static: StaticWidget,
};

interface Attempt {
  readonly count: number;
  readonly flaws: readonly FieldFlaw[];
  /** Lines that belong to no field: the server's other refusals. */
  readonly rest: readonly string[];
  /** Unmet conditions of the outcome that was pressed, already in words. */
  readonly needs: readonly { readonly field?: string; readonly message: string }[];
}

const CALM: Attempt = { count: 0, flaws: [], rest: [], needs: [] };

function useSummary(prefix: string, form: PortalForm, attempt: Attempt): SummaryLine[] {
  const { locale } = useLocale();
  return useMemo(() => {
    const byId = new Map(form.fields.map((field) => [field.id, field]));
    const own = attempt.flaws.flatMap(({ field, flaw }) => {
      const found = byId.get(field);
      return found ? [{ message: flawWords(found, flaw, locale), control: idsOf(prefix, field).control }] : [];
    });
    const needs = attempt.needs.map((need) => ({ message: need.message, ...(need.field === undefined ? {} : { control: idsOf(prefix, need.field).control }) }));
    return [...own, ...needs, ...attempt.rest.map((message) => ({ message }))];
  }, [prefix, form, attempt, locale]);
}

/** Judging happens only on an attempt; this holds what the last one found. */
function useAttempt(props: FormViewProps) {
  const [attempt, setAttempt] = useState<Attempt>(CALM);
  const { refusal, onFlaws } = props;
  const [seen, setSeen] = useState<ServerFlaws>();
  if (refusal !== seen) {
    setSeen(refusal);
    if (refusal) setAttempt({ count: attempt.count + 1, flaws: refusal.flaws, rest: refusal.rest, needs: [] });
  }
  const total = attempt.flaws.length + attempt.rest.length + attempt.needs.length;
  const tell = useEffectEvent((count: number) => onFlaws?.(count));
  useEffect(() => {
    if (attempt.count > 0) tell(total);
  }, [attempt, total]);
  const fail = (flaws: readonly FieldFlaw[], needs: Attempt['needs'] = []) => setAttempt((last) => ({ count: last.count + 1, flaws, rest: [], needs }));
  return { attempt, fail, calm: () => setAttempt((last) => ({ ...CALM, count: last.count })) };
}

interface SectionsProps {
  readonly props: FormViewProps;
  readonly prefix: string;
  readonly entries: Entries;
  readonly shown: readonly PortalField[];
  readonly control: ReturnType<typeof useForm<Record<string, Entry>>>['control'];
  readonly flaws: ReadonlyMap<string, Flaw>;
}

function FieldSlot({ field, props, prefix, control, flaws }: Omit<SectionsProps, 'shown' | 'entries'> & { readonly field: PortalField }) {
  const { locale } = useLocale();
  const flaw = flaws.get(field.id);
  const Widget = WIDGETS[widgetOf(field)];
  return (
    <Controller
      control={control}
      name={field.id}
      render={({ field: bound }) => <Widget field={field} entry={bound.value} onChange={bound.onChange} ids={idsOf(prefix, field.id)} flaw={flaw} error={flaw ? flawWords(field, flaw, locale) : undefined} source={props.source} />}
    />
  );
}

function Sections({ shown, ...rest }: Omit<SectionsProps, 'entries'>) {
  const Title = rest.props.headingLevel === 3 ? 'h3' : 'h2';
  return sectionsOf(shown).map((section, index) => (
    <section key={section.title ?? `plain-${index}`} className="pf-section">
      {section.title === undefined ? null : <Title className="pf-section-title">{section.title}</Title>}
      {section.fields.map((field) => <FieldSlot key={field.id} field={field} {...rest} />)}
    </section>
  ));
}

function Actions({ props }: { readonly props: FormViewProps }) {
  const t = useTexts(formTexts);
  return (
    <div className="pf-actions">
      {props.form.outcomes.length === 0 ? <button type="submit" className="pf-primary" aria-disabled={props.busy === true}>{props.submitLabel ?? t.continue}</button> : null}
      {props.onLater ? <button type="button" className="pf-later" onClick={props.onLater}>{t.later}</button> : null}
      {props.status ? <span className="pf-saved">{props.status}</span> : null}
    </div>
  );
}

function useJudge(props: FormViewProps, evaluate: Evaluate, entriesNow: () => Entries) {
  const t = useTexts(formTexts);
  const held = useAttempt(props);
  const submit = (outcome?: FormOutcome) => {
    if (props.busy) return;
    const entries = entriesNow();
    const judged = validateForm(props.form, entries, evaluate);
    const state = outcome && outcomeState(outcome, props.form, entries, evaluate);
    const wanting = new Set(judged.flaws.map((item) => item.field));
    const needs = outcome && state && !state.ready ? needWords(outcome, state, t).filter((need) => need.field === undefined || !wanting.has(need.field)) : [];
    if (judged.flaws.length + needs.length > 0) return held.fail(judged.flaws, needs);
    held.calm();
    props.onFlaws?.(0);
    props.onSubmit({ answer: judged.answer, entries, ...(outcome ? { outcome: outcome.port } : {}) });
  };
  return { ...held, submit };
}

/**
 * A form as people fill it in: portal pages and the designer's preview use this one.
 * Nothing is judged while typing; a failed attempt keeps every entry and leads to each field.
 */
export function FormView(props: FormViewProps) {
  const prefix = useId().replaceAll(/[^\w-]/g, '');
  const { form, onChange } = props;
  const evaluate = useMemo(() => createEvaluate(form), [form]);
  const { control, getValues } = useForm<Record<string, Entry>>({ defaultValues: firstEntries(form.fields, props.draft) });
  const watched = useWatch({ control }) as Entries;
  const entries = useMemo(() => ({ ...firstEntries(form.fields), ...watched }), [form, watched]);
  const first = useRef(true);
  const tell = useEffectEvent((now: Entries) => onChange?.(now));
  useEffect(() => {
    if (!first.current) tell(entries);
    first.current = false;
  }, [entries]);
  const { attempt, submit } = useJudge(props, evaluate, () => ({ ...firstEntries(form.fields), ...getValues() }));
  const lines = useSummary(prefix, form, attempt);
  const flaws = useMemo(() => new Map(attempt.flaws.map((item) => [item.field, item.flaw])), [attempt]);
  const { shown } = readForm(form, entries, evaluate);
  return (
    <form className="pf" noValidate onSubmit={(event) => { event.preventDefault(); if (form.outcomes.length === 0) submit(); }}>
      <ErrorSummary lines={lines} attempt={attempt.count} />
      <Sections props={props} prefix={prefix} shown={shown} control={control} flaws={flaws} />
      {form.outcomes.length > 0 ? <OutcomeBar form={form} entries={entries} evaluate={evaluate} busy={props.busy === true} onChoose={submit} /> : null}
      <Actions props={props} />
    </form>
  );
}
