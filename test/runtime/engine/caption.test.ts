import { describe, expect, it } from 'vitest';
import { captionFormulas } from '../../../runtime/engine/caption.ts';
import { foldAll } from '../../../runtime/engine/fold.ts';
import { createPlan } from '../../../runtime/engine/plan.ts';
import type { Plan } from '../../../runtime/engine/plan-types.ts';
import { initialState, type RunState } from '../../../runtime/engine/state.ts';
import { step } from '../../../runtime/engine/step.ts';
import { runStraight } from '../../../runtime/engine/straight.ts';
import { openTasks, summarize } from '../../../runtime/engine/summary.ts';
import { changedTasks } from '../../../runtime/engine/task-records.ts';
import type { Command } from '../../../runtime/engine/command.ts';
import { builtIns } from '../../../runtime/nodes/built-in/index.ts';
import { createRegistry } from '../../../runtime/nodes/registry.ts';
import type { JsonObject } from '../../../runtime/schema/json.ts';
import type { Scenario } from '../../../runtime/schema/scenario.ts';
import { AT } from './support/tiny.ts';

const FIELDS = [
  { id: 'name', type: 'string', optional: true }, { id: 'kind', type: 'string', options: { list: 'hazard' }, optional: true }, { id: 'how', type: 'string', enum: ['online', 'desk'], optional: true },
  { id: 'place', type: 'string', optional: true }, { id: 'day', type: 'date', optional: true }, { id: 'urgent', type: 'boolean', optional: true }, { id: 'tags', type: 'list', optional: true },
];
const scenario = ({ start, task, instant = false, day }: { readonly start?: string; readonly task?: string; readonly instant?: boolean; readonly day?: string }): Scenario => ({
  format: 1, id: 'demo', title: 'demo', purpose: '', zone: 'Asia/Shanghai', calendar: 'cn', bases: {}, roles: { clerk: 'clerk' }, connections: {}, datasets: {}, pages: {}, layout: {},
  parameters: { district: { type: 'string', values: [{ from: null, to: '2022-02-28', value: '城东' }, { from: '2022-03-01', value: '城西' }] } },
  lists: { hazard: { items: ['cable', 'battery'] } },
  texts: {
    'hazard.cable': { 'zh-CN': '飞线充电', en: 'Hanging cable' }, 'begin.how.desk': { 'zh-CN': '窗口', en: 'At the desk' },
    'begin.caption': { 'zh-CN': '{begin.kind}：{begin.place}', en: '{ begin.kind } at {begin.place}' },
  },
  flows: {
    main: {
      nodes: {
        begin: { type: 'start.form', ...(start === undefined ? {} : { caption: start }), config: { fields: FIELDS, ...(day === undefined ? {} : { asOf: `date("${day}")` }) } },
        ...(instant ? {} : { look: { type: 'human.form', ...(task === undefined ? {} : { caption: task }), config: { assign: { role: 'clerk' }, fields: [], outcomes: [{ port: 'done' }, { port: 'again' }], allow: { addSigner: 'anyone' } } }, say: { type: 'rule.expression', config: { values: [{ id: 'n', expr: 'run.round', type: 'integer' }] } } }),
        page: { type: 'output.page', config: { text: 'x' } },
      },
      edges: instant ? { a: ['begin.out', 'page'] } : { a: ['begin.out', 'say'], b: ['say.out', 'look'], c: ['look.done', 'page'], d: ['look.again', 'say', 'back'] },
    },
  },
} as unknown as Scenario);

const planOf = (given: Scenario): Plan => {
  const { plan, diagnostics } = createPlan(given, { registry: createRegistry(builtIns) });
  if (!plan) throw new Error(JSON.stringify(diagnostics));
  return plan;
};
const starting = (input: JsonObject): Extract<Command, { type: 'start' }> => ({ type: 'start', at: AT, jitter: 0.5, runId: 'r1', release: 'demo@1', flow: 'main', input, starter: { id: 'wang' } });
const begun = (plan: Plan, input: JsonObject) => step(plan, initialState(), starting(input));
const called = (given: Parameters<typeof scenario>[0], input: JsonObject) => {
  const plan = planOf(scenario({ ...given, instant: true }));
  return summarize(plan, begun(plan, input).state).subject;
};
const both = (words: string) => ({ 'zh-CN': words, en: words });
const INPUT = { name: '王', kind: 'cable', place: '3 幢  楼道\n东侧' };

