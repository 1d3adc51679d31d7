import { describe, expect, it } from 'vitest';
import type { Calendar } from '../../../runtime/host/calendar.ts';
import { timersOf } from '../../../runtime/engine/decide-timers.ts';
import { foldAll } from '../../../runtime/engine/fold.ts';
import type { Plan } from '../../../runtime/engine/plan-types.ts';
import type { RunState } from '../../../runtime/engine/state.ts';
import { openTasks } from '../../../runtime/engine/summary.ts';
import { answer, brief, flow, go, planOf, started } from './support/tiny.ts';

/** Runs begin on Monday 2 March 2026, 09:00 in China. Wednesday the 4th is a holiday, Saturday the 7th is worked. */
const cn: Calendar = { id: 'cn', version: 'cn@1', years: [2026], holidays: new Set(['2026-03-04']), workdays: new Set(['2026-03-07']) };
const days = (workingDays: number, rest: object = {}) => ({ on: { kind: 'after', duration: `P${workingDays}D`, workingDays }, do: 'mark', ...rest });
const hours = (workingHours: number, rest: object = {}) => ({ on: { kind: 'after', duration: `PT${workingHours}H`, workingHours }, do: 'mark', ...rest });
const after = (duration: string, rest: object = {}) => ({ on: { kind: 'after', duration }, do: 'mark', ...rest });
const on = (at: string, rest: object = {}) => ({ on: { kind: 'at', at }, do: 'mark', ...rest });
const local = (text: string) => new Date(`${text}+08:00`).toISOString();
const BOSS = { to: ['u:boss'], maxDays: 10, maxTimes: 1 };

let shelf: Calendar = cn;
const planWith = (nodes: Record<string, readonly [string, object?]>, ...edges: string[]) => planOf(flow(nodes as never, ...edges), { calendars: () => shelf });
const task = (config: object, ...edges: string[]) => planWith({ a: ['start.test'], t: ['human.test', config], late: ['test.pure'] }, 'a t', ...edges);
const dues = (state: RunState) => timersOf(state).map((timer) => [timer.index, timer.dueAt]);
const taskId = (state: RunState, path: string) => openTasks(state).find((open) => open.path === path && !open.asked)?.id ?? '';
const stop = (plan: Plan, state: RunState, at: string, path = 't') => go(plan, state, { type: 'clock.stop', path, taskId: taskId(state, path), by: { id: 'a' }, reason: '等补正' }, local(at));
const resume = (plan: Plan, state: RunState, at: string, path = 't') => go(plan, state, { type: 'clock.resume', path, taskId: taskId(state, path), by: { id: 'a' } }, local(at));
const ask = (plan: Plan, state: RunState, n: number, at: string, reason = '要实地核查') => go(plan, state, { type: 'extension.ask', path: 't', taskId: taskId(state, 't'), by: { id: 'a' }, days: n, reason }, local(at));
const decide = (plan: Plan, state: RunState, outcome: string, at: string, data = {}, by = 'boss') =>
  go(plan, state, { type: 'task.answered', path: 't', taskId: openTasks(state).find((open) => open.asked)?.id ?? '', by: { id: by }, outcome, data }, local(at));
const codeOf = (work: () => unknown) => { try { work(); return 'none'; } catch (error) { return (error as { code: string }).code; } };

