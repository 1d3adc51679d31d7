import { describe, expect, it } from 'vitest';
import type { Calendar } from '../../../runtime/host/calendar.ts';
import { timersOf } from '../../../runtime/engine/decide-timers.ts';
import { openTasks } from '../../../runtime/engine/summary.ts';
import { answer, brief, completed, flow, go, planOf, started } from './support/tiny.ts';

const after = (duration: string, rest: object) => ({ on: { kind: 'after', duration }, ...rest });
const task = (config: object, edges: string[] = []) => planOf(flow({ a: ['start.test'], t: ['human.test', config as never], late: ['test.pure'] }, 'a t', ...edges));
const cn: Calendar = { id: 'cn', version: '1', years: [2026], holidays: new Set(['2026-03-04']), workdays: new Set(['2026-03-07']) };

describe('E10 waiting', () => {
  it('[E10.1] a deadline that leaves withdraws the task', () => {
    const plan = task({ until: [after('PT4H', { do: 'leave', port: 'ignored' })] }, ['t.ignored late']);
    const first = started(plan);
    const second = go(plan, first.state, { type: 'timers' }, '2026-03-02T05:00:00.000Z');
    expect(brief(second.events)).toEqual(['timer.fired t', 'node.completed t', 'node.completed late', 'run.completed']);
    expect(openTasks(second.state)).toEqual([]);
  });
  it('[E10.1] an answer withdraws the deadline', () => {
    const plan = task({ until: [after('PT4H', { do: 'leave', port: 'ignored' })] }, ['t.ignored late', 't late']);
    const first = started(plan);
    expect(timersOf(go(plan, first.state, answer(first.state, 't')).state)).toEqual([]);
  });
  it('[E10.2] reminds once and waits on', () => {
    const plan = task({ until: [after('PT1H', { do: 'remind' })] });
    const first = started(plan);
    const second = go(plan, first.state, { type: 'timers' }, '2026-03-02T03:00:00.000Z');
    expect(brief(second.events)).toEqual(['timer.fired t']);
    expect(go(plan, second.state, { type: 'timers' }, '2026-03-02T04:00:00.000Z').events).toEqual([]);
    expect(openTasks(second.state)).toHaveLength(1);
  });
  it.each([['escalate', ['u:a', 'u:boss']], ['reassign', ['u:boss']]])('[E10.3] %s gives candidates %j', (act, candidates) => {
    const plan = task({ until: [after('PT1H', { do: act, to: ['u:boss'] })] });
    const second = go(plan, started(plan).state, { type: 'timers' }, '2026-03-02T03:00:00.000Z');
    expect(openTasks(second.state)[0]?.task.candidates).toEqual(candidates);
  });
  it('[E10.4] missed timers fire once, in due order', () => {
    const plan = task({ until: [after('PT3H', { do: 'leave', port: 'ignored' }), after('PT1H', { do: 'remind' }), after('PT9H', { do: 'remind' })] }, ['t.ignored late']);
    const second = go(plan, started(plan).state, { type: 'timers' }, '2026-03-09T00:00:00.000Z');
    expect(second.events.filter((event) => event.type === 'timer.fired').map((event) => event.index)).toEqual([1, 0]);
  });
  it('[E10.5] working days skip holidays and count make-up days', () => {
    const until = [{ on: { kind: 'after', duration: 'P4D', workingDays: 4 }, do: 'remind' }];
    const plan = planOf(flow({ a: ['start.test'], t: ['human.test', { until }] }, 'a t'), { calendars: () => cn });
    // Monday the 2nd: Tuesday 3, Thursday 5 (Wednesday is off), Friday 6, Saturday 7 (make-up day).
    expect(timersOf(started(plan).state)[0]?.dueAt).toBe('2026-03-07T01:00:00.000Z');
  });
  it('[E10.5] a year the calendar does not know is an incident', () => {
    const until = [{ on: { kind: 'after', duration: 'P400D', workingDays: 400 }, do: 'remind' }];
    const plan = planOf(flow({ a: ['start.test'], t: ['human.test', { until }] }, 'a t'), { calendars: () => cn });
    expect(started(plan).events.at(-1)).toMatchObject({ type: 'incident.opened', error: { code: 'SCN_RUN_CALENDAR', details: { year: 2027 } } });
  });
  it('[E10.6] of two answers the first wins and the second is told', () => {
    const plan = task({}, ['t late']);
    const first = started(plan);
    const mine = answer(first.state, 't', 'out', 'a');
    const second = go(plan, first.state, mine, '2026-03-02T02:00:00.000Z');
    const again = planOf(flow({ a: ['start.test'], t: ['human.test'], u: ['human.test'] }, 'a t', 't u'));
    const one = started(again);
    const two = go(again, one.state, answer(one.state, 't', 'out', 'a'), '2026-03-02T02:00:00.000Z');
    expect(second.state.phase).toBe('completed');
    expect(() => go(again, two.state, answer(one.state, 't', 'out', 'b'))).toThrow(expect.objectContaining({ code: 'SCN_TASK_DONE', details: { task: 'r1.3', by: { id: 'a' }, at: '2026-03-02T02:00:00.000Z' } }) as Error);
  });
  it('[E10.7] each candidate answers once', () => {
    const plan = task({ candidates: ['u:a', 'u:b'], all: 2 });
    const first = started(plan);
    const second = go(plan, first.state, answer(first.state, 't', 'out', 'a'));
    expect(brief(second.events)).toEqual(['node.answered t']);
    expect(() => go(plan, second.state, answer(second.state, 't', 'out', 'a'))).toThrow(expect.objectContaining({ code: 'SCN_TASK_DONE' }) as Error);
    expect(go(plan, second.state, answer(second.state, 't', 'out', 'b')).state.phase).toBe('completed');
  });
  it('[E10.8] an answer to be mended is refused', () => {
    const plan = task({});
    const first = started(plan);
    expect(() => go(plan, first.state, answer(first.state, 't', 'out', 'a', { bad: true }))).toThrow(expect.objectContaining({ code: 'SCN_FORM_INVALID' }) as Error);
  });
  it.each([
    ['SCN_FORM_OUTCOME', {}, 'nope', 'a'],
    ['SCN_FORM_NOT_ALLOWED', { excluded: ['u:a'] }, 'out', 'a'],
  ])('[E10.8] refuses with %s', (code, config, outcome, by) => {
    const plan = task(config);
    const first = started(plan);
    expect(() => go(plan, first.state, answer(first.state, 't', outcome, by))).toThrow(expect.objectContaining({ code }) as Error);
  });
  it('[E10.8] a node that breaks over an answer opens an incident', () => {
    const plan = task({});
    const first = started(plan);
    expect(brief(go(plan, first.state, answer(first.state, 't', 'out', 'a', { crash: true })).events)).toEqual(['node.answered t', 'node.failed t', 'incident.opened t']);
  });
  it('[E10.9] an event reaches those who wait for its name and key', () => {
    const until = [{ on: { kind: 'event', name: 'order.sent', key: 'o1' }, do: 'leave', port: 'sent' }];
    const plan = planOf(flow({ a: ['start.test'], w: ['flow.pause', { until }] }, 'a w'));
    const first = started(plan);
    expect(go(plan, first.state, { type: 'event', name: 'order.sent', key: 'o2', payload: null }).events).toEqual([]);
    const second = go(plan, first.state, { type: 'event', name: 'order.sent', key: 'o1', payload: { n: 1 } });
    expect(second.state.flows['']?.nodes['w']).toMatchObject({ ports: ['sent'], output: { kind: 'event', data: { n: 1 } } });
  });
  it('[E10.10] a wait for nothing completes at once', () => {
    expect(started(planOf(flow({ a: ['start.test'], w: ['flow.pause'] }, 'a w'))).state.phase).toBe('completed');
  });
});

