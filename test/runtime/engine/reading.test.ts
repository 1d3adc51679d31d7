import { describe, expect, it } from 'vitest';
import { checkAnswer, checkStart, refusalOf } from '../../../runtime/engine/form-answer.ts';
import { createPlan } from '../../../runtime/engine/plan.ts';
import { runCase, testRun } from '../../../runtime/engine/run-case.ts';
import { initialState } from '../../../runtime/engine/state.ts';
import { openTasks, summarize } from '../../../runtime/engine/summary.ts';
import { traceOf } from '../../../runtime/engine/trace.ts';
import { builtIns } from '../../../runtime/nodes/built-in/index.ts';
import { createRegistry } from '../../../runtime/nodes/registry.ts';
import type { Case } from '../../../runtime/schema/case.ts';
import type { JsonObject } from '../../../runtime/schema/json.ts';
import { AT, answer, flow, go, planOf, scenario, startCommand, started, taskId } from './support/tiny.ts';

describe('trace', () => {
  const plan = planOf(flow({ a: ['start.test'], s: ['test.pure', { value: 'a.x', ports: ['l', 'r'], port: 'l' }], l: ['test.pure', { value: 's.v' }], r: ['test.pure'], t: ['human.test'] }, 'a s', 's.l l', 's.r r', 'l t'));
  const first = started(plan, { x: 'hello' });

  it('shows how every node stands, dead and waiting ones too', () => {
    const trace = traceOf(plan, first.events);
    expect(Object.fromEntries(Object.entries(trace.nodes).map(([path, node]) => [path, node.status]))).toEqual({ a: 'done', s: 'done', l: 'done', r: 'dead', t: 'waiting' });
  });
  it('shows what edges carried, in order of completion', () => {
    const trace = traceOf(plan, first.events);
    expect([trace.edges, trace.order]).toEqual([{ e1: { state: 'delivered', value: 'hello' }, e2: { state: 'delivered', value: 'hello' }, e3: { state: 'dead' }, e4: { state: 'delivered', value: 'hello' } }, ['a', 's', 'l']]);
  });
  it('says what is waited for, and nothing once the run ended', () => {
    const cancelled = go(plan, first.state, { type: 'cancel', by: { id: 'op' }, reason: 'no' });
    expect(traceOf(plan, first.events).waiting).toMatchObject([{ path: 't', round: 1, taskId: taskId(first.state, 't') }]);
    expect(traceOf(plan, [...first.events, ...cancelled.events])).toMatchObject({ status: 'cancelled', waiting: [], nodes: { t: { status: 'idle' } } });
  });
  it('names the error of an incident', () => {
    const broken = planOf(flow({ a: ['start.test'], b: ['test.pure', { fail: 'boom' }] }, 'a b'));
    expect(traceOf(broken, started(broken).events)).toMatchObject({ status: 'incident', error: { code: 'SCN_NODE_FAILED', message: 'boom' }, nodes: { b: { status: 'error' } } });
  });
});

describe('summary', () => {
  const plan = planOf(flow({ a: ['start.test', {}, { stage: 'apply' }], t: ['human.test', {}, { stage: 'review' }], b: ['test.pure'] }, 'a t', 't b'));
  const first = started(plan, { note: '', order: 'X-17' });

  it('says where the run stands, at which stage, and what it is about', () => {
    expect(summarize(plan, first.state)).toMatchObject({ status: 'waiting', at: 't', stage: 'review', subject: 'X-17', starter: 'wang', seq: 3 });
  });
  it('is about what a message from outside says first, else about its id', () => {
    const subjects = [{ body: { urgent: true, order: 'GD-1' }, delivery: 'm1' }, { body: {}, delivery: 'm1' }, { body: { order: 'GD-1' } }].map((input) => summarize(plan, started(plan, input).state).subject);
    expect(subjects).toEqual(['GD-1', 'm1', undefined]);
  });
  it('of an ended run says the end, with the stage of the nearest node before', () => {
    expect(summarize(plan, go(plan, first.state, answer(first.state, 't')).state)).toMatchObject({ status: 'completed', at: 'b', stage: 'review' });
  });
  it('lists no task of an ended run', () => {
    expect(openTasks(go(plan, first.state, { type: 'expire' }).state)).toEqual([]);
  });
});

