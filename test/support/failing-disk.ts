import { open } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { WRITE_THROUGH, type OpenFile } from '../../server/stores/embedded/durable-file.ts';

/** A disk with `room` bytes left that can also be told to fail its next syncs. Like a real one it writes what still fits. */
export interface FailingDisk {
  room: number;
  failingSyncs: number;
  /** Awaited before each sync: a disk that takes its time. */
  beforeSync: () => Promise<void>;
  readonly open: OpenFile;
}

const fault = (code: string) => Object.assign(new Error(`${code}: injected`), { code });

export function createFailingDisk(): FailingDisk {
  const disk: FailingDisk = {
    room: Number.POSITIVE_INFINITY,
    failingSyncs: 0,
    beforeSync: async () => undefined,
    open: async (path, flags, mode) => wrap(await open(path, flags, mode), disk, typeof flags === 'number' && (flags & WRITE_THROUGH) !== 0),
  };
  return disk;
}

function wrap(handle: FileHandle, disk: FailingDisk, writesThrough: boolean): FileHandle {
  const sync = async () => {
    await disk.beforeSync();
    if (disk.failingSyncs > 0) {
      disk.failingSyncs -= 1;
      throw fault('EIO');
    }
  };
  const write = async (buffer: Buffer, offset: number, length: number, position: number) => {
    if (disk.room <= 0) throw fault('ENOSPC');
    const fits = Math.min(length, disk.room);
    disk.room -= fits;
    const written = await handle.write(buffer, offset, fits, position);
    if (writesThrough) await sync();
    return written;
  };
  const datasync = async () => {
    await sync();
    await handle.datasync();
  };
  return new Proxy(handle, {
    get: (target, name) => {
      if (name === 'write') return write;
      if (name === 'datasync') return datasync;
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
  });
}
