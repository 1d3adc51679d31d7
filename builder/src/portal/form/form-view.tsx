import { useEffect, useEffectEvent, useId, useMemo, useRef, useState, type ReactNode } from 'react';
import { useForm, useWatch, type Control } from 'react-hook-form';
import type { PortalField, PortalForm } from '../../../../server/api/portal.ts';
import { useLocale, useTexts } from '../../text/locale.tsx';
import { firstEntries, widgetOf, type Entry, type Entries } from './entry.ts';
import { ErrorSummary, type SummaryLine } from './error-summary.tsx';
import { idsOf, QuestionHeading, type RenderHeading } from './field-frame.tsx';
import type { FieldFlaw, Flaw } from './flaw.ts';
import { FieldSlot } from './field-slot.tsx';
import { flawWords } from './flaw-words.ts';
import { FormTabs } from './form-tabs.tsx';
import type { FormSource } from './form-source.ts';
import { createEvaluate } from './formula.ts';
import { OutcomeBar, needWords } from './outcome-bar.tsx';
import { outcomeState, type FormOutcome } from './outcome-needs.ts';
import { sectionsOf } from './sections.ts';
import { moreMayFollow } from './later-steps.ts';
import { StepHead } from './step-head.tsx';
import { stepsOf, stepWith, type Step } from './steps.ts';
import type { ServerFlaws } from './server-flaws.ts';
import { formTexts } from './text.ts';
import type { Evaluate } from './evaluate.ts';
import { readForm, validateForm } from './validate.ts';
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
  /** The page shown, from 1, of a form laid out on several; without it the form keeps count itself. */
  readonly step?: number;
  readonly onStep?: (step: number) => void;
  /** The other pages were answered before: the form is sent from the one shown. */
  readonly mending?: boolean;
  /** Draws the heading of such a page around its question or title. */
  readonly renderHeading?: RenderHeading;
  /** Level of section headings. @default 2 */
  readonly headingLevel?: 2 | 3;
}

interface Attempt {
  readonly count: number;
  readonly flaws: readonly FieldFlaw[];
  /** Lines that belong to no field: the server's other refusals. */
  readonly rest: readonly string[];
  /** Unmet conditions of the outcome that was pressed, already in words. */
  readonly needs: readonly { readonly field?: string; readonly message: string }[];
}

const CALM: Attempt = { count: 0, flaws: [], rest: [], needs: [] };

function useSummary(prefix: string, form: PortalForm, attempt: Attempt, { steps, at }: Pages): SummaryLine[] {
  const { locale } = useLocale();
  return useMemo(() => {
    const byId = new Map(form.fields.map((field) => [field.id, field]));
    const own = attempt.flaws.flatMap(({ field, flaw }) => {
      const found = byId.get(field);
      return found && stepWith(steps, field) === at ? [{ message: flawWords(found, flaw, locale), control: idsOf(prefix, field).control }] : [];
    });
    const needs = attempt.needs.map((need) => ({ message: need.message, ...(need.field === undefined ? {} : { control: idsOf(prefix, need.field).control }) }));
    return [...own, ...needs, ...attempt.rest.map((message) => ({ message }))];
  }, [prefix, form, attempt, locale, steps, at]);
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
  /** A good attempt; what is wrong on other pages stays known. */
  const calm = (others: readonly FieldFlaw[] = []) => setAttempt((last) => ({ ...CALM, count: last.count, flaws: others }));
  return { attempt, fail, calm };
}

interface SectionsProps {
  readonly props: FormViewProps;
  readonly prefix: string;
  readonly shown: readonly PortalField[];
  readonly control: Control<Record<string, Entry>>;
  readonly flaws: ReadonlyMap<string, Flaw>;
  readonly answers: Readonly<Record<string, unknown>>;
  readonly attempt: number;
}

type SlotsProps = Omit<SectionsProps, 'shown' | 'attempt'> & { readonly fields: readonly PortalField[] };

const showsAnswer = (field: PortalField): boolean => field.compute !== undefined || field.columns !== undefined;

function Slots({ fields, props, prefix, control, flaws, answers }: SlotsProps) {
  return fields.map((field) => <FieldSlot key={field.id} field={field} prefix={prefix} control={control} flaw={flaws.get(field.id)} source={props.source} answer={showsAnswer(field) ? answers[field.id] : undefined} />);
}

/** The pages of the form as it is shown now, and which of them one is on. */
interface Pages {
  readonly paged: boolean;
  readonly steps: readonly Step[];
  readonly at: number;
  readonly here: Step;
  /** Another page follows. */
  readonly goesOn: boolean;
  readonly go: (step: number) => void;
}

function usePages(props: FormViewProps, shown: readonly PortalField[]): Pages {
  const [own, setOwn] = useState(1);
  const { pages } = props.form;
  const steps = stepsOf(shown, pages);
  const at = Math.min(props.step ?? own, steps.length);
  return { paged: pages !== undefined && pages !== 'one' && pages !== 'tabs', steps, at, here: steps[at - 1] ?? { fields: [] }, goesOn: at < steps.length && props.mending !== true, go: props.onStep ?? setOwn };
}

