import { describe, expect, it } from 'vitest';
import { timersOf } from '../../../runtime/engine/decide-timers.ts';
import { openTasks } from '../../../runtime/engine/summary.ts';
import { AT, answer, brief, completed, flow, go, planOf, started } from './support/tiny.ts';

const loop = (extra: Parameters<typeof flow>[0] = {}, more: string[] = [], maxRounds?: number) => {
  const made = flow({ a: ['start.test'], b: ['test.pure', { value: 'run.round' }], t: ['human.test', { ports: ['ok', 'back'] }], ...extra }, 'a b', 'b t', 't.back b back', ...more);
  return planOf(maxRounds === undefined ? made : { main: { ...made, maxRounds } });
};

describe('E4 rework', () => {
  it('[E4.1] [E4.3] resets the target and its descendants into the next round', () => {
    const plan = loop();
    const first = started(plan);
    const second = go(plan, first.state, answer(first.state, 't', 'back'));
    expect(brief(second.events)).toEqual(['node.answered t', 'node.completed t', 'region.reset', 'node.completed b', 'node.waiting t']);
    expect(second.state.flows['']?.nodes['b']).toMatchObject({ round: 2, output: { v: 2 } });
  });
  it('[E4.2] withdraws tasks and timers of the region', () => {
    const plan = loop({ u: ['human.test', { until: [{ on: { kind: 'after', duration: 'P9D' }, do: 'leave', port: 'late' }] }] }, ['b u']);
    const first = started(plan);
    const second = go(plan, first.state, answer(first.state, 't', 'back'));
    expect(openTasks(second.state).map((task) => [task.path, task.round])).toEqual([['t', 2], ['u', 2]]);
    expect(timersOf(second.state).map((timer) => timer.round)).toEqual([2]);
    expect(() => go(plan, second.state, answer(first.state, 'u'))).toThrow(expect.objectContaining({ code: 'SCN_TASK_DONE' }) as Error);
  });
  it('[E4.4] ignores what comes late', () => {
    const plan = loop({ r: ['test.read'] }, ['b r']);
    const first = started(plan);
    const second = go(plan, first.state, answer(first.state, 't', 'back'));
    expect(go(plan, second.state, completed(first.effects[0]!)).events).toEqual([]);
    expect(brief(go(plan, second.state, completed(second.effects[0]!)).events)).toEqual(['node.completed r']);
  });
  it('[E4.5] stops at the limit of rounds', () => {
    const plan = loop({}, [], 2);
    const first = started(plan);
    const second = go(plan, first.state, answer(first.state, 't', 'back'));
    const third = go(plan, second.state, answer(second.state, 't', 'back'));
    expect(third.events.at(-1)).toMatchObject({ type: 'incident.opened', path: 't', error: { code: 'SCN_RUN_ROUNDS' } });
  });
  it('[E4.6] keeps the result of a write', () => {
    const plan = loop({ w: ['test.write', {}, { onRework: 'keep' }] }, ['b w']);
    const first = started(plan);
    const done = go(plan, first.state, completed(first.effects[0]!, { id: 'row1' }));
    const second = go(plan, done.state, answer(done.state, 't', 'back'));
    expect(second.effects).toEqual([]);
    expect(second.state.flows['']?.nodes['w']).toMatchObject({ status: 'done', round: 2, output: { id: 'row1' } });
  });
  it('[E4.7] writes again under a new key with the earlier result', () => {
    const plan = loop({ w: ['test.write', {}, { onRework: 'again' }] }, ['b w']);
    const first = started(plan);
    const done = go(plan, first.state, completed(first.effects[0]!, { id: 'row1' }));
    const second = go(plan, done.state, answer(done.state, 't', 'back'));
    expect(second.effects[0]).toMatchObject({ path: 'w', round: 2, previous: { id: 'row1' } });
    expect(second.effects[0]?.key).not.toBe(first.effects[0]?.key);
  });
});

const failed = (effect: { path: string; round: number; key: string }) => ({ type: 'effect.failed' as const, path: effect.path, round: effect.round, key: effect.key, error: { code: 'SCN_HTTP_REFUSED', message: 'no' } });