describe('E10 deadlines', () => {
  it('[E10.11] working hours stop at the end of the office and go on the next working day', () => {
    const { state } = started(task({ until: [hours(10)] }));
    // 3 hours before noon, 4 after it, then 3 more on Tuesday from 08:30.
    expect(dues(state)).toEqual([[0, local('2026-03-03T11:30:00')]]);
  });
  it('[E10.13] the deadline is the entry that says so, else the earliest that leaves, else the earliest that does more', () => {
    const shown = (until: object[]) => openTasks(started(task({ until })).state)[0]?.clock.dueAt;
    expect(shown([days(1), days(5, { due: 'this' }), days(3, { do: 'leave', port: 'x' })])).toBe(local('2026-03-09T09:00:00'));
    expect(shown([days(1), days(3, { do: 'leave', port: 'x' })])).toBe(local('2026-03-06T09:00:00'));
    expect(shown([days(3), days(2, { do: 'remind' })])).toBe(local('2026-03-06T09:00:00'));
  });
  it('[E10.13] a deadline that has passed stays the deadline', () => {
    const plan = task({ until: [days(1)] });
    const { state } = go(plan, started(plan).state, { type: 'timers' }, local('2026-03-05T09:00:00'));
    expect(openTasks(state)[0]?.clock.dueAt).toBe(local('2026-03-03T09:00:00'));
  });
  it('[E10.14] levels before and after the deadline are counted from it', () => {
    const { state } = started(task({ until: [days(3, { do: 'escalate', to: ['u:b'] }), days(1, { do: 'remind', due: 'before' }), days(2, { do: 'escalate', to: ['u:c'], due: 'after' })] }));
    expect(dues(state)).toEqual([[1, local('2026-03-05T09:00:00')], [0, local('2026-03-06T09:00:00')], [2, local('2026-03-09T09:00:00')]]);
  });
  it('[E10.14] several levels come one after another, each adding its people', () => {
    const plan = task({ until: [days(1, { do: 'escalate', to: ['u:b'] }), days(1, { do: 'escalate', to: ['u:c'], due: 'after' })] });
    const one = go(plan, started(plan).state, { type: 'timers' }, local('2026-03-03T09:00:00')).state;
    expect(openTasks(one)[0]?.task.candidates).toEqual(['u:a', 'u:b']);
    expect(openTasks(go(plan, one, { type: 'timers' }, local('2026-03-05T09:00:00')).state)[0]?.task.candidates).toEqual(['u:a', 'u:b', 'u:c']);
  });
  it('[E10.14] without a deadline they never come', () => {
    expect(dues(started(task({ until: [days(1, { do: 'remind', due: 'before' })] })).state)).toEqual([]);
  });
  it('[E10.15] counts from a moment of the case', () => {
    expect(dues(started(task({ until: [days(5, { since: '2026-02-26T16:00:00+08:00' })] })).state)).toEqual([[0, local('2026-03-06T16:00:00')]]);
    expect(dues(started(task({ until: [days(5, { since: '2026-02-26' })] })).state)).toEqual([[0, local('2026-03-06T00:00:00')]]);
  });
  it('[E10.16] a bare day ends for a task at its end, for another wait at its beginning', () => {
    expect(dues(started(task({ until: [on('2026-03-05')] })).state)).toEqual([[0, local('2026-03-05T23:59:59.999')]]);
    const wait = planWith({ a: ['start.test'], w: ['flow.pause', { until: [on('2026-03-05', { do: 'leave', port: 'out' })] }] }, 'a w');
    expect(dues(started(wait).state)).toEqual([[0, local('2026-03-05T00:00:00')]]);
  });
  it('[E10.17] a reminder that comes too late is left out, what else has passed happens at once', () => {
    const plan = task({ until: [after('PT1H'), after('PT4H', { do: 'remind', due: 'before' }), on('2026-03-01', { do: 'escalate', to: ['u:b'] })] });
    const first = started(plan);
    expect(dues(first.state).map(([index]) => index)).toEqual([2, 0]);
    expect(brief(go(plan, first.state, { type: 'timers' }).events)).toEqual(['timer.fired t']);
  });
  it('[E10.17] a date in the past that would leave at once is an incident', () => {
    expect(started(task({ until: [on('2026-03-01T10:00:00+08:00', { do: 'leave', port: 'x' })] }, 't.x late')).events.at(-1)).toMatchObject({ type: 'incident.opened', error: { code: 'SCN_RUN_DUE_PAST' } });
  });
  it('[E10.27] a deadline that leaves by an outcome decides by itself', () => {
    const plan = task({ until: [after('PT1H', { do: 'leave', port: 'out', values: { n: 1 } })] }, 't late');
    expect(brief(go(plan, started(plan).state, { type: 'timers' }, local('2026-03-02T10:00:00')).events)).toEqual(['timer.fired t', 'node.completed t', 'node.completed late', 'run.completed']);
  });
});

