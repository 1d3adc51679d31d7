import { describe, expect, it } from 'vitest';
import { editsFor } from '../../../builder/src/designer/document/change.ts';
import { applyEdits, invertEdits } from '../../../builder/src/designer/document/edit.ts';
import { removeFlow, renameFlow, usesOfFlow } from '../../../builder/src/designer/document/flow-edits.ts';
import { blankScenario } from '../../../builder/src/designer/home/blank-scenario.ts';
import { builtIns } from '../../../runtime/nodes/built-in/index.ts';
import type { Scenario } from '../../../runtime/schema/scenario.ts';

const schemaOf = (type: string): unknown => builtIns.find((node) => node.type === type)?.config;
const job = { nodes: { start: { type: 'start.form', config: { fields: [] } } }, edges: {} };
const scenario: Scenario = {
  ...blankScenario('s', 't'),
  flows: {
    main: { nodes: { sub1: { type: 'flow.call', config: { flow: 'sub1', input: { a: '"sub1"' } } }, other: { type: 'flow.call', config: { flow: 'sub2' } } }, edges: {} },
    sub1: { ...job, title: '一' },
    sub2: { nodes: { each: { type: 'flow.each', config: { flow: 'sub1', items: '[1]' } } }, edges: {} },
    idle: job,
  },
  layout: { main: {}, sub1: { start: { x: 1, y: 2 } } },
  annotations: { sub1: { n1: { kind: 'note', text: 'x', x: 0, y: 0, width: 1, height: 1 } } },
};
const made = (changes: Parameters<typeof editsFor>[1]) => applyEdits(scenario, editsFor(scenario, changes));

describe('a sub-flow gets another id', () => {
  const after = made(renameFlow(scenario, 'sub1', '逐条', schemaOf));
  it('the nodes that run it follow, and only they', () => {
    expect([after.flows['main']?.nodes['sub1']?.config, after.flows['sub2']?.nodes['each']?.config, after.flows['main']?.nodes['other']?.config]).toEqual([{ flow: '逐条', input: { a: '"sub1"' } }, { flow: '逐条', items: '[1]' }, { flow: 'sub2' }]);
  });
  it('it keeps its place, its cards and its notes', () => {
    expect(Object.keys(after.flows)).toEqual(['main', '逐条', 'sub2', 'idle']);
    expect([after.layout, after.annotations]).toEqual([{ main: {}, 逐条: scenario.layout['sub1'] }, { 逐条: scenario.annotations?.['sub1'] }]);
  });
  it('one step takes it back', () => {
    const edits = editsFor(scenario, renameFlow(scenario, 'sub1', '逐条', schemaOf));
    expect(JSON.stringify(applyEdits(after, invertEdits(edits)))).toBe(JSON.stringify(scenario));
  });
  it('not the main one, not to an id that is taken', () => expect([renameFlow(scenario, 'main', 'x', schemaOf), renameFlow(scenario, 'sub1', 'sub2', schemaOf), renameFlow(scenario, 'gone', 'x', schemaOf)]).toEqual([[], [], []]));
});

describe('a sub-flow is deleted', () => {
  it('who runs it is known first', () => {
    expect([usesOfFlow(scenario, 'sub1', schemaOf), usesOfFlow(scenario, 'idle', schemaOf)]).toEqual([[{ flow: 'main', node: 'sub1' }, { flow: 'sub2', node: 'each' }], []]);
  });
  it('its places and notes go with it, and one step brings all back', () => {
    const edits = editsFor(scenario, removeFlow(scenario, 'sub1'));
    const after = applyEdits(scenario, edits);
    expect([Object.keys(after.flows), after.layout, after.annotations]).toEqual([['main', 'sub2', 'idle'], { main: {} }, {}]);
    expect(JSON.stringify(applyEdits(after, invertEdits(edits)))).toBe(JSON.stringify(scenario));
  });
  it('the main one stays', () => expect(removeFlow(scenario, 'main')).toEqual([]));
});
