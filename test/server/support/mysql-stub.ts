import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import { createServer } from 'mysql2';

const require = createRequire(import.meta.url);
type PacketClass = new (sequence: number, buffer: Buffer, start: number, end: number) => object;
/** Inner parts of the driver, which it does not export: its server side has no prepared statements of its own. */
const inner = (file: string): unknown => require(join(dirname(require.resolve('mysql2')), 'lib/packets', file));
const Packet = inner('packet.js') as PacketClass;
const ColumnDefinition = inner('column_definition.js') as { readonly toPacket: (column: object, sequence: number) => object };

/** A column as the protocol names it: the number of its type, and how a value travels in a binary row. */
export interface StubColumn {
  readonly name: string;
  readonly type: number;
  readonly bytes: (value: string) => Buffer;
  /** utf8mb4 unless it says otherwise. */
  readonly characterSet?: number;
}

/** Numbers of character sets. */
const [UTF8, BINARY] = [45, 63];

const counted = (value: string): Buffer => Buffer.concat([Buffer.from([Buffer.byteLength(value)]), Buffer.from(value)]);
const raw = (hex: string): Buffer => Buffer.concat([Buffer.from([hex.length / 2]), Buffer.from(hex, 'hex')]);
const whole = (value: string): Buffer => {
  const buffer = Buffer.alloc(4);
  buffer.writeInt32LE(Number(value));
  return buffer;
};
const double = (value: string): Buffer => {
  const buffer = Buffer.alloc(8);
  buffer.writeDoubleLE(Number(value));
  return buffer;
};
const big = (value: string): Buffer => {
  const buffer = Buffer.alloc(8);
  buffer.writeBigInt64LE(BigInt(value));
  return buffer;
};
const moment = (value: string): Buffer => {
  const [year = 0, month = 0, day = 0, ...clock] = value.split(/\D/).map(Number);
  return Buffer.from([clock.length === 0 ? 4 : 7, year % 256, Math.floor(year / 256), month, day, ...clock]);
};

export const stubColumns = {
  text: (name: string): StubColumn => ({ name, type: 253, bytes: counted }),
  decimal: (name: string): StubColumn => ({ name, type: 246, bytes: counted }),
  integer: (name: string): StubColumn => ({ name, type: 3, bytes: whole }),
  big: (name: string): StubColumn => ({ name, type: 8, bytes: big }),
  double: (name: string): StubColumn => ({ name, type: 5, bytes: double }),
  date: (name: string): StubColumn => ({ name, type: 10, bytes: moment }),
  datetime: (name: string): StubColumn => ({ name, type: 12, bytes: moment }),
  json: (name: string): StubColumn => ({ name, type: 245, bytes: counted }),
  /** Its values are written in hexadecimal. */
  blob: (name: string): StubColumn => ({ name, type: 252, bytes: raw, characterSet: BINARY }),
  bit: (name: string): StubColumn => ({ name, type: 16, bytes: raw, characterSet: BINARY }),
};

export interface StubAnswer {
  readonly columns: readonly StubColumn[];
  readonly rows: readonly (readonly (string | null)[])[];
}

/** What a server says to a statement: rows, an error, or nothing at all. */
export type StubReply = StubAnswer | { readonly code: number; readonly message: string } | 'silence';

export interface MysqlStub {
  readonly port: number;
  /** Everything that was said to it, in order: plain text, or what was prepared. */
  readonly said: string[];
  /** Values of executed statements. */
  readonly bound: unknown[][];
  /** Connections that are open. */
  readonly open: () => number;
  readonly close: () => Promise<void>;
}

/** The server side of a connection, as far as the package has it without types. */
interface ServerSide {
  readonly on: (event: string, listener: (...facts: never[]) => void) => void;
  readonly serverHandshake: (facts: object) => void;
  readonly writePacket: (packet: object) => void;
  readonly writeColumns: (columns: readonly object[]) => void;
  readonly writeEof: () => void;
  readonly writeOk: (facts?: object) => void;
  readonly writeError: (error: { readonly code: number; readonly message: string }) => void;
  handlePacket: (packet?: { readonly sequenceId: number }) => void;
  readonly _resetSequenceId: () => void;
}

/** A command of the client begins a count of packets at 0. The package counts on through all of them, and so both sides find packets out of order. */
function countAnew(side: ServerSide): void {
  const handle = side.handlePacket.bind(side);
  side.handlePacket = (packet) => {
    if (packet?.sequenceId === 0) side._resetSequenceId();
    handle(packet);
  };
}