describe('E10 the clock stands still', () => {
  const allowed = { pause: {} };
  it('[E10.18] nothing counted in time comes, a date of the case does', () => {
    const plan = task({ until: [days(1), on('2026-03-06', { do: 'remind' })], clock: allowed });
    const { state } = stop(plan, started(plan).state, '2026-03-02T10:00:00');
    expect(dues(state)).toEqual([[1, local('2026-03-06T23:59:59.999')]]);
    expect(brief(go(plan, state, { type: 'timers' }, local('2026-03-20T10:00:00')).events)).toEqual(['timer.fired t']);
    expect(openTasks(state)[0]?.clock).toMatchObject({ stopped: { since: local('2026-03-02T10:00:00'), reason: '等补正', dueAt: local('2026-03-03T09:00:00'), byHand: true } });
    expect(openTasks(state)[0]?.clock.dueAt).toBeUndefined();
  });
  it.each([
    ['working days', days(2), '2026-03-05T09:00:00', '2026-03-03T15:00:00', '2026-03-09T10:00:00', '2026-03-10T09:00:00'],
    ['nothing within one day', days(2), '2026-03-05T09:00:00', '2026-03-03T10:00:00', '2026-03-03T17:00:00', '2026-03-05T09:00:00'],
    ['office hours', hours(10), '2026-03-03T11:30:00', '2026-03-02T16:30:00', '2026-03-05T09:00:00', '2026-03-05T14:30:00'],
    ['plain time', after('PT10H'), '2026-03-02T19:00:00', '2026-03-02T12:00:00', '2026-03-03T13:00:00', '2026-03-03T20:00:00'],
  ])('[E10.19] moves what is due by %s', (_name, entry, due, from, to, moved) => {
    const plan = task({ until: [entry], clock: allowed });
    const first = started(plan);
    expect(dues(first.state)).toEqual([[0, local(due)]]);
    const stopped = stop(plan, first.state, from);
    expect(dues(stopped.state)).toEqual([]);
    expect(dues(resume(plan, stopped.state, to).state)).toEqual([[0, local(moved)]]);
  });
  it('[E10.19] [E7.1] the events alone give the same state', () => {
    const plan = task({ until: [days(2), days(1, { do: 'remind', due: 'before' })], clock: allowed });
    const first = started(plan);
    const second = stop(plan, first.state, '2026-03-02T10:00:00');
    const third = resume(plan, second.state, '2026-03-06T10:00:00');
    expect(foldAll(JSON.parse(JSON.stringify([...first.events, ...second.events, ...third.events])) as typeof first.events)).toEqual(third.state);
  });
  it('[E10.20] takes a stop only where it is allowed, with a reason, one at a time', () => {
    const closed = task({ until: [days(1)] });
    expect(codeOf(() => stop(closed, started(closed).state, '2026-03-02T10:00:00'))).toBe('SCN_TASK_ACTION');
    const plan = task({ until: [days(1)], clock: allowed });
    const { state } = started(plan);
    expect(codeOf(() => resume(plan, state, '2026-03-02T10:00:00'))).toBe('SCN_TASK_RUNNING');
    expect(codeOf(() => go(plan, state, { type: 'clock.stop', path: 't', taskId: taskId(state, 't'), by: { id: 'a' }, reason: '  ' }))).toBe('SCN_TASK_REASON');
    const stopped = stop(plan, state, '2026-03-02T10:00:00').state;
    expect(codeOf(() => stop(plan, stopped, '2026-03-02T11:00:00'))).toBe('SCN_TASK_STOPPED');
    expect(codeOf(() => go(plan, stopped, { type: 'clock.resume', path: 't', taskId: 'other', by: {} }))).toBe('SCN_TASK_DONE');
  });
  it('[E10.20] goes on by itself after the longest time allowed', () => {
    const plan = task({ until: [days(2)], clock: { pause: { maxDays: 3 } } });
    const stopped = stop(plan, started(plan).state, '2026-03-02T10:00:00').state;
    expect(dues(stopped)).toEqual([[-2, local('2026-03-06T10:00:00')]]);
    const { state, events } = go(plan, stopped, { type: 'timers' }, local('2026-03-06T10:00:00'));
    expect(events).toMatchObject([{ type: 'clock.resumed', path: 't' }]);
    expect(dues(state)).toEqual([[0, local('2026-03-09T09:00:00')]]);
  });
  it('[E10.26] a year the calendar does not know refuses the person and is an incident when the clock goes on by itself', () => {
    const plan = task({ until: [days(2)], clock: { pause: { maxDays: 3 } } });
    const stopped = stop(plan, started(plan).state, '2026-03-02T10:00:00').state;
    shelf = { ...cn, years: [] };
    try {
      expect(codeOf(() => resume(plan, stopped, '2026-03-05T10:00:00'))).toBe('SCN_RUN_CALENDAR');
      expect(go(plan, stopped, { type: 'timers' }, local('2026-03-06T10:00:00')).events.at(-1)).toMatchObject({ type: 'incident.opened', error: { code: 'SCN_RUN_CALENDAR' } });
    } finally {
      shelf = cn;
    }
  });
});

