import type { AttackClass, Hostile } from '../attack.ts';
import { cookieOf, PASSWORD, type Ground } from '../ground.ts';
import { ask, end, publishScenario, scenarioWith, startRun } from './scenario.ts';

/** What may not come out. */
const SECRET = 'secret-4712-shared';
const DAY_MS = 86_400_000;
const dayFrom = (days: number): string => new Date(Date.now() + days * DAY_MS).toISOString().slice(0, 10);
const ASKED = { fields: [{ id: 'pid', as: 'whole' }, { id: 'name', as: 'whole' }], purpose: '核对', basis: '某法第一条', from: dayFrom(-1), until: dayFrom(100) };
const FIELDS = [{ id: 'pid', type: 'string' }, { id: 'name', type: 'string' }];
const HOUSE = { id: 'house/closed', title: '平台名单', key: ['pid'], sharing: 'restricted', fields: FIELDS };
const LENT = { id: 'lent/person', title: '借出的人', key: ['pid'], subject: 'pid', sharing: 'restricted', fields: FIELDS };

/** Refused for what it is, and not for how it was asked. */
const BY_SHARING = /"code":"SCN_(?:GRANT|AUTH|CONNECTION)_/;
const BY_SHARING_OR_FORM = /"code":"SCN_(?:GRANT_ASKED|API_INVALID)"/;

type Deed = readonly [title: string, as: string, method: string, path: string, body?: unknown];
type Json = Readonly<Record<string, unknown>>;

interface Prepared {
  readonly must: (as: string, method: string, path: string, body?: unknown) => Promise<Json>;
  readonly owner: string;
  /** Of the applicant and of the owner. */
  readonly both: string;
  /** Of the applicant, without the right to edit its scenarios. */
  readonly onlooker: string;
  /** Manages people of the applicant's unit only. */
  readonly manager: string;
}

const copying = (id: string, use: string): object => scenarioWith(id, {
  ask, found: { type: 'data.query', title: '查', config: { dataset: 'people', fields: ['pid', 'name'] } },
  copy: { type: 'rule.expression', title: '抄', config: { values: [{ id: 'who', expr: 'found.rows[1].name' }] } },
  again: { type: 'rule.expression', title: '再抄', config: { values: [{ id: 'text', expr: '"他是" + copy.who' }] } }, end,
}, { e1: ['ask.out', 'found'], e2: ['found.out', 'copy'], e3: ['copy.out', 'again'], e4: ['again.out', 'end'] }, { datasets: { people: { use, fields: ['pid', 'name'] } } });

async function prepare(ground: Ground): Promise<Prepared> {
  const { admin, designer } = ground.people;
  const must: Prepared['must'] = async (as, method, path, body) => {
    const { status, text } = await ground.send({ method, path, as, ...(body === undefined ? {} : { body }) });
    if (status >= 300) throw new Error(`${method} ${path}: ${status} ${text}`);
    return JSON.parse(text) as Json;
  };
  const { user } = (await must(designer, 'GET', '/api/me')) as { readonly user: { readonly unit: { readonly id: string; readonly name: string } } };
  const unit = { id: user.unit.id, name: user.unit.name };
  const lender = { id: 'lent', name: '出借单位' };
  const add = async (login: string, more: object): Promise<string> => {
    await must(admin, 'POST', '/api/users', { login, name: login, password: PASSWORD, role: 'user', duties: [], ...more });
    return cookieOf(await ground.login(login, PASSWORD));
  };
  const owner = await add('lena', { role: 'designer', unit: lender });
  const both = await add('beth', { unit: lender, further: [{ unit, duties: [] }], spaces: [{ unit: 'lent', role: 'designer' }] });
  const onlooker = await add('opal', { unit, spaces: [{ unit: unit.id, role: 'operator' }] });
  const manager = await add('mona', { unit, spaces: [{ unit: unit.id, role: 'admin' }] });
  await must(owner, 'PUT', '/api/datasets', { definition: LENT });
  await must(owner, 'POST', '/api/datasets/rows', { dataset: LENT.id, data: { pid: 'P-1', name: SECRET } });
  await must(admin, 'PUT', '/api/datasets', { definition: HOUSE, unit: 'home' });
  await must(admin, 'POST', '/api/datasets/rows', { dataset: HOUSE.id, data: { pid: 'P-1', name: SECRET } });
  return { must, owner, both, onlooker, manager };
}

