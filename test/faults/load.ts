import { setTimeout as sleep } from 'node:timers/promises';
import type { Random } from '../support/random.ts';
import type { Client, Reply } from './client.ts';
import { lotOf } from './scenario.ts';
import type { Slot } from './servers.ts';

export type Outcome = 'yes' | 'no';

/** What people were told; kept here, where nothing is killed. */
export interface Ledger {
  /** Run ids told for a number; more than one would be a doubled start. */
  readonly starts: Map<number, Set<string>>;
  /** Outcomes that were told to have been taken. */
  readonly decisions: Map<number, Set<Outcome>>;
  /** Numbers that were sent at least once, acknowledged or not. */
  readonly sent: Set<number>;
  /** Requests that repeated one under way or answered. */
  duplicates: number;
  acknowledged: number;
  /** The longest that a server which was up all the while took to answer. */
  slowestMs: number;
  /** Answers nobody should get, with their number. */
  readonly odd: string[];
}

export const emptyLedger = (): Ledger => ({ starts: new Map(), decisions: new Map(), sent: new Set(), duplicates: 0, acknowledged: 0, slowestMs: 0, odd: [] });

export interface LoadOptions {
  readonly client: Client;
  readonly slots: readonly Slot[];
  readonly random: Random;
  readonly ledger: Ledger;
  readonly people: number;
  /** Between two things one person does. */
  readonly thinkMs: number;
}

/** What a person may be told while things break: gone, too busy, full, stopping. Anything else is odd. */
const PASSING = new Set([503, 507, 429]);

/** People who start runs and decide tasks until `stop`, and who try again, with the same key, until they are told. */
export function startLoad(options: LoadOptions): { readonly stop: () => Promise<void> } {
  const state = { next: 0, stopping: false };
  const people = Array.from({ length: options.people }, async () => {
    while (!state.stopping) {
      state.next += 1;
      await one(options, state.next, () => state.stopping);
      await sleep(options.thinkMs * (0.5 + options.random()));
    }
  });
  return {
    stop: async () => {
      state.stopping = true;
      await Promise.all(people);
    },
  };
}

const GIVE_UP_MS = 90_000;
/** Most press the button again after a while; some wait to the end, and must be told something. */
const IMPATIENT_MS = 6000;
const PATIENT_MS = 60_000;

async function one(options: LoadOptions, n: number, isStopping: () => boolean): Promise<void> {
  const { ledger, random } = options;
  ledger.sent.add(n);
  // Some people close the page after the first try; what they began must still end rightly.
  const loyal = random() >= 0.1;
  const run = await insist(options, n, loyal, isStopping, (slot) => start(options, slot, n));
  const task = taskOf(run);
  if (!run || task === undefined || lotOf(n) === 'late') return;
  await insist(options, n, loyal, isStopping, (slot) => decide(options, slot, n, task));
}

async function insist(options: LoadOptions, n: number, loyal: boolean, isStopping: () => boolean, work: (slot: Slot) => Promise<Reply | null>): Promise<Reply | null> {
  let last: Reply | null = null;
  for (const until = performance.now() + GIVE_UP_MS; performance.now() < until; ) {
    const reply = await work(pick(options));
    last = reply ?? last;
    if (reply && !PASSING.has(reply.status)) return reply;
    if (!loyal || isStopping()) return null;
    await sleep(50 + options.random() * 200);
  }
  options.ledger.odd.push(`${n}: not done in ${GIVE_UP_MS / 1000} s, last told ${last ? `${last.status} ${String(last.body['code'])}` : 'nothing'}`);
  return null;
}

