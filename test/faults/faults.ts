import { setTimeout as sleep } from 'node:timers/promises';
import type { Random } from '../support/random.ts';
import type { Client } from './client.ts';
import { workScenario } from './scenario.ts';
import type { Servers, Slot } from './servers.ts';

/** What faults are done to. */
export interface Site {
  readonly servers: Servers;
  readonly client: Client;
  readonly random: Random;
  readonly injected: Map<string, number>;
  /** Faults that go on while others happen, such as a server that hangs. */
  readonly lasting: Promise<void>[];
  /** Why the site cannot be used any more. */
  broken?: Error;
}

/** Lets something go on while other faults happen. */
function inBackground(site: Site, work: Promise<void>): void {
  site.lasting.push(work.catch((error: unknown) => {
    site.broken ??= error instanceof Error ? error : new Error(String(error));
  }));
}

export type Fault = (site: Site) => Promise<void>;

export function note(site: Site, what: string): void {
  site.injected.set(what, (site.injected.get(what) ?? 0) + 1);
}

export function anyUp({ servers, random }: Site): Slot | undefined {
  const up = servers.slots.filter((slot) => slot.up);
  return up[Math.floor(random() * up.length)];
}

/** `kill -9` at a moment nobody chose, and a new process after a short while. */
export const kill: Fault = async (site) => {
  await sleep(site.random() * 500);
  const slot = anyUp(site);
  if (!slot) return;
  note(site, 'kill -9');
  await site.servers.signal(slot, 'SIGKILL');
  const again = sleep(site.random() * 200).then(() => site.servers.start(slot));
  if (site.servers.slots.length === 1) await again;
  else inBackground(site, again);
};

/** All servers at once, as when the power goes. */
export const killAll: Fault = async (site) => {
  const slots = site.servers.slots.filter((slot) => slot.up);
  for (const _ of slots) note(site, 'kill -9');
  await Promise.all(slots.map((slot) => site.servers.signal(slot, 'SIGKILL')));
  await Promise.all(slots.map((slot) => site.servers.start(slot)));
};

/** Stops a process without ending it, so long that others take over, and lets it go on as if nothing had been. */
export function hang(ms: number): Fault {
  return async (site) => {
    const slot = anyUp(site);
    if (!slot) return;
    note(site, 'hang');
    await site.servers.signal(slot, 'SIGSTOP');
    const over = sleep(ms * (0.9 + site.random() * 0.2)).then(() => site.servers.signal(slot, 'SIGCONT'));
    if (site.servers.slots.length === 1) await over;
    else inBackground(site, over);
  };
}

/** The clock of one server jumps to `next` of its present error. */
export function jump(next: (before: number, random: Random) => number): Fault {
  return async (site) => {
    const slot = anyUp(site);
    if (!slot) return;
    slot.clockMs = Math.round(next(slot.clockMs, site.random));
    note(site, 'clock jump');
    site.servers.tell(slot, { clockMs: slot.clockMs });
    await sleep(300);
  };
}

/** No room on the disk for a while; now and then the process dies in it. */
export const fullDisk: Fault = async (site) => {
  const slot = anyUp(site);
  if (!slot) return;
  note(site, 'full disk');
  site.servers.tell(slot, { room: Math.floor(site.random() * 3000) });
  await sleep(300 + site.random() * 900);
  if (site.random() < 0.3) {
    note(site, 'kill -9');
    await site.servers.signal(slot, 'SIGKILL');
    await site.servers.start(slot);
  } else site.servers.tell(slot, { room: null });
};

export const slowDisk: Fault = async (site) => {
  const slot = anyUp(site);
  if (!slot) return;
  note(site, 'slow disk');
  site.servers.tell(slot, { slowMs: 20 + Math.floor(site.random() * 180) });
  await sleep(1500);
  site.servers.tell(slot, { slowMs: 0 });
};

/** The next release of the scenario; runs under way stay with theirs. */
export const release: Fault = async (site) => {
  const slot = anyUp(site);
  if (!slot) return;
  const draft = await site.client.send(slot, 'GET', '/api/scenarios/fault-work', undefined, 20_000);
  const version = Number(draft?.body['version']);
  if (draft?.status !== 200 || Number.isNaN(version)) return;
  const releases = await site.client.send(slot, 'GET', '/api/scenarios/fault-work/releases', undefined, 20_000);
  if (releases?.status !== 200) return;
  const count = (releases.body['items'] as readonly unknown[]).length;
  const saved = await site.client.send(slot, 'PUT', '/api/scenarios/fault-work', { scenario: workScenario(count + 1), baseVersion: version }, 20_000);
  if (saved?.status !== 200) return;
  const published = await site.client.send(slot, 'POST', '/api/scenarios/fault-work/publish', { note: '', baseVersion: Number(saved.body['version']) }, 20_000);
  if (published?.status !== 201) return;
  note(site, 'release');
};

/** A new version of the server is brought in: each is stopped as it should be and started again, one after the other. */
export const deploy: Fault = async (site) => {
  for (const slot of site.servers.slots) {
    if (!slot.up) continue;
    note(site, 'rolling restart');
    await site.servers.signal(slot, 'SIGTERM');
    await site.servers.start(slot);
  }
};

/** Brings in a version with another schema, one server after the other: those not yet stopped go on beside it. */
export const deployNext: Fault = async (site) => {
  if (site.servers.slots.some((slot) => slot.version === 'server')) note(site, 'new schema');
  for (const slot of site.servers.slots) {
    slot.version = 'next';
    if (!slot.up) continue;
    await site.servers.signal(slot, 'SIGTERM');
    await site.servers.start(slot);
    await sleep(1000);
  }
};
