import { Type } from 'typebox';
import { describe, expect, it } from 'vitest';
import { createPlan } from '../../../runtime/engine/plan.ts';
import { defineNode } from '../../../runtime/nodes/define-node.ts';
import { AT, flow, planOf, registry, scenario, started, testTypes, tiny } from './support/tiny.ts';

const text = { 'zh-CN': '测', en: 'test' };
const deepNode = defineNode({
  type: 'test.deep', version: 1, title: text, summary: text, icon: 'box', example: {}, category: 'rule', effect: 'pure', output: Type.Unsafe({}),
  config: Type.Object({
    list: Type.Optional(Type.Array(Type.Object({ expr: Type.String({ format: 'feel' }), plain: Type.Optional(Type.String()) }))),
    either: Type.Optional(Type.Union([Type.Object({ kind: Type.Literal('a'), at: Type.String({ format: 'feel' }) }), Type.Object({ kind: Type.Literal('b'), at: Type.String() })])),
    map: Type.Optional(Type.Record(Type.String(), Type.String({ format: 'feel' }))),
  }),
  run: ({ input }) => ({ output: { ...(input as object) }, explanation: { kind: 'expression', inputs: {} } }),
});
const types = registry([...testTypes, deepNode]);
const make = (nodes: Parameters<typeof flow>[0], ...edges: string[]) => createPlan(scenario({ main: flow(nodes, ...edges) }), { registry: types, language: tiny });
const codes = (result: ReturnType<typeof createPlan>) => result.diagnostics.map((found) => found.code);

describe('E0 plan', () => {
  it.each([
    ['an unknown node type', { a: ['start.test'], b: ['gone.away'] }, ['a b'], 'SCN_NODE_UNKNOWN'],
    ['a cycle', { a: ['start.test'], b: ['test.pure'], c: ['test.pure'] }, ['a b', 'b c', 'c b'], 'SCN_SCHEMA_CYCLE'],
    ['an edge from nowhere', { a: ['start.test'] }, ['x a'], 'SCN_SCHEMA_EDGE_LOOSE'],
    ['an edge from a port that is none', { a: ['start.test'], b: ['test.pure'] }, ['a.side b'], 'SCN_NODE_PORT'],
    ['a back edge from a node that does not wait', { a: ['start.test'], b: ['test.pure'], c: ['test.pure'] }, ['a b', 'b c', 'c b back'], 'SCN_SCHEMA_BACK_EDGE'],
    ['a node named like what every object has', { a: ['start.test'], constructor: ['test.pure'] }, ['a constructor'], 'SCN_SCHEMA_NAME'],
  ] as const)('[E0.1] %s gives a diagnostic and no plan', (_title, nodes, edges, code) => {
    const made = make(nodes as never, ...edges);
    expect([made.plan, codes(made)]).toEqual([null, expect.arrayContaining([code])]);
  });
  it('[E0.1] a document of another shape gives a diagnostic and no plan', () => {
    const made = createPlan({ flows: { main: { nodes: null } } } as never, { registry: types, language: tiny });
    expect([made.plan, codes(made)]).toEqual([null, ['SCN_SCHEMA_SHAPE']]);
  });
  it('[E0.2] 2,001 nodes are refused', () => {
    const nodes = Object.fromEntries(Array.from({ length: 2001 }, (_, index) => [`n${index}`, ['test.pure']]));
    const made = make(nodes as never);
    expect([made.plan, codes(made)]).toEqual([null, ['SCN_SCHEMA_TOO_MANY_NODES']]);
  });
  it('[E0.2] a chain of 2,000 nodes is planned', () => {
    const nodes = Object.fromEntries(Array.from({ length: 2000 }, (_, index) => [`n${index}`, index === 0 ? ['start.test'] : ['test.pure', { value: `n${index - 1}.v` }]]));
    const made = make(nodes as never, ...Array.from({ length: 1999 }, (_, index) => `n${index} n${index + 1}`));
    expect([made.diagnostics, made.plan?.flows['main']?.order.length]).toEqual([[], 2000]);
  });
  it('[E0.3] formulas are found at any depth and only where the schema says so', () => {
    const plan = planOf(flow({ a: ['start.test'], d: ['test.deep', { list: [{ expr: 'a.x', plain: 'a.x' }, { expr: '2' }], either: { kind: 'a', at: 'a.x' }, map: { k: 'a.x' } }], e: ['test.deep', { either: { kind: 'b', at: 'a.x' } }] }, 'a d', 'd e'), { registry: types });
    const nodes = started(plan, { x: 7 }).state.flows['']?.nodes;
    expect([nodes?.['d']?.output, nodes?.['e']?.output]).toEqual([{ list: [{ expr: 7, plain: 'a.x' }, { expr: 2 }], either: { kind: 'a', at: 7 }, map: { k: 7 } }, { either: { kind: 'b', at: 'a.x' } }]);
  });
  it('[E0.4] a name that is not before the node is refused at its place', () => {
    const made = make({ a: ['start.test'], b: ['test.pure', { value: 'c.v' }], c: ['test.pure'] }, 'a b', 'a c');
    expect([made.plan, made.diagnostics.map((found) => [found.code, found.place.path])]).toEqual([null, [['SCN_RULE_NAME', '/flows/main/nodes/b/config/value']]]);
  });
});

describe('E3 the start node', () => {
  const parameters = { p: { type: 'string' as const, values: [{ from: null, to: '2026-02-28', value: 'old' }, { from: '2026-03-01', value: 'new' }] } };
  const seer = defineNode({ version: 1, title: text, summary: text, icon: 'box', example: {}, output: Type.Unsafe({}), type: 'start.seer', category: 'start', effect: 'pure', config: Type.Object({ asOf: Type.Optional(Type.String({ format: 'feel-row' })) }), locals: (_config, env) => ({ [env.node]: Type.Unsafe({}) }), run: ({ scope, run }) => ({ output: { p: (scope['param'] as { p: string }).p, ...run.startInput } }) });

  it('[E3.6] runs before asOf is known and sees the parameters of the moment of the start', () => {
    const plan = planOf(flow({ a: ['start.seer', { asOf: 'a.on' }], b: ['test.pure', { value: 'param.p' }] }, 'a b'), { registry: registry([...testTypes, seer]) }, { parameters });
    const { state } = started(plan, { on: '2020-01-01T00:00:00Z' });
    expect([state.startedAt, state.asOf, state.flows['']?.nodes['a']?.output, state.flows['']?.nodes['b']?.output]).toEqual([AT, '2020-01-01T00:00:00Z', { p: 'new', on: '2020-01-01T00:00:00Z' }, { v: 'old' }]);
  });
});

describe('E12 explanation', () => {
  it('[E12.1] the explanation a node gives is recorded with its completion', () => {
    const plan = planOf(flow({ a: ['start.test'], d: ['test.deep'] }, 'a d'), { registry: types });
    expect(started(plan).events.find((event) => event.type === 'node.completed' && event.path === 'd')).toMatchObject({ explanation: { kind: 'expression', inputs: {} } });
  });
});
