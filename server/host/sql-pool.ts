import type { Socket } from 'node:net';
import { fail } from '../errors.ts';
import type { SqlLine } from './sql-driver.ts';

/** Lines to one database at once: a scenario that many use must not take all that the far side has. */
const MOST = 8;
/** A line nobody used for so long is given back. */
const IDLE_MS = 30_000;
/** An older one is not used again, so that addresses and names are looked at anew. */
const OLDEST_MS = 300_000;
/** Cleaning takes no longer, or the line is cut. */
const CLEAN_MS = 5000;

export interface OpenLine {
  readonly socket: Socket;
  readonly line: SqlLine;
  readonly openedAt: number;
}

/** A line that somebody has to himself until it is given back or cut. */
export interface Lease extends OpenLine {
  /** It was used before, so that it may have died while it rested. */
  readonly isUsed: boolean;
  /** For the next one; it is cleaned first. */
  readonly giveBack: () => void;
  readonly cut: () => void;
}

interface Shelf {
  readonly resting: { readonly open: OpenLine; readonly timer: NodeJS.Timeout; readonly end: () => void }[];
  readonly waiting: (() => void)[];
  taken: number;
}

export interface SqlPool {
  /**
   * A line for `key`, which says all that a line is opened by.
   * @throws SCN_SQL_BUSY when none is free within the time, what `open` throws, and the reason of the signal
   */
  readonly take: (key: string, wish: { readonly connection: string; readonly timeoutMs: number; readonly signal: AbortSignal; readonly fresh: boolean }, open: () => Promise<OpenLine>) => Promise<Lease>;
  /** Lines that are open: taken and resting. */
  readonly size: () => number;
  readonly close: () => void;
}

/** Keeps lines to databases of others for a while, a few for each, so that not every question pays for a log-in. */
export function createSqlPool(now: () => number): SqlPool {
  const shelves = new Map<string, Shelf>();
  let isClosed = false;

  const drop = (key: string, shelf: Shelf): void => {
    if (shelf.taken === 0 && shelf.resting.length === 0 && shelf.waiting.length === 0) shelves.delete(key);
  };
  const leave = (key: string, shelf: Shelf): void => {
    shelf.taken -= 1;
    shelf.waiting.shift()?.();
    drop(key, shelf);
  };
  /** Takes a line out of those that rest; whoever does it first has it. */
  const wake = (shelf: Shelf, open: OpenLine): boolean => {
    const at = shelf.resting.findIndex((resting) => resting.open === open);
    if (at === -1) return false;
    for (const { timer, end } of shelf.resting.splice(at, 1)) {
      clearTimeout(timer);
      open.socket.off('close', end);
    }
    return true;
  };
  const rest = (key: string, shelf: Shelf, open: OpenLine): void => {
    const { socket } = open;
    if (isClosed || socket.destroyed || now() - open.openedAt > OLDEST_MS) return void socket.destroy();
    const end = (): void => {
      if (wake(shelf, open)) socket.destroy();
      drop(key, shelf);
    };
    shelf.resting.push({ open, timer: setTimeout(end, IDLE_MS).unref(), end });
    socket.unref();
    socket.once('close', end);
    return undefined;
  };
  const leased = (key: string, shelf: Shelf, open: OpenLine, isUsed: boolean): Lease => {
    open.socket.ref();
    let isOver = false;
    const over = (work: () => void): void => {
      if (isOver) return;
      isOver = true;
      work();
    };
    const cut = (): void => over(() => {
      open.socket.destroy();
      leave(key, shelf);
    });
    const clean = async (): Promise<void> => {
      const late = setTimeout(() => open.socket.destroy(), CLEAN_MS);
      try {
        await open.line.clean();
        rest(key, shelf, open);
      } catch {
        open.socket.destroy();
      } finally {
        clearTimeout(late);
        leave(key, shelf);
      }
    };
    return { ...open, isUsed, cut, giveBack: () => over(() => void clean()) };
  };
  const turn = async (shelf: Shelf, { connection, timeoutMs, signal }: { readonly connection: string; readonly timeoutMs: number; readonly signal: AbortSignal }, until: number): Promise<void> => {
    signal.throwIfAborted();
    await new Promise<void>((resolve, reject) => {
      const settle = (end: () => void): void => {
        clearTimeout(timer);
        signal.removeEventListener('abort', onAbort);
        const at = shelf.waiting.indexOf(mine);
        if (at !== -1) shelf.waiting.splice(at, 1);
        end();
      };
      const mine = (): void => settle(resolve);
      const onAbort = (): void => settle(() => reject(signal.reason as Error));
      const timer = setTimeout(() => settle(() => reject(fail('SCN_SQL_BUSY', { connection, most: MOST, seconds: Math.ceil(timeoutMs / 1000) }))), Math.max(0, until - performance.now()));
      signal.addEventListener('abort', onAbort, { once: true });
      shelf.waiting.push(mine);
    });
  };

  return {
    take: async (key, wish, open) => {
      const shelf = shelves.get(key) ?? { resting: [], waiting: [], taken: 0 };
      shelves.set(key, shelf);
      // Whoever is woken and overtaken waits again, but not anew.
      const until = performance.now() + wish.timeoutMs;
      while (shelf.taken >= MOST) {
        await turn(shelf, wish, until);
        shelves.set(key, shelf);
      }
      shelf.taken += 1;
      const [known] = wish.fresh ? [] : shelf.resting.slice(-1);
      if (known && wake(shelf, known.open) && !known.open.socket.destroyed) return leased(key, shelf, known.open, true);
      // Those that rest count, too: the oldest makes room.
      while (shelf.taken + shelf.resting.length > MOST && shelf.resting[0]) {
        const oldest = shelf.resting[0].open;
        wake(shelf, oldest);
        oldest.socket.destroy();
      }
      try {
        return leased(key, shelf, await open(), false);
      } catch (error) {
        leave(key, shelf);
        throw error;
      }
    },
    size: () => [...shelves.values()].reduce((sum, { taken, resting }) => sum + taken + resting.length, 0),
    close: () => {
      isClosed = true;
      for (const shelf of shelves.values()) for (const { open } of shelf.resting.slice()) if (wake(shelf, open)) open.socket.destroy();
    },
  };
}