describe('form answers', () => {
  const plan = planOf(flow({ a: ['start.test'], t: ['human.test'] }, 'a t'));
  const { state } = started(plan);

  it('an answer that would be taken is no refusal, and nothing is given', () => {
    expect([checkAnswer(plan, state, AT, answer(state, 't') as never), openTasks(state).length]).toEqual([null, 1]);
  });
  it('an answer that must be mended is refused with the reason', () => {
    expect(checkAnswer(plan, state, AT, answer(state, 't', 'out', 'a', { bad: true }) as never)).toEqual({ code: 'SCN_FORM_INVALID', message: 'mend it', problems: [] });
  });
  it('a start that would be refused says so without starting', () => {
    const strict = planOf(flow({ a: ['start.test', { refuse: true }] }));
    expect([checkStart(strict, AT, startCommand() as never)?.code, checkStart(plan, AT, startCommand() as never), initialState().phase]).toEqual(['SCN_FORM_INVALID', null, 'new']);
  });
  it('other errors are no refusals of a form', () => {
    expect(refusalOf(new Error('x'))).toBe(null);
    expect(() => checkAnswer(plan, state, AT, { ...answer(state, 't'), taskId: 'other' } as never)).toThrow(expect.objectContaining({ code: 'SCN_TASK_DONE' }) as Error);
  });
});

describe('cases', () => {
  const nodes = {
    ask: ['start.form', { roles: [], fields: [{ id: 'age', type: 'integer', title: 'Age', required: true }] }],
    grade: ['rule.table', { hitPolicy: 'FIRST', inputs: [{ id: 'age', expr: 'ask.age' }], outputs: [{ id: 'grade', type: 'string' }], rules: [{ id: 'R1', when: { age: '< 18' }, then: { grade: '"child"' } }, { id: 'R2', when: {}, then: { grade: '"adult"' } }] }],
    done: ['output.page', { text: 'ok' }],
  };
  const { plan, diagnostics } = createPlan(scenario({ main: flow(nodes as never, 'ask grade', 'grade done') }), { registry: createRegistry(builtIns) });
  const run = (start: JsonObject, expected: Case['expect']) => {
    if (!plan) throw new Error(JSON.stringify(diagnostics));
    return runCase(plan, { id: 'c', title: 'c', at: AT, start, expect: expected });
  };

  it('passes when everything it names is so', async () => {
    const outcome = await run({ age: 9 }, { status: 'completed', end: 'done', outputs: { grade: { grade: 'child' } }, rules: { grade: 'R1' }, path: ['ask', 'grade', 'done'] });
    expect([outcome.failures, outcome.passed, outcome.covered]).toEqual([[], true, { nodes: ['ask', 'grade', 'done'], rules: { grade: ['R1'] }, flows: { main: { nodes: ['ask', 'grade', 'done'], edges: ['e1', 'e2'], rules: { grade: ['R1'] } } } }]);
  });
  it.each([
    [{ outputs: { grade: { grade: 'adult' } } }, '/outputs/grade/grade', 'adult', 'child'],
    [{ rules: { grade: 'R2' } }, '/rules/grade', 'R2', 'R1'],
    [{ status: 'waiting' }, '/status', 'waiting', 'completed'],
    [{ end: 'grade' }, '/end', 'grade', 'done'],
    [{ error: 'SCN_X' }, '/error', 'SCN_X', ''],
  ])('%j fails at %s', async (expected, path, wanted, actual) => {
    expect((await run({ age: 9 }, expected)).failures).toMatchObject([{ path, expected: wanted, actual }]);
  });
  it('a refused start is what a case may expect, and a failure otherwise', async () => {
    expect([(await run({}, { refused: { node: 'ask', fields: ['age'] } })).failures, (await run({}, { })).failures.map((one) => one.path)]).toEqual([[], ['/refused']]);
  });
  it('a test run replaces the work of pinned nodes', async () => {
    if (!plan) throw new Error('no plan');
    const { trace } = await testRun(plan, { at: AT, start: { age: 9 }, pins: { grade: { grade: 'pinned' } } });
    expect([trace.nodes['grade']?.output, trace.nodes['grade']?.pinned, trace.status]).toEqual([{ grade: 'pinned' }, true, 'completed']);
  });
  it('a pinned node is left by the port that is named, and a port it does not have is none', async () => {
    const nodes: Record<string, [string, Record<string, unknown>]> = { ask: ['start.form', { fields: [] }], way: ['flow.switch', { cases: [{ port: 'a', when: 'true' }, { port: 'b', when: 'true' }] }], left: ['output.page', { text: 'a' }], right: ['output.page', { text: 'b' }] };
    const { plan: forked } = createPlan(scenario({ main: flow(nodes as never, 'ask way', 'way.a left', 'way.b right') }), { registry: createRegistry(builtIns) });
    if (!forked) throw new Error('no plan');
    const leave = async (ports: readonly string[]) => (await testRun(forked, { at: AT, start: {}, pins: { way: null }, pinPorts: { way: ports } })).trace.order;
    expect([await leave(['b']), await leave(['gone'])]).toEqual([['ask', 'way', 'right'], ['ask', 'way', 'left']]);
  });
});
