import { open } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import type { OpenFile } from '../../server/stores/embedded/durable-file.ts';

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
    open: async (path, flags, mode) => wrap(await open(path, flags, mode), disk),
  };
  return disk;
}

function wrap(handle: FileHandle, disk: FailingDisk): FileHandle {
  const write = async (buffer: Buffer, offset: number, length: number, position: number) => {
    if (disk.room <= 0) throw fault('ENOSPC');
    const fits = Math.min(length, disk.room);
    disk.room -= fits;
    return handle.write(buffer, offset, fits, position);
  };
  const datasync = async () => {
    await disk.beforeSync();
    if (disk.failingSyncs > 0) {
      disk.failingSyncs -= 1;
      throw fault('EIO');
    }
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
