import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import type { ScenarioError } from '../../../runtime/errors.ts';
import { undoAll, type AppendHooks, type Journal, type JournalEntry, type Position } from '../core/journal.ts';
import { storeError } from '../errors.ts';
import { diskError, FILE_MODE, syncFolder, writeAll, WRITE_THROUGH, type OpenFile } from './durable-file.ts';
import { decodeLine, LineBuffer, readLines } from './line.ts';
import { Room } from './room.ts';

export interface SegmentLogOptions {
  readonly folder: string;
  readonly open: OpenFile;
  /** Where recovery ended: the segment in use and its length. */
  readonly segment: number;
  readonly offset: number;
  /** Zeros are written ahead of the lines once a segment is so long. */
  readonly reserveFrom?: number | undefined;
  /** Called between two batches: everything before is durable. */
  readonly onFlushed: () => void;
}

interface Waiting {
  readonly undo: AppendHooks['undo'];
  readonly durable: AppendHooks['durable'] | undefined;
  readonly length: number;
  readonly resolve: () => void;
  readonly reject: (error: ScenarioError) => void;
}

interface Failed {
  readonly error: unknown;
  readonly doubtful: boolean;
}

/** A rewritten segment has a number below zero. */
export function segmentName(segment: number): string {
  return segment < 0 ? `rewritten-${String(-segment).padStart(8, '0')}.log` : `${String(segment).padStart(8, '0')}.log`;
}

/** The number in a name, null for any other file. */
export function segmentNumber(name: string): number | null {
  const [, rewritten, digits] = /^(rewritten-)?(\d{8})\.log$/.exec(name) ?? [];
  return digits === undefined ? null : Number(digits) * (rewritten === undefined ? 1 : -1);
}

/**
 * The append-only log. One flusher takes whatever is waiting, writes it in one go, syncs once and then resolves all
 * of it: group commit.
 */
export class SegmentLog implements Journal {
  segment: number;
  /** Lines and bytes since the last rotation that began a snapshot. */
  linesSinceSnapshot = 0;
  /** Counts failed batches: a snapshot during which one failed may hold what was taken back. */
  failures = 0;
  /** Readers who go by places they noted before: while there are any, no segment is removed. */
  readers = 0;
  readonly #options: SegmentLogOptions;
  #offset: number;
  #handle: FileHandle | null = null;
  readonly #room: Room;
  #queue: Waiting[] = [];
  /** The lines of `#queue`. */
  #lines = new LineBuffer();
  /** Takes turns with `#lines`, so that the next batch gathers while one is written. */
  #spare = new LineBuffer();
  #flushing: Promise<void> | null = null;
  #refusal: ScenarioError | null = null;

  constructor(options: SegmentLogOptions) {
    this.#options = options;
    this.segment = options.segment;
    this.#offset = options.offset;
    this.#room = new Room(options.offset, options.reserveFrom);
  }

