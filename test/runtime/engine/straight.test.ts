import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { batchOf } from '../../../runtime/engine/batch.ts';
import type { Command } from '../../../runtime/engine/command.ts';
import { createPlan } from '../../../runtime/engine/plan.ts';
import type { Plan } from '../../../runtime/engine/plan-types.ts';
import { initialState } from '../../../runtime/engine/state.ts';
import { step } from '../../../runtime/engine/step.ts';
import { runStraight } from '../../../runtime/engine/straight.ts';
import { builtIns } from '../../../runtime/nodes/built-in/index.ts';
import { createRegistry } from '../../../runtime/nodes/registry.ts';
import { INPUTS, scenario } from '../../bench/instant/work.ts';
import { planSample, pureSamples } from './support/random-flow.ts';
import { AT, flow, planOf } from './support/tiny.ts';

type Start = Extract<Command, { type: 'start' }>;

const start = (input: Start['input'] = {}): Start => ({ type: 'start', at: AT, jitter: 0.5, runId: 'r1', release: 'demo@1', flow: 'main', input, starter: { id: 'wang' } });

/** What the long way comes to, with the batch a session would commit. */
function longWay(plan: Plan, command: Start) {
  const { state, events, effects } = step(plan, initialState(), command);
  return { state, events, effects, batch: batchOf(plan, initialState(), state, events, { outbox: { add: [], done: [] }, rows: [], notices: [], sent: [] }) };
}

describe('the short way through a flow of pure nodes', () => {
  it('[E9.1] [E1.1] decides the same events, state and batch as the long way, or leaves it to the long way', () => {
    let taken = 0;
    fc.assert(fc.property(pureSamples, (sample) => {
      const plan = planSample(sample);
      const long = longWay(plan, start());
      const short = runStraight(plan, start());
      if (!short) {
        expect(long.state.phase === 'completed' && !long.events.some((event) => event.type === 'node.failed')).toBe(false);
        return;
      }
      taken += 1;
      expect({ state: short.state, events: short.events, batch: short.batch }).toEqual({ state: long.state, events: long.events, batch: long.batch });
    }), { seed: 20261128, numRuns: 600 });
    expect(taken).toBeGreaterThan(200);
  });

  it('gives the same with the built-in nodes: form, table, formulas, page', () => {
    const { plan } = createPlan(scenario('all') as never, { registry: createRegistry(builtIns) });
    if (!plan) throw new Error('no plan');
    for (const input of INPUTS) {
      const { state, events, batch } = longWay(plan, start({ ...input }));
      const short = runStraight(plan, start({ ...input }));
      expect({ state: short?.state, events: short?.events, batch: short?.batch }).toEqual({ state, events, batch });
    }
  });

  it.each([
    ['a node that reads', { a: ['start.test'], b: ['test.read'] }],
    ['a task', { a: ['start.test'], b: ['human.test'] }],
  ] as const)('is not taken with %s', (_name, nodes) => {
    expect(runStraight(planOf(flow({ ...nodes } as never, 'a b')), start())).toBeNull();
  });

  it('[E9.3] is not taken when the form is refused, so that the long way says why', () => {
    const { plan } = createPlan(scenario('all') as never, { registry: createRegistry(builtIns) });
    if (!plan) throw new Error('no plan');
    expect(runStraight(plan, start({ age: 'old' }))).toBeNull();
    expect(() => step(plan, initialState(), start({ age: 'old' }))).toThrow(expect.objectContaining({ code: 'SCN_FORM_INVALID' }) as Error);
  });
});