const each = (config: object, sub = flow({ s: ['start.test'], r: ['test.read', { value: 's.item' }] }, 's r'), more: string[] = []) =>
  planOf({ main: flow({ a: ['start.test'], e: ['flow.each', { flow: 'sub', items: 'a.list', ...config }], x: ['test.pure'] }, 'a e', ...more), sub });

describe('E11 children', () => {
  it('[E11.1] [E11.2] runs as many as concurrency says, results in input order', () => {
    const plan = each({ concurrency: 2 });
    const first = started(plan, { list: [1, 2, 3] });
    expect(first.effects.map((effect) => effect.path)).toEqual(['e[0]/r', 'e[1]/r']);
    const second = go(plan, first.state, completed(first.effects[1]!, 'two'));
    expect(second.effects.map((effect) => effect.path)).toEqual(['e[2]/r']);
    const third = go(plan, second.state, completed(second.effects[0]!, 'three'));
    const last = go(plan, third.state, completed(first.effects[0]!, 'one'));
    expect(last.state.flows['']?.nodes['e']?.output).toEqual(['one', 'two', 'three'].map((output) => ({ status: 'completed', output })));
    expect(Object.keys(last.state.flows)).toEqual(['']);
  });
  const broken = flow({ s: ['start.test'], r: ['test.pure', { fail: 'boom' }] }, 's r');
  it('[E11.6] enough children complete it, and the tasks of the others are withdrawn', () => {
    const sub = flow({ s: ['start.test'], t: ['human.test', { candidates: ['u:a'] }] }, 's t');
    const plan = each({ concurrency: 3, enough: 2 }, sub, ['e x']);
    const first = started(plan, { list: [1, 2, 3] });
    const second = go(plan, first.state, answer(first.state, 'e[0]/t'));
    expect(openTasks(second.state).map(({ path }) => path)).toEqual(['e[1]/t', 'e[2]/t']);
    const third = go(plan, second.state, answer(second.state, 'e[2]/t'));
    expect([third.state.phase, openTasks(third.state)]).toEqual(['completed', []]);
    expect(third.state.flows['']?.nodes['e']?.output).toMatchObject(['completed', 'withdrawn', 'completed'].map((status) => ({ status })));
    expect(() => go(plan, third.state, answer(second.state, 'e[1]/t'))).toThrow(expect.objectContaining({ code: 'SCN_TASK_DONE' }) as Error);
  });
  it('[E11.3] collect keeps failures as results', () => {
    const { state } = started(each({ onItemError: 'collect' }, broken), { list: [1, 2] });
    expect(state.flows['']?.nodes['e']?.output).toEqual([1, 2].map(() => ({ status: 'failed', output: null, error: 'boom' })));
  });
  it('[E11.4] stop is an incident where it happened', () => {
    expect(started(each({}, broken), { list: [1, 2] }).events.at(-1)).toMatchObject({ type: 'incident.opened', path: 'e[0]/r' });
  });
  it('[E11.4] stop leaves by the error edge above', () => {
    const { state } = started(each({}, broken, ['e.error x']), { list: [1, 2] });
    expect(state.flows['']?.nodes['e']).toMatchObject({ ports: ['error'], output: { error: { code: 'SCN_RUN_CHILD_FAILED' } } });
  });
  it('[E11.5] several ends give an object by node id', () => {
    const sub = flow({ s: ['start.test'], p: ['test.pure', { value: '1' }], q: ['test.pure', { value: '2' }] }, 's p', 's q');
    expect(started(each({}, sub), { list: [0] }).state.flows['']?.nodes['e']?.output).toEqual([{ status: 'completed', output: { p: { v: 1 }, q: { v: 2 } } }]);
  });
  it('[E11.2] an empty list completes at once', () => {
    expect(started(each({}), { list: [] }).state.flows['']?.nodes['e']?.output).toEqual([]);
  });
});
