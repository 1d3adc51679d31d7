import { describe, expect, it } from 'vitest';
import { SURROUNDINGS } from '../../../runtime/engine/formula.ts';
import { createPlan } from '../../../runtime/engine/plan.ts';
import { createLanguage } from '../../../runtime/engine/real-language.ts';
import { initialState } from '../../../runtime/engine/state.ts';
import { step } from '../../../runtime/engine/step.ts';
import { runStraight } from '../../../runtime/engine/straight.ts';
import { refuseStopped, scopeAt, scopeOfEffect } from '../../../runtime/engine/surroundings.ts';
import { builtIns } from '../../../runtime/nodes/built-in/index.ts';
import { createRegistry } from '../../../runtime/nodes/registry.ts';
import type { Scenario } from '../../../runtime/schema/scenario.ts';
import { INPUTS, scenario } from '../../bench/instant/work.ts';
import { AT, brief, flow, planOf, started } from './support/tiny.ts';

const ENDLESS = 'count(for i in 1..100000000 return i)';

const HEAVY = 'count(for i in 1..100000 return i)';

describe('E8 the formulas of one node', () => {
  function run(nodes: Readonly<Record<string, readonly string[]>>) {
    const document = structuredClone(scenario('all')) as unknown as Scenario & { flows: { main: { nodes: Record<string, { config: object }>; edges: object } } };
    const { main } = document.flows;
    for (const [id, values] of Object.entries(nodes)) main.nodes[id] = { type: 'rule.expression', title: id, config: { values: values.map((expr, at) => ({ id: `v${at}`, expr })) } } as never;
    main.edges = { ...main.edges, e3: ['total.out', 'one'], e4: ['one.out', 'two'], e5: ['two.out', 'done'] };
    const { plan } = createPlan(document, { registry: createRegistry(builtIns), language: createLanguage() });
    return plan && step(plan, initialState(), { type: 'start', at: AT, jitter: 0, runId: 'r1', release: 'demo@1', flow: 'main', input: { ...INPUTS[0] }, starter: { id: 'wang' } }).events;
  }
  it('[E8.6] have their steps each for themselves and a bound together', () => {
    expect(run({ one: [HEAVY, HEAVY, HEAVY], two: [HEAVY, HEAVY, HEAVY] })?.at(-1)).toMatchObject({ type: 'run.completed' });
    expect(run({ one: [HEAVY], two: [HEAVY, HEAVY, HEAVY, HEAVY] })?.at(-1)).toMatchObject({ type: 'incident.opened', path: 'two', error: { code: 'SCN_RULE_BUDGET_IN_ALL' } });
  });
});

describe('E5 a formula that a limit ends', () => {
  it.each([
    ['steps', ENDLESS, 'SCN_RULE_BUDGET'],
    ['the length of a text', 'for i in 1..40 return if i = 1 then "aaaaaaaa" else partial[-1] + partial[-1]', 'SCN_RULE_TEXT_TOO_LONG'],
    ['calls inside one another', '{f: function(n) f(n + 1), x: f(1)}.x', 'SCN_RULE_RECURSION'],
  ])('[E5.8] fails its node with the code of the limit: %s', (_what, value, code) => {
    const { events } = started(planOf(flow({ a: ['start.test'], b: ['test.pure', { value }], c: ['test.pure', { value: 'b.v' }] }, 'a b', 'b c'), { language: createLanguage() }));
    expect(brief(events).slice(2)).toEqual(['node.failed b', 'incident.opened b']);
    expect(events.at(-1)).toMatchObject({ type: 'incident.opened', error: { code } });
  });

  it('[E5.8] [E5.1] leaves by the error port, and what comes after is judged by itself', () => {
    const { events } = started(planOf(flow({ a: ['start.test'], b: ['test.pure', { value: ENDLESS }], c: ['test.pure', { value: 'b.error.code' }] }, 'a b', 'b.error c'), { language: createLanguage() }));
    expect(brief(events).slice(2)).toEqual(['node.failed b', 'node.completed b', 'node.completed c', 'run.completed']);
    expect(events.findLast((event) => event.type === 'node.completed')).toMatchObject({ output: { v: 'SCN_RULE_BUDGET' } });
  });

  it('[E5.8] never reaches outside with what it gave', () => {
    const { events, effects } = started(planOf(flow({ a: ['start.test'], r: ['test.write', { value: ENDLESS }] }, 'a r'), { language: createLanguage() }));
    expect([brief(events).slice(2), effects]).toEqual([['node.failed r', 'incident.opened r'], []]);
  });

  it('[E5.8] of one run does not end what another one reads meanwhile', () => {
    const plan = planOf(flow({ a: ['start.test'], r: ['test.read', { value: '1' }] }, 'a r'), { language: createLanguage() });
    const { state } = started(plan);
    const place = { plan, state, flow: state.flows['']!, node: plan.flows['main']!.nodes['r']!, path: 'r', at: AT };
    const reading = scopeOfEffect(place);
    const other = scopeAt(place);
    plan.language.compile(ENDLESS, {}, 'expression').code?.evaluate(other, other[SURROUNDINGS]);
    expect(() => refuseStopped(plan, reading)).not.toThrow();
    expect(() => refuseStopped(plan, other)).toThrow(expect.objectContaining({ code: 'SCN_RULE_BUDGET' }) as Error);
  });

  it('[E5.8] in a cell of a table no other rule is taken for the one that could not be judged', () => {
    const document = structuredClone(scenario('all')) as unknown as Scenario & { flows: { main: { nodes: { grade: { config: { rules: { when: Record<string, string> }[] } } } } } };
    document.flows.main.nodes.grade.config.rules[0]!.when['age'] = `? < ${ENDLESS}`;
    const { plan } = createPlan(document, { registry: createRegistry(builtIns), language: createLanguage() });
    const command = { type: 'start' as const, at: AT, jitter: 0, runId: 'r1', release: 'demo@1', flow: 'main', input: { ...INPUTS[0] } as never, starter: { id: 'wang' } };
    expect(plan && runStraight(plan, command)).toBeNull();
    expect(plan && step(plan, initialState(), command).events.at(-1)).toMatchObject({ type: 'incident.opened', path: 'grade', error: { code: 'SCN_RULE_BUDGET' } });
  });
});
