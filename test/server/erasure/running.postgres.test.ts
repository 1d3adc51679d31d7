import { Client } from 'pg';
import { expect, inject, it, vi } from 'vitest';
import { sweepRetention } from '../../../server/services/retention/carry-out.ts';
import { openPostgresStore } from '../../../server/stores/postgres/postgres-store.ts';
import { freshDatabase, TEMPLATE } from '../../support/postgres-database.ts';
import { commit } from '../../support/store-builders.ts';
import { createTestApp } from '../support/studio.ts';
import { eraseRunning } from './erase-running.ts';
import { WORDS } from './support.ts';

it('two servers erase a person once, and no table of their database holds a word of them', async () => {
  const database = await freshDatabase(inject('postgresUrl'), TEMPLATE);
  // The traces are left by a server that is gone by then.
  const stores = await Promise.all([0, 1, 2].map(() => openPostgresStore(database.url)));
  const [one, other, first] = stores as [(typeof stores)[number], (typeof stores)[number], (typeof stores)[number]];
  try {
    const { item } = await eraseRunning([one, other], first);
    expect(item.state).toBe('done');
    const tables = (await database.query("SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public'")).map(({ name }) => String(name));
    const all = JSON.stringify(await Promise.all(tables.map((name) => database.query(`SELECT t::text AS line FROM "${name}" t`))));
    expect([WORDS.filter((word) => all.includes(word)), all.includes('李四')]).toEqual([[], true]);
  } finally {
    await Promise.all(stores.map((store) => store.close()));
    await database.remove();
  }
}, 120_000);

it('two servers carry out one rule at a time and remove each run once', async () => {
  const database = await freshDatabase(inject('postgresUrl'), TEMPLATE);
  const stores = await Promise.all([0, 1].map(() => openPostgresStore(database.url)));
  const apps = await Promise.all(stores.map((store) => createTestApp({ store, sweepsOnDemand: true })));
  try {
    const [store] = stores as [(typeof stores)[number]];
    const long = '2020-01-01T00:00:00Z';
    for (let n = 0; n < 130; n += 1) await store.runs.commit(commit(`r${n}`, 0, 1, { status: n % 10 === 0 ? 'waiting' : 'completed', startedAt: long, updatedAt: long }));
    await store.documents.put('retention', 'scenario:exam', { kind: 'scenario', target: 'exam', period: { count: 1, unit: 'year' }, basis: '示例', by: 'x', at: long, from: long }, { expectedVersion: 0, by: 'x' });
    await Promise.all(apps.map(async ({ studio }) => {
      const works: Promise<unknown>[] = [];
      await sweepRetention(studio, (_, work) => void works.push(work()), () => false);
      await Promise.all(works);
    }));
    expect((await store.runs.list({ limit: 200 })).items.map(({ status }) => status)).toEqual(Array.from({ length: 13 }, () => 'waiting'));
    const removed = (await store.audit.list({ limit: 200 })).items.filter(({ action }) => action === 'retention.remove').flatMap(({ details }) => details?.['ids'] as string[]);
    expect([removed.length, new Set(removed).size]).toEqual([117, 117]);
  } finally {
    await Promise.all(apps.map((app) => app.close()));
    await Promise.all(stores.map((store) => store.close()));
    await database.remove();
  }
}, 120_000);

it('a server that stops gives up giving back room, however long a table takes', async () => {
  const database = await freshDatabase(inject('postgresUrl'), TEMPLATE);
  const store = await openPostgresStore(database.url);
  const other = new Client({ connectionString: database.url });
  await other.connect();
  try {
    await other.query('BEGIN');
    await other.query('LOCK TABLE row_gone IN ACCESS EXCLUSIVE MODE');
    let isStopping = false;
    const shredded = store.shred(() => isStopping);
    await vi.waitFor(async () => expect(await database.query("SELECT 1 FROM pg_stat_activity WHERE query = 'VACUUM row_gone' AND wait_event_type = 'Lock'")).toHaveLength(1), { timeout: 60_000 });
    isStopping = true;
    await shredded;
    await other.query('ROLLBACK');
    await store.shred();
  } finally {
    await other.end();
    await store.close();
    await database.remove();
  }
}, 120_000);
