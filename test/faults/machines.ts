import { setTimeout as sleep } from 'node:timers/promises';
import type { JsonObject } from '../../runtime/schema/json.ts';
import { signedHeaders } from '../../server/services/webhook-signature.ts';
import type { Row, Store } from '../../server/stores/store.ts';
import type { Random } from '../support/random.ts';
import type { Client } from './client.ts';
import type { Slot } from './servers.ts';

const base = { format: 1, title: 'Told', purpose: 'x', zone: 'Asia/Shanghai', calendar: 'cn', bases: {}, parameters: {}, roles: {}, lists: {}, pages: {}, texts: {}, layout: {} };
const table = (id: string, type: string) => ({ own: { title: id, fields: [{ id, type }] } });
const end = { type: 'output.page', title: 'End', config: { text: 'Done' } };
const save = (dataset: string, values: object) => ({ type: 'data.insert', title: 'Save', config: { dataset, values } });

/** A message becomes a row, the row becomes another one; and every minute leaves one of its own. */
export const MACHINE_SCENARIO = {
  ...base, id: 'fault-told', datasets: { told: table('n', 'integer'), echoed: table('n', 'integer'), ticks: table('at', 'string') },
  flows: {
    main: { nodes: { hook: { type: 'start.webhook', title: 'Hook', config: { fields: [{ id: 'n', type: 'integer' }] } }, save: save('told', { n: 'hook.body.n' }), end }, edges: { e1: ['hook.out', 'save'], e2: ['save.out', 'end'] } },
    echo: { nodes: { seen: { type: 'start.row', title: 'Seen', config: { dataset: 'told' } }, save: save('echoed', { n: 'seen.row.n' }), end }, edges: { e1: ['seen.out', 'save'], e2: ['save.out', 'end'] } },
    clock: { nodes: { tick: { type: 'start.schedule', title: 'Tick', config: { cron: '* * * * *' } }, save: save('ticks', { at: 'string(tick.at)' }), end }, edges: { e1: ['tick.out', 'save'], e2: ['save.out', 'end'] } },
  },
} as unknown as JsonObject;

/** Messages other systems sent. */
export interface Sent {
  /** Numbers somebody was told are taken. */
  readonly acknowledged: Set<number>;
  /** The same message, sent once more. */
  repeated: number;
  readonly odd: string[];
}

const STALE_IN_A_ROW = 4;
const EVERY_MS = 400;
const PATIENCE_MS = 6000;
const PASSING = new Set([503, 507, 429]);

export interface MachineOptions {
  readonly client: Client;
  readonly slots: readonly Slot[];
  readonly random: Random;
  /** The servers go by the clock of their database; else by their own, which the senders share with them. */
  readonly sharedClock: boolean;
}

/** Publishes the scenario and gets the address its messages go to. */
export async function prepareMachine({ client, slots }: MachineOptions): Promise<{ readonly path: string; readonly secret: string }> {
  const [first] = slots;
  if (!first) throw new Error('no server');
  await client.must(first, 'POST', '/api/scenarios', { scenario: MACHINE_SCENARIO });
  await client.must(first, 'POST', '/api/scenarios/fault-told/publish', { note: '', baseVersion: 1 });
  const { body } = await client.must(first, 'POST', '/api/scenarios/fault-told/triggers/secret', { source: 'main/hook' });
  return { path: String(body['path']), secret: String(body['secret']) };
}

/** Another system: sends each message until it is told that it was taken, every third one to two servers at once. */
export function startMachine(options: MachineOptions, { path, secret }: { readonly path: string; readonly secret: string }): { readonly sent: Sent; readonly stop: () => Promise<void> } {
  const { slots, random, sharedClock } = options;
  const sent: Sent = { acknowledged: new Set(), repeated: 0, odd: [] };
  const state = { stopping: false, stale: 0 };
  /** A clock that jumped between signing and reading makes a signature stale; signed again it must be taken. */
  const mayBeStale = (status: number, text: string): boolean => {
    if (status !== 401 || !text.includes('SCN_HOOK_STALE')) return false;
    state.stale += 1;
    return state.stale <= STALE_IN_A_ROW;
  };
  const post = async (n: number): Promise<boolean> => {
    const slot = slots[Math.floor(random() * slots.length)];
    const body = JSON.stringify({ n });
    const at = Math.floor((Date.now() + (sharedClock ? 0 : (slot?.clockMs ?? 0))) / 1000);
    try {
      const reply = await fetch(`${slot?.url ?? ''}${path}`, { method: 'POST', signal: AbortSignal.timeout(PATIENCE_MS), headers: { 'content-type': 'application/json', ...signedHeaders(secret, `message-${n}`, at, body) }, body });
      const text = await reply.text();
      if (reply.ok) state.stale = 0;
      else if (mayBeStale(reply.status, text)) return false;
      if (!reply.ok && !PASSING.has(reply.status)) sent.odd.push(`message ${n}: ${reply.status} ${text.slice(0, 300)}`);
      if (reply.ok) sent.acknowledged.add(n);
      return reply.ok || !PASSING.has(reply.status);
    } catch {
      return false;
    }
  };
  const work = async () => {
    for (let n = 1; !state.stopping; n += 1) {
      for (let told = false; !told && !state.stopping; ) {
        const twice = random() < 0.35 ? [post(n)] : [];
        sent.repeated += twice.length;
        told = (await Promise.all([post(n), ...twice])).some(Boolean);
        await sleep(EVERY_MS * random());
      }
    }
  };
  const working = work();
  return {
    sent,
    stop: async () => {
      state.stopping = true;
      await working;
    },
  };
}

async function everyRow(store: Store, dataset: string): Promise<readonly Row[]> {
  const all: Row[] = [];
  for (;;) {
    const { rows } = await store.datasets.query(dataset, { limit: 1000, offset: all.length });
    all.push(...rows);
    if (rows.length < 1000) return all;
  }
}

const twiceIn = (values: readonly string[]): readonly string[] => values.filter((value, i) => values.indexOf(value) !== i);

/** Every message that was taken is one row, every row another one, every minute at most one; and nothing is left to do. */
export async function judgeMachine(store: Store, sent: Sent): Promise<{ readonly lost: readonly string[]; readonly doubled: readonly string[]; readonly wrong: readonly string[] }> {
  const read = async (dataset: string, column: string) => (await everyRow(store, `fault-told/${dataset}`)).map((row) => JSON.stringify(row.data[column]));
  const [told, echoed, ticks] = await Promise.all([read('told', 'n'), read('echoed', 'n'), read('ticks', 'at')]);
  const left = await store.deliveries.list({ scenario: 'fault-told', limit: 100 });
  return {
    lost: [...[...sent.acknowledged].filter((n) => !told.includes(JSON.stringify(n))).map((n) => `message ${n}`), ...told.filter((n) => !echoed.includes(n)).map((n) => `what follows from row ${n}`)],
    doubled: [...twiceIn(told).map((n) => `message ${n}`), ...twiceIn(echoed).map((n) => `what follows from row ${n}`), ...twiceIn(ticks).map((at) => `the tick of ${at}`)],
    wrong: [...sent.odd, ...left.items.map(({ id, status, error }) => `delivery ${id} is ${status}: ${error?.code ?? ''}`)],
  };
}
