import type { AttackClass, Hostile } from '../attack.ts';
import type { Ground } from '../ground.ts';
import { called, wentThrough } from './called.ts';
import { ask, end, publishScenario, scenarioWith } from './scenario.ts';

const LITERALS = [
  '127.0.0.1', '127.1', '127.0.1', '2130706433', '0x7f000001', '0x7f.0.0.1', '0177.0.0.1', '017700000001', '0', '0.0.0.0', '127.255.255.254', 'localhost', 'localhost.', 'foo.localhost', '①②⑦.⓪.⓪.①', '127。0。0。1',
  '[::1]', '[::]', '[::ffff:127.0.0.1]', '[::ffff:7f00:1]', '[::127.0.0.1]', '[64:ff9b::7f00:1]', '[2002:7f00:1::]', '[::ffff:0:127.0.0.1]', '[fe80::1]', '[fd00:ec2::254]', '[ff02::1]', '[2001:db8::1]', '[100::1]',
  '10.0.0.1', '172.16.0.1', '172.31.255.255', '192.168.1.1', '169.254.169.254', '100.100.100.200', '100.64.0.1', '192.0.0.192', '198.18.0.1', '203.0.113.5', '224.0.0.1', '240.0.0.1', '255.255.255.255',
];
const ODD = [
  'http://user:p@127.0.0.1', 'http://127.0.0.1\\@example.com', 'http:127.0.0.1', 'http:///127.0.0.1', 'file:///etc/passwd', 'gopher://127.0.0.1', 'ftp://127.0.0.1', 'data:text/plain,x', 'http+unix://%2Ftmp%2Fx', 'http://127.0.0.1%00.example', 'http://[fe80::1%25eth0]', 'javascript:alert(1)', '//127.0.0.1', 'http://',
];
const NAMES = ['private', 'mixed', 'mapped', 'nothing', 'compat', 'metadata', 'ula', 'nat64', 'sixtofour', 'cgnat', 'zero', 'multicast', 'late'];
/** Ways out of `http://open/open`, the address of the connection. */
const PATHS = ['/../../x', '/../openx', '/..\\x', '/%2e%2e/x', '/a/../../x', '/./../x', '/.%2E/x', '../x'];
/** Paths that stay where they are, however they look: no second request and no second header comes of them. */
const ODD_PATHS = ['//127.0.0.2/x', '/\\127.0.0.2', '@127.0.0.2/', ':1@127.0.0.2/', '\\..\\x', '\\\\127.0.0.2\\x', '/%0d%0aHost:%20evil', '/x\r\nHost: evil', '?to=', '#@127.0.0.2', ';127.0.0.2'];

/** Points the connection somewhere else. @returns whether it was refused; @throws for another reason than the guard's */
async function pointed(ground: Ground, baseUrl: string, allow: readonly string[]): Promise<boolean> {
  const known = JSON.parse((await ground.send({ path: '/api/connections', as: ground.people.admin })).text) as { items: { id: string; version: number }[] };
  const baseVersion = known.items.find(({ id }) => id === 'out/api')?.version ?? 0;
  const { status, text } = await ground.send({ method: 'PUT', path: '/api/connections?id=out/api', as: ground.people.admin, body: { kind: 'http', users: 'all', title: '外', baseUrl, allow, baseVersion } });
  if (status === 200) return false;
  if (status >= 400 && status < 503 && text.includes('"code":"SCN_HTTP_REFUSED"')) return true;
  throw new Error(`not saved, so nothing is proved: ${status} ${text.slice(0, 120)}`);
}

interface Way {
  readonly path?: string;
  readonly allow?: readonly string[];
  /** What may be dialled on the way. */
  readonly dialled?: readonly string[];
  readonly code?: string;
}

/** Blocked: refused by the guard, while saving or in the run, and nobody was dialled. */
async function reach(ground: Ground, baseUrl: string, { path = '/', allow = [], dialled = [], code: wanted = 'SCN_HTTP_REFUSED' }: Way = {}): Promise<true | string> {
  if (await pointed(ground, baseUrl, allow)) return true;
  const before = ground.canary.hits.length;
  const { code, text, dials } = await called(ground, 'fetcher', path);
  const hits = ground.canary.hits.slice(before).filter((hit) => !hit.path.startsWith('/open'));
  const away = dials.filter((dial) => !dialled.includes(dial));
  if (hits.length > 0 || away.length > 0) return `reached ${hits[0]?.path ?? away[0]}`;
  if (text.includes('"reached":true')) return 'the answer came back';
  return code === wanted ? true : `the run says ${code}`;
}

