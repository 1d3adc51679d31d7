import { createHash } from 'node:crypto';
import { lookup } from 'node:dns/promises';
import type { Letter, MailHost } from '../../runtime/host/host.ts';
import { isScenarioError } from '../../runtime/errors.ts';
import { fail } from '../errors.ts';
import { withoutBrackets } from './address-guard.ts';
import { checkedAddress } from './guarded-connect.ts';
import type { Resolve } from './guarded-connect.ts';
import type { OpenConnection } from './http-host.ts';

const CONNECT_MS = 10_000;
const SOCKET_MS = 30_000;

export interface MailOptions {
  readonly find: (connection: string) => Promise<OpenConnection | null>;
  readonly resolve?: Resolve;
}

const systemResolve: Resolve = async (hostname) => (await lookup(hostname, { all: true, verbatim: true })).map((entry) => entry.address);

/** Lines that end a connection before anybody can have taken the letter. */
const BEFORE_DATA = new Set(['ECONNECTION', 'EDNS', 'ECONNREFUSED', 'ENOTFOUND', 'ETLS', 'EAUTH', 'EENVELOPE']);

interface MailFailure {
  readonly code?: string;
  readonly responseCode?: number;
  readonly command?: string;
}

function translate(error: unknown, connection: string): Error {
  if (isScenarioError(error)) return error;
  const { code = '', responseCode, command } = (typeof error === 'object' && error !== null ? error : {}) as MailFailure;
  const reason = responseCode === undefined ? code || 'no answer' : `${responseCode}`;
  // Once the letter was on its way and no answer came, nobody knows whether it was taken.
  const unknown = responseCode === undefined && !BEFORE_DATA.has(code) && command !== 'CONN';
  return unknown ? fail('SCN_MAIL_TIMEOUT', { connection }, error) : fail('SCN_MAIL_FAILED', { connection, reason }, error);
}

/** Letters through mail servers that are connections: the address is checked as that of any outgoing request. */
export function createMailHost({ find, resolve = systemResolve }: MailOptions): MailHost {
  const send = async (connection: OpenConnection, letter: Letter): Promise<void> => {
    const url = new URL(connection.baseUrl);
    const secure = url.protocol === 'smtps:';
    const port = url.port || (secure ? '465' : '25');
    const allow = new Set(connection.allow.map((pair) => pair.toLowerCase()));
    // Not a special scheme, so the URL keeps the case of the name.
    const name = url.hostname.toLowerCase();
    const address = await checkedAddress(name, port, { allow, resolve });
    // Loaded with the first letter: a start is quicker without.
    const { createTransport } = await import('nodemailer');
    const transport = createTransport({
      host: address, port: Number(port), secure, connectionTimeout: CONNECT_MS, greetingTimeout: CONNECT_MS, socketTimeout: SOCKET_MS, disableFileAccess: true, disableUrlAccess: true,
      tls: { servername: withoutBrackets(name) },
      ...(connection.user !== undefined ? { auth: { user: connection.user, pass: connection.password ?? '' } } : {}),
    });
    try {
      const id = createHash('sha256').update(letter.key).digest('hex').slice(0, 32);
      const from = connection.from ?? '';
      await transport.sendMail({ from, to: [...letter.to], subject: letter.title, text: letter.body, messageId: `<${id}@scenario-studio>`, headers: { 'Auto-Submitted': 'auto-generated' } });
    } finally {
      transport.close();
    }
  };
  return {
    send: async (letter, signal) => {
      const connection = await find(letter.connection);
      if (!connection || connection.kind !== 'smtp') throw fail('SCN_MAIL_FAILED', { connection: letter.connection, reason: 'SMTP?' });
      signal.throwIfAborted();
      try {
        await send(connection, letter);
      } catch (error) {
        throw translate(error, letter.connection);
      }
    },
  };
}
