import { describe, expect, it } from 'vitest';
import { likelyNext } from '../../../builder/src/designer/canvas/next-types.ts';
import { findTypes, searchEntries } from '../../../builder/src/designer/canvas/node-search.ts';
import { newFlow } from '../../../builder/src/designer/canvas/new-flow.ts';
import { blankScenario } from '../../../builder/src/designer/home/blank-scenario.ts';
import { editsFor } from '../../../builder/src/designer/document/change.ts';
import { applyEdits } from '../../../builder/src/designer/document/edit.ts';
import { builtIns } from '../../../runtime/nodes/built-in/index.ts';
import type { Scenario } from '../../../runtime/schema/scenario.ts';
import type { NodeTypeItem } from '../../../server/api/scenario.ts';

const known = new Set(builtIns.map(({ type }) => type));
const TYPES = [...known].filter((type) => !type.startsWith('notify.'));

describe('what may come next', () => {
  it('every type that something can follow names types that there are', () => {
    const unknown = [...TYPES, 'x.y'].flatMap((type) => ['start', 'data', 'rule', 'human', 'flow', 'output'].flatMap((category) => likelyNext({ type, category }, 'out'))).filter((type) => !known.has(type));
    expect(unknown).toEqual([]);
  });
  it('behind a mistake comes what tells of it', () => expect(likelyNext({ type: 'data.http', category: 'data' }, 'error')[0]).toBe('output.page'));
  it('a node of a plugin goes by its category', () => expect(likelyNext({ type: 'id.check', category: 'rule' }, 'out')).toContain('flow.switch'));
  it('the likely ones first, then the rest; what is typed goes before both', () => {
    const items = ['data.query', 'rule.table', 'output.page'].map((type) => ({ type, title: { 'zh-CN': type === 'rule.table' ? '决策表' : type, en: type }, keywords: [] }) as unknown as NodeTypeItem);
    const entries = searchEntries(items, (title) => (title === '决策表' ? ['juecebiao', 'jcb'] : []));
    expect([findTypes(entries, '', ['output.page']).map(({ type }) => type), findTypes(entries, 'jcb', ['output.page']).map(({ type }) => type), findTypes(searchEntries(items), '决策表', []).map(({ type }) => type)]).toEqual([['output.page', 'data.query', 'rule.table'], ['rule.table'], ['rule.table']]);
  });
});

describe('a flow that a node runs', () => {
  const words = { title: '子流程', start: '收到', item: '这一条' };
  const of = (type: string, config: Record<string, unknown>): Scenario => ({ ...blankScenario('s', 't'), flows: { main: { nodes: { run: { type, config } }, edges: {} } } });
  it('is made with a start that takes the item, and the node points to it', () => {
    const scenario = of('flow.each', { items: '[1]' });
    const { id, changes } = newFlow(scenario, 'main', 'run', words);
    const after = applyEdits(scenario, editsFor(scenario, changes));
    expect([id, after.flows['main']?.nodes['run']?.config, Object.keys(after.flows[id]?.nodes ?? {}), after.flows[id]?.title]).toEqual(['sub1', { items: '[1]', flow: 'sub1', input: { item: 'item' } }, ['job'], '子流程']);
  });
  it('what the node hands over already stays', () => {
    const scenario = of('flow.each', { items: '[1]', input: { lot: 'item.lot' } });
    const after = applyEdits(scenario, editsFor(scenario, newFlow(scenario, 'main', 'run', words).changes));
    expect(after.flows['main']?.nodes['run']?.config['input']).toEqual({ lot: 'item.lot' });
  });
});
