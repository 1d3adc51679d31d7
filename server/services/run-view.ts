import { explanationsOf } from '../../runtime/engine/explained.ts';
import { endsOf, standingsOf } from '../../runtime/engine/standing.ts';
import { splitPath } from '../../runtime/engine/path.ts';
import { candidatesNow } from '../../runtime/engine/task-records.ts';
import { openTasks, runStatus } from '../../runtime/engine/summary.ts';
import type { Json } from '../../runtime/schema/json.ts';
import type { Locale } from '../../runtime/schema/text.ts';
import type { PortalApp, Reason, Result, RunView } from '../api/portal.ts';
import { nameFor, type Actor } from './acting.ts';
import { reasonOf } from './reasons/reason.ts';
import { switchReasons } from './reasons/switch.ts';
import { fieldTitle } from './field-words.ts';
import { startFormOf } from './release-api.ts';
import type { KnownRun } from './runs.ts';
import { textOf } from './texts.ts';
import { pageInWords } from './page-words.ts';
import type { PageFigure, PageOutput } from './page-words.ts';
import { answerText } from './answer-words.ts';
import { figureText, filesIn, nodeTitle, unitText, valueText } from './words.ts';
import { stopWords } from './stop-words.ts';

export interface ViewWork {
  readonly run: KnownRun;
  readonly app: PortalApp;
  readonly actor: Actor;
  /** Who did what when; none in lists. */
  readonly timeline: RunView['timeline'];
  readonly mayWithdraw: boolean;
  /** What the run gives this reader on paper. */
  readonly documents: RunView['documents'];
  readonly locale: Locale;
  readonly releaseNumber: number | undefined;
  readonly userName: (id: string) => string | undefined;
  /** Working days to a deadline that was counted in them. */
  readonly daysLeft?: (due: { readonly dueAt?: string; readonly dueWorkingDays?: true }) => { workingDaysLeft?: number };
  /** Names of answers that were chosen from a dataset, by field of the start form. */
  readonly labels?: ReadonlyMap<string, string>;
}

export type ResultWork = Pick<ViewWork, 'run' | 'locale' | 'releaseNumber' | 'userName' | 'labels'>;

const TONES: Readonly<Record<string, Result['tone']>> = { info: 'neutral', success: 'ok', warning: 'warn', refused: 'err' };

/** The stage that a run ended in without being done: its page warns or refuses. */
function stageLeftOpen(run: KnownRun): string | undefined {
  const end = endPageOf(run);
  const tone = end?.output.tone ?? 'info';
  return end !== undefined && (tone === 'warning' || tone === 'refused') ? run.plan.flows[end.flow]?.nodes[end.node]?.definition.stage : undefined;
}

/** The stages of the main flow in order, as far as they concern this run. */
function stagesOf({ run, locale }: ViewWork): RunView['stages'] {
  const main = run.state.flows[''];
  const flow = main && run.plan.flows[main.flow];
  if (!main || !flow) return [];
  const standings = standingsOf(flow, main);
  const ended = run.state.endedAt !== undefined;
  const unmet = stageLeftOpen(run);
  const stages = new Map<string, { state: RunView['stages'][number]['state']; at?: string }>();
  for (const node of flow.order) {
    const stage = node.definition.stage;
    const standing = standings[node.id];
    if (!stage || standing === 'dead') continue;
    const state = main.nodes[node.id];
    const now = state !== undefined && state.status !== 'idle' && state.status !== 'done';
    const next = standing === 'done' ? ('done' as const) : now ? ('now' as const) : ('next' as const);
    if (ended && next === 'next') continue;
    const known = stages.get(stage);
    if (!known || (known.state === 'done' && next === 'now')) stages.set(stage, { state: next, ...(state && next !== 'next' ? { at: state.at } : {}) });
  }
  return [...stages].map(([stage, { state, at }]) => ({ title: textOf(run.scenario, stage, locale), state: stage === unmet ? ('stopped' as const) : state, ...(at ? { at } : {}) }));
}

function nextOf(work: ViewWork): RunView['next'] {
  const { state, scenario } = work.run;
  const { locale } = work;
  if (state.phase === 'completed') return { kind: 'result' };
  if (state.phase !== 'live' && state.phase !== 'new') {
    return { kind: 'failed', code: state.error?.code ?? `SCN_RUN_${state.phase.toUpperCase()}`, message: state.error ? stopWords(state.error, scenario, locale) : state.phase };
  }
  const tasks = openTasks(state);
  const mine = tasks.find((open) => open.resting !== true && nameFor(work.actor, { candidates: candidatesNow(open), scenario: scenario.id, ...(open.task.excluded ? { excluded: open.task.excluded } : {}) }) !== undefined);
  if (mine) return { kind: 'task', taskId: mine.id };
  const [open] = tasks;
  if (open) {
    const { prefix, node } = splitPath(open.path);
    return { kind: 'progress', waitingFor: nodeTitle(scenario, state.flows[prefix]?.flow ?? '', node, locale), ...(open.clock.dueAt ? { dueAt: open.clock.dueAt, ...work.daysLeft?.(open.clock) } : {}) };
  }
  const incident = runStatus(state) === 'incident';
  return { kind: 'progress', waitingFor: incident ? (locale === 'en' ? 'an operator: a step went wrong and nothing is lost' : '运维人员处理：有一步出错，内容都在') : locale === 'en' ? 'the next step' : '下一步' };
}

