import { describe, expect, it } from 'vitest';
import { step } from '../../../runtime/engine/step.ts';
import type { RunState } from '../../../runtime/engine/state.ts';
import { standingsOf } from '../../../runtime/engine/standing.ts';
import { AT, answer, brief, completed, flow, go, planOf, scenario, started, startCommand, registry, tiny } from './support/tiny.ts';
import { createLanguage } from '../../../runtime/engine/real-language.ts';
import { createPlan } from '../../../runtime/engine/plan.ts';
import { initialState } from '../../../runtime/engine/state.ts';

const output = (state: RunState, id: string) => state.flows['']?.nodes[id]?.output;
const standing = (plan: ReturnType<typeof planOf>, state: RunState, id: string) => standingsOf(plan.flows['main']!, state.flows['']!)[id];

describe('E1 firing', () => {
  it('[E1.1] a join fires once all its edges are settled', () => {
    const plan = planOf(flow({ a: ['start.test'], x: ['test.read'], y: ['test.read'], j: ['test.pure'] }, 'a x', 'a y', 'x j', 'y j'));
    const first = started(plan);
    const second = go(plan, first.state, completed(first.effects[0]!));
    expect(brief(second.events)).toEqual(['node.completed x']);
    expect(brief(go(plan, second.state, completed(first.effects[1]!)).events)).toEqual(['node.completed y', 'node.completed j', 'run.completed']);
  });
  it('[E1.2] [E1.3] a port that was not taken is dead', () => {
    const plan = planOf(flow({ a: ['start.test'], s: ['test.pure', { ports: ['l', 'r'], port: 'l' }], l: ['test.pure'], r: ['test.pure'] }, 'a s', 's.l l', 's.r r'));
    const { state } = started(plan);
    expect([standing(plan, state, 'l'), standing(plan, state, 'r')]).toEqual(['done', 'dead']);
  });
  it('[E1.4] death passes on, and a join with one living edge lives', () => {
    const plan = planOf(flow({ a: ['start.test'], s: ['test.pure', { ports: ['l', 'r'], port: 'l' }], r: ['test.pure'], r2: ['test.pure'], j: ['test.pure'] }, 'a s', 's.r r', 'r r2', 'r2 j', 's.l j'));
    const { state, events } = started(plan);
    expect([standing(plan, state, 'r2'), standing(plan, state, 'j')]).toEqual(['dead', 'done']);
    expect(brief(events)).toEqual(['run.started', 'node.completed a', 'node.completed s', 'node.completed j', 'run.completed']);
  });
  it('[E1.5] of several starts the unused ones are dead', () => {
    const plan = planOf(flow({ a: ['start.test'], b: ['start.test'], n: ['test.pure'], j: ['test.pure'] }, 'b n', 'n j', 'a j'));
    const { state } = started(plan, {}, { start: 'a' });
    expect([standing(plan, state, 'b'), standing(plan, state, 'n'), standing(plan, state, 'j')]).toEqual(['dead', 'dead', 'done']);
  });
  it('[E1.6] a back edge does not hold its target up', () => {
    const plan = planOf(flow({ a: ['start.test'], b: ['test.pure'], t: ['human.test', { ports: ['back', 'ok'] }] }, 'a b', 'b t', 't.back b back'));
    expect(brief(started(plan).events)).toContain('node.completed b');
  });
});

describe('E2 leaving', () => {
  it('[E2.1] a node that names no port leaves by out', () => {
    expect(started(planOf(flow({ a: ['start.test'] }))).events[1]).toMatchObject({ type: 'node.completed', ports: ['out'] });
  });
  it('[E2.2] several edges from one port run in parallel', () => {
    const { effects } = started(planOf(flow({ a: ['start.test'], x: ['test.read'], y: ['test.read'] }, 'a x', 'a y')));
    expect(effects.map((effect) => effect.path)).toEqual(['x', 'y']);
  });
  it('[E2.3] a node that leaves by two of three ports kills only the third', () => {
    const plan = planOf(flow({ a: ['start.test'], s: ['test.pure', { ports: ['p', 'q', 'r'], port: ['p', 'q'] }], p: ['test.pure'], q: ['test.pure'], r: ['test.pure'] }, 'a s', 's.p p', 's.q q', 's.r r'));
    const { state } = started(plan);
    expect(['p', 'q', 'r'].map((id) => standing(plan, state, id))).toEqual(['done', 'done', 'dead']);
  });
  it('[E2.4] an unknown port fails the node', () => {
    const { events } = started(planOf(flow({ a: ['start.test'], s: ['test.pure', { port: 'nowhere' }] }, 'a s')));
    expect(events.find((event) => event.type === 'node.failed')).toMatchObject({ error: { code: 'SCN_NODE_RESULT' } });
  });
});

