import { clockFacts } from '../../runtime/engine/clock-facts.ts';
import type { UntilState } from '../../runtime/engine/run-event.ts';
import type { Extension, RunState, WaitState } from '../../runtime/engine/state.ts';
import { nodesOf, type OpenTask } from '../../runtime/engine/summary.ts';
import { workingDaysBetween } from '../../runtime/engine/working-time.ts';
import type { JsonObject } from '../../runtime/schema/json.ts';
import type { Scenario } from '../../runtime/schema/scenario.ts';
import type { Locale } from '../../runtime/schema/text.ts';
import type { PortalForm } from '../api/portal.ts';
import type { TaskTime } from '../api/task-time.ts';
import type { PlanBase } from './plans.ts';
import { textOf } from './texts.ts';

interface TimeWork {
  readonly base: PlanBase;
  readonly scenario: Scenario;
  readonly state: RunState;
  readonly locale: Locale;
  readonly nameOf: (id: string) => string | undefined;
}

/** How the time of an open task stands; undefined for one that has no time limit and whose clock stands for nothing. */
export function taskTimeOf(work: TimeWork, open: OpenTask): TaskTime | undefined {
  const node = nodesOf(work.state).find(({ path }) => path === open.path)?.node;
  const wait = node?.wait;
  if (!wait || open.task.kind !== undefined) return undefined;
  const facts = clockFacts(work.state, open.path, wait);
  if (wait.until.length === 0 && !facts.stopped && !wait.clock) return undefined;
  const { scenario, locale } = work;
  const { stopped, mayExtend } = facts;
  const waits = (wait.extensions ?? []).some((one) => !one.decided);
  return {
    basis: basesOf(scenario, [...new Set(wait.until.flatMap((entry) => entry.basis ?? []))], locale),
    steps: stepsOf(work, wait),
    ...(stopped ? { stopped: stoppedOf(work, stopped) } : {}),
    extended: facts.extended ?? 0,
    requests: (wait.extensions ?? []).map((one) => requestOf(work, one)),
    ...(facts.mayStop && !stopped ? { mayStop: { reasons: (wait.clock?.pause?.reasons ?? []).map((reason) => textOf(scenario, reason, locale)) } } : {}),
    ...(stopped?.byHand ? { mayResume: true } : {}),
    ...(mayExtend && !waits ? { mayExtend } : {}),
  };
}

function stoppedOf({ base, scenario, nameOf }: TimeWork, stopped: NonNullable<ReturnType<typeof clockFacts>['stopped']>): NonNullable<TaskTime['stopped']> {
  const left = stopped.dueAt === undefined ? undefined : workingDaysBetween(stopped.since, stopped.dueAt, scenario.zone, base.calendars.get(scenario.calendar));
  return {
    since: stopped.since,
    byHand: stopped.byHand,
    ...(stopped.reason === undefined ? {} : { reason: stopped.reason }),
    ...(stopped.by ? { by: personName(stopped.by, nameOf) } : {}),
    ...(stopped.until === undefined ? {} : { until: stopped.until }),
    ...(left === undefined ? {} : { workingDaysLeft: left }),
  };
}

function requestOf({ nameOf }: TimeWork, { at, by, days, working, reason, decided }: Extension): TaskTime['requests'][number] {
  return { at, by: personName(by, nameOf), days, working, reason, ...(decided ? { decided: { at: decided.at, by: personName(decided.by, nameOf), granted: decided.granted, days: decided.days, ...(decided.comment === undefined ? {} : { comment: decided.comment }) } } : {}) };
}

function personName(person: JsonObject, nameOf: TimeWork['nameOf']): string {
  const { id, name } = person;
  return (typeof id === 'string' ? nameOf(id) : undefined) ?? (typeof name === 'string' ? name : typeof id === 'string' ? id : '');
}

const DEEDS: Readonly<Record<UntilState['do'], readonly [string, string]>> = {
  remind: ['提醒', 'Reminder'],
  escalate: ['上报', 'Escalation'],
  reassign: ['改派', 'Reassignment'],
  mark: ['到期', 'Due'],
  leave: ['到期自动处理', 'Goes on by itself'],
};

/** In the order they come. */
function stepsOf({ scenario, locale }: TimeWork, { until, fired }: WaitState): TaskTime['steps'] {
  return until
    .flatMap((entry, index) => {
      const what = entry.title === undefined ? DEEDS[entry.do][locale === 'en' ? 1 : 0] : textOf(scenario, entry.title, locale);
      return entry.dueAt === undefined ? [] : [{ at: entry.dueAt, what, done: fired.includes(index) }];
    })
    .sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
}

function basesOf(scenario: Scenario, ids: readonly string[], locale: Locale): TaskTime['basis'] {
  return ids.flatMap((id) => {
    const basis = Object.hasOwn(scenario.bases, id) ? scenario.bases[id] : undefined;
    return basis ? [{ title: textOf(scenario, basis.title, locale), ...(basis.article ? { article: basis.article } : {}), ...(basis.url ? { url: basis.url } : {}) }] : [];
  });
}

const WORDS = {
  'zh-CN': {
    title: (step: string) => `延期申请：${step}`, days: '同意延几天', comment: '意见', approve: '同意延期', reject: '不同意',
    who: '申请人', asks: '申请延期', reason: '事由', due: '现在的期限', amount: (days: number, working: boolean) => `${days} 个${working ? '工作日' : '日历日'}`,
  },
  en: {
    title: (step: string) => `More time: ${step}`, days: 'Days granted', comment: 'Comment', approve: 'Grant', reject: 'Refuse',
    who: 'Asked by', asks: 'Asks for', reason: 'Reason', due: 'Due now', amount: (days: number, working: boolean) => `${days} ${working ? 'working ' : ''}day${days === 1 ? '' : 's'}`,
  },
} as const;

/** What a request for more time is called in lists. */
export function extensionTitle(step: string, locale: Locale): string {
  return WORDS[locale].title(step);
}

/** The form of whoever decides about more time: the request as facts, the days and a comment as questions. */
export function extensionForm(form: PortalForm, asked: Extension, { locale, nameOf, dueText }: Pick<TimeWork, 'locale' | 'nameOf'> & { readonly dueText: string | undefined }): PortalForm {
  const words = WORDS[locale];
  const titles: Readonly<Record<string, string>> = { days: words.days, comment: words.comment };
  const { intro: _, ...rest } = form;
  return {
    ...rest,
    title: words.title(form.title),
    fields: form.fields.map((field) => ({ ...field, title: titles[field.id] ?? field.title })),
    facts: [
      { label: words.who, value: personName(asked.by, nameOf) },
      { label: words.asks, value: words.amount(asked.days, asked.working) },
      { label: words.reason, value: asked.reason },
      ...(dueText === undefined ? [] : [{ label: words.due, value: dueText }]),
    ],
    outcomes: form.outcomes.map((outcome) => ({ ...outcome, title: outcome.port === 'approve' ? words.approve : words.reject })),
  };
}
