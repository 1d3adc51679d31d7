import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { describe, expect, it } from 'vitest';
import { openPostgresStore } from '../../../server/stores/postgres/postgres-store.ts';
import { refusal } from '../../contract/store/refusal.ts';
import { commit } from '../../support/store-builders.ts';
import { freshDatabase } from '../../support/postgres-database.ts';
import { startPostgres } from '../../support/postgres-server.ts';
import { refusedStart, startStudioProcess } from '../../support/studio-process.ts';
import { withTemporaryFolder } from '../../support/temporary-folder.ts';

/** A line to a port that can fall silent, as when a cable is pulled: nothing arrives, and nobody is told. */
async function openLine(to: number): Promise<{ readonly port: number; readonly silence: (on: boolean) => void; readonly close: () => void }> {
  const sockets = new Set<Socket>();
  let silent = false;
  const server = createServer((near) => {
    const far = connect(to, '127.0.0.1');
    for (const [from, into] of [[near, far], [far, near]] as const) {
      sockets.add(from);
      from.on('data', (chunk) => void (silent || into.write(chunk)));
      from.on('error', () => undefined);
      from.on('close', () => into.destroy());
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    silence: (on) => {
      silent = on;
    },
    close: () => {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}

describe('a database that is away', () => {
  it('is said at the start with a code, an address that is wrong too, and never with the password', async () => {
    await withTemporaryFolder(async (data) => {
      const wrong = await refusedStart(data, 'postgres://me:planted-4711@127.0.0.1');
      expect([wrong.code, wrong.output.includes('SCN_STORE_URL'), wrong.output.includes('planted-4711')]).toEqual([1, true, false]);
    });
    const down = await refusal(openPostgresStore('postgres://me:planted-4711@127.0.0.1:9/none', { patienceMs: 0 }));
    expect([down.code, down.details['database'], JSON.stringify(down).includes('planted')]).toEqual(['SCN_STORE_ABSENT', '127.0.0.1:9/none', false]);
  });

  it('gives 503 with what to do, /health says so, and work goes on by itself when it is back', async () => {
    const server = await startPostgres();
    await withTemporaryFolder(async (data) => {
      const database = await freshDatabase(server.url);
      const studio = await startStudioProcess(data, database.url);
      try {
        expect((await studio.send('GET', '/health')).body['status']).toBe('ok');
        await server.pause();
        const health = await studio.send('GET', '/health');
        expect([health.status, health.body['status'], (health.body['problem'] as { code: string }).code]).toEqual([503, 'down', 'SCN_STORE_DOWN']);
        const refused = await studio.send('GET', '/api/scenarios');
        expect([refused.status, refused.body['code']]).toEqual([503, 'SCN_STORE_DOWN']);
        await server.start();
        await expect.poll(async () => (await studio.send('GET', '/api/scenarios')).status, { timeout: 20_000 }).toBe(200);
        expect((await studio.send('POST', '/api/scenarios', { blank: { title: 'x' } })).status).not.toBe(503);
        await expect.poll(async () => (await studio.send('GET', '/health')).body['status'], { timeout: 20_000 }).toBe('ok');
        expect(studio.output()).not.toContain('postgres:postgres');
      } finally {
        await studio.end('SIGKILL');
      }
    });
    await server.stop();
  });

  it('that is locked or says nothing more ends a commit with a code in a bounded time, and the same commit is done once when it is back', async () => {
    const server = await startPostgres();
    const database = await freshDatabase(server.url);
    const line = await openLine(Number(new URL(server.url).port));
    const store = await openPostgresStore(database.url.replace(/:\d+\//, `:${line.port}/`));
    const holder = new Client({ connectionString: database.url });
    await holder.connect();
    await holder.query('BEGIN');
    await holder.query('LOCK TABLE run IN EXCLUSIVE MODE');
    expect((await refusal(store.runs.commit(commit('locked', 0)))).code).toBe('SCN_STORE_BUSY');
    await holder.query('ROLLBACK');
    await holder.end();
    await store.runs.commit(commit('locked', 0));
    line.silence(true);
    const clientKey = { starter: 'u:li', key: 'start-1' };
    expect((await refusal(store.runs.commit(commit('silent', 0, 1, {}, { clientKey })))).code).toBe('SCN_STORE_DOWN');
    line.silence(false);
    // Whether the first was done nobody was told; the same key finds it, or makes it.
    const again = await store.runs.commit(commit('silent-again', 0, 1, {}, { clientKey })).then(() => 'done', (error: { code: string }) => error.code);
    expect(['done', 'SCN_STORE_DUPLICATE']).toContain(again);
    const [found] = await database.query("SELECT (SELECT count(*)::int FROM run WHERE id LIKE 'silent%') AS silent, (SELECT seq FROM run WHERE id = 'locked') AS seq");
    expect(found).toEqual({ silent: 1, seq: 1 });
    await store.close();
    line.close();
    await server.stop();
  }, 120_000);

  it('loses and doubles no commit when connections are cut under load', async () => {
    const server = await startPostgres();
    const database = await freshDatabase(server.url);
    const store = await openPostgresStore(database.url);
    const done = new Set<string>();
    let stop = false;
    const writer = async (name: number) => {
      for (let n = 0; !isStopped(); n += 1) {
        const id = `r${name}-${n}`;
        try {
          await store.runs.commit(commit(id, 0));
          await store.runs.commit(commit(id, 1, 1, { status: 'completed' }));
          done.add(id);
        } catch (error) {
          // Away for longer than the patience of one call; a conflict would mean that a commit was done twice.
          expect((error as { code: string }).code).toBe('SCN_STORE_DOWN');
        }
      }
    };
    const isStopped = () => stop;
    const writers = Array.from({ length: 8 }, (_, name) => writer(name));
    for (let cut = 0; cut < 6; cut += 1) {
      await sleep(150);
      await database.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()');
    }
    stop = true;
    await Promise.all(writers);
    expect(done.size).toBeGreaterThan(20);
    const whole = await database.query("SELECT count(*)::int AS runs FROM run WHERE status = 'completed' AND seq = 2 AND (SELECT count(*) FROM run_event e WHERE e.run_id = run.id) = 2");
    expect(whole[0]?.['runs']).toBeGreaterThanOrEqual(done.size);
    for (const id of done) expect((await store.runs.events(id)).map((event) => event.seq)).toEqual([1, 2]);
    await store.close();
    await server.stop();
  });
});