describe('E3 scope', () => {
  it('[E3.1] reads outputs of earlier nodes', () => {
    const { state } = started(planOf(flow({ a: ['start.test'], b: ['test.pure', { value: 'a.x' }] }, 'a b')), { x: 7 });
    expect(output(state, 'b')).toEqual({ v: 7 });
  });
  it('[E3.2] reads a dead node as null', () => {
    const { state } = started(planOf(flow({ a: ['start.test'], s: ['test.pure', { ports: ['l', 'r'], port: 'l' }], r: ['test.pure'], j: ['test.pure', { value: 'r.v' }] }, 'a s', 's.l j', 's.r r', 'r j')));
    expect(output(state, 'j')).toEqual({ v: null });
  });
  it.each([
    ['2026-02-28T15:59:59Z', 'old'],
    ['2026-02-28T16:00:00Z', 'new'],
    ['2019-12-31T00:00:00Z', null],
  ])('[E3.3] [E3.5] parameters as of %s are %s', (asOf, expected) => {
    const values = [{ from: '2020-01-01', to: '2026-02-28', value: 'old' }, { from: '2026-03-01', value: 'new' }];
    const plan = planOf(flow({ a: ['start.test', { asOf: 'a.on' }], b: ['test.pure', { value: 'param.p' }] }, 'a b'), {}, { parameters: { p: { type: 'string', values } } });
    const { state } = started(plan, { on: asOf });
    expect([state.asOf, output(state, 'b')]).toEqual([asOf, { v: expected }]);
  });
  it.each([
    ['Hangzhou', '2026-02-28T12:00:00Z', 'old'],
    ['Hangzhou', '2026-03-05T12:00:00Z', 'new'],
    ['Ningbo', '2026-03-05T12:00:00Z', 'all others'],
    [null, '2026-03-05T12:00:00Z', null],
    ['constructor', '2026-03-05T12:00:00Z', 'mine'],
    ['__proto__', '2026-03-05T12:00:00Z', 'mine too'],
    ['toString', '2026-03-05T12:00:00Z', 'all others'],
  ])('[E3.3] a parameter table gives %s as of %s as %s', (key, asOf, expected) => {
    const values = [
      { key: 'Hangzhou', from: '2020-01-01', to: '2026-02-28', value: 'old' }, { key: 'Hangzhou', from: '2026-03-01', value: 'new' },
      { from: null, value: 'all others' }, { key: 'constructor', from: null, value: 'mine' }, { key: '__proto__', from: null, value: 'mine too' },
    ];
    const plan = planOf(flow({ a: ['start.test', { asOf: 'a.on' }], b: ['test.pure', { value: 'lookup(param.p, a.key)' }] }, 'a b'), { language: createLanguage() }, { parameters: { p: { type: 'string', key: {}, values } } });
    const { state } = started(plan, { on: asOf, key });
    expect(output(state, 'b')).toEqual({ v: expected });
  });
  it('[E3.4] knows the run and the user', () => {
    const { state } = started(planOf(flow({ a: ['start.test'], b: ['test.pure', { value: 'run' }], c: ['test.pure', { value: 'user.unit' }] }, 'a b', 'b c')), {}, { starter: { id: 'li', unit: 'F' } });
    expect([output(state, 'b'), output(state, 'c')]).toEqual([{ v: { id: 'r1', starter: 'li', startedAt: '2026-03-02T09:00:00.000+08:00', round: 1 } }, { v: 'F' }]);
  });
  it('[E3.5] without a formula asOf is the moment of the start', () => {
    expect(started(planOf(flow({ a: ['start.test'] }))).state.asOf).toBe(AT);
  });
});

describe('E7 folding', () => {
  it('[E7.4] a missing node type parks the run', () => {
    const made = createPlan(scenario({ main: flow({ a: ['start.test'], b: ['gone.away'] }, 'a b') }), { registry: registry(), language: tiny, missingTypes: 'park' });
    expect(started(made.plan!).events.at(-1)).toMatchObject({ type: 'incident.opened', error: { code: 'SCN_NODE_MISSING' } });
  });
});

