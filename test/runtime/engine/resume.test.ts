import { describe, expect, it } from 'vitest';
import { foldAll } from '../../../runtime/engine/fold.ts';
import { Crash, FakeStore } from './support/fake-store.ts';
import { answer, flow, planOf, startCommand } from './support/tiny.ts';

const nodes = (store: FakeStore) => foldAll(store.events).flows['']?.nodes ?? {};
const send = (type: string) => planOf(flow({ a: ['start.test'], w: [type, { value: '7' }], b: ['test.pure', { value: 'w.v' }] }, 'a w', 'w b'));

/** Dies between the outside and the commit of the completion. */
async function crashAfterSend(type: string): Promise<FakeStore> {
  const store = new FakeStore();
  store.onSend = () => { store.dead = true; };
  await expect(store.drive(send(type), startCommand())).rejects.toThrow(Crash);
  store.onSend = () => {};
  return store;
}

describe('E6 resuming', () => {
  it('[E6.8] an interrupted ask write is an incident that may have happened', async () => {
    const store = await crashAfterSend('test.send-ask');
    await store.resume(send('test.send-ask'));
    expect([store.sent.length, store.outbox.size, nodes(store)['w']]).toMatchObject([1, 0, { status: 'incident', mayHaveHappened: true, error: { code: 'SCN_RUN_INTERRUPTED' } }]);
  });
  it('[E6.8] an ask write that had not begun outside is simply done', async () => {
    const store = new FakeStore();
    store.deps = { signal: AbortSignal.abort() };
    await store.drive(send('test.send-ask'), startCommand());
    store.deps = {};
    await store.resume(send('test.send-ask'));
    expect([store.sent.length, foldAll(store.events).phase]).toEqual([1, 'completed']);
  });
  it('[E6.9] an interrupted keyed write is repeated with the same key', async () => {
    const store = await crashAfterSend('test.send-keyed');
    await store.resume(send('test.send-keyed'));
    expect([store.sent.length, new Set(store.sent).size, store.done.size, foldAll(store.events).phase]).toEqual([2, 1, 1, 'completed']);
  });
  it('[E6.9] an interrupted read is done again', async () => {
    const plan = planOf(flow({ a: ['start.test'], r: ['test.read', { value: '3' }] }, 'a r'));
    const store = new FakeStore();
    store.deps = { signal: AbortSignal.abort() };
    await store.drive(plan, startCommand());
    store.deps = {};
    await store.resume(plan);
    expect(nodes(store)['r']).toMatchObject({ status: 'done', output: { v: 3 } });
  });
  it('[E6.7] a completed effect is never done again', async () => {
    const plan = planOf(flow({ a: ['start.test'], w: ['test.send-keyed'], t: ['human.test'] }, 'a w', 'w t'));
    const store = new FakeStore();
    const { state } = await store.drive(plan, startCommand());
    await store.resume(plan);
    await store.drive(plan, answer(state, 't'));
    await store.resume(plan);
    expect([store.sent.length, foldAll(store.events).phase]).toEqual([1, 'completed']);
  });
  it('[E10.4] resuming fires the timers that fell due meanwhile', async () => {
    const plan = planOf(flow({ a: ['start.test'], p: ['flow.pause', { until: [{ on: { kind: 'after', duration: 'PT1H' }, do: 'leave' }] }] }, 'a p'));
    const store = new FakeStore();
    await store.drive(plan, startCommand());
    store.now = '2026-03-03T00:00:00.000Z';
    await store.resume(plan);
    expect(foldAll(store.events).phase).toBe('completed');
  });
  it('resuming an ended run does nothing', async () => {
    const plan = planOf(flow({ a: ['start.test'] }));
    const store = new FakeStore();
    await store.drive(plan, startCommand());
    expect((await store.resume(plan)).events).toEqual([]);
  });
});
