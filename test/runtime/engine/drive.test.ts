import { describe, expect, it } from 'vitest';
import { ScenarioError } from '../../../runtime/errors.ts';
import { foldAll } from '../../../runtime/engine/fold.ts';
import { step } from '../../../runtime/engine/step.ts';
import { FakeStore } from './support/fake-store.ts';
import { AT, answer, brief, flow, planOf, startCommand } from './support/tiny.ts';

const nodes = (store: FakeStore) => foldAll(store.events).flows['']?.nodes ?? {};
const coded = (code: string) => expect.objectContaining({ code }) as Error;

describe('E9 one commit', () => {
  it('[E9.1] [E6.2] an instant run with reads is exactly one commit', async () => {
    const store = new FakeStore();
    await store.drive(planOf(flow({ a: ['start.test'], b: ['test.pure'], r: ['test.read'], c: ['test.pure'] }, 'a b', 'b r', 'r c')), startCommand());
    expect([store.commits, store.events.at(-1)?.type]).toEqual([1, 'run.completed']);
  });
  it('[E9.1] a run that waits is one commit up to the wait', async () => {
    const store = new FakeStore();
    await store.drive(planOf(flow({ a: ['start.test'], r: ['test.read'], t: ['human.test'] }, 'a r', 'r t')), startCommand());
    expect([store.commits, store.batches[0]?.tasks.map((task) => task.path)]).toEqual([1, ['t']]);
  });
  it('lets others have their turn between the short way that failed and the whole one', async () => {
    const store = new FakeStore();
    let events = -1;
    store.deps = { turn: { isLong: () => true, end: async () => void (events = Math.max(events, store.events.length)) } };
    await expect(store.drive(planOf(flow({ a: ['start.test', { refuse: true }] })), startCommand())).rejects.toThrow(coded('SCN_FORM_INVALID'));
    expect(events).toBe(0);
  });
  it('[E9.1] is on disk while it still reads once whoever began it has left, and is gone on with from there', async () => {
    const plan = planOf(flow({ a: ['start.test'], r: ['test.hang'], c: ['test.pure'] }, 'a r', 'r.error c'));
    const store = new FakeStore();
    store.deps = { nodeMs: 40, left: Promise.resolve() };
    const driving = store.drive(plan, startCommand());
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect([store.commits, brief(store.events).at(-1)]).toEqual([1, 'node.started r']);
    const { state } = await driving;
    expect([store.commits, state.phase, foldAll(store.events)]).toEqual([2, 'completed', state]);
  });
  it('[E9.3] a refused start commits nothing', async () => {
    const store = new FakeStore();
    await expect(store.drive(planOf(flow({ a: ['start.test', { refuse: true }] })), startCommand())).rejects.toThrow(coded('SCN_FORM_INVALID'));
    expect(store.commits).toBe(0);
  });
});

