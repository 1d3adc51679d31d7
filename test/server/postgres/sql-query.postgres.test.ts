import { Socket } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import type { SqlAnswer } from '../../../runtime/host/host.ts';
import { isScenarioError } from '../../../runtime/errors.ts';
import type { Json } from '../../../runtime/schema/json.ts';
import { readSql } from '../../../runtime/schema/sql-text.ts';
import { createBreaker } from '../../../server/host/breaker.ts';
import type { OpenConnection } from '../../../server/host/http-host.ts';
import { createSqlHost } from '../../../server/host/sql-host.ts';
import { freshDatabase } from '../../support/postgres-database.ts';
import type { TestDatabase } from '../../support/postgres-database.ts';

let database: TestDatabase;
let connection: OpenConnection;
let sockets: Socket[] = [];
const breaker = createBreaker(Date.now);
const sql = createSqlHost({
  find: async () => connection, breaker, resolve: async () => ['10.0.0.7'],
  openSocket: () => {
    const socket = new Socket();
    sockets.push(socket);
    return socket;
  },
});

beforeAll(async () => {
  database = await freshDatabase(inject('postgresUrl'));
  await database.query('create table person (id bigint primary key, name text, pay numeric(12,2), born date, seen timestamptz, at timestamp, ok boolean, share double precision, few int, tags jsonb)');
  await database.query(`insert into person select n, 'n' || n, n + 0.10, date '1990-01-05' + n::int, timestamptz '2022-01-20 10:00:00+08', timestamp '2022-01-20 10:00:00', n % 2 = 0, n / 2.0, n, '{"a":[1]}' from generate_series(1, 30) n`);
}, 120_000);
afterAll(async () => {
  sql.close();
  await database.remove();
});
beforeEach(() => {
  sockets = [];
  const url = new URL(database.url);
  const host = url.hostname === 'localhost' ? '127.0.0.1' : url.hostname;
  connection = { id: 'db', version: (connection?.version ?? 0) + 1, kind: 'postgres', baseUrl: `postgres://${host}:${url.port || 5432}${url.pathname}`, allow: [`${host}:${url.port || 5432}`], user: decodeURIComponent(url.username), password: decodeURIComponent(url.password) };
});

interface More {
  readonly maxRows?: number;
  readonly timeoutMs?: number;
}

async function ask(text: string, values: Readonly<Record<string, Json>> = {}, { maxRows = 100, timeoutMs = 20_000 }: More = {}): Promise<SqlAnswer> {
  return sql.query({ connection: 'db', written: readSql(text).written, value: (name) => values[name] ?? null, maxRows, timeoutMs }, new AbortController().signal);
}

async function code(text: string, values: Readonly<Record<string, Json>> = {}, more: More = {}): Promise<string> {
  return ask(text, values, more).then(() => 'answered', (error: unknown) => (isScenarioError(error) ? error.code : String(error)));
}

