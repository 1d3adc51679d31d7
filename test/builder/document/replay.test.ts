import { describe, expect, it } from 'vitest';
import { afterSteps, firstStop, nextStop, stepOf, stopFrom, takenOver } from '../../../builder/src/designer/document/replay.ts';
import type { Flow } from '../../../runtime/schema/flow.ts';
import type { Trace } from '../../../server/api/scenario.ts';

const flow: Flow = {
  nodes: { ask: { type: 'start.form', config: {} }, look: { type: 'data.query', config: {} }, pick: { type: 'flow.switch', config: {} }, yes: { type: 'rule.expression', config: {} }, no: { type: 'output.page', config: {} } },
  edges: { e1: ['ask.out', 'look'], e2: ['look.out', 'pick'], e3: ['pick.a', 'yes'], e4: ['pick.b', 'no'] },
};

const done = (output: unknown, ports: readonly string[] = ['out']) => ({ status: 'done', output, ports });

const trace = {
  flow: 'main', status: 'completed', startedAt: '2026-01-01T00:00:00Z', endedAt: '2026-01-01T00:00:01Z', order: ['ask', 'look', 'pick', 'yes'],
  nodes: { ask: done({ x: 1 }), look: done({ row: 2 }), pick: done(null, ['a']), yes: done({ y: 3 }), no: { status: 'dead' } },
  edges: { e1: { state: 'delivered', value: 'x' }, e2: { state: 'delivered' }, e3: { state: 'delivered' }, e4: { state: 'dead' } },
} as unknown as Trace;

describe('a test run step by step', () => {
  it('after two steps the third is next, and nothing later has happened', () => {
    const { status, nodes, edges, order, endedAt } = afterSteps(trace, 2, flow);
    expect({ status, nodes, edges, order, endedAt }).toEqual({
      status: 'running', order: ['ask', 'look'], endedAt: undefined,
      nodes: { ask: done({ x: 1 }), look: done({ row: 2 }), pick: { status: 'running' }, yes: { status: 'idle' }, no: { status: 'idle' } },
      edges: { e1: { state: 'delivered', value: 'x' }, e2: { state: 'delivered' }, e3: { state: 'pending' }, e4: { state: 'pending' } },
    });
  });
  it('after the last step it is the run itself', () => expect(afterSteps(trace, 4, flow)).toBe(trace));
  it.each([
    ['halts before the first breakpoint', () => firstStop(trace, new Set(['pick', 'yes'])), 2],
    ['runs through without one', () => firstStop(trace, new Set(['no'])), 4],
    ['goes on from one breakpoint to the next', () => nextStop(trace, new Set(['pick', 'yes']), 2), 3],
    ['goes on to the end', () => nextStop(trace, new Set(['pick']), 2), 4],
    ['begun at a node, passes over breakpoints before it and its own', () => stopFrom(trace, new Set(['look', 'pick']), 'pick'), 4],
    ['begun at a node, halts at the next breakpoint behind it', () => stopFrom(trace, new Set(['ask', 'yes']), 'look'), 3],
    ['begun at a node that is not reached, goes to its end', () => stopFrom(trace, new Set(['ask']), 'no'), 4],
    ['knows when a node is done', () => stepOf(trace, 'look'), 2],
    ['knows what was never reached', () => stepOf(trace, 'no'), undefined],
  ])('%s', (_, deed, wanted) => expect(deed()).toBe(wanted));
});

describe('a run from the middle', () => {
  it('takes over what came before, with the ways it was left by; the start has its input', () =>
    expect(takenOver(trace, flow, 'yes')).toEqual({ pins: { look: { row: 2 }, pick: null }, pinPorts: { look: ['out'], pick: ['a'] } }));
  it('does what comes after the node anew', () => expect(takenOver(trace, flow, 'look')).toEqual({ pins: {}, pinPorts: {} }));
});
