import { Pool } from 'pg';
import { openPostgresStore } from '../../../server/stores/postgres/postgres-store.ts';
import type { TestDatabase } from '../../support/postgres-database.ts';
import { median, spread, type Bar } from '../bench.ts';
import { longRunBars } from './long-run.ts';
import { memoryBars } from './memory.ts';
import { rate, warmUp } from './rate.ts';
import { openStudioSide, type StudioSide } from './studio-side.ts';

export { grownBars } from './grown.ts';

const CLIENTS = [1, 8, 32] as const;

/** The bare side: what any program does for a record that is made and changed once, in the same database, with prepared statements. */
function bareWork(pool: Pool): (n: number) => Promise<void> {
  const body = JSON.stringify({ text: 'x'.repeat(300) });
  return async (n) => {
    const client = await pool.connect();
    try {
      await client.query('BEGIN');
      await client.query({ name: 'bare-insert', text: 'INSERT INTO bare (id, status, body) VALUES ($1, $2, $3)', values: [`b${n}`, 'new', body] });
      await client.query({ name: 'bare-update', text: 'UPDATE bare SET status = $2 WHERE id = $1', values: [`b${n}`, 'done'] });
      await client.query('COMMIT');
    } finally {
      client.release();
    }
  };
}

async function checkResults(studio: StudioSide, query: TestDatabase['query']): Promise<void> {
  const ids = await Promise.all([900_001, 900_002, 900_003].map((n) => studio.runOnce(n)));
  for (const id of ids) {
    const [run] = await query("SELECT status, seq, (SELECT count(*)::int FROM task WHERE run_id = run.id AND status = 'done') AS tasks, (SELECT count(*)::int FROM run_event WHERE run_id = run.id) AS commits FROM run WHERE id = $1", [id]);
    if (run?.['status'] !== 'completed' || run['tasks'] !== 1 || run['commits'] !== 2) throw new Error(`run ${id} is not as it should be: ${JSON.stringify(run)}`);
  }
}

/** Both sides on one database, rounds taking turns; then a long run, and the heap of the server. */
export async function lastingBars(database: TestDatabase, short: boolean): Promise<readonly Bar[]> {
  const store = await openPostgresStore(database.url, { connections: 32 });
  const pool = new Pool({ connectionString: database.url, max: 32 });
  pool.on('error', () => undefined);
  await database.query('CREATE TABLE bare (id text PRIMARY KEY, status text NOT NULL, body jsonb NOT NULL)');
  const studio = await openStudioSide(store);
  await checkResults(studio, database.query);
  const bare = bareWork(pool);
  const count = { n: 0 };
  const ms = short ? 1000 : 3000;
  await warmUp(studio.runOnce, 3000, count);
  await warmUp(bare, 3000, count);
  const bars: Bar[] = [];
  for (const clients of CLIENTS) {
    const ours: number[] = [];
    const theirs: number[] = [];
    await rate(clients, 300, studio.runOnce, count);
    await rate(clients, 300, bare, count);
    for (let round = 0; round < (short ? 2 : 5); round += 1) {
      theirs.push(await rate(clients, ms, bare, count));
      ours.push(await rate(clients, ms, studio.runOnce, count));
    }
    const ratios = ours.map((value, i) => value / (theirs[i] ?? 1));
    console.log(`${clients} clients, per second, min / median / max: runs ${spread(ours)}, bare transactions ${spread(theirs)}; ratio ${ratios.map((value) => value.toFixed(2)).join(' ')}`);
    bars.push({ name: `lasting-run-${clients}`, value: median(ratios), op: '>=', limit: 0.4, unit: '' });
  }
  bars.push(...(await longRunBars(store, studio, short)), ...(await memoryBars(studio, short, count)));
  await studio.close();
  await store.close();
  await pool.end();
  return bars;
}
