import type { AttackClass, Hostile } from '../attack.ts';
import type { Ground } from '../ground.ts';
import { called, wentThrough } from './called.ts';
import { ask, end, publishScenario, scenarioWith } from './scenario.ts';

const SECRET = 'canary-paging-4711';
const MOST_PAGES = 12;
/** None is another spelling of the address of the connection itself. */
const HOSTS = ['evil.example', '127.0.0.2', '0.0.0.0', '[::1]', '[::ffff:127.0.0.1]', 'localhost', '10.0.0.1', '169.254.169.254', 'private.example', 'mapped.example', 'rebind.example'];

/** Asks for a first page whose next one is `next`; blocked when the run ends with that code, nothing but the address of the connection was asked, and the secret went nowhere else. */
async function follow(ground: Ground, next: string, most: number, wanted: string): Promise<true | string> {
  const before = ground.canary.hits.length;
  const began = performance.now();
  const { code, text, dials } = await called(ground, 'paged', `/first?next=${encodeURIComponent(next)}`);
  const hits = ground.canary.hits.slice(before);
  const outside = hits.find(({ path }) => !path.startsWith('/open/'));
  if (outside) return `asked ${outside.path}, ${outside.headers['authorization'] === undefined ? 'without' : 'with'} the secret`;
  const away = dials.find((dial) => dial !== `127.0.0.1:${ground.canary.port}`);
  if (away !== undefined) return `dialled ${away}`;
  if (hits.length === 0 || hits.length > most) return `${hits.length} pages were asked`;
  if (performance.now() - began > 20_000) return 'it took more than 20 s';
  if (text.includes(SECRET)) return 'the secret came back';
  return code === wanted ? true : `the run says ${code}`;
}

/** Links that an answer gives for its next page. */
export const nextPages: AttackClass = {
  name: 'next-pages',
  inputs: async (ground) => {
    const { port } = ground.canary;
    const open = `127.0.0.1:${port}`;
    const saved = await ground.send({ method: 'PUT', path: '/api/connections?id=out/pages', as: ground.people.admin, body: { kind: 'http', users: 'all', title: '外', baseUrl: `http://${open}/open`, allow: [open], header: 'Authorization', secret: SECRET, baseVersion: 0 } });
    if (saved.status !== 200) throw new Error(saved.text);
    const paging = { by: 'link', items: 'response.body.items', next: 'response.body.next', maxPages: MOST_PAGES };
    const call = { type: 'data.http', title: '调', config: { connection: 'api', method: 'GET', path: 'ask.a', timeout: 20_000, paging } };
    await publishScenario(ground, scenarioWith('paged', { ask, call, end, failed: { ...end } }, { e1: ['ask.out', 'call'], e2: ['call.out', 'end'], e3: ['call.error', 'failed'] }, { connections: { api: { use: 'out/pages' } } }));
    const works = await follow(ground, '/open/second?next=', 2, 'none');
    if (works !== true || ground.canary.hits.at(-1)?.path !== '/open/second?next=') throw new Error(`a next page is not read, so nothing is proved: ${String(works)}`);
    const once = (title: string, next: string): Hostile => ({ title, try: () => follow(ground, next, 1, 'SCN_HTTP_REFUSED') });
    const hosts = HOSTS.flatMap((host) => [`http://${host}:${port}/open/x`, `//${host}:${port}/open/x`, `https://${host}/open/x`].map((next) => once(`next page at ${next}`, next)));
    const ports = [1, 22, 5432, port + 1].map((other) => once(`next page at port ${other}`, `http://127.0.0.1:${other}/open/x`));
    const spelt = [`http://${open}@evil.example/open/x`, `http://evil.example\\@${open}/open/x`, `http:\\\\evil.example\\open`, `\\\\evil.example\\open`, `/\\evil.example/open`, `http://a:b@${open}/open/x`, `https://${open}/open/x`, `ftp://${open}/open/x`, 'file:///etc/passwd', 'javascript:alert(1)', 'data:application/json,{}', `http://${open}%00.evil.example/open`, ' http://evil.example/open', '\thttp://evil.example/open', `http://evil.example#@${open}/open`, `http://evil.example?@${open}/open`].map((next) => once(`next page at ${JSON.stringify(next)}`, next));
    const outside = ['/', '/secret', '/openx', '/open/../secret', '/open/%2e%2e/secret', '/open/..\\secret', '../secret', '/open/./../secret', '//open/x', `http://${open}/secret`, `http://${open}/open/../secret`].map((next) => once(`next page outside, at ${next}`, next));
    const turns = [['the same page', '/open/self?self=1', 'SCN_HTTP_PAGE_LOOP'], ['two pages that lead to each other', '/open/a?round=/open/b', 'SCN_HTTP_PAGE_LOOP'], ['pages without an end', '/open/endless?endless=1', 'none']].map(([title = '', next = '', code = '']): Hostile => ({ title, try: () => follow(ground, next, MOST_PAGES, code) }));
    ground.unguarded(() => ({ body: wentThrough }));
    return [...hosts, ...ports, ...spelt, ...outside, ...turns];
  },
};
