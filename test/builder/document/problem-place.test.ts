import { describe, expect, it } from 'vitest';
import { problemPlace } from '../../../builder/src/designer/document/problem-place.ts';
import { blankScenario } from '../../../builder/src/designer/home/blank-scenario.ts';
import type { Scenario } from '../../../runtime/schema/scenario.ts';

const scenario = {
  ...blankScenario('s', 't'),
  flows: { main: { title: '主流程', nodes: { order: { type: 'start.form', title: '申请', config: { fields: [{ id: 'name', type: 'string', title: '姓名' }, { id: 'age', type: 'integer' }, { id: 'bare', type: 'string' }] } } }, edges: {} } },
  datasets: { qc: { use: 'qc/result', fields: ['a'] }, done: { own: { title: '办结', fields: [{ id: 'a', type: 'string' }] } } },
  pages: { 'my board': { type: 'blocks', title: '看板', roles: [], blocks: [] } },
  texts: { title: { 'zh-CN': 't', en: 't' }, 'order.age': { 'zh-CN': '年龄', en: 'Age' } },
} as unknown as Scenario;
const node = '/flows/main/nodes/order';
const at = (path: string, place: object = {}) => problemPlace(scenario, { path, ...place }, 'zh-CN');
const inOrder = { flow: 'main', node: 'order' };

describe('the place of a problem', () => {
  it('is a node, and the question of its form', () => {
    expect(at(`${node}/config/roles/0`, inOrder)).toEqual({ name: '申请', to: 'canvas' });
    expect(['0/visible', '1/default', '2'].map((rest) => at(`${node}/config/fields/${rest}`, inOrder))).toEqual(['姓名', '年龄', 'bare'].map((question) => ({ name: '申请', question, to: 'form/main/order' })));
    expect(at(`${node}/config/fields`, inOrder)).toEqual({ name: '申请', to: 'canvas' });
  });

  it('is a page, a table, a flow or what the settings hold, each where it is mended', () => {
    expect(at('/pages/my board/blocks/0')).toEqual({ name: '看板', to: 'pages/my%20board' });
    expect([at('/datasets/qc/use'), at('/datasets/done/own/fields/0'), at('/flows/main'), at('/roles/doctor')]).toEqual([{ name: 'qc', to: 'data' }, { name: '办结', to: 'data' }, { name: '主流程', to: 'canvas' }, { to: 'settings#roles' }]);
    expect([at('/flows'), at('/texts/x'), at('')]).toEqual([{ to: 'canvas' }, { to: 'settings#texts' }, { to: 'json' }]);
  });
});
