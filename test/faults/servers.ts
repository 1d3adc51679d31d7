import { spawn, type ChildProcess } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../bench/child.ts';

const ROOT = new URL('../..', import.meta.url).pathname;
/** Long, because a machine that is busy may let a new process wait: 1.6 s of work have taken three minutes. One that ended is noticed at once. */
const START_MS = 600_000;

/** One place for a server: killed and started again, always on the same port. */
export interface Slot {
  readonly url: string;
  readonly number: number;
  /** Which bundle of `dist/` runs here. */
  version: 'server' | 'next';
  child: ChildProcess;
  /** False while it is dead, hung or not up yet. */
  up: boolean;
  /** What the present process printed. */
  printed: string;
  /** How often it was stopped or made to hang so far. */
  downs: number;
  /** How far its clock is from the true one; a process that is started again finds the same clock. */
  clockMs: number;
}

export interface Servers {
  readonly slots: readonly Slot[];
  readonly start: (slot: Slot) => Promise<void>;
  readonly signal: (slot: Slot, signal: NodeJS.Signals) => Promise<void>;
  readonly tell: (slot: Slot, what: object) => void;
  readonly stop: () => Promise<void>;
}

export interface ServersOptions {
  readonly count: number;
  readonly data: string;
  /** Address of a database; absent = the data folder is the store. */
  readonly store?: string;
  /** Script that gives a server a clock and a disk of its own. */
  readonly preload: string;
}

function gone(child: ChildProcess): Promise<void> {
  return child.exitCode === null && child.signalCode === null ? new Promise((resolve) => child.once('exit', () => resolve())) : Promise.resolve();
}

/** Servers as they are shipped: the bundle in `dist/`, each a process of its own. */
export async function startServers({ count, data, store, preload }: ServersOptions): Promise<Servers> {
  const launch = ({ url, clockMs, version }: Pick<Slot, 'url' | 'clockMs' | 'version'>): ChildProcess =>
    spawn(process.execPath, ['--import', preload, `dist/${version}.mjs`, '--port', new URL(url).port, '--data', data, ...(store === undefined ? [] : ['--store', store])], {
      cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe', 'ipc'], env: { ...process.env, DATABASE_URL: '', NODE_ENV: 'production', FAULT_CLOCK_MS: String(clockMs) },
    });
  const watch = (slot: Slot) => {
    slot.printed = '';
    const keep = (chunk: Buffer) => (slot.printed = (slot.printed + chunk.toString()).slice(-20_000));
    slot.child.stdout?.on('data', keep);
    slot.child.stderr?.on('data', keep);
  };
  const answers = async (slot: Slot) => {
    const { child } = slot;
    for (const until = performance.now() + START_MS; performance.now() < until; await sleep(15)) {
      if (child.exitCode !== null) throw new Error(`server ${slot.number} ended with ${child.exitCode}: ${slot.printed.slice(-2000)}`);
      const alive = await fetch(`${slot.url}/health`, { signal: AbortSignal.timeout(3000) }).then(async (reply) => (await reply.arrayBuffer(), reply.ok), () => false);
      if (alive) return;
    }
    throw new Error(`server ${slot.number} does not answer: ${slot.printed.slice(-2000)}`);
  };
  const start = async (slot: Slot) => {
    for (let tries = 0; ; tries += 1) {
      slot.child = launch(slot);
      watch(slot);
      try {
        await answers(slot);
        slot.up = true;
        return;
      } catch (error) {
        // A newer version has been at the database: whoever looks after servers brings the newer one.
        if (slot.printed.includes('SCN_STORE_SCHEMA') && slot.version === 'server') slot.version = 'next';
        // The database went away while it started, and it said so: whoever looks after servers starts it again.
        else if (tries > 5 || !/SCN_STORE_(DOWN|BUSY|FULL)/.test(slot.printed)) throw error;
        await gone(slot.child);
      }
    }
  };
  const slots: Slot[] = [];
  for (let number = 1; number <= count; number += 1) {
    const place = { url: `http://127.0.0.1:${await freePort()}`, version: 'server', clockMs: 0 } as const;
    const slot: Slot = { ...place, number, child: launch(place), up: false, printed: '', downs: 0 };
    watch(slot);
    await answers(slot);
    slot.up = true;
    slots.push(slot);
  }
  return {
    slots,
    start,
    signal: async (slot, signal) => {
      slot.up = false;
      slot.downs += 1;
      slot.child.kill(signal);
      if (signal !== 'SIGSTOP' && signal !== 'SIGCONT') await gone(slot.child);
      if (signal === 'SIGCONT') slot.up = true;
    },
    tell: (slot, what) => {
      if (slot.child.connected) slot.child.send(what, () => undefined);
    },
    stop: async () => {
      for (const { child } of slots) {
        child.kill('SIGCONT');
        child.kill('SIGKILL');
        await gone(child);
      }
    },
  };
}