describe('E6 commit', () => {
  const two = () => planOf(flow({ a: ['start.test'], t: ['human.test'], u: ['human.test'] }, 'a t', 'a u'));

  it('[E6.5] decides the same command again on top of what somebody else committed', async () => {
    const plan = two();
    const store = new FakeStore();
    const { state } = await store.drive(plan, startCommand());
    store.beforeCommit = () => {
      store.beforeCommit = () => {};
      store.events = [...store.events, ...step(plan, state, { at: AT, ...answer(state, 'u') }).events];
    };
    const driven = await store.drive(plan, answer(state, 't'));
    expect(brief(driven.events)).toEqual(['node.answered t', 'node.completed t', 'run.completed']);
    expect(foldAll(store.events)).toEqual(driven.state);
  });
  it('[E6.5] [E10.6] of two submits of one task one wins and the other is told', async () => {
    const plan = two();
    const store = new FakeStore();
    const { state } = await store.drive(plan, startCommand());
    const both = await Promise.allSettled([store.drive(plan, answer(state, 't', 'out', 'a')), store.drive(plan, answer(state, 't', 'out', 'b'))]);
    expect(both.map((one) => one.status)).toEqual(['fulfilled', 'rejected']);
    expect(both[1]).toMatchObject({ reason: { code: 'SCN_TASK_DONE', details: { by: { id: 'a' }, at: AT } } });
    expect(brief(store.events).filter((event) => event === 'node.completed t')).toHaveLength(1);
  });
  it('[E6.5] gives up after twenty conflicts in a row, with nothing committed', async () => {
    const store = new FakeStore();
    store.beforeCommit = () => { throw new ScenarioError('SCN_STORE_CONFLICT', 'again', {}); };
    await expect(store.drive(planOf(flow({ a: ['start.test'] })), startCommand())).rejects.toThrow(coded('SCN_STORE_CONFLICT'));
    expect([store.commits, store.events]).toEqual([21, []]);
  });
  it('[E6.3] rows are committed together with the completion of their node', async () => {
    const store = new FakeStore();
    await store.drive(planOf(flow({ a: ['start.test'], w: ['test.row'], b: ['test.pure'] }, 'a w', 'w b')), startCommand());
    expect(store.batches.map((batch) => [batch.rows.length, brief(batch.events)])).toEqual([[1, ['run.started', 'node.completed a', 'node.started w', 'node.completed w', 'node.completed b', 'run.completed']]]);
  });
  it('[E6.11] events a node sends are committed together with its completion', async () => {
    const store = new FakeStore();
    const sent = [{ id: 'k', path: 'w', name: 'paid', key: 'A', payload: 1 }];
    store.deps = { hostFor: () => ({ host: {} as never, collected: () => ({ rows: [], notices: [], sent }) }) };
    await store.drive(planOf(flow({ a: ['start.test'], t: ['human.test'], w: ['test.keyed'], u: ['human.test'] }, 'a t', 't w', 'w u')), startCommand());
    await store.drive(planOf(flow({ a: ['start.test'], t: ['human.test'], w: ['test.keyed'], u: ['human.test'] }, 'a t', 't w', 'w u')), answer(foldAll(store.events), 't'));
    expect(store.batches.map((batch) => [batch.sent, brief(batch.events).includes('node.completed w')])).toEqual([[[], false], [sent, true]]);
  });
  it('[E6.4] a write reaches outside only after its start and its outbox entry were committed', async () => {
    const store = new FakeStore();
    const seen: unknown[] = [];
    store.onSend = (key) => seen.push([store.outbox.has(key), brief(store.events).at(-1)]);
    await store.drive(planOf(flow({ a: ['start.test'], w: ['test.send-keyed', { value: '1' }] }, 'a w')), startCommand());
    expect([seen, store.outbox.size, store.commits]).toEqual([[[true, 'node.started w']], 0, 2]);
  });
});

describe('E6 when the intention cannot be committed', () => {
  const plan = planOf(flow({ a: ['start.test'], t: ['human.test'], w: ['test.send-keyed'], e: ['test.pure'] }, 'a t', 't w', 'w.error e'));

  it('[E6.4] [E10.6] tells the second of two submits, whose write is not done', async () => {
    const store = new FakeStore();
    const { state } = await store.drive(plan, startCommand());
    const both = await Promise.allSettled(['a', 'b'].map((by) => store.drive(plan, answer(state, 't', 'out', by))));
    expect([both.map((one) => one.status), store.sent.length]).toEqual([['fulfilled', 'rejected'], 1]);
    expect(both[1]).toMatchObject({ reason: { code: 'SCN_TASK_DONE' } });
  });
  it('[E6.4] a broken disk is no failure of the node', async () => {
    const store = new FakeStore();
    const { state } = await store.drive(plan, startCommand());
    store.beforeCommit = (batch) => { if (batch.outbox.add.length > 0) throw new Error('disk full'); };
    await expect(store.drive(plan, answer(state, 't'))).rejects.toThrow('disk full');
    expect([store.sent, store.events.length]).toEqual([[], state.seq]);
  });
});