describe('E10 waiting for the applicant', () => {
  const both = () => planWith({ a: ['start.test'], t: ['human.test', { until: [days(2)] }], c: ['human.test', { candidates: ['u:citizen'], clock: { stops: true }, until: [days(1, { do: 'leave', port: 'gone' })] }], end: ['test.pure'] }, 'a t', 'a c', 'c end', 'c.gone end', 't end');
  it('[E10.21] stops the other tasks until it is answered, its own deadline goes on', () => {
    const plan = both();
    const first = started(plan);
    expect(timersOf(first.state).map((timer) => timer.path)).toEqual(['c']);
    expect(openTasks(first.state).find((open) => open.path === 't')?.clock.stopped).toMatchObject({ byHand: false });
    const second = go(plan, first.state, answer(first.state, 'c', 'out', 'citizen'), local('2026-03-03T08:00:00'));
    expect(second.events.at(-1)).toMatchObject({ type: 'clock.resumed', path: 'c', whole: true });
    expect(timersOf(second.state)).toMatchObject([{ path: 't', dueAt: local('2026-03-06T09:00:00') }]);
  });
  it('[E10.21] [E10.4] goes on when the applicant lets it pass', () => {
    const plan = both();
    const { state } = go(plan, started(plan).state, { type: 'timers' }, local('2026-03-12T09:00:00'));
    // Eight working days stood still: 2 March to 12 March.
    expect(timersOf(state)).toMatchObject([{ path: 't', dueAt: local('2026-03-16T09:00:00') }]);
  });
  it('[E10.19] overlapping stops count once', () => {
    const plan = planWith({ a: ['start.test'], t: ['human.test', { until: [days(2)], clock: { pause: {} } }], c: ['human.test', { clock: { stops: true } }], end: ['test.pure'] }, 'a t', 'a c', 'c end', 't end');
    const one = stop(plan, started(plan).state, '2026-03-03T09:00:00').state;
    const two = go(plan, one, answer(one, 'c', 'out', 'x'), local('2026-03-05T09:00:00')).state;
    expect(timersOf(two)).toEqual([]);
    expect(timersOf(resume(plan, two, '2026-03-06T09:00:00').state)).toMatchObject([{ path: 't', dueAt: local('2026-03-09T09:00:00') }]);
  });
  it('[E10.15] [E10.21] time with the applicant does not count in a later task that is counted from the start', () => {
    const plan = planWith({ a: ['start.test'], c: ['human.test', { clock: { stops: true } }], t: ['human.test', { until: [days(5, { since: '2026-03-02T09:00:00+08:00' })] }] }, 'a c', 'c t');
    const first = started(plan);
    const { state } = go(plan, first.state, answer(first.state, 'c', 'out', 'x'), local('2026-03-06T10:00:00'));
    expect(timersOf(state)).toMatchObject([{ path: 't', dueAt: local('2026-03-12T09:00:00') }]);
  });
});

