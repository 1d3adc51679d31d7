import { openPostgresStore } from '../../../server/stores/postgres/postgres-store.ts';
import type { Store } from '../../../server/stores/store.ts';
import { freshDatabase, type TestDatabase } from '../../support/postgres-database.ts';
import { median, type Bar } from '../bench.ts';
import { openStudioSide, type StudioSide } from './studio-side.ts';
import { rate, warmUp } from './rate.ts';

const CLIENTS = 8;
const PAGE = 50;
/** Open tasks of one duty: one less than so many that the inbox comes by deadline only. */
const QUEUE = 9999;
const ORDERS = ['newest', 'oldest', 'app'] as const;

/** Copies of one open run with its task: other ids, and tasks spread over the people. */
async function fill(database: TestDatabase, run: string, copies: number, people: number): Promise<void> {
  const like = (table: string, changed: string) => `INSERT INTO ${table} SELECT c.* FROM ${table} t, generate_series(1, $1::int) i, LATERAL jsonb_populate_record(t, to_jsonb(t) || jsonb_build_object(${changed})) c WHERE `;
  const id = "'g' || lpad(i::text, 9, '0')";
  const record = (text: string) => `'record', replace(${text}, $2, ${id})::jsonb`;
  await database.query(`${like('run', `'id', ${id}, 'starter', 'u' || (i % $3::int), 'started_at', t.started_at - make_interval(secs => i), 'commit_id', gen_random_uuid(), ${record('t.record::text')}`)} t.id = $2`, [copies, run, people]);
  await database.query(`${like('run_event', `'run_id', ${id}, 'commit_id', gen_random_uuid()`)} t.run_id = $2`, [copies, run]);
  await database.query(`${like('client_key', `'key', ${id}, 'run_id', ${id}`)} t.run_id = $2`, [copies, run]);
  await database.query(`${like('task', `'id', ${id}, 'run_id', ${id}, 'candidates', CASE WHEN i <= ${QUEUE} THEN jsonb_build_array('u:p' || (i % $3::int), 'r:queue') ELSE jsonb_build_array('u:p' || (i % $3::int)) END, 'open_key', t.open_key - i, ${record('t.record::text')}`)} t.run_id = $2`, [copies, run, people]);
  await database.query('VACUUM ANALYZE');
}

/** First pages of the inboxes of many people; each must hold exactly that person's tasks, the earliest first. */
async function inboxTimes(store: Store, copies: number, people: number, asked: number): Promise<readonly number[]> {
  const times: number[] = [];
  for (let n = 0; n < asked; n += 1) {
    const person = (n * 7919) % people;
    const began = performance.now();
    const { items } = await store.tasks.list({ candidates: [`u:p${person}`, 'r:nobody', 'r:nobody@home'], status: 'open', limit: PAGE });
    times.push(performance.now() - began);
    const own = Math.floor(copies / people) + (person > 0 && person <= copies % people ? 1 : 0);
    if (items.length !== Math.min(own, PAGE)) throw new Error(`person ${person} has ${items.length} tasks on the first page, not ${own}`);
  }
  return times;
}

/** First pages in the orders no index is kept for, as the inbox asks for them: how many there are, then the page. */
async function orderTimes(store: Store, tokens: (n: number) => readonly string[], asked: number): Promise<readonly number[]> {
  const times: number[] = [];
  for (let n = 0; n < asked; n += 1) {
    const candidates = tokens(n);
    const order = ORDERS[n % ORDERS.length] ?? 'newest';
    const began = performance.now();
    const [[open = 0], { items }] = [await store.tasks.countOpen({ candidates, bounds: [], most: QUEUE + 1 }), await store.tasks.list({ candidates, status: 'open', order, limit: PAGE })];
    times.push(performance.now() - began);
    const keys = items.map((task) => (order === 'app' ? task.scenario : task.createdAt));
    const sorted = [...keys].sort();
    if (items.length !== Math.min(open, PAGE) || (order === 'newest' ? sorted.reverse() : sorted).join() !== keys.join()) throw new Error(`${candidates.join()} are not in the order ${order}`);
  }
  return times;
}

const percentile = (values: readonly number[], share: number): number => [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? 0;

/**
 * The same work in a database with a thousand stored runs and in one with a million open ones, rounds taking turns; and
 * the first page of an inbox among as many tasks.
 */
export async function grownBars(server: string, short: boolean): Promise<readonly Bar[]> {
  const [few, many, people] = short ? [200, 20_000, 4000] : [1000, 1_000_000, 200_000];
  const sides: { readonly store: Store; readonly studio: StudioSide; readonly rates: number[] }[] = [];
  for (const copies of [few, many]) {
    const database = await freshDatabase(server);
    const store = await openPostgresStore(database.url, { connections: 32 });
    const studio = await openStudioSide(store);
    await fill(database, await studio.startOnly(1), copies, people);
    sides.push({ store, studio, rates: [] });
  }
  const [small, large] = sides;
  if (!small || !large) return [];
  const times = await inboxTimes(large.store, many, people, short ? 200 : 2000);
  const orders = await orderTimes(large.store, (n) => [`u:p${(n * 7919) % people}`, 'r:nobody'], short ? 90 : 900);
  const queue = await orderTimes(large.store, () => ['r:queue'], short ? 30 : 90);
  const count = { n: 1_000_000 };
  for (const { studio } of sides) await warmUp(studio.runOnce, short ? 300 : 3000, count);
  for (let round = 0; round < (short ? 2 : 6); round += 1) for (const side of sides) side.rates.push(await rate(CLIENTS, short ? 500 : 3000, side.studio.runOnce, count));
  for (const { studio, store } of sides) {
    await studio.close();
    await store.close();
  }
  console.log(`inbox of ${people} people with ${many} open tasks, first page with the way to the database, ms: median ${median(times).toFixed(2)}, p99 ${percentile(times, 0.99).toFixed(2)}`);
  console.log(`the same by when tasks came and by app, with the count that allows it, ms: median ${median(orders).toFixed(2)}, p99 ${percentile(orders, 0.99).toFixed(2)}; of a duty with ${QUEUE} open tasks median ${median(queue).toFixed(1)}, p99 ${percentile(queue, 0.99).toFixed(1)}`);
  return [
    { name: `inbox-order-p99-of-${many}`, value: percentile(orders, 0.99), op: '<=', limit: 50, unit: 'ms' },
    { name: `inbox-p99-of-${many}`, value: percentile(times, 0.99), op: '<=', limit: 50, unit: 'ms' },
    { name: `run-cost-from-${few}-to-${many}`, value: median(small.rates.map((value, i) => value / (large.rates[i] ?? Number.NaN))), op: '<=', limit: 1.5, unit: 'x' },
  ];
}