describe('E6 refused rows', () => {
  const unique = new ScenarioError('SCN_DATA_UNIQUE', 'taken', {});
  const refuse = (store: FakeStore, error: Error, times = Infinity) => {
    let left = times;
    store.beforeCommit = (batch) => {
      if (batch.rows.length === 0 || left <= 0) return;
      left -= 1;
      throw error;
    };
  };

  it.each(['SCN_DATA_UNIQUE', 'SCN_DATA_CONFLICT', 'SCN_STORE_CONFLICT'])('[E6.6] rows refused with %s fail their node, and the rest is committed', async (code) => {
    const store = new FakeStore();
    refuse(store, new ScenarioError(code, 'no', {}));
    await store.drive(planOf(flow({ a: ['start.test'], w: ['test.row'], b: ['test.pure'] }, 'a w', 'a b')), startCommand());
    expect([nodes(store)['w'], nodes(store)['b']?.status]).toMatchObject([{ status: 'incident', error: { code } }, 'done']);
  });
  it('[E6.6] leaves by the error edge when there is one', async () => {
    const store = new FakeStore();
    refuse(store, unique);
    await store.drive(planOf(flow({ a: ['start.test'], w: ['test.row'], b: ['test.pure', { value: 'w.error.code' }], c: ['test.pure'] }, 'a w', 'w.error b', 'w c')), startCommand());
    expect(nodes(store)['b']?.output).toEqual({ v: 'SCN_DATA_UNIQUE' });
  });
  it('[E6.6] a write whose row was changed meanwhile is done again on the new row', async () => {
    const store = new FakeStore();
    store.beforeCommit = (batch) => {
      if (batch.rows.length === 0) return;
      store.beforeCommit = () => {};
      store.row = { version: 2, n: 10 };
    };
    await store.drive(planOf(flow({ a: ['start.test'], w: ['test.row'] }, 'a w')), startCommand());
    expect([store.row, nodes(store)['w']?.status]).toEqual([{ version: 3, n: 11 }, 'done']);
  });
  it('[E6.6] a write that expects a version leaves by its conflict port', async () => {
    const store = new FakeStore();
    store.beforeCommit = (batch) => {
      if (batch.rows.length === 0) return;
      store.beforeCommit = () => {};
      store.row = { version: 2, n: 10 };
    };
    await store.drive(planOf(flow({ a: ['start.test'], w: ['test.row', { expect: 1 }] }, 'a w')), startCommand());
    expect([store.row, nodes(store)['w']?.ports]).toEqual([{ version: 2, n: 10 }, ['conflict']]);
  });
  it('[E6.6] refused rows beside a conflict of the run fail their node all the same', async () => {
    const plan = planOf(flow({ a: ['start.test'], t: ['human.test'], u: ['human.test'], w: ['test.row'] }, 'a t', 't w', 'a u'));
    const store = new FakeStore();
    const { state } = await store.drive(plan, startCommand());
    let first = true;
    store.beforeCommit = (batch) => {
      if (batch.rows.length === 0) return;
      if (!first) throw unique;
      first = false;
      store.events = [...store.events, ...step(plan, state, { at: AT, ...answer(state, 'u') }).events];
    };
    await store.drive(plan, answer(state, 't'));
    expect([nodes(store)['w'], nodes(store)['t']?.status, nodes(store)['u']?.status]).toMatchObject([{ status: 'incident', error: { code: 'SCN_DATA_UNIQUE' } }, 'done', 'done']);
  });
  it('throws on what is no conflict and no refusal', async () => {
    const store = new FakeStore();
    store.beforeCommit = () => { throw new Error('disk full'); };
    await expect(store.drive(planOf(flow({ a: ['start.test'] })), startCommand())).rejects.toThrow('disk full');
  });
});

describe('E8 limits', () => {
  it('[E8.5] an effect over its limit fails and its signal is aborted', async () => {
    const store = new FakeStore();
    store.deps = { nodeMs: 5 };
    await store.drive(planOf(flow({ a: ['start.test'], r: ['test.hang'] }, 'a r')), startCommand());
    expect([nodes(store)['r'], store.logged]).toMatchObject([{ status: 'incident', error: { code: 'SCN_NODE_TIMEOUT' } }, ['r aborted']]);
  });
  it('an aborted drive leaves its effect to resume', async () => {
    const store = new FakeStore();
    const stop = new AbortController();
    store.deps = { signal: stop.signal };
    const driving = store.drive(planOf(flow({ a: ['start.test'], r: ['test.hang'] }, 'a r')), startCommand());
    setTimeout(() => { stop.abort(); }, 5);
    await driving;
    expect([brief(store.events).at(-1), nodes(store)['r']?.status]).toEqual(['node.started r', 'running']);
  });
  it('an aborted drive does not begin what is due', async () => {
    const store = new FakeStore();
    store.deps = { signal: AbortSignal.abort() };
    await store.drive(planOf(flow({ a: ['start.test'], w: ['test.send-keyed'] }, 'a w')), startCommand());
    expect([store.sent, nodes(store)['w']?.status]).toEqual([[], 'running']);
  });
});
