import { readFileSync } from 'node:fs';
import type { Hostile } from '../attack.ts';
import { requestFor, type Api, type Things } from '../fitting.ts';
import { cookieOf, PASSWORD, type Ground } from '../ground.ts';

const table = JSON.parse(readFileSync(new URL('../../server/access-table.json', import.meta.url), 'utf8')) as Readonly<Record<string, string>>;
const REFUSED = new Set([401, 403, 404]);
/** What a route is about when it is about one thing of a unit. */
const THINGS = new Set(['scenario', 'release', 'run', 'dataset', 'unit', 'parent', 'person']);

type Who = 'anonymous' | 'user' | 'designer' | 'neighbour';

/** Who is below what a route asks for: by its word, or by what only people of the house or of the unit may do. */
function below(route: string, access: string): readonly Who[] {
  if (access === 'public') return [];
  // A grant is seen by its two sides only, whatever a designer may see else.
  if (route.includes('/grants/:id')) return ['anonymous', 'user', 'neighbour'];
  if (access === 'user') return ['anonymous'];
  if (access === 'admin') return ['anonymous', 'user', 'designer', 'neighbour'];
  return THINGS.has(access.split(' ')[1] ?? '') ? ['anonymous', 'user', 'neighbour'] : ['anonymous', 'user'];
}

/** Asks as a page of ours would, with everything the route wants. Blocked: refused for who asks, and for nothing else. */
async function knock(ground: Ground, who: Who, cookie: string | undefined, request: ReturnType<typeof requestFor>): Promise<true | string> {
  const { status, text, headers } = await ground.send({ ...request, ...(cookie === undefined ? { headers: { origin: ground.url } } : { as: cookie }) });
  const isSentAway = who === 'anonymous' && status === 302 && headers['location'] === '/studio/login';
  return REFUSED.has(status) || isSentAway ? true : `${status} ${text.slice(0, 120)}`;
}

/** A designer of one unit only, to whom nothing of the others is shown. */
async function neighbourOf(ground: Ground): Promise<string> {
  await ground.send({ method: 'POST', path: '/api/users', as: ground.people.admin, body: { login: 'next', name: '隔壁', password: PASSWORD, role: 'user', duties: [], unit: { id: 'U-next', name: '隔壁' }, spaces: [{ unit: 'U-next', role: 'designer' }] } });
  const cookie = cookieOf(await ground.login('next', PASSWORD));
  const own = await ground.send({ path: '/api/scenarios', as: cookie });
  if (own.status !== 200) throw new Error(`the neighbour may do nothing at all, so nothing is proved: ${own.status} ${own.text}`);
  return cookie;
}

/** Every route, by everybody who is below it, about real things of others. */
export async function doors(ground: Ground, things: Things): Promise<readonly Hostile[]> {
  const api = JSON.parse((await ground.send({ path: '/documentation/json', as: ground.people.admin })).text) as Api;
  const cookies = { anonymous: undefined, user: ground.people.other, designer: ground.people.designer, neighbour: await neighbourOf(ground) };
  const routes = Object.entries(table).filter(([route]) => route !== 'POST /api/logout');
  return routes.flatMap(([route, access]) => {
    const about = access.split(' ')[1] ?? '';
    const id = about === 'release' ? things['release'] : about === 'run' ? things['run'] : about === 'unit' ? things['unit'] : about === 'person' ? things['person'] : route.includes('/grants/') ? things['grant'] : things['scenario'];
    const request = requestFor(api, route, { ...things, ...(about === '' && !route.includes('/grants/') ? {} : { id: id ?? '' }) });
    return below(route, access).map((who): Hostile => ({ title: `${who} at ${route}`, try: () => knock(ground, who, cookies[who], request) }));
  });
}