/** Stays within the address of the connection, as one request without a word of ours in its headers. */
async function stays(ground: Ground, open: string, path: string): Promise<true | string> {
  await pointed(ground, `http://${open}/open`, [open]);
  const before = ground.canary.hits.length;
  const { code, dials } = await called(ground, 'fetcher', path);
  const hits = ground.canary.hits.slice(before);
  const isOne = hits.length === 1 && hits.every((hit) => hit.path.startsWith('/open') && hit.headers.host === open) && dials.every((dial) => dial === open);
  return isOne || code === 'SCN_HTTP_REFUSED' ? true : `${code}: ${hits.map((hit) => hit.path).join(' ')} ${dials.join(' ')}`;
}

export const ssrf: AttackClass = {
  name: 'ssrf',
  inputs: async (ground) => {
    await ground.send({ method: 'PUT', path: '/api/connections?id=out/api', as: ground.people.admin, body: { kind: 'http', users: 'all', title: '外', baseUrl: 'http://source.example', allow: [], baseVersion: 0 } });
    const call = { type: 'data.http', title: '调', config: { connection: 'api', method: 'GET', path: 'ask.a', timeout: 20_000 } };
    await publishScenario(ground, scenarioWith('fetcher', { ask, call, end, failed: { ...end } }, { e1: ['ask.out', 'call'], e2: ['call.out', 'end'], e3: ['call.error', 'failed'] }, { connections: { api: { use: 'out/api' } } }));
    const { port } = ground.canary;
    const open = `127.0.0.1:${port}`;
    await pointed(ground, `http://${open}`, [open]);
    const works = await called(ground, 'fetcher', '/open');
    if (works.code !== 'none' || !works.text.includes('"reached":true') || ground.canary.hits.length === 0) throw new Error(`the way that is open does not work, so nothing is proved: ${works.code}`);
    ground.unguarded(({ path }) => (path === '/api/connections' ? { body: { items: [] } } : { body: wentThrough }));
    const isOpen = { allow: [open], dialled: [open] };
    const direct = LITERALS.map((host): Hostile => ({ title: `http://${host}`, try: () => reach(ground, `http://${host}:${port}`) }));
    const odd = ODD.map((url): Hostile => ({ title: url, try: () => reach(ground, url) }));
    const names = NAMES.map((name): Hostile => ({ title: `${name}.example`, try: () => reach(ground, `http://${name}.example:${port}`) }));
    // The first answer is an address of the web; its dialling fails in this net.
    const rebinding = [1, 2, 3].map((time): Hostile => ({ title: `rebinding, time ${time}`, try: () => reach(ground, `http://rebind.example:${port}`, time === 1 ? { code: 'SCN_HTTP_FAILED', dialled: [`93.184.216.34:${port}`] } : {}) }));
    // Another port than the open one: whoever follows is seen dialling.
    const redirects = LITERALS.map((host): Hostile => ({ title: `redirect to ${host}`, try: () => reach(ground, `http://${open}`, { ...isOpen, path: `/open?to=${encodeURIComponent(`http://${host}:${port + 1}/hit`)}` }) }));
    const paths = PATHS.map((path): Hostile => ({ title: `path ${path}`, try: () => reach(ground, `http://${open}/open`, { ...isOpen, dialled: [], path }) }));
    const oddPaths = ODD_PATHS.map((path): Hostile => ({ title: `odd path ${JSON.stringify(path)}`, try: () => stays(ground, open, path) }));
    const ports = [1, 22, 25, 5432, 6379].map((other): Hostile => ({ title: `another port than the open one, ${other}`, try: () => reach(ground, `http://127.0.0.1:${other}`, { allow: [open] }) }));
    return [...direct, ...odd, ...names, ...rebinding, ...redirects, ...paths, ...oddPaths, ...ports];
  },
};
