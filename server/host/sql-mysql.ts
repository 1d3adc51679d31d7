import { isIP } from 'node:net';
import mysql from 'mysql2';
import type { Connection, FieldPacket } from 'mysql2';
import type { SqlAnswer, SqlKind, SqlRequest } from '../../runtime/host/host.ts';
import type { Json, JsonObject } from '../../runtime/schema/json.ts';
import type { SqlDriver, SqlLine, SqlTarget } from './sql-driver.ts';

// Its parts have no names of their own for a module run from source.
const { createConnection, Types } = mysql;

const KINDS: Readonly<Record<number, SqlKind>> = {
  [Types.TINY]: 'integer', [Types.SHORT]: 'integer', [Types.INT24]: 'integer', [Types.LONG]: 'integer', [Types.YEAR]: 'integer', [Types.BIT]: 'decimal', [Types.LONGLONG]: 'decimal',
  [Types.DECIMAL]: 'decimal', [Types.NEWDECIMAL]: 'decimal', [Types.FLOAT]: 'number', [Types.DOUBLE]: 'number',
  [Types.DATE]: 'date', [Types.NEWDATE]: 'date', [Types.DATETIME]: 'date-time', [Types.TIMESTAMP]: 'date-time', [Types.TIME]: 'time', [Types.JSON]: 'any',
};

const MOMENTS = new Set<number>([Types.DATE, Types.NEWDATE, Types.DATETIME, Types.TIMESTAMP]);

/** The driver gives bytes for columns of the binary character set only: whatever they say, they are written as PostgreSQL writes them, `\\x00ff41`. */
function castBytes(bytes: Buffer, type: number): Json {
  const hex = bytes.toString('hex');
  return type === Types.BIT ? BigInt(`0x${hex || '0'}`).toString() : `\\x${hex}`;
}

/** A cell as JSON: `2022-01-20 10:00:00` as ISO text; the zero date means nothing. */
function cast(value: unknown, type: number): Json {
  if (value === null || value === undefined) return null;
  if (Buffer.isBuffer(value)) return castBytes(value, type);
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (typeof value !== 'string') return typeof value === 'bigint' ? value.toString() : (value as Json);
  if (type === Types.JSON) return JSON.parse(value) as Json;
  if (!MOMENTS.has(type)) return value;
  return value.startsWith('0000') ? null : value.replace(' ', 'T');
}

async function said(connection: Connection, sql: string): Promise<void> {
  return new Promise((resolve, reject) => {
    connection.query(sql, (error) => (error ? reject(error) : resolve()));
  });
}

/** MySQL and MariaDB say a time limit each in their own way; the one that does not know it goes by ours. */
async function limited(connection: Connection, timeoutMs: number): Promise<void> {
  await said(connection, `SET SESSION max_execution_time = ${Math.trunc(timeoutMs)}`).catch(() => said(connection, `SET SESSION max_statement_time = ${timeoutMs / 1000}`)).catch(() => undefined);
}

async function rowsOf(connection: Connection, { written, value, maxRows }: SqlRequest): Promise<SqlAnswer> {
  const { text, order } = written(() => '?');
  const values = order.map((name) => value(name)).map((one) => (typeof one === 'object' && one !== null ? JSON.stringify(one) : one));
  return new Promise((resolve, reject) => {
    const rows: JsonObject[] = [];
    let fields: readonly FieldPacket[] = [];
    const answer = (more: boolean): void => resolve({ columns: fields.map(({ name, columnType = 0 }) => ({ name, type: KINDS[columnType] ?? 'string' })), rows, more });
    // A prepared statement: values never become text of it, and it is one statement only.
    const command = connection.execute(text, values);
    command.on('fields', (found: readonly FieldPacket[]) => {
      fields = found;
    });
    command.on('result', (row: unknown) => {
      if (rows.length >= maxRows) return answer(true);
      const cells = row as readonly unknown[];
      rows.push(Object.fromEntries(fields.map(({ name, columnType = 0 }, index) => [name, cast(cells[index], columnType)])));
      return undefined;
    });
    command.on('error', reject);
    command.on('end', () => answer(false));
  });
}

async function open({ address, port, name, database, user, password, tls, socket }: SqlTarget): Promise<SqlLine> {
  const connection = createConnection({
    host: address, port, database, user, password, rowsAsArray: true, multipleStatements: false, dateStrings: true, decimalNumbers: false, supportBigNumbers: true, bigNumberStrings: true,
    // The JSON of MariaDB is a text with a mark, and its column says text.
    jsonStrings: true,
    // Without it the driver would generate code for every statement.
    disableEval: true,
    // The server may ask for a file of ours otherwise.
    flags: ['-LOCAL_FILES'],
    stream: () => socket.connect(port, address),
    ...(tls ? { ssl: { rejectUnauthorized: true, ...(isIP(name) ? {} : { servername: name }) } } : {}),
  });
  connection.on('error', () => undefined);
  await new Promise<void>((resolve, reject) => {
    connection.connect((error) => (error ? reject(error) : resolve()));
  });
  return {
    read: async (request) => {
      await limited(connection, request.timeoutMs);
      await said(connection, 'START TRANSACTION READ ONLY');
      return rowsOf(connection, request);
    },
    clean: () => cleaned(connection),
  };
}

/** The driver's own, which its types leave out. */
type Resettable = Connection & { readonly reset: (done: (error: Error | null) => void) => void };

/** Ends the transaction and forgets variables, locks and prepared statements, all with one word to the server. */
async function cleaned(connection: Connection): Promise<void> {
  return new Promise((resolve, reject) => {
    (connection as Resettable).reset((error) => (error ? reject(error) : resolve()));
  });
}

/** Errors of the log-in and the server as a whole; all others with a number are about the statement. */
const OF_SERVER = new Set(['ER_ACCESS_DENIED_ERROR', 'ER_DBACCESS_DENIED_ERROR', 'ER_BAD_DB_ERROR', 'ER_CON_COUNT_ERROR', 'ER_HOST_IS_BLOCKED', 'ER_HOST_NOT_PRIVILEGED', 'ER_SERVER_SHUTDOWN', 'ER_NOT_SUPPORTED_AUTH_MODE']);
const TIME_OVER = new Set(['ER_QUERY_TIMEOUT', 'ER_STATEMENT_TIMEOUT']);

/** MySQL and MariaDB: a prepared statement in a transaction that cannot write. */
export const mysqlDriver: SqlDriver = {
  open,
  reasonOf: (error) => {
    const { code = '', errno, message = 'no connection' } = (typeof error === 'object' && error !== null ? error : {}) as { code?: string; errno?: number; message?: string };
    if (TIME_OVER.has(code)) return { kind: 'time', reason: message };
    const isAnswer = typeof errno === 'number' && errno > 0 && code.startsWith('ER_');
    return { kind: isAnswer && !OF_SERVER.has(code) ? 'statement' : 'line', reason: isAnswer ? `${message} (${code})` : code || message };
  },
};