/** An application of the designer, taken through these steps. */
async function applied({ must }: Prepared, scenario: string, steps: readonly (readonly [as: string, action: string, more?: object])[], by: string): Promise<{ readonly id: string; readonly version: unknown }> {
  let grant = await must(by, 'POST', '/api/grants', { dataset: LENT.id, scenario, asked: ASKED });
  const { id } = grant['item'] as { readonly id: string };
  for (const [as, action, more] of steps) grant = await must(as, 'POST', `/api/grants/${id}/actions`, { action, baseVersion: grant['version'], ...more });
  return { id, version: grant['version'] };
}

/** Closed data of the whole house, and a role in all of it. */
function houseDeeds({ designer }: Ground['people']): readonly Deed[] {
  const scenario = copying('house-thief', HOUSE.id);
  const address = `dataset=${HOUSE.id}`;
  return [
    ['rows of the house', designer, 'GET', `/api/datasets/rows?${address}`], ['a file of the house', designer, 'GET', `/api/datasets/rows/export?${address}`], ['values of the house', designer, 'GET', `/api/datasets/values?${address}&field=name`], ['the past of a row of the house', designer, 'GET', `/api/datasets/history?${address}&id=P-1`],
    ['a row for the house', designer, 'POST', '/api/datasets/rows', { dataset: HOUSE.id, data: { pid: 'x', name: 'x' } }], ['an import into the house', designer, 'POST', '/api/datasets/import', { dataset: HOUSE.id, format: 'csv', text: 'pid,name\nx,x\n', mode: 'replace', accept: 'good-rows' }],
    ['opening data of the house', designer, 'PUT', '/api/datasets', { definition: { ...HOUSE, sharing: 'unconditional' } }], ['opening the entry of the house', designer, 'PUT', '/api/catalogue/entry', { dataset: HOUSE.id, entry: {}, sharing: 'unconditional' }],
    ['a test run on data of the house', designer, 'POST', '/api/scenarios/house-thief/test-run', { scenario, start: {}, data: 'live' }], ['a release that reads the house', designer, 'POST', '/api/scenarios/house-thief/publish', { note: '', baseVersion: 1 }],
    ['rows of the house through a table', designer, 'POST', '/api/scenarios/rule-rows', { scenario: 'house-thief', datasets: { list: { use: HOUSE.id, fields: ['name'] } }, config: { dataset: 'list', hitPolicy: 'UNIQUE', inputs: [{ id: 'a', expr: 'ask.a', test: 'equals', column: 'pid' }], outputs: [{ id: 'o', column: 'name' }] } }],
  ];
}

/** Applications that say too little or too much. */
function wrongAsked(as: string): readonly Deed[] {
  const wrong: readonly (readonly [string, object])[] = [
    ['a blank purpose', { purpose: '   ' }], ['a blank ground', { basis: '\n' }], ['an empty purpose', { purpose: '' }], ['days that are over', { from: dayFrom(-30), until: dayFrom(-2) }], ['days the wrong way round', { from: dayFrom(20), until: dayFrom(10) }],
    ['ten years', { until: dayFrom(3650) }], ['the end of time', { until: '9999-12-31' }], ['no day', { until: 'soon' }], ['a column that is not there', { fields: [{ id: 'nix', as: 'whole' }] }], ['no column', { fields: [] }], ['a column by the name of a prototype', { fields: [{ id: '__proto__', as: 'whole' }] }], ['a rule that is no formula', { rows: 'row.pid ==' }],
  ];
  return wrong.map(([title, part]): Deed => [`an application with ${title}`, as, 'POST', '/api/grants', { dataset: LENT.id, scenario: 'applicant', asked: { ...ASKED, ...part } }]);
}

