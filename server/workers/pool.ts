import { Worker } from 'node:worker_threads';
import { ScenarioError } from '../../runtime/errors.ts';
import { fail } from '../errors.ts';
import type { FromWorker, ToWorker, WorkerFacts } from './messages.ts';

export interface PoolOptions extends WorkerFacts {
  readonly size: number;
  /** A job that takes longer is ended with its thread. */
  readonly limitMs: number;
  /** A thread without work for so long is ended. */
  readonly idleMs: number;
  /** @default 768 */
  readonly heapMb?: number;
  /** The thread's program. @default the one for heavy work */
  readonly entry?: URL;
}

export interface JobOptions {
  /** A newer job with the same key makes this one outdated: nobody waits for its answer any more. */
  readonly key?: string;
  readonly signal?: AbortSignal;
  /** In place of the limit of the pool. */
  readonly limitMs?: number;
}

interface Job {
  readonly id: number;
  readonly kind: string;
  readonly input: unknown;
  readonly key: string | undefined;
  readonly limitMs: number;
  readonly resolve: (output: unknown) => void;
  readonly reject: (error: Error) => void;
}

interface Thread {
  readonly worker: Worker;
  job: Job | undefined;
  /** Key of its last job: it may remember something of that. */
  lastKey: string | undefined;
  began: number;
  /** Until it is, the time of its first job has not begun. */
  isReady: boolean;
  /** It knows other plugins than those in force, and gets no further job. */
  isOld: boolean;
  timer: NodeJS.Timeout | undefined;
}

/** More waiting jobs are refused: an answer would come too late for whoever asked. */
const MOST_WAITING = 100;
/** An outdated job may end by itself so long, because a new thread costs about as much. */
const LET_END_MS = 1000;
const HEAP_MB = 768;
/** A thread that is not up by then is given up with its job. */
const START_MS = 20_000;

/** The threads could not be used at all; the caller does the work itself. */
export class PoolUnusable extends Error {}

/** The bundle has the thread's program beside it; from source it needs a loader first. */
function defaultEntry(): URL {
  return import.meta.url.endsWith('.ts') ? new URL('../build/thread-from-source.js', import.meta.url) : new URL('worker.mjs', import.meta.url);
}

/**
 * A few threads for work that would hold up every request. Jobs wait in order; one that is outdated, given up or too
 * long is answered at once with a coded error, and its thread is ended if it goes on.
 */
export class WorkerPool {
  readonly #options: PoolOptions;
  readonly #threads = new Set<Thread>();
  readonly #waiting: Job[] = [];
  #next = 1;
  #isReady = false;
  #isClosed = false;
  #plugins: readonly string[];

  constructor(options: PoolOptions) {
    this.#options = options;
    this.#plugins = options.plugins;
  }

