import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import type { PostgresServer } from '../support/postgres-server.ts';
import type { TestDatabase } from '../support/postgres-database.ts';
import { note, type Fault } from './faults.ts';

const OTHERS = 'datname = current_database() AND pid <> pg_backend_pid()';

/** Stops the database as an administrator would, and starts it again. */
export const restartDatabase = (server: PostgresServer): Fault => async (site) => {
  note(site, 'database restart');
  await server.pause();
  await sleep(site.random() * 1000);
  await server.start();
};

/** Kills one process of the database, which makes it drop everybody and recover from its log. */
export const crashDatabase = (database: TestDatabase): Fault => async (site) => {
  const victims = await database.query(`SELECT pid FROM pg_stat_activity WHERE ${OTHERS} AND application_name LIKE 'scenario-studio%'`);
  const victim = victims[Math.floor(site.random() * victims.length)]?.['pid'];
  if (typeof victim !== 'number') return;
  note(site, 'database crash');
  process.kill(victim, 'SIGKILL');
  await answersAgain(database);
};

/** Whoever stops a database while it recovers may wait for ever, which says nothing about those who use it. */
async function answersAgain(database: TestDatabase): Promise<void> {
  for (let tries = 0; tries < 100; tries += 1) {
    await sleep(300);
    if (await database.query('SELECT 1').then(() => true, () => false)) return;
  }
}

export const cutConnections = (database: TestDatabase): Fault => async (site) => {
  note(site, 'connections cut');
  await database.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE ${OTHERS}`);
};

/** The database answers nobody who writes runs, as when its disk is slow or somebody holds a lock. */
export const slowDatabase = (database: TestDatabase): Fault => async (site) => {
  note(site, 'slow database');
  const client = new Client({ connectionString: database.url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    await client.query('BEGIN');
    await client.query("SET LOCAL lock_timeout = '3s'");
    await client.query('LOCK TABLE run IN EXCLUSIVE MODE');
    await sleep(500 + site.random() * 2000);
    await client.query('COMMIT');
  } catch {
    // Others held it too long, or the database went away meanwhile.
  } finally {
    await client.end().catch(() => undefined);
  }
};
