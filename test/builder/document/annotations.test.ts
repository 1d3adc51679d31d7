import { describe, expect, it } from 'vitest';
import type { Scenario } from '../../../runtime/schema/scenario.ts';
import { addNote, annotationsOf, changeNote, groupNodes, groupsWith, leaveGroups } from '../../../builder/src/designer/document/annotations.ts';
import { applyEdits } from '../../../builder/src/designer/document/edit.ts';
import { editsFor, type Change } from '../../../builder/src/designer/document/change.ts';
import { blankScenario } from '../../../builder/src/designer/home/blank-scenario.ts';
import { renameChanges } from '../../../builder/src/designer/rename/rename.ts';
import { removeParts } from '../../../builder/src/designer/canvas/graph-changes.ts';
import { frameAround } from '../../../builder/src/designer/canvas/annotations/frame.ts';

const node = { type: 'rule.expression', config: { value: '1' } };
const plain = { ...blankScenario('s', 't'), flows: { main: { nodes: { a: node, b: node, c: node }, edges: {} } }, layout: { main: { a: { x: 0, y: 0 }, b: { x: 0, y: 100 }, c: { x: 300, y: 100 } } } } as unknown as Scenario;
const after = (scenario: Scenario, changes: readonly Change[]) => applyEdits<Scenario>(scenario, editsFor(scenario, changes));

const grouped = after(plain, groupNodes(plain, 'main', ['a', 'b'], '核对').changes);

describe('groups', () => {
  it('a node is in one group only, and a group left by all goes', () => {
    const again = after(grouped, groupNodes(grouped, 'main', ['b', 'c'], '登记').changes);
    expect(annotationsOf(again, 'main')).toEqual({ g1: { kind: 'group', title: '核对', nodes: ['a'] }, g2: { kind: 'group', title: '登记', nodes: ['b', 'c'] } });
    expect(groupsWith(again, 'main', ['a', 'c'])).toEqual(['g1', 'g2']);
    expect(annotationsOf(after(again, leaveGroups(again, 'main', new Set(['a']))), 'main')).toEqual({ g2: { kind: 'group', title: '登记', nodes: ['b', 'c'] } });
  });

  it('follows a removed and a renamed node', () => {
    expect(annotationsOf(after(grouped, removeParts(grouped, 'main', ['a'], []).changes), 'main')).toEqual({ g1: { kind: 'group', title: '核对', nodes: ['b'] } });
    expect(annotationsOf(after(grouped, renameChanges(grouped, { kind: 'nodes', path: ['main', 'b'] }, '查报告', () => undefined)), 'main')).toEqual({ g1: { kind: 'group', title: '核对', nodes: ['a', '查报告'] } });
  });

  it('is framed with room for its title, and not at all without cards', () => {
    expect(frameAround([{ at: { x: 0, y: 0 }, height: 56 }, { at: { x: 300, y: 100 }, height: 88 }])).toEqual({ x: -20, y: -54, width: 540, height: 262 });
    expect(frameAround([])).toBeUndefined();
  });
});

describe('notes', () => {
  it('get free ids, sit on the grid and keep within their limits', () => {
    const made = addNote(plain, 'main', { x: 1, y: 3 });
    const one = after(plain, made.changes);
    expect([made.id, annotationsOf(one, 'main')[made.id]]).toEqual(['n1', { kind: 'note', text: '', x: 0, y: 4, width: 200, height: 120, tone: 'yellow' }]);
    expect(addNote(one, 'main', { x: 0, y: 0 }).id).toBe('n2');
    const note = annotationsOf(one, 'main')['n1'];
    if (note?.kind !== 'note') throw new Error('no note');
    expect(after(one, changeNote('main', 'n1', note, { width: 3, height: 9_000, x: 9.7 })).annotations?.['main']?.['n1']).toMatchObject({ width: 80, height: 2000, x: 8 });
  });

  it('what was typed as JSON and cannot be drawn is left out', () => {
    const odd = { ...plain, annotations: { main: { n1: null, n2: { kind: 'note', text: 'x' }, g1: { kind: 'group', title: 'x' }, n3: { kind: 'note', text: '', x: 0, y: 0, width: 80, height: 40 } } } } as unknown as Scenario;
    expect(Object.keys(annotationsOf(odd, 'main'))).toEqual(['n3']);
    expect(annotationsOf({ ...plain, annotations: [] } as unknown as Scenario, 'main')).toEqual({});
  });
});
