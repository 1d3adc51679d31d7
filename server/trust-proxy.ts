import { isIP } from 'node:net';

/** Whom the server believes where a request came from: nobody, or proxies of these addresses. */
export type TrustProxy = false | readonly string[];

const NAMES: ReadonlySet<string> = new Set(['loopback', 'linklocal', 'uniquelocal']);

function isAddress(text: string): boolean {
  if (NAMES.has(text)) return true;
  const [address = '', bits, more] = text.split('/');
  const most = isIP(address) === 6 ? 128 : 32;
  // A network of everybody would let anybody say where they come from.
  return more === undefined && isIP(address) !== 0 && (bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) >= 8 && Number(bits) <= most));
}

/**
 * A number of proxies is not taken: whoever reached the server past them could say anything, which is why Fastify trusts
 * nobody then. @throws Error with the flag's name when a value is wrong, or when everybody would be believed
 */
export function readTrustProxy(text: string | undefined, baseUrl: string | undefined): TrustProxy {
  if (text === undefined || text === 'off') return false;
  const parts = text.split(',').map((part) => part.trim());
  if (!parts.every(isAddress)) throw new Error('--trust-proxy: off, or the addresses and networks of the proxies are needed, such as 10.0.0.5,10.1.0.0/16 or loopback');
  // Else the proxy would also be believed by which name people reach the server, which the origin of requests is held against.
  if (baseUrl === undefined) throw new Error('--trust-proxy: --base-url is needed with it, the address that people use');
  return parts;
}
