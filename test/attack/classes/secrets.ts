import type { AttackClass, Hostile } from '../attack.ts';
import type { Ground } from '../ground.ts';
import { ask, createScenario, end, scenarioWith, testRun } from './scenario.ts';

const CANARY = 'canary-4711-never-shown';
/** Everywhere a planted secret could come out. */
const DOORS = ['/api/connections', '/api/backup', '/api/audit', '/metrics', '/health', '/api/scenarios/fetching', '/api/scenarios/fetching/export', '/api/openapi', '/documentation/json', '/documentation/yaml', '/api/users', '/api/node-types', '/api/plugins', '/api/scenarios/fetching/runs', '/api/scenarios/fetching/operate', '/api/scenarios/fetching/triggers', '/api/portal/apps', '/api/datasets', '/api/keys', '/api/me', '/api/templates'];

/** A scenario that tries to bring the secret out by what the other side answers. */
function fetching(path: string): object {
  const call = { type: 'data.http', title: '调', config: { connection: 'api', method: 'GET', path, timeout: 1000 } };
  return scenarioWith('fetching', { ask, call, end, failed: { ...end } }, { e1: ['ask.out', 'call'], e2: ['call.out', 'end'], e3: ['call.error', 'failed'] }, { connections: { api: { use: 'out/api' } } });
}

async function leaks(ground: Ground, path: string): Promise<true | string> {
  const { text } = await ground.send({ path, as: ground.people.admin });
  return text.includes(CANARY) || text.includes(Buffer.from(CANARY).toString('base64').slice(0, 20)) ? 'the secret is in it' : true;
}

const CHANGES: readonly (readonly [string, object])[] = [['no secret given', {}], ['another address', { baseUrl: 'http://evil.example' }], ['another header', { header: 'X-Evil' }], ['as mail', { kind: 'smtp', baseUrl: 'smtp://mail.example', from: 'a@b.example' }], ['a wrong version', { baseVersion: 99 }]];

export const secrets: AttackClass = {
  name: 'secrets',
  inputs: async (ground) => {
    const open = `127.0.0.1:${ground.canary.port}`;
    const connection = { kind: 'http', users: 'all', title: '外', baseUrl: `http://${open}`, allow: [open], header: 'Authorization', baseVersion: 0 };
    const saved = await ground.send({ method: 'PUT', path: '/api/connections?id=out/api', as: ground.people.admin, body: { ...connection, secret: CANARY } });
    if (saved.status !== 200) throw new Error(saved.text);
    await createScenario(ground, fetching('"/"'));
    await testRun(ground, fetching('"/"'));
    const doors = DOORS.map((path): Hostile => ({ title: path, try: () => leaks(ground, path) }));
    const echoes = ['"/echo"', '"/" + ask.a', 'string(run)', 'string(connection)', 'api.secret', 'param.secret'].map((path): Hostile => ({ title: `a path of ${path}`, try: async () => ((await testRun(ground, fetching(path), { a: 'x' })).text.includes(CANARY) ? 'the secret came back' : true) }));
    const changes = CHANGES.map(([title, change]): Hostile => ({ title: `a change with ${title}`, try: async () => ((await ground.send({ method: 'PUT', path: '/api/connections?id=out/api', as: ground.people.admin, body: { ...connection, baseVersion: 1, ...change } })).text.includes(CANARY) ? 'the secret came back' : true) }));
    ground.unguarded(() => ({ body: { secret: CANARY } }));
    return [...doors, ...echoes, ...changes];
  },
};
