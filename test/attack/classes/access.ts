import type { AttackClass, Hostile } from '../attack.ts';
import { cookieOf, PASSWORD, type Ground } from '../ground.ts';
import { captures } from './captures.ts';
import { doors } from './doors.ts';
import { neighbours } from './neighbours.ts';
import { ask, end, scenarioWith } from './scenario.ts';
import { own, rise, RISES, steal, thefts, type Owned } from './thefts.ts';

/** A connection of the house, with its secret, in the hands of a county. */
async function borrowed(ground: Ground, as: string): Promise<readonly Hostile[]> {
  const open = `127.0.0.1:${ground.canary.port}`;
  await ground.send({ method: 'PUT', path: '/api/connections?id=house/gate', as: ground.people.admin, body: { title: '外', baseUrl: `http://${open}`, allow: [open], header: 'Authorization', secret: 'x', baseVersion: 0 } });
  const call = { type: 'data.http', title: '调', config: { connection: 'api', method: 'GET', path: '"/"' } };
  const scenario = scenarioWith('borrowing', { ask, call, end }, { e1: ['ask.out', 'call'], e2: ['call.out', 'end'] }, { connections: { api: { use: 'house/gate' } } });
  const made = await ground.send({ method: 'POST', path: '/api/scenarios', as, body: { scenario } });
  if (made.status !== 201) throw new Error(`${made.status} ${made.text}`);
  const deeds: readonly (readonly [string, string, object?])[] = [['POST', '/api/scenarios/borrowing/publish', { note: '', baseVersion: 1 }], ['POST', '/api/scenarios/borrowing/try-request', { scenario, flow: 'main', node: 'call', values: {}, names: {} }], ['GET', '/api/connections']];
  return deeds.map(([method, path, body]): Hostile => ({ title: `a county borrows by ${method} ${path}`, try: async () => {
    const { status, text } = await ground.send({ method, path, as, ...(body ? { body } : {}) });
    return (text.includes('SCN_CONNECTION_UNIT') || text === '{"items":[]}') && !text.includes(open) ? true : `${status} ${text.slice(0, 80)}`;
  } }));
}

/** An administrator of a county, and what they try to hand out beyond it. */
async function gifts(ground: Ground): Promise<readonly Hostile[]> {
  const unit = { id: 'gifts', name: '县' };
  await ground.send({ method: 'POST', path: '/api/units', as: ground.people.admin, body: { ...unit, level: 'county', parent: 'home' } });
  const account = { name: 'x', password: PASSWORD, role: 'user', duties: [], unit };
  const made = await ground.send({ method: 'POST', path: '/api/users', as: ground.people.admin, body: { ...account, login: 'giver', spaces: [{ unit: unit.id, role: 'admin' }] } });
  const as = cookieOf(await ground.login('giver', PASSWORD));
  if (made.status !== 201 || as === '') throw new Error(`${made.status} ${made.text}`);
  const tries: readonly (readonly [string, string, object])[] = [
    ['every duty', '/api/users', { ...account, login: 'given-1', duties: ['doctor', 'police'] }], ['a duty in a further unit', '/api/users', { ...account, login: 'given-2', further: [{ unit: { id: 'home', name: '' }, duties: ['doctor'] }] }],
    ['a duty by a file', '/api/organisation/import', { people: 'login,name,unit,duties\ngiven-3,x,gifts,doctor\n' }], ['a role above', '/api/users', { ...account, login: 'given-4', role: 'designer' }],
  ];
  const given = tries.map(([title, path, body]): Hostile => ({ title: `a county gives ${title}`, try: async () => {
    const { status, text } = await ground.send({ method: 'POST', path, as, body });
    return status === 403 || status === 404 ? true : `${status} ${text.slice(0, 120)}`;
  } }));
  return [...given, ...(await borrowed(ground, as))];
}

/** Real things of other units and people, under the names that routes ask for them by. */
async function thingsOf(ground: Ground, { run, task, file }: Owned): Promise<Readonly<Record<string, string>>> {
  const asked = { fields: [{ id: 'pid', as: 'whole' }], from: '2020-01-01', until: new Date(Date.now() + 300 * 86_400_000).toISOString().slice(0, 10), purpose: '试', basis: '试' };
  const grant = await ground.send({ method: 'POST', path: '/api/grants', as: ground.people.designer, body: { dataset: 'ward/patient', scenario: 'secret', asked } });
  const releases = await ground.send({ path: '/api/scenarios/secret/releases', as: ground.people.designer });
  const users = JSON.parse((await ground.send({ path: '/api/users', as: ground.people.admin })).text) as { readonly items: readonly { readonly id: string; readonly login: string }[] };
  const person = users.items.find(({ login }) => login === 'he')?.id;
  const release = /"id":"(secret@\d+)"/.exec(releases.text)?.[1];
  if (grant.status !== 201 || release === undefined || person === undefined) throw new Error(`there is nothing to knock for: ${grant.status} ${grant.text} ${releases.text.slice(0, 200)} ${String(person)}`);
  return { scenario: 'secret', dataset: 'ward/patient', unit: 'U-dora', parent: 'U-dora', run, task, file, person, release, reference: `person:${person}`, grant: (JSON.parse(grant.text) as { readonly item: { readonly id: string } }).item.id };
}

export const access: AttackClass = {
  name: 'access',
  abreast: 4,
  inputs: async (ground) => {
    const owned = await own(ground);
    const seen = await ground.send({ path: `/api/portal/runs/${owned.run}`, as: ground.people.user });
    if (seen.status !== 200 || owned.task === '') throw new Error('the owner cannot read their own, so nothing is proved');
    const units = await neighbours(ground);
    const knocks = await doors(ground, await thingsOf(ground, owned));
    const others = thefts(owned).map((theft): Hostile => ({ title: `another's: ${theft[0]} ${theft[1]}`, try: () => steal(ground, theft, owned) }));
    const rises = RISES.map((one): Hostile => ({ title: `rise by ${one[0]} ${one[1]} ${JSON.stringify(one[2]).slice(0, 60)}`, try: () => rise(ground, one) }));
    const all = [...knocks, ...others, ...rises, ...(await captures(ground)), ...(await gifts(ground)), ...units];
    ground.unguarded(() => ({ body: { items: [{ id: owned.run, text: 'secret-4711 secret-4712 secret-4712-row' }] } }));
    return all;
  },
};
