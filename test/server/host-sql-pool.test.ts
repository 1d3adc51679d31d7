import { Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SqlAnswer } from '../../runtime/host/host.ts';
import { isScenarioError } from '../../runtime/errors.ts';
import { readSql } from '../../runtime/schema/sql-text.ts';
import { createBreaker } from '../../server/host/breaker.ts';
import { createSqlHost, type GuardedSql } from '../../server/host/sql-host.ts';
import { startMysqlStub, stubColumns, type MysqlStub, type StubReply } from './support/mysql-stub.ts';

let stub: MysqlStub;
let sql: GuardedSql;
let sockets: Socket[];
/** Those the process would not wait for: so are lines that rest. */
let idle: Set<Socket>;
let version: number;
let reply: (text: string) => StubReply;
const one: StubReply = { columns: [stubColumns.integer('n')], rows: [['1']] };

beforeEach(async () => {
  reply = () => one;
  version = 1;
  sockets = [];
  idle = new Set();
  stub = await startMysqlStub((text) => reply(text));
  sql = createSqlHost({
    find: async () => ({ id: 'db', version, kind: 'mysql', baseUrl: `mysql://127.0.0.1:${stub.port}/shop`, allow: [`127.0.0.1:${stub.port}`], user: 'reader', password: 'a-secret-word' }),
    breaker: createBreaker(Date.now),
    openSocket: () => {
      const socket = new Socket();
      const [ref, unref] = [socket.ref.bind(socket), socket.unref.bind(socket)];
      socket.ref = () => {
        idle.delete(socket);
        return ref();
      };
      socket.unref = () => {
        idle.add(socket);
        return unref();
      };
      sockets.push(socket);
      return socket;
    },
  });
});
afterEach(async () => {
  sql.close();
  await stub.close();
});

const query = (timeoutMs = 20_000, maxRows = 10, signal = new AbortController().signal): Promise<SqlAnswer> => sql.query({ connection: 'db', written: readSql('select n from t').written, value: () => null, maxRows, timeoutMs }, signal);
const code = (asked: Promise<SqlAnswer>) => asked.then(() => 'answered', (error: unknown) => (isScenarioError(error) ? error.code : String(error)));
/** The newest line was given back and waits for the next question: the pool, too, knows that it was cleaned. */
const rested = () => expect.poll(() => [stub.said.at(-1), sockets.slice(-1).every((socket) => idle.has(socket))], { timeout: 20_000 }).toEqual(['reset', true]);

describe('lines to a database of others', () => {
  it('are used again, and what a question may have left is forgotten in between', async () => {
    await query();
    await rested();
    await query();
    await rested();
    const asked = ['SET SESSION max_execution_time = 20000', 'START TRANSACTION READ ONLY'];
    expect([sockets.length, stub.said]).toEqual([1, [...asked, 'prepare select n from t', 'reset', ...asked, 'prepare select n from t', 'reset']]);
    expect([sql.lines(), stub.open()]).toEqual([1, 1]);
  });

  it('leave nothing behind on the line, however often it rests', async () => {
    await query();
    await rested();
    const [socket] = sockets;
    const before = socket?.listenerCount('close') ?? 0;
    for (let round = 0; round < 5; round += 1) {
      stub.said.length = 0;
      await query();
      await rested();
    }
    expect(sockets.length).toBe(1);
    // One while it rests.
    expect(socket?.listenerCount('close')).toBeLessThanOrEqual(before + 1);
  });

  it('are cut after an error, in the middle of an answer, and when the time is over', async () => {
    reply = () => ({ code: 1146, message: 'no such table' });
    expect(await code(query())).toBe('SCN_SQL_STATEMENT_REFUSED');
    reply = () => ({ columns: [stubColumns.integer('n')], rows: [['1'], ['2'], ['3']] });
    expect((await query(20_000, 2)).more).toBe(true);
    reply = () => 'silence';
    expect(await code(query(300))).toBe('SCN_SQL_TIMEOUT');
    expect([sockets.length, sockets.every((socket) => socket.destroyed), sql.lines()]).toEqual([3, true, 0]);
  });

  it('are not shared by a connection that was changed', async () => {
    await query();
    await rested();
    version = 2;
    await query();
    expect(sockets.length).toBe(2);
  });

  it('that died while they rested are replaced, and nobody notices', async () => {
    await query();
    await rested();
    const died = new Promise((resolve) => sockets[0]?.once('close', resolve));
    sockets[0]?.destroy();
    await died;
    expect([(await query()).rows, sockets.length]).toEqual([[{ n: 1 }], 2]);
  });

  it('are eight at most: the ninth question waits its turn, and not for ever', async () => {
    let answers = false;
    const waiting = Array.from({ length: 8 }, () => new AbortController());
    reply = () => (answers ? one : 'silence');
    const asked = waiting.map(({ signal }) => code(query(20_000, 10, signal)));
    await expect.poll(() => stub.said.filter((text) => text.startsWith('prepare')).length, { timeout: 20_000 }).toBe(8);
    expect(await code(query(200))).toBe('SCN_SQL_BUSY');
    const ninth = query();
    answers = true;
    waiting[0]?.abort(new Error('left'));
    expect([(await ninth).rows, sockets.length]).toEqual([[{ n: 1 }], 9]);
    for (const { abort } of waiting.map((controller) => ({ abort: () => controller.abort(new Error('left')) }))) abort();
    expect(new Set(await Promise.all(asked))).toEqual(new Set(['Error: left']));
    await expect.poll(() => sql.lines(), { timeout: 20_000 }).toBe(1);
  });

  it('leave the waiting to whoever still wants to know', async () => {
    reply = () => 'silence';
    const held = new AbortController();
    const asked = Array.from({ length: 8 }, () => code(query(20_000, 10, held.signal)));
    await expect.poll(() => stub.said.filter((text) => text.startsWith('prepare')).length, { timeout: 20_000 }).toBe(8);
    const leaving = new AbortController();
    const ninth = code(query(20_000, 10, leaving.signal));
    leaving.abort(new Error('no more'));
    expect(await ninth).toBe('Error: no more');
    held.abort(new Error('left'));
    await Promise.all(asked);
    expect([sql.lines(), sockets.length]).toEqual([0, 8]);
  });

  it('rest no longer once the server ends', async () => {
    await query();
    await rested();
    sql.close();
    await expect.poll(() => stub.open(), { timeout: 20_000 }).toBe(0);
    expect(sql.lines()).toBe(0);
  });
});
