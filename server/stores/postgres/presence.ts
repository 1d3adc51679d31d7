import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import type { Change, News } from '../change.ts';

const CHANNEL = 'studio_change';
const BEAT_MS = 3000;
/** Without a sign of life for so long a server counts as gone, and what it was doing is taken over. */
export const GONE_AFTER = '15 seconds';
/** What is remembered is trusted this long after the last answer of the database on the line that tells of changes. */
const TRUST_MS = 2 * BEAT_MS + 500;
const LONGEST_PAYLOAD = 7000;
/** News go together: telling costs the database a lock that all commits share. */
const NEWS_EVERY_MS = 200;
/** More than this in that time is told as far as it fits. */
const MOST_NEWS = 2000;

const BEAT = `INSERT INTO server (id, started_at, seen_at) VALUES ($1, now(), now()) ON CONFLICT (id) DO UPDATE SET seen_at = now()
  RETURNING extract(epoch FROM clock_timestamp()) * 1000 AS at, NOT EXISTS (SELECT 1 FROM server o WHERE o.id <> $1 AND o.seen_at > now() - interval '${GONE_AFTER}') AS alone`;

export interface PresenceOptions {
  readonly url: string;
  readonly onProblem: (error: unknown) => void;
}

/**
 * One line to the database on which this server gives its sign of life and hears what others changed. Both on one line
 * on purpose: an answered sign of life proves that every change told before has arrived.
 */
export class Presence {
  readonly id = randomUUID();
  readonly #options: PresenceOptions;
  readonly #listeners = new Set<(change: Change) => void>();
  #client: Client | null = null;
  #lastBeat = Number.NEGATIVE_INFINITY;
  /** What the clock of the database said, and when by our own, which only goes forward. */
  #clock = { database: Date.now(), own: performance.now() };
  #stopped = false;
  /** Whether another server gave a sign of life lately. */
  #isAlone = true;
  #news: News[] = [];
  #newsTimer: NodeJS.Timeout | undefined;
  /** An outage is told once. */
  #reported = false;
  #loop: Promise<void> = Promise.resolve();
  readonly #wake = new AbortController();

  constructor(options: PresenceOptions) {
    this.#options = options;
  }

  /** True while nothing can have changed unheard. */
  get hears(): boolean {
    return performance.now() - this.#lastBeat < TRUST_MS;
  }

  /**
   * The time by the clock of the database, which all servers share: one whose own clock is wrong meets deadlines and ends
   * sessions no sooner and no later than the others.
   */
  now(): Date {
    return new Date(this.#clock.database + performance.now() - this.#clock.own);
  }

  watch(listener: (change: Change) => void): void {
    this.#listeners.add(listener);
  }

  /** For the other servers, soon and together; nobody waits for it. */
  tell(make: () => News): void {
    if (this.#isAlone || this.#news.length >= MOST_NEWS) return;
    this.#news.push(make());
    this.#newsTimer ??= setTimeout(() => void this.#sendNews(), NEWS_EVERY_MS).unref();
  }

  async #sendNews(): Promise<void> {
    const payloads = newsPayloads(this.id, this.#news);
    this.#news = [];
    this.#newsTimer = undefined;
    try {
      await this.#client?.query({ name: 'news', text: `SELECT ${TELL}payload) FROM unnest($1::text[]) AS payload`, values: [payloads] });
    } catch {
      // Who hears of it again also hears that something may have been missed.
    }
  }

  /** Resolves when the first sign of life is given. */
  async start(): Promise<void> {
    await this.#connect();
    this.#loop = this.#live();
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    this.#wake.abort();
    clearTimeout(this.#newsTimer);
    await this.#loop;
    try {
      await this.#client?.query('DELETE FROM server WHERE id = $1', [this.id]);
    } catch {
      // The others find out by themselves.
    }
    await this.#close();
  }

  async #live(): Promise<void> {
    while (!this.#stopped) {
      await sleep(BEAT_MS, undefined, { signal: this.#wake.signal, ref: false }).catch(() => undefined);
      if (this.#stopped) return;
      try {
        if (this.#client) await this.#beat(this.#client);
        else await this.#connect();
      } catch (error) {
        await this.#close();
        if (!this.#reported) this.#options.onProblem(error);
        this.#reported = true;
      }
    }
  }

  async #connect(): Promise<void> {
    const client = new Client({ connectionString: this.#options.url, keepAlive: true, connectionTimeoutMillis: 5000, query_timeout: 5000, application_name: 'scenario-studio presence', options: '-c timezone=UTC' });
    client.on('error', () => {
      this.#lastBeat = Number.NEGATIVE_INFINITY;
      if (this.#client === client) this.#client = null;
    });
    client.on('notification', ({ payload }) => this.#hear(payload ?? ''));
    try {
      await client.connect();
      await client.query(`LISTEN ${CHANNEL}`);
      await this.#beat(client);
    } catch (error) {
      await client.end().catch(() => undefined);
      throw error;
    }
    this.#client = client;
    // Whatever happened while nobody listened.
    this.#heard({ kind: '*' });
  }

  async #beat(client: Client): Promise<void> {
    const asked = performance.now();
    const { rows } = await client.query<{ at: string; alone: boolean }>(BEAT, [this.id]);
    this.#isAlone = rows[0]?.alone ?? true;
    this.#clock = { database: Number(rows[0]?.at), own: (asked + performance.now()) / 2 };
    this.#lastBeat = asked;
    this.#reported = false;
  }

  async #close(): Promise<void> {
    this.#lastBeat = Number.NEGATIVE_INFINITY;
    const client = this.#client;
    this.#client = null;
    await client?.end().catch(() => undefined);
  }

  #hear(payload: string): void {
    const [from, change] = JSON.parse(payload) as [string, Change];
    if (from !== this.id) this.#heard(change);
  }

  #heard(change: Change): void {
    for (const listener of this.#listeners) listener(change);
  }
}

/** As many news to a payload as fit; one too long by itself names no candidates one by one, and is left to who looks by himself. */
function newsPayloads(from: string, all: readonly News[]): readonly string[] {
  const payloads: string[] = [];
  let group: string[] = [];
  let bytes = 0;
  const close = () => {
    if (group.length > 0) payloads.push(`[${JSON.stringify(from)},{"news":[${group.join(',')}]}]`);
    group = [];
    bytes = 0;
  };
  for (const news of all) {
    const text = JSON.stringify(news);
    const size = Buffer.byteLength(text) + 1;
    if (size > LONGEST_PAYLOAD) continue;
    if (bytes + size > LONGEST_PAYLOAD) close();
    group.push(text);
    bytes += size;
  }
  close();
  return payloads;
}

/** SQL that tells the other servers of a change when the transaction around it is committed; `value` is its parameter. */
export const TELL = `pg_notify('${CHANNEL}', `;

/** The parameter of {@link TELL}; a change too long to be told is told as a change of its whole kind. */
export function told(from: string, change: Change): string {
  const text = JSON.stringify([from, change]);
  return Buffer.byteLength(text) <= LONGEST_PAYLOAD ? text : JSON.stringify([from, { kind: 'kind' in change ? change.kind : '*' }]);
}