/** A question whose label can be the heading of its page: one control, or a group under a legend. */
function headingQuestion(step: Step): boolean {
  const [field, ...more] = step.fields;
  return field !== undefined && more.length === 0 && !['checkbox', 'static', 'open', 'computed'].includes(widgetOf(field));
}

function Page({ pages, ...rest }: Omit<SlotsProps, 'fields'> & { readonly pages: Pages }) {
  const { form, renderHeading } = rest.props;
  const asks = headingQuestion(pages.here);
  return (
    <>
      {renderHeading === undefined ? (pages.here.section === undefined ? null : <h2 className="pf-section-title">{pages.here.section}</h2>) : asks ? null : renderHeading(pages.here.section ?? form.title)}
      <QuestionHeading value={asks ? renderHeading : undefined}>
        <section className="pf-section">
          <Slots fields={pages.here.fields} {...rest} />
        </section>
      </QuestionHeading>
    </>
  );
}

function Sections({ shown, attempt, ...rest }: SectionsProps) {
  const Title = rest.props.headingLevel === 3 ? 'h3' : 'h2';
  const sections = sectionsOf(shown);
  if (rest.props.form.pages === 'tabs' && sections.length > 1) return <FormTabs sections={sections} flawed={new Set(rest.flaws.keys())} attempt={attempt}>{sections.map(({ fields }, index) => <Slots key={index} fields={fields} {...rest} />)}</FormTabs>;
  return sections.map((section, index) => (
    <section key={section.title ?? `plain-${index}`} className="pf-section">
      {section.title === undefined ? null : <Title className="pf-section-title">{section.title}</Title>}
      <Slots fields={section.fields} {...rest} />
    </section>
  ));
}

function Actions({ props, goesOn }: { readonly props: FormViewProps; readonly goesOn: boolean }) {
  const t = useTexts(formTexts);
  return (
    <div className="pf-actions">
      {goesOn || props.form.outcomes.length === 0 ? <button type="submit" className="pf-primary" aria-disabled={props.busy === true}>{goesOn ? t.saveAndContinue : (props.submitLabel ?? t.continue)}</button> : null}
      {props.onLater ? <button type="button" className="pf-later" onClick={props.onLater}>{t.later}</button> : null}
      {props.status ? <span className="pf-saved">{props.status}</span> : null}
    </div>
  );
}

function useJudge(props: FormViewProps, evaluate: Evaluate, pages: Pages, entriesNow: () => Entries) {
  const t = useTexts(formTexts);
  const held = useAttempt(props);
  const goOn = (flaws: readonly FieldFlaw[]) => {
    const isHere = ({ field }: FieldFlaw) => pages.here.fields.some(({ id }) => id === field);
    const others = held.attempt.flaws.filter((item) => !isHere(item));
    if (flaws.some(isHere)) return held.fail([...flaws.filter(isHere), ...others]);
    held.calm(others);
    props.onFlaws?.(0);
    pages.go(pages.at + 1);
  };
  const submit = (outcome?: FormOutcome) => {
    if (props.busy) return;
    const entries = entriesNow();
    const judged = validateForm(props.form, entries, evaluate);
    if (pages.goesOn) return goOn(judged.flaws);
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

/** A page with a mistake on it that is not the one shown is turned to. */
function useTurnToMistake(attempt: Attempt, pages: Pages): void {
  const turn = useEffectEvent(() => {
    const [first] = attempt.flaws;
    if (first !== undefined && attempt.flaws.every(({ field }) => stepWith(pages.steps, field) !== pages.at)) pages.go(stepWith(pages.steps, first.field));
  });
  useEffect(() => {
    if (attempt.count > 0) turn();
  }, [attempt.count]);
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
  const { shown, answers } = useMemo(() => readForm(form, entries, evaluate), [form, entries, evaluate]);
  const pages = usePages(props, shown);
  const { goesOn } = pages;
  const { attempt, submit } = useJudge(props, evaluate, pages, () => ({ ...firstEntries(form.fields), ...getValues() }));
  useTurnToMistake(attempt, pages);
  const lines = useSummary(prefix, form, attempt, pages);
  const flaws = useMemo(() => new Map(attempt.flaws.map((item) => [item.field, item.flaw])), [attempt]);
  return (
    <form className="pf" noValidate onSubmit={(event) => { event.preventDefault(); if (goesOn || form.outcomes.length === 0) submit(); }}>
      {pages.paged ? <StepHead title={form.title} at={pages.at} count={pages.steps.length} open={moreMayFollow(form.fields, shown, answers)} /> : null}
      <ErrorSummary lines={lines} attempt={attempt.count} />
      {pages.paged ? <Page pages={pages} props={props} prefix={prefix} control={control} flaws={flaws} answers={answers} /> : <Sections props={props} prefix={prefix} shown={shown} control={control} flaws={flaws} answers={answers} attempt={attempt.count} />}
      {form.outcomes.length > 0 && !goesOn ? <OutcomeBar form={form} entries={entries} evaluate={evaluate} busy={props.busy === true} onChoose={submit} /> : null}
      <Actions props={props} goesOn={goesOn} />
    </form>
  );
}
