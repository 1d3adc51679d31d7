import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { initialState, type RunState } from '../../runtime/engine/state.ts';
import type { RunEvent } from '../../runtime/engine/run-event.ts';
import { openTasks } from '../../runtime/engine/summary.ts';
import { builtIns } from '../../runtime/nodes/built-in/index.ts';
import { demandApp } from '../../server/services/portal.ts';
import { createRunMemory } from '../../server/services/run-memory.ts';
import { loadRun } from '../../server/services/runs.ts';
import { startApp } from '../../server/services/start-app.ts';
import { submitTask } from '../../server/services/tasks.ts';
import { createMemoryStore } from '../../server/stores/memory/memory-store.ts';
import { LASTING } from '../bench/runs/studio-side.ts';
import { createTestApp, createTestStudio, type TestStudio } from './support/studio.ts';

const store = createMemoryStore();
let first: TestStudio;
let second: Awaited<ReturnType<typeof createTestApp>>;
beforeAll(async () => {
  first = await createTestStudio({ store, nodeTypes: builtIns });
  expect((await first.designer.send('POST', '/api/scenarios', { scenario: LASTING })).status).toBe(201);
  expect((await first.designer.send('POST', '/api/scenarios/lasting/publish', { note: '', baseVersion: 1 })).status).toBe(201);
  // Another server on the same store.
  second = await createTestApp({ store, nodeTypes: builtIns });
  await second.ready();
});
afterAll(async () => {
  await first.close();
  await second.close();
});

const reader = async () => ({ user: (await store.documents.get('user', first.user.id))?.body as never, locale: 'zh-CN' as const });
let keys = 0;
const key = () => `key-of-memory-${(keys += 1)}`;

async function begun(): Promise<{ run: string; task: string }> {
  const { user } = await reader();
  const { run } = await startApp(first.app.studio, demandApp(first.app.studio, 'lasting'), user, { clientKey: key(), input: { n: 1 }, waitMs: 5000 });
  return { run: run.state.id, task: openTasks(run.state)[0]?.id ?? '' };
}
const answer = (outcome = 'yes') => ({ clientKey: key(), outcome, data: { note: 'ok' } });

describe('a run that this server remembers', () => {
  it('is not read again for its next command, and ends as one that is', async () => {
    const { run, task } = await begun();
    const events = vi.spyOn(store.runs, 'events');
    const done = await submitTask(first.app.studio, task, await reader(), answer());
    expect(events).not.toHaveBeenCalled();
    events.mockRestore();
    const read = await loadRun(second.studio, run);
    expect({ state: done.state, events: done.events }).toEqual({ state: read.state, events: read.events });
  });

  it('is refused by what is stored when another server was first', async () => {
    const { run, task } = await begun();
    await submitTask(second.studio, task, await reader(), answer());
    const late = await store.tasks.get(task);
    // The look at the task came before the other server's answer.
    const get = vi.spyOn(store.tasks, 'get').mockResolvedValueOnce({ ...late, status: 'open' } as never);
    await expect(submitTask(first.app.studio, task, await reader(), answer())).rejects.toMatchObject({ code: 'SCN_TASK_DONE', details: { at: late?.doneAt } });
    get.mockRestore();
    expect((await loadRun(first.app.studio, run)).events.filter((event) => event.type === 'node.answered')).toHaveLength(1);
  });

  it('refuses a wrong answer and takes the right one after it', async () => {
    const { task } = await begun();
    await expect(submitTask(first.app.studio, task, await reader(), answer('perhaps'))).rejects.toMatchObject({ code: 'SCN_FORM_OUTCOME' });
    expect((await submitTask(first.app.studio, task, await reader(), answer())).state.phase).toBe('completed');
  });

  it('starts once for one key, and the repeat gives the run', async () => {
    const { user } = await reader();
    const start = { clientKey: key(), input: { n: 2 }, waitMs: 5000 };
    const app = demandApp(first.app.studio, 'lasting');
    const both = await Promise.all([startApp(first.app.studio, app, user, start), startApp(first.app.studio, app, user, start)]);
    const again = await startApp(second.studio, demandApp(second.studio, 'lasting'), user, start);
    expect(new Set([...both, again].map(({ run }) => run.state.id)).size).toBe(1);
  });
});

describe('the memory of runs', () => {
  const run = (id: string, count: number, phase: RunState['phase'] = 'live') => ({ state: { ...initialState(), id, phase }, events: Array.from({ length: count }, () => ({}) as RunEvent) });

  it('holds so many events, and lets go of what waits longest', () => {
    const memory = createRunMemory(100);
    for (let n = 0; n < 20; n += 1) memory.keep(run(`r${n}`, 10));
    expect(Array.from({ length: 20 }, (_, n) => n).filter((n) => memory.take(`r${n}`))).toEqual([10, 11, 12, 13, 14, 15, 16, 17, 18, 19]);
  });

  it('keeps nothing that has ended, and gives each run once', () => {
    const memory = createRunMemory(100);
    memory.keep(run('a', 5));
    memory.keep(run('a', 6, 'completed'));
    expect(memory.take('a')).toBeUndefined();
    memory.keep(run('b', 5));
    expect([memory.take('b')?.events.length, memory.take('b')]).toEqual([5, undefined]);
  });
});