describe('a foreign PostgreSQL', () => {
  it('answers rows with the types of their columns', async () => {
    expect(await ask('select * from person where id = :id', { id: 1 })).toEqual({
      columns: [{ name: 'id', type: 'decimal' }, { name: 'name', type: 'string' }, { name: 'pay', type: 'decimal' }, { name: 'born', type: 'date' }, { name: 'seen', type: 'date-time' }, { name: 'at', type: 'date-time' }, { name: 'ok', type: 'boolean' }, { name: 'share', type: 'number' }, { name: 'few', type: 'integer' }, { name: 'tags', type: 'any' }],
      rows: [{ id: '1', name: 'n1', pay: '1.10', born: '1990-01-06', seen: expect.stringMatching(/^2022-01-20T\d{2}:00:00[+-]\d{2}:\d{2}$/) as string, at: '2022-01-20T10:00:00', ok: false, share: 0.5, few: 1, tags: { a: [1] } }],
      more: false,
    });
  });
  it('knows the columns of an answer without rows', async () => {
    expect(await ask('select name, pay from person where id < 0')).toEqual({ columns: [{ name: 'name', type: 'string' }, { name: 'pay', type: 'decimal' }], rows: [], more: false });
  });
  it('stops at the rows that were asked for and says that there are more', async () => {
    const answer = await ask('select id from person order by id', {}, { maxRows: 7 });
    expect([answer.rows.length, answer.rows[0], answer.more, (await ask('select id from person', {}, { maxRows: 30 })).more]).toEqual([7, { id: '1' }, true, false]);
  });
  it('a value is a value, whatever it says', async () => {
    const evil = "1' or '1'='1'; drop table person; --";
    expect((await ask('select name from person where name = :name', { name: evil })).rows).toEqual([]);
    expect((await ask('select :name::text as said', { name: evil })).rows).toEqual([{ said: evil }]);
  });
  it.each([
    ['a function that writes', "with gone as (delete from person returning id) select * from gone"],
    ['leaving the transaction within the text', 'select 1; commit; drop table person'],
    ['a table that is not there', 'select * from nobody'],
    ['a sequence', "select nextval('nobody_seq')"],
    ['a value of another type', 'select * from person where id = :id'],
  ])('refuses %s, and nothing has changed', async (_, text) => {
    expect(await code(text, { id: 'x' })).toBe('SCN_SQL_STATEMENT_REFUSED');
    expect(await database.query('select count(*)::int as n from person')).toEqual([{ n: 30 }]);
  });
  it('stops a statement that takes too long, on the server as well', async () => {
    expect(await code('select pg_sleep(30)', {}, { timeoutMs: 400 })).toBe('SCN_SQL_TIMEOUT');
    const running = "select count(*)::int as n from pg_stat_activity where application_name = 'scenario-studio' and state = 'active' and query like '%pg_sleep%' and datname = current_database()";
    await expect.poll(async () => (await database.query(running))[0]?.['n'], { timeout: 10_000 }).toBe(0);
  });
  it('stops an answer nobody can want', async () => {
    expect(await code("select repeat('x', 12000000) as big")).toBe('SCN_SQL_TOO_LARGE');
  });
  it('uses a line again, without what a question left on it, and cuts one whose statement failed', async () => {
    await ask("select pg_advisory_lock(4711), set_config('search_path', 'nowhere', false)");
    const held = "select count(*)::int as n from pg_locks where locktype = 'advisory' and objid = 4711";
    await expect.poll(async () => (await database.query(held))[0]?.['n'], { timeout: 20_000 }).toBe(0);
    await expect.poll(async () => (await ask("select current_setting('search_path') as path, pg_backend_pid() as line")).rows[0]?.['path'], { timeout: 20_000 }).not.toBe('nowhere');
    await code('select * from nobody');
    expect(sockets.filter((socket) => socket.destroyed).length).toBe(1);
    expect(sockets.length).toBeLessThan(4);
  });
  it('a wrong database is the connection’s fault and is counted; after five it rests', async () => {
    connection = { ...connection, baseUrl: connection.baseUrl.replace(/\/[^/]*$/, '/nobody') };
    for (let at = 0; at < 5; at += 1) expect(await code('select 1')).toBe('SCN_SQL_FAILED');
    const dialled = sockets.length;
    expect([await code('select 1'), sockets.length]).toEqual(['SCN_HTTP_RESTING', dialled]);
  });
  it('whoever leaves gets no answer and leaves nothing running', async () => {
    const leaving = sql.query({ connection: 'db', written: readSql('select pg_sleep(20)').written, value: () => null, maxRows: 1, timeoutMs: 20_000 }, AbortSignal.timeout(300));
    await expect(leaving).rejects.toThrow();
    expect(sockets.every((socket) => socket.destroyed)).toBe(true);
  });
});

describe('the guard of databases', () => {
  it.each([
    ['an address nobody opened', { allow: [] }], ['another port', { allow: ['127.0.0.1:1'] }], ['a name that leads to a private address', { baseUrl: 'postgres://db.example:5432/x', allow: [] }], ['link local, even when opened', { baseUrl: 'postgres://169.254.169.254:5432/x', allow: ['169.254.169.254:5432'] }],
  ])('refuses %s before anything is dialled', async (_, more) => {
    connection = { ...connection, ...more };
    expect([await code('select 1'), sockets.length]).toEqual(['SCN_HTTP_REFUSED', 0]);
  });
});
