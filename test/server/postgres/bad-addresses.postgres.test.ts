import { createServer, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';
import { describe, expect, inject, it } from 'vitest';
import { openPostgresStore } from '../../../server/stores/postgres/postgres-store.ts';
import { refusal } from '../../contract/store/refusal.ts';
import { databaseUrl, freshDatabase } from '../../support/postgres-database.ts';

function changed(change: (url: URL) => void): string {
  const url = new URL(inject('postgresUrl'));
  change(url);
  return url.href;
}

/** Something that listens but is no database. */
async function withListener(onSocket: (socket: Socket) => void, work: (url: string) => Promise<void>): Promise<void> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    onSocket(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    await work(`postgres://me:planted-4711@127.0.0.1:${(server.address() as AddressInfo).port}/studio`);
  } finally {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  }
}

const codeAt = async (url: string): Promise<string> => {
  const found = await refusal(openPostgresStore(url, { patienceMs: 0 }));
  expect(JSON.stringify(found)).not.toContain('planted-4711');
  return found.code;
};

describe('the address of a database', () => {
  it.each([
    ['a wrong password', () => changed((url) => (url.password = 'planted-4711'))],
    ['a user who is not there', () => changed((url) => (url.username = 'planted'))],
    ['a database that is not there', () => databaseUrl(inject('postgresUrl'), 'no_such_database')],
  ])('with %s is refused with SCN_STORE_REFUSED', async (_what, urlOf) => {
    expect(await codeAt(urlOf())).toBe('SCN_STORE_REFUSED');
  });

  it('where nobody listens, or whose name is unknown, is SCN_STORE_ABSENT', async () => {
    expect(await codeAt('postgres://me:planted-4711@127.0.0.1:9/studio')).toBe('SCN_STORE_ABSENT');
    expect(await codeAt('postgres://me:planted-4711@no-such-host.invalid/studio')).toBe('SCN_STORE_ABSENT');
  });

  it('where something else answers, or nothing ever does, is SCN_STORE_ABSENT within seconds', async () => {
    await withListener((socket) => void socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'), async (url) => expect(await codeAt(url)).toBe('SCN_STORE_ABSENT'));
    await withListener(() => undefined, async (url) => expect(await codeAt(url)).toBe('SCN_STORE_ABSENT'));
  }, 20_000);

  it('of a database with another encoding is refused', async () => {
    const database = await freshDatabase(inject('postgresUrl'));
    await database.query(`CREATE DATABASE latin TEMPLATE template0 ENCODING 'LATIN1' LC_COLLATE 'C' LC_CTYPE 'C'`);
    expect(await codeAt(databaseUrl(inject('postgresUrl'), 'latin'))).toBe('SCN_STORE_REFUSED');
    await database.query('DROP DATABASE latin');
    await database.remove();
  });
});
