import { describe, expect, it } from 'vitest';
import { namesInScope } from '../../../builder/src/designer/document/names-in-scope.ts';
import { checkScenario } from '../../../runtime/check/check-scenario.ts';
import { feel } from '../../../runtime/engine/real-language.ts';
import { builtIns } from '../../../runtime/nodes/built-in/index.ts';
import { createRegistry } from '../../../runtime/nodes/registry.ts';
import type { Flow } from '../../../runtime/schema/flow.ts';
import type { Scenario } from '../../../runtime/schema/scenario.ts';
import { blankScenario } from '../../../builder/src/designer/home/blank-scenario.ts';

const formula = (expr: string) => ({ type: 'rule.expression', config: { values: [{ id: 'v', expr }] } });

const flow: Flow = {
  nodes: { ask: { type: 'start.form', config: { fields: [{ id: 'x', type: 'integer' }] } }, a: formula('ask.x'), b: formula('ask.x + 1'), c: formula('a.v + b.v'), d: formula('c.v'), side: formula('1') },
  edges: { e1: ['ask.out', 'a'], e2: ['ask.out', 'b'], e3: ['a.out', 'c'], e4: ['b.out', 'c'], e5: ['c.out', 'd'], e6: ['d.out', 'b', 'back'], e7: ['gone.out', 'd'] },
};
const scenario: Scenario = { ...blankScenario('s', 't'), flows: { main: flow } };

describe('names a formula may use', () => {
  const checked = checkScenario(scenario, { nodeType: createRegistry(builtIns).find, catalogue: {}, language: feel });
  const answer = JSON.parse(JSON.stringify(checked)) as Parameters<typeof namesInScope>[0];
  it.each(Object.keys(flow.nodes))('of %s are those the checker has', (node) => {
    const wanted: unknown = JSON.parse(JSON.stringify(checked.nodes['main']?.[node]?.scope));
    expect(namesInScope(answer, flow, 'main', node)).toEqual(wanted);
  });
  it('are none for a node that was not checked yet', () => expect(namesInScope(answer, flow, 'main', 'new')).toEqual({}));
  it('of a long flow are found without end', () => {
    const ids = Array.from({ length: 5000 }, (_, index) => `n${index}`);
    const long: Flow = { nodes: Object.fromEntries(ids.map((id) => [id, formula('1')])), edges: Object.fromEntries(ids.slice(1).map((id, index) => [`e${index}`, [`n${index}.out`, id]])) };
    expect(Object.keys(namesInScope({ diagnostics: [], nodes: { main: Object.fromEntries(ids.map((id) => [id, { ports: [] }])) } }, long, 'main', 'n4999'))).toEqual(ids.slice(0, -1));
  });
});
