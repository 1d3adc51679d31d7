import { setTimeout as sleep } from 'node:timers/promises';
import { Client, Pool, type PoolClient, type QueryConfig } from 'pg';
import { storeError } from '../errors.ts';
import { databaseError, isAway, isContention } from './database-error.ts';

/** A statement with its values; a named one is prepared once per connection. */
export interface Statement {
  readonly name?: string;
  readonly text: string;
  readonly values: readonly unknown[];
}

export type Run = <Row>(statement: Statement) => Promise<readonly Row[]>;

const TRIES = 6;
const FIRST_PAUSE_MS = 40;
/** After so long nothing is tried again: who asked must hear something. */
const BUDGET_MS = 12_000;
/** Connections of one server. */
const POOL = 20;

/**
 * Settings of every connection: nobody waits or holds a lock for long, not even a server that hangs, and the database
 * notices a server whose machine is gone.
 */
const SESSION = '-c idle_in_transaction_session_timeout=10000 -c lock_timeout=8000 -c tcp_keepalives_idle=30 -c tcp_keepalives_interval=5 -c tcp_keepalives_count=3 -c timezone=UTC -c client_min_messages=warning';
/** An import or an index may take its time. */
const LONGEST_MS = 120_000;
/** What is found by key is found at once, or something is wrong. */
const LONGEST_BY_KEY_MS = 10_000;
/** The database gives up first, so that nothing goes on there that nobody waits for. */
const LINE_MS = 2000;

/** `host:port/name`: what people may read of an address. @throws SCN_STORE_URL */
export function databaseName(url: string): string {
  const parsed = URL.canParse(url) ? new URL(url) : null;
  if (!parsed || !/^postgres(ql)?:$/.test(parsed.protocol) || parsed.pathname.length < 2) throw storeError('SCN_STORE_URL', {});
  return `${parsed.hostname || 'localhost'}:${parsed.port || '5432'}${decodeURIComponent(parsed.pathname)}`;
}

/**
 * For statements that find everything by key. A plan made while a table was small would read all of it, and is kept
 * long after it has grown; these connections are not offered such plans. So there is but one way to go, and no need to
 * look for it anew with every length of a list, which costs more than the reading.
 */
const BY_KEY = '-c plan_cache_mode=force_generic_plan -c enable_seqscan=off -c enable_hashjoin=off -c enable_mergejoin=off';

export interface PoolOptions {
  /** Connections at most. @default 20 */
  readonly size?: number | undefined;
  /** Only for statements that find everything by key. */
  readonly byKey?: boolean;
}

export function openPool(url: string, { size = POOL, byKey = false }: PoolOptions = {}): Pool {
  const longest = byKey ? LONGEST_BY_KEY_MS : LONGEST_MS;
  const pool = new Pool({
    connectionString: url, max: size, connectionTimeoutMillis: 5000, idleTimeoutMillis: 30_000, keepAlive: true, keepAliveInitialDelayMillis: 10_000, query_timeout: longest + LINE_MS,
    application_name: 'scenario-studio', options: `${SESSION} -c statement_timeout=${longest}${byKey ? ` ${BY_KEY}` : ''}`,
  });
  // An idle connection that breaks is dropped by the pool; whoever asks next hears of a database that is away.
  pool.on('error', () => undefined);
  // One in use tells its own statement; without a listener it would also end the process.
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}

/** A line of its own for a statement that may take hours, such as one that goes through a whole table; the caller ends it. */
export async function openSlowLine(url: string): Promise<Client> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 5000, keepAlive: true, keepAliveInitialDelayMillis: 10_000, application_name: 'scenario-studio', options: '-c statement_timeout=0 -c client_min_messages=warning' });
  client.on('error', () => undefined);
  await client.connect();
  return client;
}

/**
 * The way to the database. A statement or transaction that lost against others, or found nobody, is tried again after a
 * pause that grows and varies, but not for long; everything else becomes a coded error.
 */
