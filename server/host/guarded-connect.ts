import { isIP } from 'node:net';
import type { buildConnector } from 'undici';
import { fail } from '../errors.ts';
import { isLocalName, refusalOf, withoutBrackets } from './address-guard.ts';

export type Resolve = (hostname: string) => Promise<readonly string[]>;
/** Opens a socket to `options.hostname`, which is always a checked address, never a name. */
export type Dial = (options: buildConnector.Options, callback: buildConnector.Callback) => void;

export interface ConnectOptions {
  /** Lower case `host:port` pairs an administrator opened. */
  readonly allow: ReadonlySet<string>;
  readonly resolve: Resolve;
  readonly dial: Dial;
}

/** The address to dial for a host. @throws SCN_HTTP_REFUSED */
export async function checkedAddress(hostname: string, port: string, options: Pick<ConnectOptions, 'allow' | 'resolve'>): Promise<string> {
  const host = withoutBrackets(hostname);
  const opened = options.allow.has(`${hostname.toLowerCase()}:${port}`) || options.allow.has(`${host.toLowerCase()}:${port}`);
  if (isLocalName(host) && !opened) throw fail('SCN_HTTP_REFUSED', { reason: 'loopback name' });
  const addresses = isIP(host) ? [host] : await options.resolve(host);
  if (addresses.length === 0) throw fail('SCN_HTTP_REFUSED', { reason: `${host} has no address` });
  // One bad address among good ones is enough: which one is dialled must not be left to chance.
  for (const address of addresses) {
    const reason = refusalOf(address, opened);
    if (reason) throw fail('SCN_HTTP_REFUSED', { reason });
  }
  return addresses[0] as string;
}

/**
 * The `connect` of an undici Agent. Resolves once, checks every address, then dials the checked one, so a name that
 * changes its address between check and dial changes nothing. A check in `lookup` would not do: literals never reach it.
 */
export function createGuardedConnect(options: ConnectOptions): buildConnector.connector {
  return (target, callback) => {
    const port = target.port || (target.protocol === 'https:' ? '443' : '80');
    checkedAddress(target.hostname, port, options).then(
      (address) => {
        const name = withoutBrackets(target.hostname);
        // An IP literal is no server name (RFC 6066).
        options.dial({ ...target, port, hostname: address, host: address, servername: isIP(name) ? '' : name }, callback);
      },
      (error: unknown) => callback(error instanceof Error ? error : new Error(String(error)), null),
    );
  };
}

/** What dials is loaded with the first connection, not with the server. */
export function createDial(timeoutMs: number): Dial {
  let loaded: Promise<buildConnector.connector> | undefined;
  return (options, callback) => {
    loaded ??= import('undici').then((undici) => undici.buildConnector({ timeout: timeoutMs, maxCachedSessions: 0 }));
    loaded.then((dial) => dial(options, callback), (error: Error) => callback(error, null));
  };
}
