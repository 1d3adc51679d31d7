import { describe, expect, it } from 'vitest';
import { answer, brief, flow, planOf, started, go } from './support/tiny.ts';

describe('step', () => {
  it('runs pure nodes at once and completes', () => {
    const plan = planOf(flow({ a: ['start.test'], b: ['test.pure', { value: 'a.x' }] }, 'a b'));
    const { events, state } = started(plan, { x: 1 });
    expect(brief(events)).toEqual(['run.started', 'node.completed a', 'node.completed b', 'run.completed']);
    expect(state.flows['']?.nodes['b']?.output).toEqual({ v: 1 });
  });
  it('waits for a person', () => {
    const plan = planOf(flow({ a: ['start.test'], t: ['human.test', { ports: ['yes', 'no'] }], y: ['test.pure'], n: ['test.pure'] }, 'a t', 't.yes y', 't.no n'));
    const first = started(plan);
    const second = go(plan, first.state, answer(first.state, 't', 'no'));
    expect(brief(second.events)).toEqual(['node.answered t', 'node.completed t', 'node.completed n', 'run.completed']);
  });
});
