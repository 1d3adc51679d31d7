import type { Diagnostic } from '../schema/diagnostic.ts';
import { problem } from './problem.ts';
import type { TaskClock } from './task-clock.ts';
import type { Until } from './until.ts';

/** What the entries of a node belong to. */
interface Owner {
  readonly until?: readonly Until[] | undefined;
  readonly clock?: TaskClock | undefined;
  /** Ports a person chooses. */
  readonly outcomes: readonly string[];
  /** Ids of the questions an automatic outcome may answer. */
  readonly fields: readonly string[];
}

type Timed = Exclude<Until, { event: string }>;
type Check = (entry: Timed, index: number, owner: Owner & { readonly until: readonly Until[] }) => readonly Diagnostic[];

/** Deadlines that contradict themselves or one another. */
export function untilProblems(owner: Owner): readonly Diagnostic[] {
  const until = owner.until ?? [];
  const found = until.flatMap((entry, index) => ('event' in entry ? checkPeople(entry, index) : CHECKS.flatMap((check) => check(entry, index, { ...owner, until }))));
  return [...found, ...checkClock(owner)];
}

const isRelative = (entry: Until) => 'due' in entry && (entry.due === 'before' || entry.due === 'after');
const isDeadline = (entry: Until) => !('event' in entry) && !isRelative(entry) && entry.do !== 'remind';

/** The amount of an entry where it is written as a number, with its unit. */
function amountOf(entry: Until): { readonly unit: string; readonly value: number } | null {
  for (const unit of ['workingDays', 'workingHours'] as const) {
    const text = (entry as { readonly [key: string]: unknown })[unit];
    if (typeof text === 'string' && /^\s*-?\d+(\.\d+)?\s*$/u.test(text)) return { unit, value: Number(text) };
  }
  return null;
}

function checkPeople(entry: Until, index: number): readonly Diagnostic[] {
  const acts = entry.do === 'escalate' || entry.do === 'reassign';
  return acts && entry.to === undefined ? [problem('SCN_NODE_DUE_NOBODY', `/until/${index}`, '没有写上报或改派给谁。请选一个角色或人员', 'Nobody is named to escalate or reassign to. Choose a role or a person')] : [];
}

const checkBase: Check = (entry, index, { until }) =>
  isRelative(entry) && !until.some(isDeadline)
    ? [problem('SCN_NODE_DUE_MISSING', `/until/${index}/due`, '没有办理期限，“到期前”“超期后”无从算起。请加一条期限', 'There is no deadline to count from. Add one')]
    : [];

const checkTwice: Check = (entry, index, { until }) =>
  entry.due === 'this' && until.findIndex((one) => 'due' in one && one.due === 'this') !== index
    ? [problem('SCN_NODE_DUE_TWICE', `/until/${index}/due`, '办理期限只能有一个。请只留一条', 'A task has one deadline. Keep one of them')]
    : [];

const checkAmount: Check = (entry, index) => {
  const amount = amountOf(entry);
  if (!amount || amount.value > 0) return [];
  return [problem('SCN_NODE_DUE_AMOUNT', `/until/${index}/${amount.unit}`, `${amount.value} 不能当期限：要大于 0`, `${amount.value} is no time limit: it must be above 0`)];
};

/** Only what can be told without running: numbers in the same unit. */
const checkOrder: Check = (entry, index, { until }) => {
  const own = amountOf(entry);
  const deadline = until.find((one) => 'due' in one && one.due === 'this') ?? until.find((one) => isDeadline(one) && (one.do ?? 'leave') === 'leave') ?? until.find(isDeadline);
  const limit = deadline && deadline !== entry ? amountOf(deadline) : null;
  const since = (one: Until | undefined) => (one && 'since' in one ? one.since : undefined);
  if (entry.do !== 'remind' || !own || !limit || own.unit !== limit.unit) return [];
  if (entry.due === 'after') return [];
  if (entry.due === 'before' ? own.value < limit.value : own.value < limit.value || since(entry) !== since(deadline)) return [];
  return [problem('SCN_NODE_DUE_ORDER', `/until/${index}/${own.unit}`, entry.due === 'before' ? `期限一共 ${limit.value}，提前 ${own.value} 提醒就在任务开始之前，不会响。请改小` : `提醒（${own.value}）不早于期限（${limit.value}），到时已经超期。请改小，或改成“到期前”`, entry.due === 'before' ? `The limit is ${limit.value}; a reminder ${own.value} before it lies before the task begins and never comes. Make it smaller` : `The reminder (${own.value}) does not come before the deadline (${limit.value}). Make it smaller, or count it before the deadline`, 'warning')];
};

const checkValues: Check = (entry, index, { outcomes, fields }) => {
  if (entry.values === undefined) return [];
  if ((entry.do ?? 'leave') !== 'leave' || !outcomes.includes(entry.port ?? 'out')) return [problem('SCN_NODE_DUE_VALUES', `/until/${index}/values`, '只有自动按某个决定办结时才能填内容。请把出口选成一个决定，或删掉这些内容', 'Answers are given only with an automatic outcome. Leave by an outcome, or remove them')];
  const unknown = Object.keys(entry.values).find((id) => !fields.includes(id));
  return unknown === undefined ? [] : [problem('SCN_NODE_DUE_VALUES', `/until/${index}/values/${unknown}`, `表单里没有“${unknown}”。请改成已有的问题`, `The form has no question "${unknown}". Name one it has`)];
};

const CHECKS: readonly Check[] = [checkPeople, checkBase, checkTwice, checkAmount, checkOrder, checkValues];

function checkClock({ until, clock }: Owner): readonly Diagnostic[] {
  const part = clock?.extension ? 'extension' : clock?.pause ? 'pause' : null;
  if (part === null || (until ?? []).some(isDeadline)) return [];
  return [problem('SCN_NODE_DUE_NONE', `/clock/${part}`, '没有期限，停表和延期都不起作用。请先加一条期限', 'There is no deadline to stop or extend. Add one first', 'warning')];
}
