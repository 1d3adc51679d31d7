import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openStore } from '../../server/services/open-store.ts';
import { seeded } from '../support/random.ts';
import { judge, type Verdict } from './check.ts';
import { Client } from './client.ts';
import { judgeMachine, prepareMachine, startMachine, type Sent } from './machines.ts';
import { kill, killAll, type Fault, type Site } from './faults.ts';
import { emptyLedger, startLoad, type Ledger } from './load.ts';
import { startRecorder, type Recorder } from './recorder.ts';
import { lotOf, workScenario } from './scenario.ts';
import { startServers, type Servers } from './servers.ts';

export interface PartOptions {
  readonly name: string;
  readonly seed: number;
  readonly kills: number;
  /** The part ends when it takes longer, with fewer kills. */
  readonly limitMs: number;
  readonly servers: number;
  readonly people: number;
  readonly thinkMs: number;
  /** Folder of the part. */
  readonly folder: string;
  readonly preload: string;
  readonly store?: string;
  /** Called when the servers have stopped, before the store is read. */
  readonly beforeJudge?: () => Promise<unknown>;
  /** Everything but kills; each comes up once in the first `others.length` places between kills, then at random. */
  readonly others: readonly Fault[];
  /** Between two kills one of the others happens with this likelihood. */
  readonly share: number;
  readonly say: (line: string) => void;
}

export interface PartReport {
  readonly name: string;
  readonly injected: ReadonlyMap<string, number>;
  readonly ledger: Ledger;
  readonly sent: Sent;
  readonly hits: number;
  readonly verdict: Verdict;
}

/** A delivery that failed three times waits a minute, one that a dead server had taken half of another. */
const QUIET_MS = 360_000;
/** So long a fault waits for somebody to be served after the one before. */
const SERVED_MS = 15_000;

/** Load and faults at once, then rest, then the judgement. */
export async function runPart(options: PartOptions): Promise<PartReport> {
  const random = seeded(options.seed);
  const recorder = await startRecorder(seeded(options.seed + 1));
  const data = join(options.folder, 'data');
  const servers = await startServers({ count: options.servers, data, preload: options.preload, ...(options.store === undefined ? {} : { store: options.store }) });
  try {
    const client = new Client();
    const ledger = emptyLedger();
    const site: Site = { servers, client, random, injected: new Map(), lasting: [] };
    await prepare(servers, client, recorder);
    const load = startLoad({ client, slots: servers.slots, random: seeded(options.seed + 2), ledger, people: options.people, thinkMs: options.thinkMs });
    const machine = { client, slots: servers.slots, random: seeded(options.seed + 3), sharedClock: options.store !== undefined };
    const { sent, stop } = startMachine(machine, await prepareMachine(machine));
    await inject(site, options, () => ledger.acknowledged);
    await Promise.all(site.lasting);
    await Promise.all([load.stop(), stop()]);
    await settle(servers, client, options);
    for (const slot of servers.slots) await servers.signal(slot, 'SIGTERM');
    await options.beforeJudge?.();
    const store = await openStore(options.store ?? data);
    const [people, machines] = [await judge(store, { ledger, effects: recorder.done }), await judgeMachine(store, sent)];
    const verdict: Verdict = { ...people, lost: [...people.lost, ...machines.lost], doubled: [...people.doubled, ...machines.doubled], wrong: [...people.wrong, ...machines.wrong] };
    await store.close();
    return { name: options.name, injected: site.injected, ledger, sent, hits: recorder.hits(), verdict };
  } finally {
    await servers.stop();
    await recorder.close();
  }
}

async function prepare(servers: Servers, client: Client, recorder: Recorder): Promise<void> {
  const [first] = servers.slots;
  if (!first) return;
  // All print the same link.
  await client.enter(first);
  const place = `127.0.0.1:${recorder.port}`;
  await client.must(first, 'PUT', '/api/connections?id=api', { title: 'Recorder', users: 'all', baseUrl: `http://${place}`, allow: [place], baseVersion: 0 });
  await client.must(first, 'POST', '/api/scenarios', { scenario: workScenario(1) });
  await client.must(first, 'POST', '/api/scenarios/fault-work/publish', { note: '', baseVersion: 1 });
  for (const slot of servers.slots) await client.must(slot, 'GET', '/api/portal/apps/fault-work');
}

/**
 * Faults come at moments nobody chose, but not before somebody was served since the last: on a busy machine servers
 * would be killed as fast as they can start, and nothing would be tried but starting.
 */
async function inject(site: Site, { kills, limitMs, others, share, say }: PartOptions, served: () => number): Promise<void> {
  const began = performance.now();
  const first = [...others];
  const killed = () => site.injected.get('kill -9') ?? 0;
  for (let told = 0; (killed() < kills || first.length > 0) && performance.now() - began < limitMs; ) {
    const other = first.length > 0 && site.random() < Math.max(share, 0.4) ? first.shift() : site.random() < share ? others[Math.floor(site.random() * others.length)] : undefined;
    const before = served();
    await (other ?? (site.servers.slots.length > 1 && site.random() < 0.03 ? killAll : kill))(site);
    for (const until = performance.now() + SERVED_MS; served() === before && performance.now() < until; ) await sleep(20);
    if (site.broken) throw site.broken;
    if (killed() - told >= 50) say(`  ${(told = killed())} kills, ${Math.round((performance.now() - began) / 1000)} s`);
  }
}

/** Waits until nothing is under way and every deadline that is due was met. What never comes to rest is for the judge. */
async function settle(servers: Servers, client: Client, { say }: PartOptions): Promise<void> {
  const [slot] = servers.slots;
  if (!slot) return;
  let told = 0;
  for (const until = performance.now() + QUIET_MS; performance.now() < until; await sleep(1000)) {
    const moving = await unrested(client, slot);
    const waiting = await client.must(slot, 'GET', '/api/scenarios/fault-told/deliveries?status=waiting');
    const deliveries = (waiting.body['items'] as readonly unknown[]).length;
    if (moving + deliveries === 0) return;
    if (moving + deliveries !== told) say(`  ${moving} runs still move, ${deliveries} deliveries wait`);
    told = moving + deliveries;
  }
}

interface Item {
  readonly status: string;
  readonly subject?: string;
  readonly stage?: string;
  readonly at?: string;
}

async function unrested(client: Client, slot: Servers['slots'][number]): Promise<number> {
  let moving = 0;
  for (let cursor = ''; ; ) {
    const page = await client.must(slot, 'GET', `/api/scenarios/fault-work/runs?limit=100${cursor}`);
    for (const item of page.body['items'] as readonly Item[]) {
      const late = lotOf(Number(item.subject)) === 'late' && item.status === 'waiting';
      if (item.status === 'running' || late || item.at === 'pause') moving += 1;
    }
    if (typeof page.body['next'] !== 'string') return moving;
    cursor = `&cursor=${encodeURIComponent(page.body['next'])}`;
  }
}
