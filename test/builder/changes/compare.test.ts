import { describe, expect, it } from 'vitest';
import { compareScenarios, drawnTogether } from '../../../builder/src/designer/changes/compare.ts';
import type { Scenario } from '../../../runtime/schema/scenario.ts';

function scenario(nodes: Record<string, unknown>, edges: Record<string, unknown> = {}, texts: Record<string, unknown> = {}): Scenario {
  return { format: 1, id: 'a', title: 'A', purpose: 'P', flows: { main: { nodes, edges } }, texts, layout: { main: {} } } as unknown as Scenario;
}

const rule = (id: string, reason: string) => ({ id, when: {}, then: { reason } });
const table = (...rules: unknown[]) => ({ type: 'rule.table', config: { rules } });

describe('comparing two versions', () => {
  it('finds nothing between a version and itself', () => {
    expect(compareScenarios(scenario({ t: table(rule('R1', 'x')) }), scenario({ t: table(rule('R1', 'x')) }))).toEqual([]);
  });
  it('says a new rule is one change of its table', () => {
    const groups = compareScenarios(scenario({ t: table(rule('R1', 'x')) }), scenario({ t: table(rule('R1', 'x'), rule('R2', 'y')) }));
    expect(groups).toEqual([{ id: 'node:main/t', kind: 'node', flow: 'main', name: 't', mark: 'changed', changes: [{ path: '/flows/main/nodes/t/config/rules/R2', before: undefined, after: rule('R2', 'y'), kind: 'member' }] }]);
  });
  it('counts a text of a node as a change of that node', () => {
    const groups = compareScenarios(scenario({ t: table() }, {}, { 't.out': { en: 'a' } }), scenario({ t: table() }, {}, { 't.out': { en: 'b' } }));
    expect(groups.map((group) => group.id)).toEqual(['node:main/t']);
  });
  it('does not count moving a card', () => {
    const moved = { ...scenario({ t: table() }), layout: { main: { t: { x: 1, y: 2 } } } } as unknown as Scenario;
    expect(compareScenarios(scenario({ t: table() }), moved)).toEqual([]);
  });
  it('draws removed nodes with the rest and marks every card', () => {
    const before = scenario({ a: table(), gone: table() }, { e1: ['a', 'gone'] });
    const after = scenario({ a: table(), fresh: table() });
    const { scenario: drawn, marks } = drawnTogether(before, after, compareScenarios(before, after), 'main');
    expect({ nodes: Object.keys(drawn.flows['main']?.nodes ?? {}), marks }).toEqual({ nodes: ['a', 'gone', 'fresh'], marks: { nodes: { a: 'same', gone: 'removed', fresh: 'added' }, edges: { e1: 'removed' } } });
  });
});
