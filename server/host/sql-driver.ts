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

/** A line to a database, logged in. One question at a time. */
export interface SqlLine {
  /** In a transaction that cannot write. An answer with `more` leaves the line in the middle of it. */
  readonly read: (request: SqlRequest) => Promise<SqlAnswer>;
  /** Ends the transaction and forgets all that a question may have left: settings, variables, locks. */
  readonly clean: () => Promise<void>;
}

/** One kind of database. */
export interface SqlDriver {
  readonly open: (target: SqlTarget) => Promise<SqlLine>;
  /** What an error of the driver means: `statement` is the scenario's fault, `line` the network's. */
  readonly reasonOf: (error: unknown) => { readonly kind: 'statement' | 'time' | 'line'; readonly reason: string };
}
