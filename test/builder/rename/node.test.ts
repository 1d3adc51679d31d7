import { describe, expect, it } from 'vitest';
import { editsFor } from '../../../builder/src/designer/document/change.ts';
import { applyEdits } from '../../../builder/src/designer/document/edit.ts';
import { refusesName } from '../../../builder/src/designer/rename/named-things.ts';
import { renameChanges, swapped } from '../../../builder/src/designer/rename/rename.ts';
import { readFormula, readText, type OnName } from '../../../builder/src/designer/rename/read-formula.ts';
import { UNKNOWN, type Names } from '../../../builder/src/designer/rename/shape.ts';
import { builtIns } from '../../../runtime/nodes/built-in/index.ts';
import { blankScenario } from '../../../builder/src/designer/home/blank-scenario.ts';
import type { Scenario } from '../../../runtime/schema/scenario.ts';

/** The real schemas: what a formula is depends on them alone. */
const schemaOf = (type: string): unknown => builtIns.find((node) => node.type === type)?.config;
const onlyOrder: Names = (name) => (name === 'order' ? { mark: 'order', shape: UNKNOWN } : undefined);
const followed = (source: string, read: (found: OnName) => void): string => {
  const spans: [number, number][] = [];
  read((_mark, from, to) => void spans.push([from, to]));
  return swapped(source, spans, '申请单');
};
const renameNode = (of: Scenario, flow: string, from: string, to: string) => renameChanges(of, { kind: 'nodes', path: [flow, from] }, to, schemaOf);

describe('renaming in a formula', () => {
  it.each([
    ['order.at', '申请单.at'],
    ['row.order = order.order', 'row.order = 申请单.order'],
    ['"order" = order', '"order" = 申请单'],
    ['{order: order}', '{order: 申请单}'],
    ['for order in list return order.x', 'for order in list return order.x'],
    ['reorder + order1 + order', 'reorder + order1 + 申请单'],
    ['order /* order */ // order', '申请单 /* order */ // order'],
    ['some order in xs satisfies order > 1', 'some order in xs satisfies order > 1'],
    ['> order.limit', '> 申请单.limit'],
    ['"unclosed order', '"unclosed order'],
    ['', ''],
  ])('%s', (source, wanted) => expect(followed(source, (found) => readFormula(source, /^[<>]/.test(source) ? 'unary' : 'expression', onlyOrder, found))).toBe(wanted));
  it('placeholders of texts follow, words do not', () => expect(followed('order {order.at} 天', (found) => readText('order {order.at} 天', onlyOrder, found))).toBe('order {申请单.at} 天'));
});

const scenario: Scenario = {
  ...blankScenario('s', 't'),
  flows: {
    main: {
      nodes: {
        order: { type: 'start.form', config: { fields: [{ id: 'order', type: 'string', default: 'order.at' }], asOf: 'order.at' } },
        check: { type: 'rule.table', config: { each: 'order.rows', inputs: [{ id: 'order', expr: 'order.x' }], rules: [{ id: 'R1', when: { order: '> order.y' }, then: { v: '"order"' } }] } },
      },
      edges: { e1: ['order.out', 'check'], e2: ['check.order', 'order', 'back'] },
    },
  },
  texts: { order: { 'zh-CN': '单 {order.at}', en: 'Order' }, 'order.at': { 'zh-CN': '时间', en: 'Time' } },
  layout: { main: { order: { x: 0, y: 0 }, check: { x: 0, y: 100 } } },
};

describe('renaming a node', () => {
  const changes = renameNode(scenario, 'main', 'order', '申请单');
  const after = applyEdits(scenario, editsFor(scenario, changes));
  it('nodes keep their order and formulas follow', () =>
    expect(after.flows['main']?.nodes).toEqual({
      申请单: { type: 'start.form', config: { fields: [{ id: 'order', type: 'string', default: '申请单.at' }], asOf: '申请单.at' } },
      check: { type: 'rule.table', config: { each: '申请单.rows', inputs: [{ id: 'order', expr: '申请单.x' }], rules: [{ id: 'R1', when: { order: '> 申请单.y' }, then: { v: '"order"' } }] } },
    }));
  it('edges follow, ports do not', () => expect(after.flows['main']?.edges).toEqual({ e1: ['申请单.out', 'check'], e2: ['check.order', '申请单', 'back'] }));
  it('text keys and placeholders follow', () => expect(after.texts).toMatchObject({ 申请单: { 'zh-CN': '单 {申请单.at}', en: 'Order' }, '申请单.at': { 'zh-CN': '时间', en: 'Time' } }));
  it('the place follows', () => expect(after.layout['main']).toEqual({ 申请单: { x: 0, y: 0 }, check: { x: 0, y: 100 } }));
  it('a taken name is refused, and one that no formula could read', () => expect(['check', 'order', 'row', '1a', 'request'].map((to) => refusesName(scenario, { kind: 'nodes', path: ['main', 'order'] }, to, schemaOf))).toEqual(['taken', undefined, 'bad', 'bad', undefined]));
  it('a node that is not there is refused', () => expect(renameNode(scenario, 'main', 'gone', 'x')).toEqual([]));
});

it('what lists call a matter or a task follows, and texts that are named where they are used keep their names', () => {
  const { order, check } = scenario.flows['main']?.nodes ?? {};
  if (!order || !check) throw new Error('no nodes');
  const called = { ...scenario, flows: { main: { nodes: { order: { ...order, title: '@order', caption: '@order.caption' }, check: { ...check, caption: 'order {upper case(order.at)}' } }, edges: {} } }, texts: { ...scenario.texts, 'order.caption': { 'zh-CN': '{order.at} 的单' } } };
  const made = applyEdits(called, editsFor(called, renameNode(called, 'main', 'order', 'request')));
  expect(made.flows['main']?.nodes).toMatchObject({ request: { title: '@order', caption: '@order.caption' }, check: { caption: 'order {upper case(request.at)}' } });
  expect(made.texts).toMatchObject({ order: { 'zh-CN': '单 {request.at}' }, 'order.caption': { 'zh-CN': '{request.at} 的单' }, 'request.at': { 'zh-CN': '时间' } });
});
