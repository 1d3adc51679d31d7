import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { initialState, type RunState } from '../../runtime/engine/state.ts';
import type { RunEvent } from '../../runtime/engine/run-event.ts';
import { openTasks } from '../../runtime/engine/summary.ts';
import { builtIns } from '../../runtime/nodes/built-in/index.ts';
import { demandApp } from '../../server/services/portal.ts';
import { createRunMemory } from '../../server/services/run-memory.ts';
import { loadRun } from '../../server/services/runs.ts';
import { startApp } from '../../server/services/start-app.ts';
import { handOver } from '../../server/services/task-actions.ts';
import { submitTask } from '../../server/services/tasks.ts';
import { createMemoryStore } from '../../server/stores/memory/memory-store.ts';
import { LASTING } from '../bench/runs/studio-side.ts';
import { createTestApp, createTestStudio, type Person, type TestStudio } from './support/studio.ts';

const store = createMemoryStore();
/** Its task may be given away. */
const PASSED_ON = structuredClone(LASTING) as typeof LASTING & { flows: { main: { nodes: { decide: { config: Record<string, unknown> } } } } };
PASSED_ON.flows.main.nodes.decide.config['allow'] = { handOver: 'anyone' };
let first: TestStudio;
let other: Person;
let second: Awaited<ReturnType<typeof createTestApp>>;
beforeAll(async () => {
  first = await createTestStudio({ store, nodeTypes: builtIns });
  expect((await first.designer.send('POST', '/api/scenarios', { scenario: PASSED_ON })).status).toBe(201);
  expect((await first.designer.send('POST', '/api/scenarios/lasting/publish', { note: '', baseVersion: 1 })).status).toBe(201);
  other = await first.member('wang');
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
  it('is not read again for its next command, nor its task, and ends as one that is', async () => {
    const { run, task } = await begun();
    const looks = [vi.spyOn(store.runs, 'events'), vi.spyOn(store.tasks, 'getForAnswer')];
    const done = await submitTask(first.app.studio, task, await reader(), answer());
    for (const look of looks) {
      expect(look).not.toHaveBeenCalled();
      look.mockRestore();
    }
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

  it('is not answered by whoever had its task before another server gave it away, or lent it', async () => {
    const [given, lent] = [await begun(), await begun()];
    const me = await reader();
    await handOver(second.studio, given.task, me, { to: other.id, reason: 'away' });
    await expect(submitTask(first.app.studio, given.task, me, answer())).rejects.toMatchObject({ code: 'SCN_API_NOT_FOUND' });
    await store.tasks.claim(lent.task, other.id, new Date(Date.now() + 60_000).toISOString(), new Date().toISOString());
    await expect(submitTask(first.app.studio, lent.task, me, answer())).rejects.toMatchObject({ code: 'SCN_TASK_CLAIMED' });
    for (const { run } of [given, lent]) expect((await loadRun(first.app.studio, run)).events.filter((event) => event.type === 'node.answered')).toHaveLength(0);
    await store.tasks.release(lent.task, other.id);
    expect((await submitTask(first.app.studio, lent.task, me, answer())).state.phase).toBe('completed');
  });

  it('is answered once for one key, whichever server hears it again', async () => {
    const { run, task } = await begun();
    const once = answer();
    const me = await reader();
    await submitTask(second.studio, task, me, once);
    // This server still remembers the run as it was before.
    expect((await submitTask(first.app.studio, task, me, once)).state.phase).toBe('completed');
    const next = await begun();
    expect((await submitTask(first.app.studio, next.task, me, once)).state.id).toBe(run);
    expect((await loadRun(first.app.studio, next.run)).state.phase).toBe('live');
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