export class Database {
  readonly pool: Pool;
  readonly name: string;
  #closed = false;

  constructor(pool: Pool, name: string) {
    this.pool = pool;
    this.name = name;
  }

  /** For statements that may be repeated: reads, and writes that say what they expect. @throws SCN_STORE_DOWN and kin */
  async query<Row>(statement: Statement): Promise<readonly Row[]> {
    return this.#again(async () => run<Row>(this.pool, statement));
  }

  /** A statement that is repeated only when it surely was not carried out: after contention, or when it never left. */
  async once<Row>(statement: Statement): Promise<readonly Row[]> {
    let sent = false;
    const work = async () => {
      sent = false;
      const client = await this.pool.connect();
      let broken: Error | undefined;
      try {
        sent = true;
        return await run<Row>(client, statement);
      } catch (error) {
        if (isAway(error)) broken = error as Error;
        throw error;
      } finally {
        client.release(broken);
      }
    };
    return this.#again(work, (error) => isContention(error) || (isAway(error) && !sent));
  }

  /**
   * All or nothing. Repeated after contention, and when the line broke before the end was asked for; once it was, the
   * outcome is unknown, and `settled` finds out: true = done, false = not done.
   */
  async transaction<T>(work: (run: Run) => Promise<T>, settled?: () => Promise<boolean>): Promise<T> {
    let asked: { readonly value: T } | null = null;
    return this.#again(async () => {
      if (asked) {
        if (!settled) throw storeError('SCN_STORE_DOWN', { database: this.name, reason: 'the end was not confirmed' });
        if (await settled()) return asked.value;
        asked = null;
      }
      return this.#within(work, (value) => {
        asked = value;
      });
    });
  }

  /** For work that cannot be done twice, such as one that reads a stream. */
  async transactionOnce<T>(work: (run: Run) => Promise<T>): Promise<T> {
    return this.#again(() => this.#within(work), () => false);
  }

  /** A connection of one's own; the caller releases it. */
  async connect(): Promise<PoolClient> {
    return this.#again(() => this.pool.connect());
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    await this.pool.end();
  }

  async #within<T>(work: (run: Run) => Promise<T>, asking: (value: { readonly value: T } | null) => void = () => undefined): Promise<T> {
    const client = await this.pool.connect();
    let broken: Error | undefined;
    try {
      await client.query('BEGIN');
      const value = await work((statement) => run(client, statement));
      asking({ value });
      await client.query('COMMIT');
      return value;
    } catch (error) {
      if (!isAway(error)) asking(null);
      broken = await rollback(client, error);
      throw error;
    } finally {
      client.release(broken);
    }
  }

  async #again<T>(work: () => Promise<T>, mayRepeat: (error: unknown) => boolean = (error) => isContention(error) || isAway(error)): Promise<T> {
    const until = performance.now() + BUDGET_MS;
    for (let attempt = 1; ; attempt += 1) {
      this.#refuseClosed();
      try {
        return await work();
      } catch (error) {
        if (attempt >= TRIES || performance.now() > until || !mayRepeat(error)) throw databaseError(error, this.name);
        await sleep(FIRST_PAUSE_MS * 2 ** (attempt - 1) * (0.5 + Math.random()));
      }
    }
  }

  #refuseClosed(): void {
    if (this.#closed) throw storeError('SCN_STORE_CLOSED', {});
  }
}

async function run<Row>(client: Pool | PoolClient, { name, text, values }: Statement): Promise<readonly Row[]> {
  const config: QueryConfig<unknown[]> = { text, values: values as unknown[], ...(name === undefined ? {} : { name }) };
  return (await client.query(config)).rows as Row[];
}

/** The error when the connection is of no more use. */
async function rollback(client: PoolClient, error: unknown): Promise<Error | undefined> {
  if (isAway(error)) return error as Error;
  try {
    await client.query('ROLLBACK');
    return undefined;
  } catch (second) {
    return second as Error;
  }
}
