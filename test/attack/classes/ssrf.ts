import type { AttackClass, Hostile } from '../attack.ts';
import type { Ground } from '../ground.ts';
import { ask, end, publishScenario, scenarioWith, startRun } from './scenario.ts';

const LITERALS = [
  '127.0.0.1', '127.1', '127.0.1', '2130706433', '0x7f000001', '0x7f.0.0.1', '0177.0.0.1', '017700000001', '0', '0.0.0.0', '127.255.255.254', 'localhost', 'localhost.', 'foo.localhost', '①②⑦.⓪.⓪.①', '127。0。0。1',
  '[::1]', '[::]', '[::ffff:127.0.0.1]', '[::ffff:7f00:1]', '[::127.0.0.1]', '[64:ff9b::7f00:1]', '[2002:7f00:1::]', '[::ffff:0:127.0.0.1]', '[fe80::1]', '[fd00:ec2::254]', '[ff02::1]', '[2001:db8::1]', '[100::1]',
  '10.0.0.1', '172.16.0.1', '172.31.255.255', '192.168.1.1', '169.254.169.254', '100.100.100.200', '100.64.0.1', '192.0.0.192', '198.18.0.1', '203.0.113.5', '224.0.0.1', '240.0.0.1', '255.255.255.255',
];
const ODD = [
  'http://user:p@127.0.0.1', 'http://127.0.0.1\\@example.com', 'http:127.0.0.1', 'http:///127.0.0.1', 'file:///etc/passwd', 'gopher://127.0.0.1', 'ftp://127.0.0.1', 'data:text/plain,x', 'http+unix://%2Ftmp%2Fx', 'http://127.0.0.1%00.example', 'http://[fe80::1%25eth0]', 'javascript:alert(1)', '//127.0.0.1', 'http://',
];
const NAMES = ['private', 'mixed', 'mapped', 'nothing', 'compat', 'metadata', 'ula', 'nat64', 'sixtofour', 'cgnat', 'zero', 'multicast', 'late'];
const PATHS = ['//127.0.0.1/x', '/\\127.0.0.1', '@127.0.0.1/', '/../../x', '\\\\127.0.0.1\\x', '/%0d%0aHost:%20evil'];

/** Points the connection somewhere else and runs a scenario over it. Blocked: refused while saving, or nothing came of the run. */
async function reach(ground: Ground, baseUrl: string, path = '/', allow: readonly string[] = []): Promise<true | string> {
  const known = JSON.parse((await ground.send({ path: '/api/connections', as: ground.people.admin })).text) as { items: { id: string; version: number }[] };
  const baseVersion = known.items.find(({ id }) => id === 'out/api')?.version ?? 0;
  const saved = await ground.send({ method: 'PUT', path: '/api/connections?id=out/api', as: ground.people.admin, body: { kind: 'http', users: 'all', title: '外', baseUrl, allow, baseVersion } });
  if (saved.status >= 400) return true;
  const before = ground.canary.hits.length;
  const { text } = await startRun(ground, 'fetcher', { a: path });
  const hits = ground.canary.hits.slice(before).filter((hit) => !hit.path.startsWith('/open'));
  if (hits.length > 0) return `reached ${hits[0]?.path}`;
  return text.includes('reached') ? 'the answer came back' : true;
}

export const ssrf: AttackClass = {
  name: 'ssrf',
  inputs: async (ground) => {
    await ground.send({ method: 'PUT', path: '/api/connections?id=out/api', as: ground.people.admin, body: { kind: 'http', users: 'all', title: '外', baseUrl: 'http://source.example', allow: [], baseVersion: 0 } });
    const call = { type: 'data.http', title: '调', config: { connection: 'api', method: 'GET', path: 'ask.a', timeout: 1000 } };
    await publishScenario(ground, scenarioWith('fetcher', { ask, call, end, failed: { ...end } }, { e1: ['ask.out', 'call'], e2: ['call.out', 'end'], e3: ['call.error', 'failed'] }, { connections: { api: { use: 'out/api' } } }));
    const { port } = ground.canary;
    const open = `127.0.0.1:${port}`;
    const works = await reach(ground, `http://${open}`, '/open', [open]);
    if (works !== true || ground.canary.hits.length === 0) throw new Error('the way that is open does not work, so nothing is proved');
    const direct = LITERALS.map((host): Hostile => ({ title: `http://${host}`, try: () => reach(ground, `http://${host}:${port}`) }));
    const odd = ODD.map((url): Hostile => ({ title: url, try: () => reach(ground, url) }));
    const names = NAMES.map((name): Hostile => ({ title: `${name}.example`, try: () => reach(ground, `http://${name}.example:${port}`) }));
    const rebinding = [1, 2, 3].map((time): Hostile => ({ title: `rebinding, time ${time}`, try: () => reach(ground, `http://rebind.example:${port}`) }));
    // Another port than the open one: whoever follows is seen dialling.
    const redirects = LITERALS.map((host): Hostile => ({ title: `redirect to ${host}`, try: () => reach(ground, `http://${open}`, `/open?to=${encodeURIComponent(`http://${host}:${port + 1}/hit`)}`, [open]) }));
    const paths = PATHS.map((path): Hostile => ({ title: `path ${path}`, try: () => reach(ground, 'http://private.example', path) }));
    const ports = [1, 22, 25, 5432, 6379].map((other): Hostile => ({ title: `another port than the open one, ${other}`, try: () => reach(ground, `http://127.0.0.1:${other}`, '/', [open]) }));
    return [...direct, ...odd, ...names, ...rebinding, ...redirects, ...paths, ...ports];
  },
};
