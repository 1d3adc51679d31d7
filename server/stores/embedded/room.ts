import type { FileHandle } from 'node:fs/promises';
import { isFull, writeAll, WRITE_THROUGH } from './durable-file.ts';

/** A short segment is not worth it. */
const RESERVE_FROM = 256 * 1024;
const RESERVE_BYTES = 1024 * 1024;

interface Left {
  readonly handle: FileHandle;
  readonly length: number;
  /** Whether the file is longer than its lines. */
  readonly isLonger: boolean;
}

/**
 * Room ahead of the lines of the segment in use, filled with zeros. A write into it does not make the file longer, so it
 * is on disk when its bytes are: the file system need not write down the new length, which is as long a way again. No
 * line holds a zero, so a start knows the room for what it is. Only where writes go through to the disk: elsewhere
 * nobody would notice. It needs no format of its own: an older version cuts it off as a torn line, and reads the line that
 * begins a write as any other.
 */
export class Room {
  /** Length of the file, or more. */
  #size: number;
  readonly #from: number;
  /** False when there was no room on the disk for room. */
  #isTried = WRITE_THROUGH !== 0;
  /** The segment before, until it holds nothing but its lines. */
  #left: Left | null = null;
  #leaving: Promise<void> | null = null;

  constructor(size: number, from = RESERVE_FROM) {
    this.#size = size;
    this.#from = from;
  }

  /** Makes room for a batch and those after it; one byte more than is needed at least, which shows that the file was in use. */
  async reserve(handle: FileHandle, offset: number, length: number): Promise<void> {
    const end = offset + length;
    if (end < this.#size || offset < this.#from || !this.#isTried) {
      this.#size = Math.max(this.#size, end);
      return;
    }
    const zeros = Buffer.alloc(end + RESERVE_BYTES - this.#size);
    const from = this.#size;
    // Also when that fails half-way: what is left of it goes when the segment is left.
    this.#size += zeros.length;
    try {
      await writeAll(handle, zeros, from);
    } catch (error) {
      if (!isFull(error)) throw error;
      this.#isTried = false;
      await handle.truncate(from);
      this.#size = from;
    }
  }

  /** The file was cut to this length. */
  cut(size: number): void {
    this.#size = size;
  }

  /** The segment in use is no longer: its lines end here. */
  leave(handle: FileHandle | null, length: number): void {
    if (handle) this.#left = { handle, length, isLonger: this.#size > length };
    this.#size = 0;
    this.#isTried = WRITE_THROUGH !== 0;
  }

  /** Resolves when the segment before is durable as it is to stay. */
  left(): Promise<void> {
    this.#leaving ??= this.#endLeft().finally(() => (this.#leaving = null));
    return this.#leaving;
  }

  async #endLeft(): Promise<void> {
    if (!this.#left) return;
    const { handle, length, isLonger } = this.#left;
    if (isLonger) {
      await handle.truncate(length);
      await handle.sync();
    }
    this.#left = null;
    // Its bytes are durable; a failing close can lose nothing.
    await handle.close().catch(() => undefined);
  }
}