/** Steps of a grant by the wrong side. */
async function sideDeeds(ground: Ground, prepared: Prepared): Promise<readonly Deed[]> {
  const { admin, designer, other } = ground.people;
  const { both, manager, onlooker, owner } = prepared;
  const step = (grant: { readonly id: string; readonly version: unknown }, as: string, who: string, action: string, more: object = {}): Deed => [`${action} by ${who}`, as, 'POST', `/api/grants/${grant.id}/actions`, { action, baseVersion: grant.version, reason: 'x', ...more }];
  const draft = await applied(prepared, 'applicant', [], designer);
  const checking = await applied(prepared, 'applicant', [[designer, 'submit']], designer);
  const deciding = await applied(prepared, 'applicant', [[designer, 'submit'], [admin, 'pass']], designer);
  return [
    step(draft, onlooker, 'an onlooker of the applicant', 'submit'), step(draft, other, 'somebody without a role', 'submit'), step(draft, owner, 'the owner', 'submit'), step(draft, admin, 'the platform, out of turn', 'overrule'), step(draft, owner, 'the owner, out of turn', 'agree'),
    step(checking, designer, 'the applicant', 'pass'), step(checking, onlooker, 'an onlooker', 'pass'), step(checking, owner, 'the owner', 'pass'), step(checking, both, 'one of both units', 'pass'), step(checking, manager, 'an administrator of the applicant', 'pass'), step(checking, onlooker, 'an onlooker', 'withdraw'),
    step(deciding, designer, 'the applicant', 'agree'), step(deciding, both, 'one of both units', 'agree'), step(deciding, both, 'one of both units', 'refuse'), step(deciding, onlooker, 'an onlooker', 'agree'), step(deciding, admin, 'the platform', 'agree'), step(deciding, other, 'somebody without a role', 'agree'),
    step(deciding, owner, 'the owner, for longer than asked', 'agree', { given: { fields: ASKED.fields, from: ASKED.from, until: dayFrom(200) } }), step(deciding, owner, 'the owner, for a time that is over', 'agree', { given: { fields: ASKED.fields, from: dayFrom(-9), until: dayFrom(-2) } }),
    ['a draft by an onlooker', onlooker, 'POST', '/api/grants', { dataset: LENT.id, scenario: 'applicant', asked: ASKED }], ['a draft for another unit', owner, 'POST', '/api/grants', { dataset: LENT.id, scenario: 'applicant', asked: ASKED }],
    ['the inbox of somebody without a role', other, 'GET', '/api/grants?list=all'], ['longer limits by a designer', designer, 'PUT', '/api/sharing/settings', { longestGrant: { days: 3000, source: 'x' }, baseVersion: 0 }],
    ['a duty that was not offered', manager, 'POST', '/api/users', { login: 'thief', name: 'x', password: PASSWORD, role: 'user', duties: ['lent-clerk'], unit: { id: 'U-dora', name: 'x' } }],
  ];
}

/** A connection of the lender is nobody else's. */
async function connectionDeeds({ people }: Ground, { must }: Prepared): Promise<readonly Deed[]> {
  await must(people.admin, 'PUT', '/api/connections?id=lent-api', { title: '出借单位接口', baseUrl: 'https://api.example.org/', allow: ['api.example.org:443'], unit: 'lent', users: [], baseVersion: 0 });
  const borrowed = scenarioWith('borrowing', { ask, call: { type: 'data.http', title: '调', config: { connection: 'api', method: 'GET', path: '"/"' } }, end }, { e1: ['ask.out', 'call'], e2: ['call.out', 'end'] }, { connections: { api: { use: 'lent-api' } } });
  await must(people.designer, 'POST', '/api/scenarios', { scenario: borrowed });
  return [
    ['a release with a connection of another unit', people.designer, 'POST', '/api/scenarios/borrowing/publish', { note: '', baseVersion: 1 }],
    ['a request through a connection of another unit', people.designer, 'POST', '/api/scenarios/borrowing/try-request', { scenario: borrowed, flow: 'main', node: 'call', values: {}, names: {} }],
    ['a connection of another unit for oneself', people.designer, 'PUT', '/api/connections?id=lent-api', { title: 'x', baseUrl: 'https://api.example.org/', allow: ['api.example.org:443'], unit: 'lent', users: 'all', baseVersion: 1 }],
  ];
}

