import { describe, expect, it } from 'vitest';
import { copyPart, pastePart, readPaste, type FlowPart } from '../../../builder/src/designer/canvas/clipboard.ts';
import { blankScenario } from '../../../builder/src/designer/home/blank-scenario.ts';
import { editsFor } from '../../../builder/src/designer/document/change.ts';
import { applyEdits } from '../../../builder/src/designer/document/edit.ts';
import type { Scenario } from '../../../runtime/schema/scenario.ts';

const source: Scenario = {
  ...blankScenario('from', '来处'),
  bases: { law: { title: '办法', level: 'statute' }, unused: { title: '别的', level: 'statute' } },
  parameters: { limit: { type: 'integer', title: '@limit.title', values: [{ from: null, value: 30, basis: 'law' }] }, other: { type: 'integer', values: [{ from: null, value: 1 }] } },
  roles: { clerk: '@role.clerk', nobody: '没人' },
  lists: { kinds: { items: ['a'] } },
  connections: { crm: { use: 'space/crm' } },
  datasets: { shops: { use: 'space/shops', fields: ['id'] }, rest: { use: 'space/rest', fields: ['id'] } },
  flows: {
    main: {
      nodes: {
        ask: { type: 'start.form', config: { fields: [{ id: 'kind', type: 'string', options: { list: 'kinds' } }] } },
        find: { type: 'data.query', basis: ['law'], config: { dataset: 'shops', where: 'row.days < param.limit', fields: ['id'] } },
        each: { type: 'flow.each', config: { flow: 'one', items: 'find.rows' } },
        apart: { type: 'data.query', config: { dataset: 'rest' } },
      },
      edges: { e1: ['ask.out', 'find'], e2: ['find.out', 'each'] },
    },
    one: { nodes: { job: { type: 'start.form', title: '@job', config: { fields: [] } }, see: { type: 'human.form', config: { assign: { role: 'clerk' } } }, call: { type: 'data.http', config: { connection: 'crm' } } }, edges: { e1: ['job.out', 'see'] } },
  },
  texts: { 'limit.title': { 'zh-CN': '期限' }, 'role.clerk': { 'zh-CN': '经办' }, 'kinds.a': { 'zh-CN': '甲' }, job: { 'zh-CN': '收到' }, 'apart.x': { 'zh-CN': '不相干' } },
  layout: { one: { job: { x: 0, y: 0 }, see: { x: 0, y: 100 }, call: { x: 0, y: 200 } } },
};
const empty = blankScenario('to', '去处');

function readPart(text: string): FlowPart | undefined {
  const reading = readPaste(text);
  return reading.kind === 'part' ? reading.part : undefined;
}

function pasted(target: Scenario, ids: readonly string[] = ['ask', 'find', 'each']): Scenario {
  const part = readPart(JSON.stringify(copyPart(source, 'main', ids)));
  if (part === undefined) throw new Error('not read');
  return applyEdits(target, editsFor(target, pastePart(target, 'main', part, { x: 0, y: 0 }, () => undefined).changes));
}

describe('a part of a flow takes along what it leans on', () => {
  const there = pasted(empty);
  it('datasets, lists, parameters and, by them, grounds', () => expect([there.datasets, there.lists, Object.keys(there.parameters), Object.keys(there.bases)]).toEqual([{ shops: source.datasets['shops'] }, source.lists, ['limit'], ['law']]));
  it('the flow it runs with its layout, and what that one needs', () => expect([there.flows['one'], there.layout['one'], there.roles, there.connections]).toEqual([source.flows['one'], source.layout['one'], { clerk: '@role.clerk' }, source.connections]));
  it('the texts of all of it and no others', () => expect(Object.keys(there.texts).filter((key) => !Object.hasOwn(empty.texts, key)).toSorted()).toEqual(['job', 'kinds.a', 'limit.title', 'role.clerk']));
  it('into the scenario it is from: only the nodes', () => {
    const again = pasted(source);
    expect({ ...again, flows: {}, layout: {} }).toEqual({ ...source, flows: {}, layout: {} });
    expect(again.flows['one']).toBe(source.flows['one']);
  });
  it('what is there under the same name stays as it is', () => {
    const own: Scenario = { ...empty, parameters: { limit: { type: 'integer', values: [{ from: null, value: 5 }] } } };
    expect(pasted(own).parameters).toEqual(own.parameters);
  });
  it('another flow of the same name gets its own, and the node runs that', () => {
    const own: Scenario = { ...empty, flows: { ...empty.flows, one: { nodes: {}, edges: {} } } };
    const after = pasted(own);
    expect([after.flows['one'], after.flows['one2'], after.flows['main']?.nodes['each']?.config['flow']]).toEqual([own.flows['one'], source.flows['one'], 'one2']);
  });
  it('counts what came along', () => {
    const part = readPart(JSON.stringify(copyPart(source, 'main', ['find'])));
    expect(part === undefined ? undefined : pastePart(empty, 'main', part, { x: 0, y: 0 }, () => undefined).brought).toBe(3);
  });
  it.each([
    ['needs of another kind', 1],
    ['a flow without nodes', { flows: { one: {} } }],
    ['a name that is none', { roles: { 'a b': 'x' } }],
    ['a prototype', { lists: JSON.parse('{"__proto__":{"items":[]}}') as object }],
    ['a dataset that is none', { datasets: { shops: { fields: [] } } }],
  ])('is not read with %s', (_, broken) => {
    const part = copyPart(source, 'main', ['find']);
    const needs = typeof broken === 'object' ? { ...part.needs, ...broken } : broken;
    expect(readPaste(JSON.stringify({ ...part, needs }))).toEqual({ kind: 'forged', at: 'needs' });
  });
});
