import { describe, expect, it } from 'vitest';
import type { Scenario } from '../../../runtime/schema/scenario.ts';
import { createDocumentStore } from '../../../builder/src/designer/document/store.ts';
import { compareScenarios } from '../../../builder/src/designer/changes/compare.ts';
import { isWorth, restoreParts } from '../../../builder/src/designer/pages/versions/restore.ts';

const OLD = {
  format: 1, id: 'bike', title: '登记', purpose: '', zone: 'Asia/Shanghai', calendar: 'cn', bases: {}, lists: {}, roles: {}, datasets: {}, pages: {},
  parameters: { limit: { type: 'integer', values: [{ value: 3 }] }, fee: { type: 'integer', values: [{ value: 10 }] } },
  texts: { 'judge.title': { 'zh-CN': '判定' }, judge: { 'zh-CN': '旧' }, judged: { 'zh-CN': '别的节点' } },
  flows: { main: {
    nodes: {
      ask: { type: 'start.form', title: '填写', config: { fields: [{ id: 'plate', type: 'string' }] } },
      judge: { type: 'rule.formulas', title: '判定', config: { formulas: [{ id: 'ok', expression: 'ask.plate != null' }] } },
      end: { type: 'output.page', title: '结果', config: {} },
    },
    edges: { e1: ['ask.out', 'judge'], e2: ['judge.out', 'end'] },
  } },
  layout: { main: { ask: { x: 0, y: 0 }, judge: { x: 0, y: 100 }, end: { x: 0, y: 200 } } },
} as unknown as Scenario;

const copy = (): Scenario => structuredClone(OLD);
const groupOf = (draft: Scenario, id: string) => {
  const found = compareScenarios(OLD, draft).find((group) => group.id === id);
  if (!found) throw new Error(`no group ${id}`);
  return found;
};
const take = (draft: Scenario, id: string, key = '') => {
  const store = createDocumentStore(draft);
  const part = restoreParts(draft, OLD, groupOf(draft, id)).find((one) => one.key === key);
  if (!part) throw new Error(`no part ${key}`);
  store.edit({ label: 'x', changes: part.changes });
  return store;
};

describe('taking back one part of an old version', () => {
  it('gives a changed node its old config and texts, and nothing else, in one step of undo', () => {
    const draft = copy();
    const nodes = draft.flows['main']?.nodes as Record<string, { config: unknown }>;
    nodes['judge'] = { ...nodes['judge'], config: { formulas: [] } };
    nodes['ask'] = { ...nodes['ask'], config: { fields: [] } };
    (draft.texts as Record<string, unknown>)['judge'] = { 'zh-CN': '新' };
    (draft.texts as Record<string, unknown>)['judge.hint'] = { 'zh-CN': '加的' };
    const store = take(draft, 'node:main/judge');
    const now = store.get().history.present;
    expect([now.flows['main']?.nodes['judge'], now.texts]).toEqual([OLD.flows['main']?.nodes['judge'], OLD.texts]);
    expect(now.flows['main']?.nodes['ask']?.config).toEqual({ fields: [] });
    store.undo();
    expect(store.get().history.present).toEqual(draft);
  });

  it('puts a deleted node back where it was, with its edges', () => {
    const draft = copy();
    const main = draft.flows['main'] as unknown as { nodes: Record<string, unknown>; edges: Record<string, unknown> };
    delete main.nodes['judge'];
    main.edges = { e3: ['ask.out', 'end'] };
    delete (draft.layout['main'] as Record<string, unknown>)['judge'];
    const now = take(draft, 'node:main/judge').get().history.present;
    expect(now.flows['main']?.edges).toEqual({ e3: ['ask.out', 'end'], e1: ['ask.out', 'judge'], e2: ['judge.out', 'end'] });
    expect(now.layout['main']?.['judge']).toEqual({ x: 0, y: 100 });
  });

  it('leaves out edges whose other end is gone', () => {
    const draft = copy();
    const main = draft.flows['main'] as unknown as { nodes: Record<string, unknown>; edges: Record<string, unknown> };
    main.nodes = { end: main.nodes['end'] };
    main.edges = {};
    expect(take(draft, 'node:main/judge').get().history.present.flows['main']?.edges).toEqual({ e2: ['judge.out', 'end'] });
  });

  it('brings back a flow that is gone, and takes out one that was added, whole', () => {
    expect(take({ ...copy(), flows: {}, layout: {} }, 'edges:main').get().history.present).toMatchObject({ flows: OLD.flows, layout: OLD.layout });
    const more = { ...copy(), flows: { ...OLD.flows, other: { nodes: { a: { type: 'output.page' } }, edges: {} } }, layout: { ...OLD.layout, other: { a: { x: 0, y: 0 } } } } as unknown as Scenario;
    expect(take(more, 'edges:other').get().history.present).toEqual(OLD);
  });

  it('takes out a node that the old version had not, with its edges and place', () => {
    const draft = copy();
    const main = draft.flows['main'] as unknown as { nodes: Record<string, unknown>; edges: Record<string, unknown> };
    main.nodes['extra'] = { type: 'output.page', config: {} };
    main.edges['e9'] = ['judge.out', 'extra'];
    (draft.layout['main'] as Record<string, unknown>)['extra'] = { x: 5, y: 5 };
    expect(take(draft, 'node:main/extra').get().history.present).toEqual(OLD);
  });

  it('takes back one parameter of several', () => {
    const draft = copy();
    const parameters = draft.parameters as Record<string, unknown>;
    parameters['limit'] = { type: 'integer', values: [{ value: 9 }] };
    parameters['fee'] = { type: 'integer', values: [{ value: 99 }] };
    parameters['more'] = { type: 'integer', values: [] };
    expect(restoreParts(draft, OLD, groupOf(draft, 'part:parameters')).map(({ key }) => key).sort()).toEqual(['fee', 'limit', 'more']);
    const now = take(draft, 'part:parameters', 'limit').get().history.present;
    expect([now.parameters['limit'], now.parameters['fee']]).toEqual([OLD.parameters['limit'], parameters['fee']]);
    expect(Object.keys(take(draft, 'part:parameters', 'more').get().history.present.parameters)).toEqual(['limit', 'fee']);
  });

  it('takes back the edges of a flow as far as their ends are there', () => {
    const draft = copy();
    const main = draft.flows['main'] as unknown as { edges: Record<string, unknown> };
    main.edges = { e1: ['ask.out', 'end'], own: ['judge.out', 'end'] };
    expect(take(draft, 'edges:main').get().history.present.flows['main']?.edges).toEqual(OLD.flows['main']?.edges);
  });

  it('is offered only where the draft differs', () => {
    const draft = { ...copy(), title: '改了' } as Scenario;
    const group = groupOf(draft, 'part:scenario');
    expect([isWorth(draft, restoreParts(draft, OLD, group)[0] ?? { key: '', changes: [] }), isWorth(OLD, restoreParts(OLD, OLD, group)[0] ?? { key: '', changes: [] })]).toEqual([true, false]);
  });
});
