import { lookup } from 'node:dns/promises';
import { Socket } from 'node:net';
import type { SqlAnswer, SqlHost, SqlRequest } from '../../runtime/host/host.ts';
import { isScenarioError } from '../../runtime/errors.ts';
import { fail } from '../errors.ts';
import { withoutBrackets } from './address-guard.ts';
import type { Breaker } from './breaker.ts';
import { checkedAddress } from './guarded-connect.ts';
import type { Resolve } from './guarded-connect.ts';
import type { SqlDriver, SqlTarget } from './sql-driver.ts';
import { createSqlPool, type Lease, type OpenLine, type SqlPool } from './sql-pool.ts';
import type { OpenConnection } from './http-host.ts';

/** Bytes of one answer on the wire. */
const MAX_BYTES = 8 * 1_048_576;
const LOOK_MS = 20;

export interface SqlOptions {
  readonly find: (connection: string) => Promise<OpenConnection | null>;
  readonly breaker: Breaker;
  readonly resolve?: Resolve;
  /** Makes what is dialled with; tests count it. @default a plain socket */
  readonly openSocket?: () => Socket;
}

export interface GuardedSql extends SqlHost {
  /** Asks once with this connection, without counting failures: for trying a step. */
  readonly ask: (connection: OpenConnection, request: SqlRequest, signal: AbortSignal) => Promise<SqlAnswer>;
  /** Lines that are open. */
  readonly lines: () => number;
  /** Lines that rest are cut, and none rests any more. */
  readonly close: () => void;
}

const systemResolve: Resolve = async (hostname) => (await lookup(hostname, { all: true, verbatim: true })).map((entry) => entry.address);

/** Loaded with the first question: a start is quicker without. */
async function driverOf(kind: OpenConnection['kind']): Promise<{ readonly driver: SqlDriver; readonly port: string } | null> {
  if (kind === 'postgres') return { driver: (await import('./sql-postgres.ts')).postgresDriver, port: '5432' };
  if (kind === 'mysql') return { driver: (await import('./sql-mysql.ts')).mysqlDriver, port: '3306' };
  return null;
}

/** Rejects when the time is over, the caller leaves, or more came over the line than anybody wants; the line is cut then. */
async function watched<T>(socket: Socket, { timeoutMs }: Pick<SqlRequest, 'timeoutMs'>, signal: AbortSignal, begin: () => Promise<T>): Promise<T> {
  const before = socket.bytesRead;
  let stop: (reason: unknown) => void = () => undefined;
  const stopped = new Promise<never>((_resolve, reject) => {
    stop = (reason) => {
      socket.destroy();
      reject(reason instanceof Error ? reason : new Error(String(reason)));
    };
  });
  stopped.catch(() => undefined);
  const onAbort = (): void => stop(signal.reason);
  const timer = setTimeout(() => stop(fail('SCN_SQL_TIMEOUT', { seconds: Math.ceil(timeoutMs / 1000) })), timeoutMs);
  const measure = (): void => {
    if (socket.bytesRead - before > MAX_BYTES) stop(fail('SCN_SQL_TOO_LARGE', { limit: '8 MB' }));
  };
  const look = setInterval(measure, LOOK_MS);
  signal.addEventListener('abort', onAbort, { once: true });
  try {
    if (signal.aborted) onAbort();
    const work = begin();
    work.catch(() => undefined);
    await Promise.race([stopped, work]);
    // On a quick line all of it may have come between two looks.
    measure();
    return await Promise.race([stopped, work]);
  } finally {
    clearTimeout(timer);
    clearInterval(look);
    signal.removeEventListener('abort', onAbort);
  }
}

/** All that a line is opened by: whoever has another secret or another address gets another line. */
function keyOf({ kind, id, version, baseUrl, user, password, allow }: OpenConnection): string {
  return JSON.stringify([kind, id, version, baseUrl, user, password, allow]);
}

