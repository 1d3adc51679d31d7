import { readFile, readdir } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { PASSWORD, refusedStart, startStudioProcess } from '../support/studio-process.ts';
import type { StudioProcess } from '../support/studio-process.ts';
import { withTemporaryFolder } from '../support/temporary-folder.ts';
import { startCanary } from './support/closed-net.ts';

const base = { format: 1, purpose: 'x', zone: 'Asia/Shanghai', calendar: 'cn', bases: {}, parameters: {}, roles: {}, lists: {}, pages: {}, texts: {}, layout: {} };
const ask = { type: 'start.form', title: 'Ask', config: { roles: [], fields: [{ id: 'n', type: 'integer', title: 'N' }] } };
const save = { type: 'data.insert', title: 'Save', config: { dataset: 'done', values: { n: 'ask.n' } } };
const end = { type: 'output.page', title: 'End', config: { text: 'Done' } };
const datasets = { done: { own: { title: 'Done', fields: [{ id: 'n', type: 'integer' }] } } };

const slow = {
  ...base, id: 'slow', title: 'Slow', datasets, connections: { api: { use: 'api' } },
  flows: { main: { nodes: { ask, call: { type: 'data.http', title: 'Call', config: { connection: 'api', method: 'POST', path: '"/work"', timeout: 60_000 } }, save, end }, edges: { e1: ['ask.out', 'call'], e2: ['call.out', 'save'], e3: ['save.out', 'end'] } } },
};
const pile = {
  ...base, id: 'pile', title: 'Pile', datasets,
  flows: { main: { nodes: { ask, decide: { type: 'human.form', title: 'Decide', config: { assign: { user: 'run.starter' }, mode: 'inline', fields: [], outcomes: [{ port: 'yes', title: 'Yes' }] } }, save, end }, edges: { e1: ['ask.out', 'decide'], e2: ['decide.yes', 'save'], e3: ['save.out', 'end'] } } },
};

async function publish(studio: StudioProcess, scenario: { readonly id: string }): Promise<void> {
  const made = await studio.send('POST', '/api/scenarios', { scenario });
  expect([made.status, made.status === 201 ? '' : made.body]).toEqual([201, '']);
  const published = await studio.send('POST', `/api/scenarios/${scenario.id}/publish`, { note: '', baseVersion: 1 });
  expect([published.status, published.status === 201 ? '' : published.body]).toEqual([201, '']);
}

interface Row {
  readonly data: { readonly n: number };
}

async function savedNumbers(studio: StudioProcess, dataset: string): Promise<number[]> {
  const all: number[] = [];
  for (;;) {
    const page = (await studio.send('GET', `/api/datasets/rows?dataset=${dataset}&limit=500&offset=${all.length}`)).body['rows'] as readonly Row[];
    all.push(...page.map((row) => row.data.n));
    if (page.length < 500) return all.sort((a, b) => a - b);
  }
}

async function until(what: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 300 && !(await what()); tries += 1) await sleep(50);
}

async function everyFile(folder: string): Promise<string> {
  const names = await readdir(folder, { recursive: true, withFileTypes: true });
  return (await Promise.all(names.filter((name) => name.isFile()).map((name) => readFile(join(name.parentPath, name.name), 'utf8')))).join('\n');
}

