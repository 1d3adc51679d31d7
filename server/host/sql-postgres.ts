import { isIP } from 'node:net';
import { Client, DatabaseError, Query, types } from 'pg';
import type { FieldDef } from 'pg';
import type { SqlAnswer, SqlKind, SqlRequest } from '../../runtime/host/host.ts';
import type { Json, JsonObject } from '../../runtime/schema/json.ts';
import type { SqlDriver, SqlLine, SqlTarget } from './sql-driver.ts';

const { BOOL, DATE, FLOAT4, FLOAT8, INT2, INT4, INT8, JSON: JSON_TYPE, JSONB, NUMERIC, TIME, TIMESTAMP, TIMESTAMPTZ } = types.builtins;
const KINDS = new Map<number, SqlKind>([[BOOL, 'boolean'], [DATE, 'date'], [FLOAT4, 'number'], [FLOAT8, 'number'], [INT2, 'integer'], [INT4, 'integer'], [INT8, 'decimal'], [NUMERIC, 'decimal'], [JSON_TYPE, 'any'], [JSONB, 'any'], [TIME, 'time'], [TIMESTAMP, 'date-time'], [TIMESTAMPTZ, 'date-time']]);

/** `2022-01-20 10:00:00+08` as ISO text. */
function moment(text: string): string {
  return text.replace(' ', 'T').replace(/([+-]\d{2})$/, '$1:00');
}

const yes = (text: string): Json => text === 't';
/** NaN and infinities have no JSON. */
const double = (text: string): Json => (Number.isFinite(Number(text)) ? Number(text) : null);
const parsed = (text: string): Json => JSON.parse(text) as Json;
/** What the server writes as text, as JSON, where it is not text here. */
const READERS = new Map<number, (text: string) => Json>([[BOOL, yes], [INT2, Number], [INT4, Number], [FLOAT4, double], [FLOAT8, double], [JSON_TYPE, parsed], [JSONB, parsed], [TIMESTAMP, moment], [TIMESTAMPTZ, moment]]);
const asText = (text: string): Json => text;

/** Values travel as text and the server reads them as the type the statement wants. */
function bound(value: Json): string | number | boolean | null {
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : value;
}

async function rowsOf(client: Client, { written, value, maxRows }: SqlRequest): Promise<SqlAnswer> {
  const { text, order } = written((index) => `$${index}`);
  // Always the extended protocol: it takes one statement only, whatever the text says.
  const query = client.query(new Query<JsonObject>({ text, values: order.map((name) => bound(value(name))), queryMode: 'extended' } as ConstructorParameters<typeof Query>[0]));
  const rows: JsonObject[] = [];
  let fields: readonly FieldDef[] = [];
  return new Promise((resolve, reject) => {
    const answer = (more: boolean): void => resolve({ columns: fields.map(({ name, dataTypeID }) => ({ name, type: KINDS.get(dataTypeID) ?? 'string' })), rows, more });
    query.on('row', (row: JsonObject, result) => {
      fields = result?.fields ?? fields;
      // Whoever asked hangs up after this answer, which ends the statement on the server, too.
      if (rows.length >= maxRows) answer(true);
      else rows.push(row);
    });
    query.on('end', (result) => {
      fields = (result as { readonly fields?: readonly FieldDef[] }).fields ?? fields;
      answer(false);
    });
    query.on('error', reject);
  });
}

async function open({ address, port, name, database, user, password, tls, socket }: SqlTarget): Promise<SqlLine> {
  const client = new Client({
    host: address, port, database, user, password, application_name: 'scenario-studio',
    stream: () => socket,
    ssl: tls ? { rejectUnauthorized: true, ...(isIP(name) ? {} : { servername: name }) } : false,
    types: { getTypeParser: ((type: number) => READERS.get(type) ?? asText) as typeof types.getTypeParser },
  });
  client.on('error', () => undefined);
  await client.connect();
  return {
    read: async (request) => {
      await client.query(`BEGIN TRANSACTION READ ONLY; SET LOCAL statement_timeout = ${Math.trunc(request.timeoutMs)}; SET LOCAL DateStyle = 'ISO, YMD'; SET LOCAL IntervalStyle = 'iso_8601'; SET LOCAL standard_conforming_strings = on`);
      return rowsOf(client, request);
    },
    clean: async () => {
      await client.query('ROLLBACK');
      // By itself: it is refused within a transaction, and several statements at once are one.
      await client.query('DISCARD ALL');
    },
  };
}

/** PostgreSQL: a transaction that cannot write, a time limit on the server as well, and one row more than wanted at most. */
export const postgresDriver: SqlDriver = {
  open,
  reasonOf: (error) => {
    if (!(error instanceof DatabaseError)) return { kind: 'line', reason: error instanceof Error && 'code' in error ? String(error.code) : error instanceof Error ? error.message : 'no connection' };
    const code = error.code ?? '';
    if (code === '57014') return { kind: 'time', reason: error.message };
    // Class 08 line, 28 log-in, 3D database, 53 resources, 57 shutdown; all others are about the statement.
    return { kind: /^(08|28|3D|53|57)/.test(code) ? 'line' : 'statement', reason: `${error.message} (${code})` };
  },
};