  /** @throws SCN_WORK_TOO_LONG, SCN_WORK_OUTDATED, SCN_WORK_BUSY, SCN_WORK_FAILED, PoolUnusable, and what the job throws */
  run(kind: string, input: unknown, { key, signal, limitMs = this.#options.limitMs }: JobOptions = {}): Promise<unknown> {
    if (this.#isClosed) return Promise.reject(new PoolUnusable('closed'));
    if (key !== undefined) for (const older of this.#all()) if (older.key === key) this.#giveUp(older);
    if (this.#waiting.length >= MOST_WAITING) return Promise.reject(fail('SCN_WORK_BUSY', { waiting: MOST_WAITING }));
    return new Promise((resolve, reject) => {
      const job: Job = { id: this.#next++, kind, input, key, limitMs, resolve, reject };
      this.#waiting.push(job);
      signal?.addEventListener('abort', () => this.#giveUp(job), { once: true });
      this.#deal();
    });
  }

  /** Threads with other plugins end: those without work now, the others after theirs. */
  refresh(plugins: readonly string[]): void {
    this.#plugins = plugins;
    for (const thread of this.#threads) {
      thread.isOld = true;
      if (!thread.job) void this.#end(thread, new PoolUnusable('refreshed'));
    }
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    for (const job of this.#waiting.splice(0)) job.reject(new PoolUnusable('closed'));
    await Promise.all([...this.#threads].map((thread) => this.#end(thread, new PoolUnusable('closed'))));
  }

  #all(): readonly Job[] {
    return [...this.#waiting, ...[...this.#threads].flatMap(({ job }) => job ?? [])];
  }

  #giveUp(job: Job): void {
    const at = this.#waiting.indexOf(job);
    if (at >= 0) this.#waiting.splice(at, 1);
    job.reject(fail('SCN_WORK_OUTDATED'));
    const thread = [...this.#threads].find((one) => one.job === job);
    if (thread && performance.now() - thread.began > LET_END_MS) void this.#end(thread, fail('SCN_WORK_OUTDATED'));
  }

  #deal(): void {
    while (this.#waiting.length > 0) {
      const free = this.#idleFor(this.#waiting[0]?.key) ?? (this.#threads.size < this.#options.size ? this.#start() : undefined);
      if (!free) return;
      const job = this.#waiting.shift();
      if (job) this.#give(free, job);
    }
  }

  /** A thread without work, best the one that did the last job of this key. */
  #idleFor(key: string | undefined): Thread | undefined {
    const idle = [...this.#threads].filter((thread) => thread.job === undefined && !thread.isOld);
    return idle.find(({ lastKey }) => key !== undefined && lastKey === key) ?? idle.find(({ lastKey }) => lastKey === undefined) ?? idle[0];
  }

  #give(thread: Thread, job: Job): void {
    thread.job = job;
    thread.lastKey = job.key ?? thread.lastKey;
    thread.began = performance.now();
    thread.worker.ref();
    this.#limit(thread, thread.isReady ? job.limitMs : job.limitMs + START_MS, job.limitMs);
    try {
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
      thread.worker.postMessage({ id: job.id, kind: job.kind, input: job.input } satisfies ToWorker);
    } catch (error) {
      this.#free(thread);
      job.reject(error instanceof Error ? error : new Error(String(error)));
    }
  }

  #limit(thread: Thread, ms: number, told: number): void {
    clearTimeout(thread.timer);
    thread.timer = setTimeout(() => void this.#end(thread, fail('SCN_WORK_TOO_LONG', { seconds: Math.round(told / 1000) })), ms);
  }

  #start(): Thread {
    const worker = new Worker(this.#options.entry ?? defaultEntry(), { workerData: { plugins: this.#plugins } satisfies WorkerFacts, execArgv: [], resourceLimits: { maxOldGenerationSizeMb: this.#options.heapMb ?? HEAP_MB } });
    const thread: Thread = { worker, job: undefined, lastKey: undefined, began: 0, isReady: false, isOld: false, timer: undefined };
    this.#threads.add(thread);
    worker.on('message', (message: FromWorker) => this.#heard(thread, message));
    // A thread that never came up says that threads do not work here; later ones fail only their own job.
    worker.on('error', (error) => void this.#end(thread, this.#isReady ? fail('SCN_WORK_FAILED', { reason: asError(error).message }, error) : new PoolUnusable(asError(error).message)));
    worker.on('exit', () => void this.#end(thread, this.#isReady ? fail('SCN_WORK_FAILED', { reason: 'exit' }) : new PoolUnusable('the thread ended')));
    return thread;
  }

  #heard(thread: Thread, message: FromWorker): void {
    if ('ready' in message) {
      this.#isReady = true;
      thread.isReady = true;
      if (thread.job) this.#limit(thread, thread.job.limitMs, thread.job.limitMs);
      return;
    }
    const { job } = thread;
    if (job?.id !== message.id) return;
    this.#free(thread);
    // What broke inside may break whatever comes next.
    if ('spent' in message || thread.isOld) void this.#end(thread, new PoolUnusable('spent'));
    if ('output' in message) job.resolve(message.output);
    else job.reject(errorOf(message.error));
    this.#deal();
  }

  #free(thread: Thread): void {
    clearTimeout(thread.timer);
    thread.job = undefined;
    // A thread without work keeps no process alive.
    thread.worker.unref();
    thread.timer = setTimeout(() => void this.#end(thread, new PoolUnusable('idle')), this.#options.idleMs).unref();
  }

  async #end(thread: Thread, why: Error): Promise<void> {
    if (!this.#threads.delete(thread)) return;
    clearTimeout(thread.timer);
    thread.job?.reject(why);
    await thread.worker.terminate();
    if (!this.#isClosed) this.#deal();
  }
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}

function errorOf({ code, message, details }: Extract<FromWorker, { readonly error: unknown }>['error']): Error {
  return code === undefined ? new Error(message) : new ScenarioError(code, message, details ?? {});
}
