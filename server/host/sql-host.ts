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
}

const systemResolve: Resolve = async (hostname) => (await lookup(hostname, { all: true, verbatim: true })).map((entry) => entry.address);

/** Loaded with the first question: a start is quicker without. */
async function driverOf(kind: OpenConnection['kind']): Promise<{ readonly driver: SqlDriver; readonly port: string } | null> {
  if (kind === 'postgres') return { driver: (await import('./sql-postgres.ts')).postgresDriver, port: '5432' };
  if (kind === 'mysql') return { driver: (await import('./sql-mysql.ts')).mysqlDriver, port: '3306' };
  return null;
}

/** Rejects when the time is over, the caller leaves, or more came over the line than anybody wants; the line is cut then. */
async function watched<T>(socket: Socket, { timeoutMs }: SqlRequest, signal: AbortSignal, work: Promise<T>): Promise<T> {
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
  const look = setInterval(() => {
    if (socket.bytesRead > MAX_BYTES) stop(fail('SCN_SQL_TOO_LARGE', { limit: '8 MB' }));
  }, LOOK_MS);
  signal.addEventListener('abort', onAbort, { once: true });
  try {
    if (signal.aborted) onAbort();
    return await Promise.race([stopped, work]);
  } finally {
    clearTimeout(timer);
    clearInterval(look);
    signal.removeEventListener('abort', onAbort);
    socket.destroy();
  }
}

/** Reads databases of others: guarded at the socket as any outgoing request, capped in time, rows and bytes. */
export function createSqlHost(options: SqlOptions): GuardedSql {
  const ask = async (connection: OpenConnection, request: SqlRequest, signal: AbortSignal): Promise<SqlAnswer> => {
    const found = await driverOf(connection.kind);
    if (!found) throw fail('SCN_SQL_FAILED', { connection: request.connection, reason: 'PostgreSQL / MySQL?' });
    const url = new URL(connection.baseUrl);
    // No special scheme, so the URL keeps the case of the name.
    const name = url.hostname.toLowerCase();
    const port = url.port || found.port;
    const address = await checkedAddress(name, port, { allow: new Set(connection.allow.map((pair) => pair.toLowerCase())), resolve: options.resolve ?? systemResolve });
    const socket = options.openSocket?.() ?? new Socket();
    socket.on('error', () => undefined);
    const target: SqlTarget = { address, port: Number(port), name: withoutBrackets(name), database: decodeURIComponent(url.pathname.slice(1)), user: connection.user ?? '', password: connection.password ?? '', tls: url.searchParams.get('tls') === 'on', socket };
    const work = found.driver.read(target, request);
    work.catch(() => undefined);
    try {
      return await watched(socket, request, signal, work);
    } catch (error) {
      if (isScenarioError(error) || signal.aborted) throw error;
      const { kind, reason } = found.driver.reasonOf(error);
      // What a database says about a statement may quote values; the password is never among them, but be sure.
      const told = (target.password.length < 4 ? reason : reason.replaceAll(target.password, '***')).slice(0, 300);
      if (kind === 'time') throw fail('SCN_SQL_TIMEOUT', { seconds: Math.ceil(request.timeoutMs / 1000) }, error);
      throw fail(kind === 'statement' ? 'SCN_SQL_STATEMENT_REFUSED' : 'SCN_SQL_FAILED', { connection: request.connection, reason: told }, error);
    }
  };
  const { breaker } = options;
  return {
    ask,
    query: async (request, signal) => {
      const connection = await options.find(request.connection);
      if (!connection) throw fail('SCN_HTTP_REFUSED', { reason: `connection ${request.connection}` });
      const { id, version } = connection;
      const until = breaker.refusedUntil(id, version);
      if (until !== null) throw fail('SCN_HTTP_RESTING', { connection: request.connection, until, failures: breaker.health(id, version)?.failures ?? 0 });
      try {
        const answer = await ask(connection, request, signal);
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