describe('a server of its own', { timeout: 180_000 }, () => {
  it('refuses a second process on the same data folder and says who holds it', async () => {
    await withTemporaryFolder(async (data) => {
      const first = await startStudioProcess(data);
      const second = await refusedStart(data);
      expect([second.code, second.output.includes('SCN_STORE_LOCKED'), second.output.includes(String(first.pid))]).toEqual([1, true, true]);
      expect((await first.send('GET', '/api/me')).status).toBe(200);
      expect(await first.end('SIGTERM')).toBe(0);
    });
  });

  it('says that an address is taken, and how to choose another', async () => {
    await withTemporaryFolder(async (data) => {
      const first = await startStudioProcess(join(data, 'a'));
      const second = await refusedStart(join(data, 'b'), undefined, Number(new URL(first.url).port));
      expect([second.code, second.output]).toEqual([1, expect.stringMatching(/SCN_START_ADDRESS: .*EADDRINUSE.* \/ Cannot listen at /)]);
      expect(await first.end('SIGTERM')).toBe(0);
    });
  });

  it('[E6] parks a slow run at SIGTERM and ends it after the next start, with one row and one key', async () => {
    await withTemporaryFolder(async (data) => {
      let answers = false;
      const canary = await startCanary((_request, response) => {
        if (answers) response.setHeader('content-type', 'application/json').end('{}');
      });
      const before = await startStudioProcess(data);
      await before.send('PUT', '/api/connections?id=api', { title: 'x', users: 'all', baseUrl: `http://127.0.0.1:${canary.port}`, allow: [`127.0.0.1:${canary.port}`], header: 'authorization', secret: 'planted-secret-4711', baseVersion: 0 });
      await publish(before, slow);
      const starting = before.send('POST', '/api/portal/apps/slow/runs', { clientKey: 'key-00000001', input: { n: 1 } }).catch(() => null);
      await until(async () => canary.hits.length > 0);
      expect(await before.end('SIGTERM')).toBe(0);
      await starting;
      answers = true;
      const after = await startStudioProcess(data);
      const status = async () => ((await after.send('GET', '/api/portal/runs')).body['items'] as { status: string }[])[0]?.status;
      await until(async () => (await status()) === 'completed');
      expect([await status(), await savedNumbers(after, 'slow/done')]).toEqual(['completed', [1]]);
      expect(canary.hits.map((hit) => hit.headers['authorization'])).toEqual(['planted-secret-4711', 'planted-secret-4711']);
      expect(new Set(canary.hits.map((hit) => hit.headers['idempotency-key'])).size).toBe(1);
      await after.send('POST', '/api/login', { login: 'root', password: 'wrong planted 77' });
      const exports = await Promise.all(['/api/audit?limit=200', '/api/connections', '/api/scenarios/slow/export', '/api/releases/slow@1/export', '/api/scenarios/slow/runs', '/api/datasets', '/api/users'].map(async (path) => JSON.stringify((await after.send('GET', path)).body)));
      const token = before.cookie().split('=')[1] ?? '';
      expect(await after.end('SIGTERM')).toBe(0);
      const told = [before.output(), after.output(), ...exports, await everyFile(data)].join('\n');
      expect([PASSWORD, 'wrong planted 77', token, (after.cookie().split('=')[1] ?? ''), 'planted-secret-4711'].map((secret) => [secret.length > 8, told.includes(secret)])).toEqual(Array.from({ length: 5 }, () => [true, false]));
      await canary.close();
    });
  });

  it('[E6] lets a run that ends within the grace end at SIGTERM, answers its caller, and takes no new one', async () => {
    await withTemporaryFolder(async (data) => {
      const waiting: ServerResponse[] = [];
      const canary = await startCanary((_request, response) => void waiting.push(response));
      const before = await startStudioProcess(data);
      await before.send('PUT', '/api/connections?id=api', { title: 'x', users: 'all', baseUrl: `http://127.0.0.1:${canary.port}`, allow: [`127.0.0.1:${canary.port}`], baseVersion: 0 });
      await publish(before, slow);
      const starting = before.send('POST', '/api/portal/apps/slow/runs', { clientKey: 'key-00000001', input: { n: 1 } });
      await until(async () => waiting.length > 0);
      const ended = before.end('SIGTERM');
      await sleep(300);
      const late = await before.send('POST', '/api/portal/apps/slow/runs', { clientKey: 'key-00000002', input: { n: 2 } }).catch(() => null);
      waiting[0]?.setHeader('content-type', 'application/json').end('{}');
      const answer = await starting;
      expect([answer.status, answer.body['status'], await ended, late === null ? 'SCN_RUN_STOPPING' : late.body['code']]).toEqual([200, 'completed', 0, 'SCN_RUN_STOPPING']);
      const after = await startStudioProcess(data);
      expect([await savedNumbers(after, 'slow/done'), canary.hits.length]).toEqual([[1], 1]);
      expect(await after.end('SIGTERM')).toBe(0);
      await canary.close();
    });
  });

  it('[E6] loses nothing acknowledged by kill -9 under load, and doubles nothing when all is sent again', async () => {
    await withTemporaryFolder(async (data) => {
      const before = await startStudioProcess(data);
      await publish(before, pile);
      const started = new Map<number, string>();
      const submitted = new Set<number>();
      let next = 0;
      const work = async (studio: StudioProcess, n: number) => {
        const run = await studio.send('POST', '/api/portal/apps/pile/runs', { clientKey: `start-${n}-key`, input: { n } });
        if (run.status !== 200) throw new Error(`start ${n}: ${run.status} ${JSON.stringify(run.body)}`);
        started.set(n, String(run.body['id']));
        const { taskId } = run.body['next'] as { taskId?: string };
        if (taskId === undefined) return;
        const done = await studio.send('POST', `/api/portal/tasks/${taskId}/submit`, { clientKey: `task-${n}-key`, outcome: 'yes', data: {} });
        if (done.status !== 200) throw new Error(`submit ${n}: ${done.status} ${JSON.stringify(done.body)}`);
        submitted.add(n);
      };
      const workers = Array.from({ length: 8 }, async () => {
        try {
          for (;;) await work(before, (next += 1));
        } catch {
          // The connection ends with the process.
        }
      });
      await until(async () => submitted.size > 40);
      expect(await before.end('SIGKILL')).toBe('SIGKILL');
      await Promise.all(workers);
      const acknowledged = { started: new Map(started), submitted: new Set(submitted) };

      const after = await startStudioProcess(data);
      const kept = await savedNumbers(after, 'pile/done');
      expect([...acknowledged.submitted].filter((n) => !kept.includes(n))).toEqual([]);
      const lost = await Promise.all([...acknowledged.started].map(async ([n, id]) => ((await after.send('GET', `/api/portal/runs/${id}`)).status === 200 ? [] : [n])));
      expect(lost.flat()).toEqual([]);
      for (let n = 1; n <= next; n += 1) await work(after, n);
      const all = await savedNumbers(after, 'pile/done');
      expect(all).toEqual(Array.from({ length: next }, (_, i) => i + 1));
      expect([...acknowledged.started].filter(([n, id]) => started.get(n) !== id)).toEqual([]);
      expect(await after.end('SIGTERM')).toBe(0);
    });
  });
});
