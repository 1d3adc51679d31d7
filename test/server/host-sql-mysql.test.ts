import { Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { isScenarioError } from '../../runtime/errors.ts';
import type { Json } from '../../runtime/schema/json.ts';
import { readSql } from '../../runtime/schema/sql-text.ts';
import { createBreaker } from '../../server/host/breaker.ts';
import { createSqlHost, type GuardedSql } from '../../server/host/sql-host.ts';
import { startMysqlStub, stubColumns } from './support/mysql-stub.ts';
import type { MysqlStub, StubReply } from './support/mysql-stub.ts';

let stub: MysqlStub;
let sockets: Socket[] = [];
let host: GuardedSql | undefined;
afterEach(() => {
  host?.close();
  return stub.close();
});

async function answer(reply: (text: string) => StubReply, text: string, values: Readonly<Record<string, Json>> = {}, more: { readonly maxRows?: number; readonly timeoutMs?: number; readonly refuse?: boolean; readonly allow?: readonly string[] } = {}): Promise<unknown> {
  stub = await startMysqlStub(reply, { user: 'reader', refuse: more.refuse === true });
  sockets = [];
  const sql = host = createSqlHost({
    find: async () => ({ id: 'db', version: 1, kind: 'mysql', baseUrl: `mysql://127.0.0.1:${stub.port}/shop`, allow: more.allow ?? [`127.0.0.1:${stub.port}`], user: 'reader', password: 'a-secret-word' }),
    breaker: createBreaker(Date.now),
    openSocket: () => {
      const socket = new Socket();
      sockets.push(socket);
      return socket;
    },
  });
  try {
    return await sql.query({ connection: 'db', written: readSql(text).written, value: (name) => values[name] ?? null, maxRows: more.maxRows ?? 100, timeoutMs: more.timeoutMs ?? 8_000 }, new AbortController().signal);
  } catch (error) {
    return isScenarioError(error) ? error.code : String(error);
  }
}

const { text: words, decimal, integer, big, double, date, datetime, json, blob, bit } = stubColumns;
const columns = [words('name'), decimal('pay'), integer('some'), big('many'), double('share'), date('born'), datetime('seen')];
const row = ['张三', '12.50', '7', '9007199254740993', '0.5', '1990-01-05', '2022-01-20 10:00:00'];

describe('a foreign MySQL, by its protocol', () => {
  it('answers rows with the types of their columns', async () => {
    expect(await answer(() => ({ columns, rows: [row, row.map(() => null)] }), 'select * from t')).toEqual({
      columns: [{ name: 'name', type: 'string' }, { name: 'pay', type: 'decimal' }, { name: 'some', type: 'integer' }, { name: 'many', type: 'decimal' }, { name: 'share', type: 'number' }, { name: 'born', type: 'date' }, { name: 'seen', type: 'date-time' }],
      rows: [{ name: '张三', pay: '12.50', some: 7, many: '9007199254740993', share: 0.5, born: '1990-01-05', seen: '2022-01-20T10:00:00' }, { name: null, pay: null, some: null, many: null, share: null, born: null, seen: null }],
      more: false,
    });
  });
  it('reads JSON, flags as a whole number, and bytes by their column: of a binary one always in hexadecimal, of a text as text', async () => {
    expect(await answer(() => ({ columns: [json('facts'), words('note'), blob('word'), blob('seal'), bit('flags')], rows: [['{"a":[1,null]}', '备注', '6f6b', '00ff41', 'aa01'], ['[]', '\\x41', '', '41', '01']] }), 'select * from t')).toEqual({
      columns: [{ name: 'facts', type: 'any' }, { name: 'note', type: 'string' }, { name: 'word', type: 'string' }, { name: 'seal', type: 'string' }, { name: 'flags', type: 'decimal' }],
      rows: [{ facts: { a: [1, null] }, note: '备注', word: '\\x6f6b', seal: '\\x00ff41', flags: '43521' }, { facts: [], note: '\\x41', word: '\\x', seal: '\\x41', flags: '1' }],
      more: false,
    });
  });
  it('limits time, makes the transaction read only, then prepares the statement and binds its values', async () => {
    await answer(() => ({ columns: [words('a')], rows: [] }), 'select a from t where b = :b and c = :c and d = :b', { b: "1'; drop table t", c: null });
    expect(stub.said.slice(0, 3)).toEqual(['SET SESSION max_execution_time = 8000', 'START TRANSACTION READ ONLY', 'prepare select a from t where b = ? and c = ? and d = ?']);
    expect(stub.bound.map((values) => values.length)).toEqual([3]);
  });
  it('stops at the rows that were asked for', async () => {
    expect(await answer(() => ({ columns: [integer('n')], rows: [['1'], ['2'], ['3']] }), 'select n from t', {}, { maxRows: 2 })).toEqual({ columns: [{ name: 'n', type: 'integer' }], rows: [{ n: 1 }, { n: 2 }], more: true });
  });
  it.each([
    ['a table that is not there', { code: 1146, message: "Table 't' doesn't exist" }, {}, 'SCN_SQL_STATEMENT_REFUSED'],
    ['a write', { code: 1792, message: 'Cannot execute statement in a READ ONLY transaction.' }, {}, 'SCN_SQL_STATEMENT_REFUSED'],
    ['the server’s own time limit', { code: 3024, message: 'maximum statement execution time exceeded' }, {}, 'SCN_SQL_TIMEOUT'],
    ['silence', 'silence', { timeoutMs: 500 }, 'SCN_SQL_TIMEOUT'],
    ['a wrong password', 'silence', { refuse: true }, 'SCN_SQL_FAILED'],
  ] as const)('%s is a coded error, and the line is cut', async (_, reply, more, code) => {
    expect([await answer(() => reply, 'select 1 from t', {}, more), sockets.every((socket) => socket.destroyed)]).toEqual([code, true]);
  });
  it('an address nobody opened is not dialled', async () => {
    expect([await answer(() => 'silence', 'select 1', {}, { allow: [] }), sockets.length, stub.open()]).toEqual(['SCN_HTTP_REFUSED', 0, 0]);
  });
});
