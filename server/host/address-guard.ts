import ipaddr from 'ipaddr.js';

/** The one place that decides which network addresses a scenario may reach. */

type Parsed = ipaddr.IPv4 | ipaddr.IPv6;

/** Ranges an administrator may open for one exact host and port; all others stay closed whatever is listed. */
const OPENABLE = new Set(['private', 'loopback', 'uniqueLocal', 'carrierGradeNat']);
const GLOBAL_V6 = ipaddr.IPv6.parse('2000::');

function parse(address: string): Parsed | null {
  if (address.includes('%') || !ipaddr.isValid(address)) return null;
  return ipaddr.process(address);
}

/** ipaddr.js calls ::127.0.0.1 unicast, so IPv6 must also lie in 2000::/3 (RFC 4291). */
function isGlobal(parsed: Parsed): boolean {
  if (parsed.range() !== 'unicast') return false;
  return parsed.kind() === 'ipv4' || (parsed as ipaddr.IPv6).match(GLOBAL_V6, 3);
}

/** Why this address may not be dialled, or null. `opened` = an administrator listed this host and port. */
export function refusalOf(address: string, opened: boolean): string | null {
  const parsed = parse(address);
  if (!parsed) return `not an address: ${address.slice(0, 60)}`;
  if (isGlobal(parsed)) return null;
  const range = parsed.range();
  return opened && OPENABLE.has(range) ? null : `${range} address`;
}

/** Host names that mean this machine whatever a resolver says. */
export function isLocalName(hostname: string): boolean {
  const name = hostname.toLowerCase().replace(/\.+$/, '');
  return name === 'localhost' || name.endsWith('.localhost');
}

export function withoutBrackets(hostname: string): string {
  return hostname.startsWith('[') && hostname.endsWith(']') ? hostname.slice(1, -1) : hostname;
}

/** Lower case `host:port`, the form of the allow-list. */
export function hostAndPort(url: URL): string {
  return `${url.hostname.toLowerCase()}:${url.port || (url.protocol === 'https:' ? '443' : '80')}`;
}