describe('what lists call a run', () => {
  it.each<[string, string, JsonObject, unknown]>([
    ['choices in the words they were offered in, by language', '@begin.caption', INPUT, { 'zh-CN': '飞线充电：3 幢 楼道 东侧', en: 'Hanging cable at 3 幢 楼道 东侧' }],
    ['a choice of its own', '{begin.how} {begin.name}', { how: 'desk', name: '王' }, { 'zh-CN': '窗口 王', en: 'At the desk 王' }],
    ['a choice without words as it is', '{begin.how}', { how: 'online' }, both('online')],
    ['formulas', '{upper case(begin.name)} · {count(begin.tags)}', { name: 'ab', tags: ['x', 'y'] }, both('AB · 2')],
    ['yes and no, lists, days, moments of the zone', '{begin.urgent} {begin.tags} {begin.day} {run.startedAt}', { urgent: true, tags: ['x', 'y'], day: '2022-01-20' }, { 'zh-CN': '是 x、y 2022-01-20 2026-03-02 09:00', en: 'yes x, y 2022-01-20 2026-03-02 09:00' }],
    ['what is there, without the separator of what is missing', '{begin.kind} · {begin.place} · {begin.name}', { kind: 'battery', name: '王' }, both('battery · 王')],
    ['no brackets around nothing, and no words about nothing', '{begin.place}（{begin.kind}），第 {begin.name} 号', { place: '3 幢' }, both('3 幢')],
    ['no colon before or after nothing', '{begin.name}：{begin.place} · {begin.kind}: {begin.how}', { place: 'a · b', kind: 'battery' }, both('a · b · battery')],
    ['lists without what is empty in them', '{begin.tags} · {begin.place}', { tags: ['', 'y'], place: '' }, both('y')],
    ['words alone', '月报', { name: '王' }, both('月报')],
  ])('[E3.7] holds %s', (_name, start, input, subject) => {
    expect(called({ start }, input)).toEqual(subject);
  });

  it('[E3.7] is the first answer where its author says nothing, and where nothing can be filled in', () => {
    expect(called({}, INPUT)).toBe('王');
    expect(called({ start: '{begin.kind} · {begin.place}' }, { name: '王' })).toBe('王');
    expect(called({ start: '第 {begin.place} 号' }, { name: '王', place: '' })).toBe('王');
    expect(called({ start: '{count(for i in 1..999999 return i * 2)}' }, { name: '王' })).toBe('王');
  });

  it('[E3.7] is cut, whole and value by value', () => {
    const long = '字'.repeat(400);
    const subject = called({ start: '{begin.name}{begin.place}{begin.name}' }, { name: long, place: long });
    expect(subject).toMatchObject({ 'zh-CN': expect.stringMatching(/^.{119}…$/u) as string });
    expect((called({ start: '{begin.name}!' }, { name: long }) as { en: string }).en).toHaveLength(61);
  });

  it('[E3.7] reads the parameters of the day the run counts as', () => {
    expect(called({ start: '{param.district}', day: '2022-01-20' }, { name: '王' })).toEqual(both('城东'));
    expect(called({ start: '{param.district}', day: '2022-03-02' }, { name: '王' })).toEqual(both('城西'));
  });

  it('[E3.7] [E7.1] is part of the event that starts the run, the same on the short way and after folding', () => {
    const plan = planOf(scenario({ start: '@begin.caption', instant: true }));
    const long = begun(plan, INPUT);
    const short = runStraight(plan, starting(INPUT));
    expect(short?.events).toEqual(long.events);
    expect(short?.state).toEqual(long.state);
    expect(foldAll(long.events)).toEqual(long.state);
    expect(long.events[0]).toMatchObject({ type: 'run.started', caption: { en: 'Hanging cable at 3 幢 楼道 东侧' } });
  });

  it('finds the formulas of every language once, and refuses one that cannot be', () => {
    const given = scenario({ start: '@begin.caption' });
    expect(captionFormulas('@begin.caption', given.texts)).toEqual(['begin.kind', 'begin.place']);
    const { plan, diagnostics } = createPlan(scenario({ start: '{look.done}' }), { registry: createRegistry(builtIns) });
    expect([plan, diagnostics.map(({ place }) => place.path)]).toEqual([null, ['/flows/main/nodes/begin/caption']]);
  });
});

describe('what lists call a task', () => {
  const recordsOf = (plan: Plan, base: RunState, events: Parameters<typeof changedTasks>[2], state: RunState) => changedTasks(plan, base, events, summarize(plan, state)).map(({ id, status, subject }) => ({ id, status, subject }));
  const answering = (state: RunState, outcome: string): Command => ({ type: 'task.answered', at: AT, jitter: 0.5, path: 'look', taskId: openTasks(state)[0]?.id ?? '', by: { id: 'li' }, outcome, data: {} });

  it('[E13.9] is as its author says, in every round anew, and stays', () => {
    const plan = planOf(scenario({ start: '{begin.place}', task: '{begin.kind}（第 {say.n} 次）' }));
    const first = begun(plan, { kind: 'cable', place: 'p' });
    expect(recordsOf(plan, initialState(), first.events, first.state)).toMatchObject([{ status: 'open', subject: { 'zh-CN': '飞线充电（第 1 次）', en: 'Hanging cable（第 1 次）' } }]);
    const again = step(plan, first.state, answering(first.state, 'again'));
    expect(recordsOf(plan, first.state, again.events, again.state)).toMatchObject([{ status: 'done', subject: { en: 'Hanging cable（第 1 次）' } }, { status: 'open', subject: { en: 'Hanging cable（第 2 次）' } }]);
    expect(summarize(plan, again.state).subject).toEqual(both('p'));
  });

  it('[E13.9] is that of its run where the author says nothing or nothing can be filled in, and that of opinions and extensions asked about it', () => {
    for (const task of [undefined, '{begin.name}']) {
      const plan = planOf(scenario({ start: '{begin.place}', ...(task === undefined ? {} : { task }) }));
      const { events, state } = begun(plan, { place: 'p' });
      expect(recordsOf(plan, initialState(), events, state)).toMatchObject([{ subject: both('p') }]);
    }
    const plan = planOf(scenario({ task: '{begin.place}!' }));
    const { state } = begun(plan, { place: 'p' });
    const signed = step(plan, state, { type: 'task.signers-added', at: AT, jitter: 0.5, path: 'look', taskId: openTasks(state)[0]?.id ?? '', by: { id: 'li' }, where: 'before', people: [{ id: 'he' }], reason: 'x' });
    expect(openTasks(signed.state).map(({ task: { kind, caption } }) => [kind, caption])).toEqual([[undefined, both('p!')], ['sign', both('p!')]]);
  });
});