function packet(...parts: readonly Buffer[]): object {
  const buffer = Buffer.concat([Buffer.alloc(4), ...parts]);
  return new Packet(0, buffer, 0, buffer.length);
}

function rowPacket(columns: readonly StubColumn[], row: readonly (string | null)[]): object {
  const nulls = Buffer.alloc(Math.floor((columns.length + 9) / 8));
  row.forEach((value, index) => {
    if (value === null) nulls[Math.floor((index + 2) / 8)] = (nulls[Math.floor((index + 2) / 8)] ?? 0) | (1 << ((index + 2) % 8));
  });
  return packet(Buffer.from([0]), nulls, ...columns.flatMap((column, index) => (row[index] === null || row[index] === undefined ? [] : [column.bytes(row[index])])));
}

const definition = ({ name, type, characterSet = UTF8 }: Omit<StubColumn, 'bytes'>): object => ({ catalog: 'def', schema: 's', table: 't', orgTable: 't', name, orgName: name, characterSet, columnLength: 300, columnType: type, flags: 0, decimals: 0 });

/** The command that makes a connection as it was after the log-in. */
const RESET_CONNECTION = 0x1f;

/** A MySQL on 127.0.0.1 that speaks the real protocol, with prepared statements and binary rows, and answers as it is told. */
export async function startMysqlStub(reply: (text: string) => StubReply, login: { readonly user: string; readonly refuse?: boolean } = { user: 'reader' }): Promise<MysqlStub> {
  const said: string[] = [];
  const bound: unknown[][] = [];
  const open = new Set<ServerSide>();
  const server = createServer((connection: unknown) => {
    const side = connection as ServerSide;
    open.add(side);
    countAnew(side);
    let prepared = '';
    side.on('error', () => undefined);
    side.on('end', () => open.delete(side));
    side.on('query', (text: string) => {
      said.push(text);
      side.writeOk();
    });
    side.on('packet', (_packet: unknown, _known: boolean, command: number) => {
      if (command !== RESET_CONNECTION) return;
      said.push('reset');
      side.writeOk();
    });
    side.on('stmt_prepare', (text: string) => {
      // The package takes a plain SET for the PREPARE of SQL itself.
      if (text.startsWith('SET ')) {
        said.push(text);
        return side.writeOk();
      }
      said.push(`prepare ${text}`);
      prepared = text;
      const answer = reply(text);
      if (answer !== 'silence' && 'code' in answer) return side.writeError(answer);
      const parameters = text.split('?').length - 1;
      side.writePacket(packet(Buffer.from([0, 1, 0, 0, 0, 0, 0, parameters, 0, 0, 0, 0])));
      for (let at = 0; at < parameters; at += 1) side.writePacket(ColumnDefinition.toPacket(definition({ name: '?', type: 253 }), 0));
      if (parameters > 0) side.writeEof();
      return undefined;
    });
    side.on('stmt_execute', (_id: number, _flags: number, _count: number, values: unknown[]) => {
      bound.push(values ?? []);
      const answer = reply(prepared);
      if (answer === 'silence' || 'code' in answer) return;
      side.writeColumns(answer.columns.map(definition));
      for (const row of answer.rows) side.writePacket(rowPacket(answer.columns, row));
      side.writeEof();
    });
    side.serverHandshake({
      protocolVersion: 10, serverVersion: '8.0.36', connectionId: 1, statusFlags: 2, characterSet: 45, capabilityFlags: 0xff_ff_ff & ~2048,
      authCallback: ({ user }: { readonly user: string }, done: (error: null, refusal?: object) => void) => (login.refuse === true || user !== login.user ? done(null, { message: `Access denied for user '${user}'`, code: 1045 }) : done(null)),
    });
  });
  const net = (server as unknown as { readonly _server: { readonly listen: (port: number, host: string, then: () => void) => void; readonly address: () => AddressInfo; readonly close: (then: () => void) => void } })._server;
  await new Promise<void>((resolve) => net.listen(0, '127.0.0.1', resolve));
  return {
    port: net.address().port, said, bound, open: () => open.size,
    close: async () => {
      for (const side of open) (side as unknown as { readonly stream: { readonly destroy: () => void } }).stream.destroy();
      await new Promise<void>((resolve) => net.close(() => resolve()));
    },
  };
}
