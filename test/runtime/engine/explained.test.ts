import { describe, expect, it } from 'vitest';
import type { Command } from '../../../runtime/engine/command.ts';
import { explainedCompletions, explanationsOf } from '../../../runtime/engine/explained.ts';
import { createPlan } from '../../../runtime/engine/plan.ts';
import type { RunEvent } from '../../../runtime/engine/run-event.ts';
import { initialState } from '../../../runtime/engine/state.ts';
import { step } from '../../../runtime/engine/step.ts';
import { builtIns } from '../../../runtime/nodes/built-in/index.ts';
import { createRegistry } from '../../../runtime/nodes/registry.ts';
import { scenario } from '../../bench/instant/work.ts';
import { AT } from './support/tiny.ts';

const { plan } = createPlan(scenario('all') as never, { registry: createRegistry(builtIns) });
if (!plan) throw new Error('no plan');

const start: Command = { type: 'start', at: AT, runId: 'r1', release: 'demo@1', flow: 'main', input: { age: 75, income: 1800, area: '城', members: 2 }, starter: { id: 'wang' } };
const events = JSON.parse(JSON.stringify(step(plan, initialState(), start).events)) as RunEvent[];

describe('explanations on reading', () => {
  it('[E12.2] are made of the short form that was recorded, in full', () => {
    const recorded = events.find((event) => event.type === 'node.completed' && event.path === 'grade');
    expect(recorded).toMatchObject({ explanation: { kind: 'record', data: { subjects: [{ index: 0, rules: ['R2'], values: [75, '城', 900] }] } } });
    const explanation = explanationsOf(plan, events).get('grade');
    expect(explanation).toMatchObject({
      kind: 'table', total: 8,
      judgements: [{
        rules: ['R2'],
        conditions: [{ input: 'age', value: 75, test: '>= 70', met: true }, { input: 'head', value: 900, test: '< 1000', met: true }],
        outputs: { grade: 'A', share: 550 },
      }],
    });
    expect(explanation?.kind === 'table' && explanation.judgements[0]?.nearMisses.map(({ rule, failed }) => [rule, failed.input, failed.value])).toContainEqual(['R1', 'age', 75]);
  });

  it('leave out what a node type that is gone once recorded, and keep the rest', () => {
    const flow = plan.flows['main'];
    if (!flow) throw new Error('no flow');
    const nodes = Object.fromEntries(Object.entries(flow.nodes).map(([id, node]) => [id, id === 'grade' ? { ...node, type: null } : node]));
    const later = { ...plan, flows: { main: { ...flow, nodes } } };
    expect(explainedCompletions(later, events).map(({ path, explanation }) => [path, explanation?.kind])).toEqual([['ask', undefined], ['grade', undefined], ['total', 'expression'], ['done', undefined]]);
  });
});