describe('E10 more time', () => {
  const extensible = (until: object[] = [days(2), days(1, { do: 'remind', due: 'before' })]) => task({ until, clock: { extension: BOSS } });
  it('[E10.22] asking opens a task of those who decide and moves nothing', () => {
    const plan = extensible();
    const first = started(plan);
    const { state } = ask(plan, first.state, 3, '2026-03-03T10:00:00');
    expect(dues(state)).toEqual(dues(first.state));
    expect(openTasks(state).map((open) => [open.task.candidates, open.asked?.reason])).toEqual([[['u:a'], undefined], [['u:boss'], '要实地核查']]);
  });
  it('[E10.23] granting moves all of it, and a reminder that lies ahead comes again', () => {
    const plan = extensible();
    const reminded = go(plan, started(plan).state, { type: 'timers' }, local('2026-03-03T09:00:00')).state;
    expect(dues(reminded)).toEqual([[0, local('2026-03-05T09:00:00')]]);
    const { state } = decide(plan, ask(plan, reminded, 3, '2026-03-03T10:00:00').state, 'approve', '2026-03-03T11:00:00');
    expect(dues(state)).toEqual([[1, local('2026-03-07T09:00:00')], [0, local('2026-03-09T09:00:00')]]);
    expect(openTasks(state)).toMatchObject([{ path: 't', clock: { extended: 1 } }]);
  });
  it('[E10.23] fewer days may be granted, and calendar days where the deadline is a date', () => {
    const plan = extensible([on('2026-03-05')]);
    const { state } = decide(plan, ask(plan, started(plan).state, 5, '2026-03-03T10:00:00').state, 'approve', '2026-03-03T11:00:00', { days: 2 });
    expect(dues(state)).toEqual([[0, local('2026-03-07T23:59:59.999')]]);
  });
  it('[E10.23] refusing moves nothing and it may be asked again', () => {
    const plan = extensible();
    const asked = ask(plan, started(plan).state, 3, '2026-03-03T08:00:00').state;
    const { state } = decide(plan, asked, 'reject', '2026-03-03T08:30:00', { comment: '材料已齐' });
    expect(dues(state)).toEqual(dues(asked));
    expect(openTasks(state)[0]?.clock.extensions).toMatchObject([{ decided: { granted: false, comment: '材料已齐' } }]);
    expect(codeOf(() => ask(plan, state, 1, '2026-03-03T09:00:00'))).toBe('none');
  });
  it('[E10.22] refuses what the author does not allow', () => {
    const plan = extensible();
    const { state } = started(plan);
    expect(codeOf(() => ask(plan, state, 11, '2026-03-03T10:00:00'))).toBe('SCN_TASK_EXTENSION_DAYS');
    expect(codeOf(() => ask(plan, state, 1.5, '2026-03-03T10:00:00'))).toBe('SCN_TASK_EXTENSION_DAYS');
    expect(codeOf(() => ask(plan, state, 1, '2026-03-03T10:00:00', ' '))).toBe('SCN_TASK_REASON');
    const asked = ask(plan, state, 1, '2026-03-03T10:00:00').state;
    expect(codeOf(() => ask(plan, asked, 1, '2026-03-03T10:00:00'))).toBe('SCN_TASK_EXTENSION_OPEN');
    expect(codeOf(() => decide(plan, asked, 'approve', '2026-03-03T10:00:00', {}, 'a'))).toBe('SCN_FORM_NOT_ALLOWED');
    expect(codeOf(() => decide(plan, asked, 'maybe', '2026-03-03T10:00:00'))).toBe('SCN_FORM_OUTCOME');
    expect(codeOf(() => decide(plan, asked, 'approve', '2026-03-03T10:00:00', { days: 99 }))).toBe('SCN_FORM_INVALID');
    const granted = decide(plan, asked, 'approve', '2026-03-03T11:00:00').state;
    expect(codeOf(() => ask(plan, granted, 1, '2026-03-03T12:00:00'))).toBe('SCN_TASK_EXTENSION_TIMES');
    const closed = task({ until: [days(1)] });
    expect(codeOf(() => ask(closed, started(closed).state, 1, '2026-03-03T10:00:00'))).toBe('SCN_TASK_EXTENSION');
    const nobody = task({ until: [days(1)], clock: { extension: { ...BOSS, to: [] } } });
    expect(codeOf(() => ask(nobody, started(nobody).state, 1, '2026-03-03T10:00:00'))).toBe('SCN_TASK_NOBODY');
  });
  it('[E10.22] [E10.1] the request goes with the task it is about', () => {
    const plan = extensible();
    const asked = ask(plan, started(plan).state, 1, '2026-03-03T10:00:00').state;
    expect(openTasks(go(plan, asked, answer(asked, 't', 'out', 'a'), local('2026-03-03T11:00:00')).state)).toEqual([]);
  });
  it('[E10.24] outlives the round for what is counted from a moment of the case', () => {
    const nodes = { a: ['start.test'], f: ['human.test'], t: ['human.test', { ports: ['out', 'again'], until: [days(5, { since: '2026-03-02T09:00:00+08:00' }), days(2, { do: 'remind' })], clock: { extension: BOSS } }] } as const;
    const plan = planWith(nodes, 'a f', 'f t', 't.again f back');
    let { state } = started(plan);
    state = go(plan, state, answer(state, 'f', 'out', 'a')).state;
    state = decide(plan, ask(plan, state, 3, '2026-03-03T10:00:00').state, 'approve', '2026-03-03T11:00:00').state;
    state = go(plan, state, answer(state, 't', 'again', 'a'), local('2026-03-03T12:00:00')).state;
    state = go(plan, state, answer(state, 'f', 'out', 'a'), local('2026-03-05T09:00:00')).state;
    expect(dues(state)).toEqual([[1, local('2026-03-07T09:00:00')], [0, local('2026-03-12T09:00:00')]]);
    expect(codeOf(() => ask(plan, state, 1, '2026-03-05T10:00:00'))).toBe('SCN_TASK_EXTENSION_TIMES');
  });
});

