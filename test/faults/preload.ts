import { open } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Loaded before a real server (`--import`): gives it a clock that can be set and a disk that can be full or slow, told
 * by its parent. The server itself is the one that is shipped and knows nothing of this.
 */
interface Told {
  /** The clock is this far from the true one. */
  readonly clockMs?: number;
  /** Bytes the disk has left; null = plenty. */
  readonly room?: number | null;
  /** Every write and sync takes so much longer. */
  readonly slowMs?: number;
}

let clockMs = Number(process.env['FAULT_CLOCK_MS'] ?? 0);
let room = Number.POSITIVE_INFINITY;
let slowMs = 0;

const RealDate = Date;
const realNow = Date.now.bind(Date);

globalThis.Date = new Proxy(RealDate, {
  construct: (target, args: unknown[], made) => Reflect.construct(target, args.length === 0 ? [realNow() + clockMs] : args, made) as object,
  apply: () => new RealDate(realNow() + clockMs).toString(),
  get: (target, name) => (name === 'now' ? () => realNow() + clockMs : (Reflect.get(target, name) as unknown)),
});

const handle = await open(process.execPath, 'r');
const prototype = Object.getPrototypeOf(handle) as Pick<FileHandle, 'write' | 'datasync' | 'sync' | 'writeFile'>;
await handle.close();
const real = { write: prototype.write, writeFile: prototype.writeFile, datasync: prototype.datasync, sync: prototype.sync };

function demandRoom(bytes: number): void {
  if (room < bytes) throw Object.assign(new Error('ENOSPC: injected'), { code: 'ENOSPC' });
  room -= bytes;
}

/** A full disk takes what still fits, as a real one does. */
async function write(this: FileHandle, buffer: Buffer, offset: number, length: number, position: number): Promise<unknown> {
  if (slowMs > 0) await sleep(slowMs);
  const fits = Math.min(length, room);
  demandRoom(fits === 0 ? 1 : fits);
  return Reflect.apply(real.write as (...args: unknown[]) => unknown, this, [buffer, offset, fits, position]);
}

Object.assign(prototype, {
  write,
  async writeFile(this: FileHandle, data: string | Buffer) {
    demandRoom(data.length);
    await Reflect.apply(real.writeFile, this, [data]);
  },
  async datasync(this: FileHandle) {
    if (slowMs > 0) await sleep(slowMs);
    await Reflect.apply(real.datasync, this, []);
  },
  async sync(this: FileHandle) {
    if (slowMs > 0) await sleep(slowMs);
    await Reflect.apply(real.sync, this, []);
  },
});

process.on('message', (told: Told) => {
  clockMs = told.clockMs ?? clockMs;
  slowMs = told.slowMs ?? slowMs;
  if (told.room !== undefined) room = told.room ?? Number.POSITIVE_INFINITY;
});
// Being told must not keep a server alive that has ended its work.
process.channel?.unref();
