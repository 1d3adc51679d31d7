import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, inject, it } from 'vitest';
import { freshDatabase, TEMPLATE, type TestDatabase } from '../../support/postgres-database.ts';
import { startStudioProcess, type Reply, type StudioProcess } from '../../support/studio-process.ts';
import { withTemporaryFolder } from '../../support/temporary-folder.ts';

const base = { format: 1, purpose: 'x', zone: 'Asia/Shanghai', calendar: 'cn', bases: {}, parameters: {}, roles: {}, lists: {}, pages: {}, texts: {}, layout: {} };
const ask = { type: 'start.form', title: 'Ask', config: { roles: [], fields: [{ id: 'n', type: 'integer', title: 'N' }] } };
const decide = { type: 'human.form', title: 'Decide', config: { assign: { user: 'run.starter' }, mode: 'inline', fields: [], outcomes: [{ port: 'yes', title: 'Yes' }] } };
const save = { type: 'data.insert', title: 'Save', config: { dataset: 'done', values: { n: 'ask.n' } } };
const end = { type: 'output.page', title: 'End', config: { text: 'Done' } };
const datasets = { done: { own: { title: 'Done', fields: [{ id: 'n', type: 'integer' }] } } };
const edges = { e1: ['ask.out', 'decide'], e2: ['decide.yes', 'save'], e3: ['save.out', 'end'] };
const pile = { ...base, id: 'pile', title: 'Pile', datasets, flows: { main: { nodes: { ask, decide, save, end }, edges } } };
const until = [{ after: '"PT2S"', port: 'late' }];
const timed = { ...base, id: 'timed', title: 'Timed', datasets, flows: { main: { nodes: { ask, decide: { ...decide, config: { ...decide.config, until } }, save, end }, edges: { ...edges, e4: ['decide.late', 'save'] } } } };

async function publish(studio: StudioProcess, scenario: { readonly id: string }): Promise<void> {
  expect((await studio.send('POST', '/api/scenarios', { scenario })).status).toBe(201);
  const published = await studio.send('POST', `/api/scenarios/${scenario.id}/publish`, { note: '', baseVersion: 1 });
  expect([published.status, published.status === 201 ? '' : published.body]).toEqual([201, '']);
}

const start = (studio: StudioProcess, app: string, n: number): Promise<Reply> => studio.send('POST', `/api/portal/apps/${app}/runs`, { clientKey: `${app}-${n}-key`, input: { n } });
const taskOf = (reply: Reply): string => String((reply.body['next'] as { taskId?: string } | undefined)?.taskId);
const submit = (studio: StudioProcess, task: string, key: string): Promise<Reply> => studio.send('POST', `/api/portal/tasks/${task}/submit`, { clientKey: key, outcome: 'yes', data: {} });

async function savedNumbers(studio: StudioProcess, dataset: string): Promise<number[]> {
  const all: number[] = [];
  for (;;) {
    const page = (await studio.send('GET', `/api/datasets/rows?dataset=${dataset}&limit=500&offset=${all.length}`)).body['rows'] as readonly { data: { n: number } }[];
    all.push(...page.map((row) => row.data.n));
    if (page.length < 500) return all.sort((a, b) => a - b);
  }
}

async function withServers(work: (a: StudioProcess, b: StudioProcess, database: TestDatabase) => Promise<void>): Promise<void> {
  const database = await freshDatabase(inject('postgresUrl'), TEMPLATE);
  await withTemporaryFolder(async (data) => {
    const a = await startStudioProcess(data, database.url);
    const b = await startStudioProcess(data, database.url);
    try {
      await work(a, b, database);
    } finally {
      await Promise.all([a.end('SIGKILL'), b.end('SIGKILL')]);
    }
  });
  await database.remove();
}

describe('two servers on one database', () => {
  it('of 200 submits of one task at both at once one wins, the others are told who and when', async () => {
    await withServers(async (a, b) => {
      await publish(a, pile);
      await expect.poll(async () => (await b.send('GET', '/api/portal/apps/pile')).status, { timeout: 5000 }).toBe(200);
      const task = taskOf(await start(a, 'pile', 1));
      const replies = await Promise.all(Array.from({ length: 200 }, (_, i) => submit(i % 2 === 0 ? a : b, task, `submit-key-${i}`)));
      const codes = replies.map((reply) => `${reply.status} ${(reply.body['code'] as string | undefined) ?? ''}`.trim());
      expect(codes.filter((code) => code === '200')).toEqual(['200']);
      expect([...new Set(codes.filter((code) => code !== '200'))]).toEqual(['409 SCN_TASK_DONE']);
      expect(await savedNumbers(a, 'pile/done')).toEqual([1]);
    });
  });

  it('[E6] after kill -9 of one under load nothing acknowledged is lost, nothing is done twice, and the other takes over its timers', async () => {
    await withServers(async (a, b) => {
      await publish(a, pile);
      await publish(a, timed);
      await expect.poll(async () => (await b.send('GET', '/api/portal/apps/timed')).status, { timeout: 5000 }).toBe(200);
      const waiting = await start(a, 'timed', 1);
      expect(waiting.status).toBe(200);
      const started = new Map<number, string>();
      const submitted = new Set<number>();
      let next = 0;
      const stop = { asked: false };
      const work = async (studio: StudioProcess, n: number) => {
        const run = await start(studio, 'pile', n);
        if (run.status !== 200) throw new Error(`start ${n}: ${run.status} ${JSON.stringify(run.body)}`);
        started.set(n, String(run.body['id']));
        if (run.body['next'] === undefined || taskOf(run) === 'undefined') return;
        const done = await submit(studio, taskOf(run), `task-${n}-key`);
        if (done.status !== 200) throw new Error(`submit ${n}: ${done.status} ${JSON.stringify(done.body)}`);
        submitted.add(n);
      };
      const workers = Array.from({ length: 8 }, async (_, i) => {
        try {
          while (!stop.asked) await work(i % 2 === 0 ? a : b, (next += 1));
        } catch {
          // The connection ends with the process.
        }
      });
      while (submitted.size < 40) await sleep(20);
      expect(await a.end('SIGKILL')).toBe('SIGKILL');
      const acknowledged = { started: new Map(started), submitted: new Set(submitted) };
      await sleep(300);
      stop.asked = true;
      await Promise.all(workers);
      await expect.poll(async () => (await b.send('GET', `/api/portal/runs/${String(waiting.body['id'])}`)).body['status'], { timeout: 25_000, interval: 250 }).toBe('completed');
      const kept = await savedNumbers(b, 'pile/done');
      expect([...acknowledged.submitted].filter((n) => !kept.includes(n))).toEqual([]);
      const lost = await Promise.all([...acknowledged.started].map(async ([n, id]) => ((await b.send('GET', `/api/portal/runs/${id}`)).status === 200 ? [] : [n])));
      expect(lost.flat()).toEqual([]);
      const all = Array.from({ length: next }, (_, i) => i + 1);
      for (const n of all) await work(b, n);
      const rows = await savedNumbers(b, 'pile/done');
      expect(rows).toEqual(all);
      expect([...acknowledged.started].filter(([n, id]) => started.get(n) !== id)).toEqual([]);
      expect(await savedNumbers(b, 'timed/done')).toEqual([1]);
    });
  });
});
