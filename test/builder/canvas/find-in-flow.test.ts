import { describe, expect, it } from 'vitest';
import { coverOf } from '../../../builder/src/designer/canvas/coverage-context.tsx';
import { findInFlows } from '../../../builder/src/designer/canvas/find-in-flow.ts';
import { flowTrail, subFlowOf } from '../../../builder/src/designer/canvas/sub-flow.ts';
import { hitsOf } from '../../../builder/src/designer/rename/rename.ts';
import type { Spell } from '../../../builder/src/designer/formula/pinyin.ts';
import { blankScenario } from '../../../builder/src/designer/home/blank-scenario.ts';
import { coverageOf, reachedBy } from '../../../builder/src/designer/pages/cases/coverage.ts';
import { findAmong } from '../../../builder/src/designer/search/candidates.ts';
import type { Scenario } from '../../../runtime/schema/scenario.ts';

const scenario: Scenario = {
  ...blankScenario('s', 't'),
  texts: { 'judged.R1': { 'zh-CN': '三十天内的报告', en: 'Within thirty days' } },
  flows: {
    main: {
      nodes: {
        ask: { type: 'start.form', title: '申请', config: {} },
        judged: { type: 'rule.table', title: '认定', config: { inputs: [{ id: 'age', expr: 'ask.days' }], rules: [{ id: 'R1', when: { age: '< 30' } }, { id: 'R2', when: {} }] } },
        call: { type: 'flow.call', title: '办理', config: { flow: 'handle', input: { days: 'ask.days + ask.more' } } },
      },
      edges: { e1: ['ask.out', 'judged'], e2: ['judged.out', 'call'] },
    },
    handle: { nodes: { judged: { type: 'rule.expression', title: '算一算', config: {} }, each: { type: 'flow.each', config: { flow: 'inner' } } }, edges: {} },
    inner: { nodes: { end: { type: 'output.page', title: '完', config: {} } }, edges: {} },
    loose: { nodes: {}, edges: {} },
  },
};

describe('finding', () => {
  const found = (typed: string) => findInFlows(scenario, 'zh-CN', typed).map(({ flow, node, words }) => [`${flow}/${node}`, words]);
  it('by name and by id, in every flow', () => expect([found('认定'), found('judged').slice(0, 2)]).toEqual([[['main/judged', undefined]], [['main/judged', undefined], ['handle/judged', undefined]]]));
  it('in formulas', () => expect(found('ask.days')).toEqual([['main/judged', 'ask.days'], ['main/call', 'ask.days + ask.more']]));
  it('in texts of the scenario, at the nodes they are named after', () => expect(found('三十天')).toEqual([['main/judged', '三十天内的报告'], ['handle/judged', '三十天内的报告']]));
  it('by full pinyin and by its initials', () => {
    const spell: Spell = (title) => (title === '认定' ? ['rending', 'rd'] : title === '数据集' ? ['shujuji', 'sjj'] : []);
    expect(['rd', 'RENDING', 'zz'].map((typed) => findInFlows(scenario, 'zh-CN', typed, spell).map(({ node }) => node))).toEqual([['judged'], ['judged'], []]);
    const of = (words: string, name: string) => ({ key: name, words, end: '', names: [name], run: () => undefined });
    const places = [of('数据', 'data'), of('数据集', 'datasets'), of('我的场景', '')];
    expect(['sjj', 'datasets', '场景', 'zz', ''].map((typed) => findAmong(places, typed, spell).map(({ words }) => words))).toEqual([['数据集'], ['数据集'], ['我的场景'], [], ['数据', '数据集', '我的场景']]);
  });
  it('nothing typed: every node by name', () => expect(found('').length).toBe(6));
});

describe('flows within flows', () => {
  it('a node that runs a flow leads to it', () => expect([subFlowOf(scenario, 'main', 'call'), subFlowOf(scenario, 'main', 'ask'), subFlowOf(scenario, 'main', undefined)]).toEqual(['handle', undefined, undefined]));
  it('the trail leads back to the flow nobody runs', () => expect([flowTrail(scenario, 'inner'), flowTrail(scenario, 'main'), flowTrail(scenario, 'loose')]).toEqual([['main', 'handle', 'inner'], ['main'], ['loose']]));
  it('flows that run each other end nowhere but here', () => {
    const circle: Scenario = { ...scenario, flows: { a: { nodes: { n: { type: 'flow.call', config: { flow: 'b' } } }, edges: {} }, b: { nodes: { n: { type: 'flow.call', config: { flow: 'a' } } }, edges: {} } } };
    expect(flowTrail(circle, 'a')).toEqual(['b', 'a']);
  });
});

describe('coverage by the cases', () => {
  const results = [{ id: 'c', title: 'c', passed: true, ms: 1, failures: [], covered: { nodes: ['ask', 'judged'], rules: { judged: ['R1'] }, flows: { main: { nodes: ['ask', 'judged'], edges: ['e1'], rules: { judged: ['R1'] } } } } }];
  it('a node of the same name in another flow is not covered by it', () =>
    expect(coverageOf(scenario, results)).toEqual({
      nodes: { covered: 2, total: 6, missing: [{ flow: 'main', node: 'call' }, { flow: 'handle', node: 'judged' }, { flow: 'handle', node: 'each' }, { flow: 'inner', node: 'end' }] },
      edges: { covered: 1, total: 2, missing: [{ flow: 'main', edge: 'e2' }] },
      rules: { covered: 1, total: 2, missing: [{ flow: 'main', node: 'judged', rule: 'R2' }] },
    }));
  it('on the canvas: nodes, edges and rows of a table', () => {
    const cover = coverOf(scenario, 'main', reachedBy(results));
    expect([cover.node('judged'), cover.node('call'), cover.edge('e1'), cover.edge('e2')]).toEqual([{ reached: true, rules: { hit: 1, total: 2 } }, { reached: false, rules: undefined }, true, false]);
  });
});

describe('uses of a node, before it is renamed', () => {
  const schemaOf = () => ({ type: 'object', additionalProperties: true, properties: { inputs: { type: 'array', items: { type: 'object', properties: { expr: { type: 'string', format: 'feel' } } } }, input: { type: 'object', additionalProperties: { type: 'string', format: 'feel' } } } });
  it('settings of nodes, edges and texts', () => {
    const places = (id: string) => hitsOf(scenario, { kind: 'nodes', path: ['main', id] }, schemaOf).filter(({ own }) => !own).map(({ path }) => path.join('/'));
    expect(places('ask')).toEqual(['flows/main/edges/e1/0/node', 'flows/main/nodes/judged/config/inputs/0/expr', 'flows/main/nodes/call/config/input/days']);
    expect(places('judged').filter((path) => !path.includes('/edges/'))).toEqual(['texts/judged.R1']);
  });
});