  append(entry: JournalEntry, hooks: AppendHooks): Promise<void> {
    if (this.#refusal) {
      hooks.undo();
      return Promise.reject(this.#refusal);
    }
    let length: number;
    try {
      const json = JSON.stringify(entry);
      length = this.#lines.isEmpty ? this.#lines.addFirst(json) : this.#lines.add(json);
    } catch (error) {
      hooks.undo();
      throw error;
    }
    return new Promise((resolve, reject) => {
      this.#queue.push({ length, undo: hooks.undo, durable: hooks.durable, resolve, reject });
      this.#flushing ??= this.#flush();
    });
  }

  /** @throws SCN_STORE_CORRUPT when the line is not what was written */
  async read([segment, offset, length]: Position): Promise<JournalEntry> {
    const file = join(this.#options.folder, segmentName(segment));
    const handle = await open(file, 'r');
    try {
      const bytes = Buffer.alloc(length);
      await handle.read(bytes, 0, length, offset);
      const line = decodeLine(bytes, offset);
      if (line.bad !== undefined) throw storeError('SCN_STORE_CORRUPT', { file, offset, reason: line.bad });
      return line.value as JournalEntry;
    } finally {
      await handle.close();
    }
  }

  keep(): () => void {
    this.readers += 1;
    return () => (this.readers -= 1);
  }

  /** Resolves when everything appended so far is durable or refused. */
  async drained(): Promise<void> {
    while (this.#flushing) await this.#flushing;
  }

  /** Resolves when everything appended before is durable; rejects when it was taken back. */
  barrier(): Promise<void> {
    if (this.#refusal) return Promise.reject(this.#refusal);
    return new Promise((resolve, reject) => {
      this.#queue.push({ length: 0, undo: () => undefined, durable: undefined, resolve, reject });
      this.#flushing ??= this.#flush();
    });
  }

  /** Resolves when every segment before the one in use is as long as its lines. */
  trimmed(): Promise<void> {
    return this.#room.left();
  }

  get busy(): boolean {
    return this.#flushing !== null;
  }

  /** Begins a new segment; to be called from `onFlushed` or while nothing is waiting. Answers its number. */
  rotate(): number {
    if (this.#offset > 0) {
      this.#room.leave(this.#handle, this.#offset);
      this.segment += 1;
      this.#offset = 0;
      this.#handle = null;
    }
    this.linesSinceSnapshot = 0;
    return this.segment;
  }

  async close(): Promise<void> {
    this.#refusal ??= storeError('SCN_STORE_CLOSED', {});
    await this.drained();
    this.#room.leave(this.#handle, this.#offset);
    this.#handle = null;
    // What lies behind the lines does not harm the next start.
    await this.#room.left().catch(() => undefined);
  }

  get #path(): string {
    return join(this.#options.folder, segmentName(this.segment));
  }

  async #flush(): Promise<void> {
    // After the events of this turn, so that all they write shares the first sync.
    await new Promise<void>((resolve) => setImmediate(resolve));
    while (this.#queue.length > 0) {
      const batch = this.#queue;
      const lines = this.#lines;
      this.#queue = [];
      this.#lines = this.#spare;
      this.#spare = lines;
      const failed = await this.#write(lines.bytes);
      lines.clear();
      if (failed) await this.#takeBack(batch, failed);
      else this.#settle(batch);
    }
    this.#flushing = null;
  }

  /** Null when durable, else what failed and what then is in doubt: nothing that was written before, or all of the file. */
  async #write(bytes: Buffer): Promise<Failed | null> {
    let doubtful = false;
    try {
      // A segment that is followed by another holds nothing but lines.
      await this.#room.left();
      this.#handle ??= await this.#openSegment();
      // What goes through to the disk may have failed on its way there.
      doubtful = WRITE_THROUGH !== 0;
      await this.#room.reserve(this.#handle, this.#offset, bytes.length);
      await writeAll(this.#handle, bytes, this.#offset);
      doubtful = true;
      if (WRITE_THROUGH === 0) await this.#handle.datasync();
      return null;
    } catch (error) {
      return { error, doubtful };
    }
  }

  #settle(batch: readonly Waiting[]): void {
    for (const { length, durable, resolve } of batch) {
      durable?.([this.segment, this.#offset, length]);
      this.#offset += length;
      resolve();
    }
    this.linesSinceSnapshot += batch.length;
    this.#options.onFlushed();
  }

  /**
   * Cuts the file back to the last durable line, then undoes the batch and everything applied after it, which may
   * rest on it. A part of a line left behind would make the next line unreadable.
   */
  async #takeBack(batch: readonly Waiting[], { error, doubtful }: Failed): Promise<void> {
    this.failures += 1;
    const refusal = diskError(error, this.#path);
    try {
      if (doubtful) await this.#recover();
      else {
        await this.#handle?.truncate(this.#offset);
        this.#room.cut(this.#offset);
      }
    } catch (second) {
      this.#refusal = storeError('SCN_STORE_BROKEN', { path: this.#path, reason: reasonOf(second) }, second);
    }
    const all = [...batch, ...this.#queue];
    this.#queue = [];
    this.#lines.clear();
    undoAll(all.map((waiting) => waiting.undo));
    for (const waiting of all) waiting.reject(refusal);
  }

  /**
   * After a failed sync the system may have dropped pages and call them clean, so nothing in memory of this file is
   * trusted: read it again from disk, cut it back, and go on in a new segment.
   */
  async #recover(): Promise<void> {
    await this.#handle?.close().catch(() => undefined);
    this.#handle = null;
    const handle = await this.#options.open(this.#path, 'r+', FILE_MODE);
    try {
      for await (const lines of readLines(handle, this.#offset)) {
        const bad = lines.find((line) => line.bad !== undefined);
        if (bad) throw storeError('SCN_STORE_CORRUPT', { file: this.#path, offset: bad.offset, reason: bad.bad ?? '' });
      }
      await handle.truncate(this.#offset);
      await handle.sync();
      this.#room.cut(this.#offset);
    } finally {
      await handle.close();
    }
    const lines = this.linesSinceSnapshot;
    this.rotate();
    this.linesSinceSnapshot = lines;
  }

  async #openSegment(): Promise<FileHandle> {
    const fresh = this.#offset === 0;
    const handle = await this.#options.open(this.#path, constants.O_RDWR | WRITE_THROUGH | (fresh ? constants.O_CREAT | constants.O_TRUNC : 0), FILE_MODE);
    if (!fresh) return handle;
    await syncFolder(this.#options.folder).catch(async (error: unknown) => {
      await handle.close();
      throw error;
    });
    return handle;
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