describe('E8 ending', () => {
  it('[E8.1] ends are the nodes that delivered nothing', () => {
    const { events } = started(planOf(flow({ a: ['start.test'], b: ['test.pure'], c: ['test.pure'] }, 'a b', 'a c')));
    expect(events.at(-1)).toMatchObject({ type: 'run.completed', end: ['b', 'c'] });
  });
  it('[E8.2] a cancelled run refuses people and ignores reports', () => {
    const plan = planOf(flow({ a: ['start.test'], r: ['test.read'], t: ['human.test'] }, 'a r', 'a t'));
    const first = started(plan);
    const cancelled = go(plan, first.state, { type: 'cancel', by: { id: 'op' }, reason: 'mistake' });
    expect(cancelled.state.phase).toBe('cancelled');
    expect(() => go(plan, cancelled.state, answer(first.state, 't'))).toThrow(expect.objectContaining({ code: 'SCN_RUN_ENDED' }) as Error);
    expect(go(plan, cancelled.state, completed(first.effects[0]!)).events).toEqual([]);
  });
  it('[E8.2] a run can expire', () => {
    const plan = planOf(flow({ a: ['start.test'], t: ['human.test'] }, 'a t'));
    expect(go(plan, started(plan).state, { type: 'expire' }).state.phase).toBe('expired');
  });
  it('[E8.3] a flow that calls itself stops at depth 8', () => {
    const self = flow({ a: ['start.test'], e: ['flow.each', { flow: 'main', items: '[{}]' }] }, 'a e');
    const { events } = started(planOf(self));
    expect(events.find((event) => event.type === 'incident.opened')).toMatchObject({ error: { code: 'SCN_RUN_DEPTH' }, path: `${'e[0]/'.repeat(8)}e` });
  });
  it('[E8.3] a list of 10,001 items is refused', () => {
    const plan = planOf({ main: flow({ a: ['start.test'], e: ['flow.each', { flow: 'sub', items: 'a.list' }] }, 'a e'), sub: flow({ s: ['start.test'] }) });
    expect(started(plan, { list: Array.from({ length: 10_001 }, () => 0) }).events.at(-1)).toMatchObject({ error: { code: 'SCN_RUN_ITEMS' } });
  });
  it('[E8.4] too much data fails the run', () => {
    const plan = planOf(flow({ a: ['start.test'], t: ['human.test'] }, 'a t'));
    expect(started(plan, { text: 'x'.repeat(8_000_001) }).events.at(-1)).toMatchObject({ type: 'run.failed', error: { code: 'SCN_RUN_TOO_LARGE' } });
  });
});

describe('E9 start', () => {
  it('[E9.2] a pure node that answers later fails', () => {
    expect(started(planOf(flow({ a: ['start.test'], b: ['test.later'] }, 'a b'))).events.at(-1)).toMatchObject({ error: { code: 'SCN_NODE_ASYNC' } });
  });
  it('[E9.2] a pure node that reaches outside fails', () => {
    expect(started(planOf(flow({ a: ['start.test'], b: ['test.reach'] }, 'a b'))).events.at(-1)).toMatchObject({ error: { code: 'SCN_NODE_HOST' } });
  });
  it('[E9.3] a refused start throws', () => {
    const plan = planOf(flow({ a: ['start.test', { refuse: true }] }));
    expect(() => started(plan)).toThrow(expect.objectContaining({ code: 'SCN_FORM_INVALID' }) as Error);
  });
  it.each([
    ['SCN_RUN_FLOW', { flow: 'nope' }],
    ['SCN_RUN_START', { start: 'b' }],
  ])('refuses a start with %s', (code, more) => {
    const plan = planOf(flow({ a: ['start.test'], b: ['test.pure'] }, 'a b'));
    expect(() => started(plan, {}, more)).toThrow(expect.objectContaining({ code }) as Error);
  });
  it('refuses to start twice and to act before the start', () => {
    const plan = planOf(flow({ a: ['start.test'], t: ['human.test'] }, 'a t'));
    expect(() => step(plan, started(plan).state, startCommand())).toThrow(expect.objectContaining({ code: 'SCN_RUN_STARTED' }) as Error);
    expect(() => go(plan, initialState(), { type: 'timers' })).toThrow(expect.objectContaining({ code: 'SCN_RUN_NOT_STARTED' }) as Error);
  });
});
