import type { Socket } from 'node:net';
import type { SqlAnswer, SqlRequest } from '../../runtime/host/host.ts';

/** Where and as whom to read, already checked: `address` is what is dialled, `name` what a certificate must say. */
export interface SqlTarget {
  readonly address: string;
  readonly port: number;
  readonly name: string;
  readonly database: string;
  readonly user: string;
  readonly password: string;
  readonly tls: boolean;
  /** Made here, so that bytes can be counted and the line be cut. */
  readonly socket: Socket;
}

/** One kind of database: reads with a fresh connection and never leaves it open. */
export interface SqlDriver {
  readonly read: (target: SqlTarget, request: SqlRequest) => Promise<SqlAnswer>;
  /** What an error of the driver means: `statement` is the scenario's fault, `line` the network's. */
  readonly reasonOf: (error: unknown) => { readonly kind: 'statement' | 'time' | 'line'; readonly reason: string };
}