/** Reasons of the nodes a result page names; of every table without one. */
export function reasonsOf(work: Pick<ViewWork, 'run' | 'locale' | 'releaseNumber'>, nodes: readonly string[] | undefined): Reason[] {
  const { run, locale, releaseNumber } = work;
  const flow = run.state.flows['']?.flow ?? 'main';
  const source = { scenario: run.scenario, state: run.state, locale, releaseNumber };
  const explanations = explanationsOf(run.plan, run.events);
  const switches = new Map((nodes === undefined ? [] : switchReasons(source, flow)).map((reason) => [reason.node, reason]));
  const wanted = nodes ?? [...explanations.keys()].filter((path) => !path.includes('/'));
  return wanted.flatMap((node) => {
    const explanation = explanations.get(node);
    const reason = explanation ? reasonOf(source, flow, node, explanation) : switches.get(node);
    return reason ? [reason] : [];
  });
}

/** What was asked, from the start form: the thing the result is about. */
function subjectFacts({ run, locale, labels }: ResultWork): Result['facts'] {
  const start = startFormOf(run.scenario);
  const input = run.state.flows['']?.nodes[start?.node ?? '']?.output;
  if (!start || typeof input !== 'object' || input === null) return [];
  return start.fields.flatMap((field) => {
    const value = (input as Record<string, Json>)[field.id];
    return value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0) ? [] : [{ label: fieldTitle(run.scenario, start.node, field, locale), value: labels?.get(field.id) ?? answerText(run.scenario, start.node, field, value, locale), ...filesIn(value) }];
  });
}

function decidedBy({ run, userName }: ResultWork): string | undefined {
  const answered = run.events.findLast((event) => event.type === 'node.answered');
  if (answered?.type !== 'node.answered') return undefined;
  const { id, name } = answered.by;
  return typeof name === 'string' ? name : typeof id === 'string' ? (userName(id) ?? id) : undefined;
}

/** Where a completed run ended: its last result page, else its last node. */
function endPageOf({ state, plan }: KnownRun): { readonly flow: string; readonly node: string; readonly output: PageOutput } | undefined {
  const main = state.flows[''];
  const flow = main && plan.flows[main.flow];
  if (state.phase !== 'completed' || !main || !flow) return undefined;
  const isPage = (node: string) => flow.nodes[node]?.definition.type === 'output.page';
  const ends = state.end ?? endsOf(flow, main);
  const node = ends.findLast(isPage) ?? ends.at(-1);
  return node === undefined ? undefined : { flow: main.flow, node, output: (isPage(node) ? main.nodes[node]?.output : {}) as PageOutput };
}

const RESULT: Readonly<Record<Locale, string>> = { 'zh-CN': '办理结果', en: 'Result' };

/** A page that still has the name of its kind is headed by what it is to whoever reads it. */
function endTitle({ scenario, plan }: KnownRun, { flow, node }: { readonly flow: string; readonly node: string }, locale: Locale): string {
  const found = plan.flows[flow]?.nodes[node];
  const named = found?.definition.title;
  return named !== undefined && Object.values(found?.type?.title ?? {}).includes(named) ? RESULT[locale] : nodeTitle(scenario, flow, node, locale);
}

/** What the page at the end of a run says; undefined while there is none. */
export function resultOf(work: ResultWork): Result | undefined {
  const { run, locale } = work;
  const { scenario } = run;
  const end = endPageOf(run);
  if (end === undefined) return undefined;
  const page = pageInWords(run, end.output, locale);
  const by = decidedBy(work);
  const line = ({ title, value, unit }: PageFigure) => ({ label: title, value: unit ? `${figureText(value, unit, locale, scenario.zone)} ${unitText(unit, locale) ?? ''}`.trim() : valueText(value, locale, scenario.zone), ...filesIn(value) });
  // What the page tells in words (a name) is not told again by the answer (its code).
  const own = (page.facts ?? []).map(line);
  return {
    title: page.title ?? endTitle(run, end, locale),
    tone: TONES[page.tone ?? 'info'] ?? 'neutral',
    text: page.text ?? '',
    figures: (page.figures ?? []).map(({ title, value, unit }) => {
      const word = unitText(unit, locale);
      return { label: title, value: figureText(value, unit, locale, scenario.zone), ...(word ? { unit: word } : {}) };
    }),
    facts: [...own, ...subjectFacts(work).filter((fact) => own.every((told) => told.label !== fact.label))],
    reasons: reasonsOf(work, page.explain),
    ...(by ? { decidedBy: by } : {}),
  };
}

/** One run as the person reads it who started it or has to do with it. */
export function runView(work: ViewWork, feedback?: RunView['feedback']): RunView {
  const { state } = work.run;
  const result = resultOf(work);
  // A run is called as its author says, else by its first answer, in words.
  const subject = state.caption?.[work.locale] ?? subjectFacts(work)[0]?.value;
  return {
    id: state.id,
    app: work.app,
    status: runStatus(state),
    ...(subject === undefined ? {} : { subject }),
    startedAt: state.startedAt,
    ...(state.endedAt ? { endedAt: state.endedAt } : {}),
    stages: stagesOf(work),
    next: nextOf(work),
    ...(result ? { result } : {}),
    timeline: work.timeline,
    mayWithdraw: work.mayWithdraw,
    documents: work.documents,
    ...(feedback ? { feedback } : {}),
  };
}