/** A run whose grant is over, or whose scenario went to another unit: nothing of what it copied comes out. */
async function copies(ground: Ground, prepared: Prepared): Promise<readonly Hostile[]> {
  const { admin, designer } = ground.people;
  const run = async (scenario: string): Promise<string> => {
    const { id } = await startRun(ground, scenario, { a: 'x' });
    const { text } = await ground.send({ path: `/api/runs/${id}`, as: designer });
    if (!text.includes(`他是${SECRET}`)) throw new Error(`nothing was copied, so nothing is proved: ${text.slice(0, 300)}`);
    return id;
  };
  const full: readonly (readonly [string, string])[] = [[designer, 'submit'], [admin, 'pass'], [prepared.owner, 'agree']];
  const grant = await applied(prepared, 'applicant', full, designer);
  const before = await run('applicant');
  await prepared.must(prepared.owner, 'POST', `/api/grants/${grant.id}/actions`, { action: 'revoke', reason: '不再需要', baseVersion: grant.version });
  await publishScenario(ground, copying('mover', LENT.id));
  await applied(prepared, 'mover', full, designer);
  await run('mover');
  const place = await prepared.must(admin, 'GET', '/api/scenarios/mover/place');
  await prepared.must(admin, 'PUT', '/api/scenarios/mover/place', { unit: 'home', rights: [], baseVersion: place['version'] });
  const silent = (title: string, as: string, path: string): Hostile => ({ title, try: async () => ((await ground.send({ path, as })).text.includes(SECRET) ? 'told what was shared' : true) });
  return [
    silent('a trace after the grant', designer, `/api/runs/${before}`), silent('a trace after the grant, for the administrator', admin, `/api/runs/${before}`), silent('the list of runs after the grant', designer, '/api/scenarios/applicant/runs'),
    { title: 'a read after the grant', try: async () => ((await startRun(ground, 'applicant', { a: 'x' })).text.includes(SECRET) ? 'read after the grant' : true) },
    { title: 'a read after the scenario went to another unit', try: async () => {
      const { id } = await startRun(ground, 'mover', { a: 'y' });
      const { text } = await ground.send({ path: `/api/runs/${id}`, as: admin });
      return text.includes(SECRET) ? 'read by the grant of another unit' : true;
    } },
  ];
}

export const sharing: AttackClass = {
  name: 'sharing',
  inputs: async (ground) => {
    const prepared = await prepare(ground);
    await publishScenario(ground, copying('applicant', LENT.id));
    await prepared.must(ground.people.designer, 'POST', '/api/scenarios', { scenario: copying('house-thief', HOUSE.id) });
    ground.unguarded(({ path }) => (path.startsWith('/api/runs/') ? { body: { id: 'run-open', status: 'completed', secret: SECRET } } : { status: 201, body: { id: 'run-open', item: { id: 'open' }, secret: SECRET } }));
    const deeds = [...houseDeeds(ground.people), ...wrongAsked(ground.people.designer), ...(await sideDeeds(ground, prepared)), ...(await connectionDeeds(ground, prepared))];
    const refused = deeds.map(([title, as, method, path, body]): Hostile => ({ title, try: async () => {
      const { status, text } = await ground.send({ method, path, as, ...(body === undefined ? {} : { body }) });
      if (text.includes(SECRET)) return 'told what was shared';
      const wanted = title.startsWith('an application') ? BY_SHARING_OR_FORM : BY_SHARING;
      return status >= 400 && status < 500 && wanted.test(text) ? true : `${status} ${text.slice(0, 120)}`;
    } }));
    return [...refused, ...(await copies(ground, prepared))];
  },
};