describe('E10 another calendar', () => {
  const changed = (plan: Plan, state: RunState, calendar: Calendar) => {
    shelf = calendar;
    try {
      return go(plan, state, { type: 'calendar.changed' }, local('2026-03-03T10:00:00'));
    } finally {
      shelf = cn;
    }
  };
  it('[E10.25] moves what has not come yet and records the moments', () => {
    const plan = task({ until: [days(2), days(1, { do: 'remind', due: 'before' })] });
    const reminded = go(plan, started(plan).state, { type: 'timers' }, local('2026-03-03T09:00:00')).state;
    const { events, state } = changed(plan, reminded, { ...cn, version: 'cn@2', holidays: new Set(['2026-03-05', '2026-03-06']), workdays: new Set() });
    expect(events).toMatchObject([{ type: 'deadlines.moved', calendarVersion: 'cn@2', dues: { t: { 0: local('2026-03-04T09:00:00') } } }]);
    expect(dues(state)).toEqual([[0, local('2026-03-04T09:00:00')]]);
  });
  it('[E10.25] decides nothing where nothing moves', () => {
    const plan = task({ until: [after('PT4H')] });
    expect(changed(plan, started(plan).state, { ...cn, version: 'cn@2' }).events).toEqual([]);
  });
  it('[E10.26] a year it does not know leaves the deadline as it is', () => {
    const plan = task({ until: [days(2)] });
    const { state } = started(plan);
    expect(dues(changed(plan, state, { ...cn, years: [] }).state)).toEqual(dues(state));
  });
});