/** Sends once; whoever waits to the end at a server that is up all the while must be told something. */
async function send({ client, ledger, random }: LoadOptions, slot: Slot, path: string, body: unknown): Promise<Reply | null> {
  const patienceMs = random() < 0.2 ? PATIENT_MS : IMPATIENT_MS;
  const { downs, up } = slot;
  const began = performance.now();
  const reply = await client.send(slot, 'POST', path, body, patienceMs);
  const tookMs = performance.now() - began;
  if (up && slot.downs === downs) {
    if (reply) ledger.slowestMs = Math.max(ledger.slowestMs, tookMs);
    else if (tookMs >= PATIENT_MS) ledger.odd.push(`${path}: server ${slot.number} was up and said nothing for ${PATIENT_MS / 1000} s`);
  }
  return reply;
}

/** Usually one that is up; now and then any, as a balancer that has not noticed yet. */
function pick({ slots, random }: LoadOptions): Slot {
  const up = slots.filter((slot) => slot.up);
  const from = up.length > 0 && random() < 0.95 ? up : slots;
  return from[Math.floor(random() * from.length)] as Slot;
}

const ifTwice = (random: Random, share: number): readonly null[] => (random() < share ? [null] : []);

async function start(options: LoadOptions, slot: Slot, n: number): Promise<Reply | null> {
  const { ledger, random } = options;
  const body = { clientKey: `start-${n}-key`, input: { n } };
  const again = ifTwice(random, 0.1);
  ledger.duplicates += again.length;
  const replies = await Promise.all([slot, ...again.map(() => pick(options))].map((at) => send(options, at, '/api/portal/apps/fault-work/runs', body)));
  for (const reply of replies) if (reply) noteStart(ledger, n, reply);
  return replies.find((reply) => reply?.status === 200 || reply?.status === 202) ?? replies[0] ?? null;
}

function noteStart(ledger: Ledger, n: number, { status, body }: Reply): void {
  if (status === 200 || status === 202) {
    ledger.acknowledged += 1;
    ledger.starts.set(n, (ledger.starts.get(n) ?? new Set()).add(String(body['id'])));
  } else if (!PASSING.has(status)) ledger.odd.push(`start ${n}: ${status} ${JSON.stringify(body).slice(0, 300)}`);
}

function taskOf(reply: Reply | null): string | undefined {
  return (reply?.body['next'] as { readonly taskId?: string } | undefined)?.taskId;
}

/** One outcome, sometimes sent twice, sometimes against somebody who decides the other way at the same moment. */
async function decide(options: LoadOptions, slot: Slot, n: number, task: string): Promise<Reply | null> {
  const { ledger, random } = options;
  const outcome: Outcome = n % 2 === 0 ? 'yes' : 'no';
  const other: Outcome = outcome === 'yes' ? 'no' : 'yes';
  const submit = async (at: Slot, key: string, what: Outcome): Promise<Reply | null> => {
    const reply = await send(options, at, `/api/portal/tasks/${task}/submit`, { clientKey: key, outcome: what, data: {} });
    if (reply) noteDecision(ledger, n, what, reply);
    return reply;
  };
  const again = ifTwice(random, 0.1).map(() => submit(pick(options), `decide-${n}-key`, outcome));
  const against = ifTwice(random, 0.05).map(() => submit(pick(options), `against-${n}-key`, other));
  ledger.duplicates += again.length + against.length;
  const [first, ...rest] = await Promise.all([submit(slot, `decide-${n}-key`, outcome), ...again, ...against]);
  return [first, ...rest].find((reply) => reply?.status === 200) ?? first ?? null;
}

/** Refused rightly: somebody else was first, or the run went on meanwhile. */
function noteDecision(ledger: Ledger, n: number, outcome: Outcome, { status, body }: Reply): void {
  if (status === 200) {
    ledger.acknowledged += 1;
    ledger.decisions.set(n, (ledger.decisions.get(n) ?? new Set<Outcome>()).add(outcome));
  } else if (!PASSING.has(status) && !(status === 409 && body['code'] === 'SCN_TASK_DONE')) ledger.odd.push(`decide ${n}: ${status} ${JSON.stringify(body).slice(0, 300)}`);
}