describe('E5 failure', () => {
  it('[E5.1] leaves by the error edge', () => {
    const plan = planOf(flow({ a: ['start.test'], b: ['test.pure', { fail: 'boom' }], c: ['test.pure', { value: 'b.error.message' }], d: ['test.pure'] }, 'a b', 'b.error c', 'b d'));
    const { state, events } = started(plan);
    expect(brief(events).slice(2)).toEqual(['node.failed b', 'node.completed b', 'node.completed c', 'run.completed']);
    expect(state.flows['']?.nodes['c']?.output).toEqual({ v: 'boom' });
  });
  it.each([[0, 500], [0.5, 750]])('[E5.2] retries later each time; jitter %d gives %d ms', (jitter, wait) => {
    const plan = planOf(flow({ a: ['start.test'], r: ['test.read', {}, { retry: { max: 2 } }] }, 'a r'));
    const first = started(plan);
    const second = go(plan, first.state, { ...failed(first.effects[0]!), jitter } as never);
    expect(timersOf(second.state).map((timer) => Date.parse(timer.dueAt) - Date.parse(AT))).toEqual([wait]);
    const dueAt = timersOf(second.state)[0]!.dueAt;
    const third = go(plan, second.state, { type: 'timers' }, dueAt);
    expect(third.effects[0]).toMatchObject({ attempt: 2, key: first.effects[0]!.key });
    const fourth = go(plan, third.state, { ...failed(third.effects[0]!), jitter } as never, dueAt);
    expect(Date.parse(timersOf(fourth.state)[0]!.dueAt) - Date.parse(dueAt)).toBe(wait * 2);
  });
  it('[E5.2] gives up after the last attempt', () => {
    const plan = planOf(flow({ a: ['start.test'], b: ['test.pure', { fail: 'boom' }, { retry: { max: 1 } }] }, 'a b'));
    const first = started(plan);
    expect(go(plan, first.state, { type: 'timers' }, timersOf(first.state)[0]!.dueAt).events.at(-1)).toMatchObject({ type: 'incident.opened', mayHaveHappened: false });
  });
  it('[E5.3] lets other branches go on', () => {
    const plan = planOf(flow({ a: ['start.test'], b: ['test.pure', { fail: 'boom' }], c: ['test.pure'] }, 'a b', 'a c'));
    expect(brief(started(plan).events)).toEqual(['run.started', 'node.completed a', 'node.failed b', 'incident.opened b', 'node.completed c']);
  });

  const incident = () => {
    const plan = planOf(flow({ a: ['start.test'], r: ['test.read', { value: 'a.x', ports: ['out', 'other'] }], x: ['test.pure', { value: 'r.v' }], y: ['test.pure'] }, 'a r', 'r x', 'r.other y'));
    const first = started(plan, { x: 1 });
    return { plan, first, broken: go(plan, first.state, failed(first.effects[0]!)) };
  };
  it('[E5.4] retry runs it again under the same key', () => {
    const { plan, first, broken } = incident();
    const again = go(plan, broken.state, { type: 'incident.resolved', path: 'r', round: 1, by: { id: 'op' }, action: 'retry' });
    expect(again.effects[0]).toMatchObject({ key: first.effects[0]!.key, attempt: 1 });
  });
  it('[E5.5] edit changes the input and the key', () => {
    const { plan, first, broken } = incident();
    const again = go(plan, broken.state, { type: 'incident.resolved', path: 'r', round: 1, by: { id: 'op' }, action: 'edit', input: { value: 9 } });
    expect(again.effects[0]?.key).not.toBe(first.effects[0]?.key);
  });
  it('[E5.6] skip leaves by a port with an output', () => {
    const { plan, broken } = incident();
    const skipped = go(plan, broken.state, { type: 'incident.resolved', path: 'r', round: 1, by: { id: 'op' }, action: 'skip', output: { v: 5 } });
    expect(skipped.state.flows['']?.nodes['x']?.output).toEqual({ v: 5 });
    const other = go(plan, broken.state, { type: 'incident.resolved', path: 'r', round: 1, by: { id: 'op' }, action: 'skip', port: 'other' });
    expect(other.state.end).toEqual(['y']);
    expect(() => go(plan, broken.state, { type: 'incident.resolved', path: 'r', round: 1, by: { id: 'op' }, action: 'skip', port: 'nope' })).toThrow(expect.objectContaining({ code: 'SCN_RUN_PORT' }) as Error);
  });
  it('[E5.7] refuses to resolve what is no incident', () => {
    const { plan, first } = incident();
    expect(() => go(plan, first.state, { type: 'incident.resolved', path: 'r', round: 1, by: {}, action: 'retry' })).toThrow(expect.objectContaining({ code: 'SCN_RUN_NO_INCIDENT' }) as Error);
  });
});

describe('E6 keys', () => {
  it('[E6.1] a key names run, path, round and input', () => {
    const plan = planOf(flow({ a: ['start.test'], r: ['test.read', { value: 'a.x' }] }, 'a r'));
    const [one, same, other] = [1, 1, 2].map((x) => started(plan, { x }).effects[0]!.key);
    expect(one).toMatch(/^r1\/r\/1\/[0-9a-z]+$/u);
    expect([same === one, other === one]).toEqual([true, false]);
  });
});