/** Reads databases of others: guarded at the socket as any outgoing request, capped in time, rows and bytes, over a few lines that are used again. */
export function createSqlHost(options: SqlOptions): GuardedSql {
  const pool = createSqlPool(Date.now);
  const dialled = async (driver: SqlDriver, standardPort: string, connection: OpenConnection, request: SqlRequest, signal: AbortSignal): Promise<OpenLine> => {
    const url = new URL(connection.baseUrl);
    // No special scheme, so the URL keeps the case of the name.
    const name = url.hostname.toLowerCase();
    const port = url.port || standardPort;
    const address = await checkedAddress(name, port, { allow: new Set(connection.allow.map((pair) => pair.toLowerCase())), resolve: options.resolve ?? systemResolve });
    const socket = options.openSocket?.() ?? new Socket();
    socket.on('error', () => undefined);
    const target: SqlTarget = { address, port: Number(port), name: withoutBrackets(name), database: decodeURIComponent(url.pathname.slice(1)), user: connection.user ?? '', password: connection.password ?? '', tls: url.searchParams.get('tls') === 'on', socket };
    try {
      return { socket, line: await watched(socket, request, signal, () => driver.open(target)), openedAt: Date.now() };
    } catch (error) {
      socket.destroy();
      throw error;
    }
  };
  /** Reads over a line; one that had died while it rested is no reason to fail: reading is asked once more over a fresh one. */
  const read = async (take: (fresh: boolean) => Promise<Lease>, driver: SqlDriver, request: SqlRequest, signal: AbortSignal): Promise<SqlAnswer> => {
    for (let fresh = false; ; fresh = true) {
      const lease = await take(fresh);
      try {
        const answer = await watched(lease.socket, request, signal, () => lease.line.read(request));
        if (answer.more) lease.cut();
        else lease.giveBack();
        return answer;
      } catch (error) {
        lease.cut();
        const mayAgain = lease.isUsed && !fresh && !signal.aborted && !isScenarioError(error) && driver.reasonOf(error).kind === 'line';
        if (!mayAgain) throw error;
      }
    }
  };
  const asked = async (connection: OpenConnection, request: SqlRequest, signal: AbortSignal, lines: SqlPool): Promise<SqlAnswer> => {
    const found = await driverOf(connection.kind);
    if (!found) throw fail('SCN_SQL_FAILED', { connection: request.connection, reason: 'PostgreSQL / MySQL?' });
    const { driver, port } = found;
    const take = (fresh: boolean) => lines.take(keyOf(connection), { connection: request.connection, timeoutMs: request.timeoutMs, signal, fresh }, () => dialled(driver, port, connection, request, signal));
    try {
      return await read(take, driver, request, signal);
    } catch (error) {
      if (isScenarioError(error) || signal.aborted) throw error;
      const { kind, reason } = driver.reasonOf(error);
      // What a database says about a statement may quote values; the password is never among them, but be sure.
      const password = connection.password ?? '';
      const told = (password.length < 4 ? reason : reason.replaceAll(password, '***')).slice(0, 300);
      if (kind === 'time') throw fail('SCN_SQL_TIMEOUT', { seconds: Math.ceil(request.timeoutMs / 1000) }, error);
      throw fail(kind === 'statement' ? 'SCN_SQL_STATEMENT_REFUSED' : 'SCN_SQL_FAILED', { connection: request.connection, reason: told }, error);
    }
  };
  /** Over a line of its own that is gone afterwards. */
  const ask: GuardedSql['ask'] = async (connection, request, signal) => {
    const own = createSqlPool(Date.now);
    try {
      return await asked(connection, request, signal, own);
    } finally {
      own.close();
    }
  };
  const { breaker } = options;
  return {
    ask,
    lines: pool.size,
    close: pool.close,
    query: async (request, signal) => {
      const connection = await options.find(request.connection);
      if (!connection) throw fail('SCN_HTTP_REFUSED', { reason: `connection ${request.connection}` });
      const { id, version } = connection;
      const until = breaker.refusedUntil(id, version);
      if (until !== null) throw fail('SCN_HTTP_RESTING', { connection: request.connection, until, failures: breaker.health(id, version)?.failures ?? 0 });
      try {
        const answer = await asked(connection, request, signal, pool);
        breaker.succeeded(id);
        return answer;
      } catch (error) {
        const isUnwell = !signal.aborted && (isScenarioError(error, 'SCN_SQL_FAILED') || isScenarioError(error, 'SCN_SQL_TIMEOUT'));
        if (isUnwell) breaker.failed(id, version, error.code);
        else breaker.gaveUp(id);
        throw error;
      }
    },
  };
}
