import type { AttackClass, Hostile } from '../attack.ts';
import { cookieOf, PASSWORD, type Ground } from '../ground.ts';
import { ask, end, publishScenario, scenarioWith } from './scenario.ts';

/** Eight people, told apart by what a unit does not lend: `name` is lent masked, `secret` not at all. */
const PEOPLE = 8;
const everyone: readonly number[] = Array.from({ length: PEOPLE }, (_, n) => n);
const nameOf = (n: number): string => `${'赵钱孙李周吴郑王'[(n * 3) % PEOPLE]}${'甲乙丙丁戊己庚辛'[(n * 5) % PEOPLE]}${n}`;
const secretOf = (n: number): string => `secret-${(n * 5) % PEOPLE}-4712`;
const DAY_MS = 86_400_000;
const dayFrom = (days: number): string => new Date(Date.now() + days * DAY_MS).toISOString().slice(0, 10);

/** Conditions, orders and figures over what is not shown. What is asked for is `ask.a`: two askings that differ in it must be answered alike. */
const QUERIES: readonly (readonly [title: string, query: object])[] = [
  ['a condition on it', { where: 'row.secret = ask.a' }], ['a condition that turns it round', { where: 'not(row.secret != ask.a)' }], ['a condition by its beginning', { where: 'starts with(row.secret, ask.a)' }], ['a condition by its length', { where: 'string length(row.secret) = string length(ask.a)' }],
  ['a condition by a list', { where: 'list contains([row.secret], ask.a)' }], ['a condition by a range', { where: 'row.secret >= ask.a' }], ['a condition that takes the row as a whole', { where: 'string(row) = ask.a' }], ['a condition by its name as a text', { where: 'get value(row, "secret") = ask.a' }], ['a condition by the entries of the row', { where: 'some e in get entries(row) satisfies e.value = ask.a' }],
  ['a condition that fails on it', { where: 'if row.secret = ask.a then 1 / 0 = 1 else true' }], ['a condition that costs on it', { where: 'if row.secret = ask.a then count(for i in 1..300000 return i) > 0 else true' }],
  ['the column itself', { fields: ['pid', 'secret'] }], ['an order by it', { orderBy: [['secret', 'asc']] }], ['an order by it, backwards, the first one', { orderBy: [['secret', 'desc']], limit: 1 }],
  ['a group by it', { group: { g: 'row.secret' }, measures: { n: { count: 'true' } } }], ['the greatest of it', { measures: { n: { max: 'row.secret' } } }], ['a count by it', { measures: { n: { count: 'row.secret = ask.a' } } }], ['a sum by it', { measures: { n: { sum: 'if row.secret = ask.a then 1 else 0' } } }],
  ['a join on it', { dataset: 'mine', fields: ['pid'], join: { who: { dataset: 'lent', on: ['secret'], fields: ['pid'] } } }],
  ['a masked column, whole', { where: 'row.name = ask.b' }], ['a masked column by its end', { where: 'ends with(row.name, ask.b)' }], ['an order by a masked column', { fields: ['pid'], orderBy: [['name', 'asc']] }], ['a group by a masked column', { group: { g: 'row.name' }, measures: { n: { count: 'true' } } }],
];

type Json = Readonly<Record<string, unknown>>;

interface Lent {
  readonly must: (as: string, method: string, path: string, body?: unknown) => Promise<Json>;
  readonly owner: string;
}

async function lend(ground: Ground): Promise<Lent> {
  const must: Lent['must'] = async (as, method, path, body) => {
    const { status, text } = await ground.send({ method, path, as, ...(body === undefined ? {} : { body }) });
    if (status >= 300) throw new Error(`${method} ${path}: ${status} ${text.slice(0, 300)}`);
    return JSON.parse(text) as Json;
  };
  await must(ground.people.admin, 'POST', '/api/users', { login: 'keeper', name: 'keeper', password: PASSWORD, role: 'designer', duties: [], unit: { id: 'U-keeper', name: '保管单位' } });
  const owner = cookieOf(await ground.login('keeper', PASSWORD));
  await must(owner, 'PUT', '/api/datasets', { definition: { id: 'keeper/lent', title: '借出的', key: ['pid'], subject: 'pid', sharing: 'restricted', fields: [{ id: 'pid', type: 'string' }, { id: 'name', type: 'string', personal: true, mask: 'name' }, { id: 'secret', type: 'string' }] } });
  for (let n = 0; n < PEOPLE; n += 1) await must(owner, 'POST', '/api/datasets/rows', { dataset: 'keeper/lent', data: { pid: `P-${n}`, name: nameOf(n), secret: secretOf(n) } });
  return { must, owner };
}

interface Asked {
  readonly a: string;
  readonly b: string;
}

/** What the designer sees of a run: the code at which it stopped, or its rows. */
async function answerOf(ground: Ground, app: string, input: Asked): Promise<string> {
  const started = await ground.send({ method: 'POST', path: `/api/portal/apps/${app}/runs`, as: ground.people.user, body: { clientKey: `key-${app}-${input.a}`.slice(0, 40), release: `${app}@1`, input } });
  const id = started.text.startsWith('{') ? String((JSON.parse(started.text) as { readonly id?: unknown }).id) : '';
  const { text } = await ground.send({ path: `/api/runs/${id}`, as: ground.people.designer });
  const found = text.startsWith('{') ? (JSON.parse(text) as { readonly nodes?: Readonly<Record<string, { readonly output?: unknown; readonly error?: { readonly code: string } }>> }).nodes?.['found'] : undefined;
  return found?.error?.code ?? JSON.stringify(found?.output ?? text.slice(0, 200));
}

const form = { ...ask, config: { roles: [], fields: ['a', 'b'].map((id) => ({ id, type: 'string', title: id })) } };

/** Blocked: it is not let in use at all, it is refused as not granted, or it tells nothing that differs with what is asked. */
async function tell(ground: Ground, { must, owner }: Lent, app: string, query: object): Promise<true | string> {
  const { admin, designer } = ground.people;
  const datasets = { lent: { use: 'keeper/lent', fields: ['pid', 'name', 'secret'] }, mine: { own: { title: '自己的', fields: [{ id: 'pid', type: 'string' }, { id: 'secret', type: 'string' }] } } };
  const scenario = scenarioWith(app, { ask: form, found: { type: 'data.query', title: '查', config: { dataset: 'lent', ...('measures' in query ? {} : { fields: ['pid'] }), ...query } }, end }, { e1: ['ask.out', 'found'], e2: ['found.out', 'end'] }, { datasets });
  await must(designer, 'POST', '/api/scenarios', { scenario });
  let grant = await must(designer, 'POST', '/api/grants', { dataset: 'keeper/lent', scenario: app, asked: { fields: [{ id: 'pid', as: 'whole' }, { id: 'name', as: 'masked', mask: 'name' }], purpose: '核对', basis: '某法', from: dayFrom(-1), until: dayFrom(100) } });
  for (const [as, action] of [[designer, 'submit'], [admin, 'pass'], [owner, 'agree']] as const) grant = await must(as, 'POST', `/api/grants/${(grant['item'] as { readonly id: string }).id}/actions`, { action, baseVersion: grant['version'] });
  const live = await ground.send({ method: 'POST', path: `/api/scenarios/${app}/publish`, as: designer, body: { note: '', baseVersion: 1 } });
  if (live.status === 422 && live.text.includes('"SCN_API_NOT_PUBLISHABLE"')) return /SCN_DATA_(?:FIELD_CLOSED|USE|JOIN|UNKNOWN)|SCN_GRANT/.test(live.text) || !live.text.includes('SCN_DATA_') ? true : `not published: ${live.text.slice(0, 300)}`;
  if (live.status >= 300) return `publishing: ${live.status} ${live.text.slice(0, 200)}`;
  if (ground.guarded) await must(designer, 'POST', '/api/datasets/rows', { dataset: `${app}/mine`, data: { pid: 'own', secret: secretOf(1) } });
  const [right, wrong] = [await answerOf(ground, app, { a: secretOf(1), b: nameOf(1) }), await answerOf(ground, app, { a: 'nothing-of-it', b: 'nobody' })];
  if (everyone.some((n) => right.includes(secretOf(n)) || right.includes(nameOf(n)))) return `shown: ${right.slice(0, 200)}`;
  if (right !== wrong) return `told apart: ${right.slice(0, 120)} and ${wrong.slice(0, 120)}`;
  if (right.startsWith('SCN_')) return right.startsWith('SCN_GRANT_') ? true : right;
  const order = [...right.matchAll(/P-(\d)/g)].map(([, n]) => Number(n));
  const by = (of: (n: number) => string): readonly number[] => everyone.toSorted((x, y) => (of(x) < of(y) ? -1 : 1));
  return order.length === PEOPLE && [by(secretOf), by(nameOf)].some((told) => [told, told.toReversed()].some((one) => one.join('') === order.join(''))) ? `told by the order: ${order.join(' ')}` : true;
}

/** Columns of a page that are masked or not shown: words, order and choice over them. */
async function pageDoors(ground: Ground): Promise<readonly Hostile[]> {
  const { designer, user } = ground.people;
  const fields = [{ id: 'pid', type: 'string' }, { id: 'phone', type: 'string' }, { id: 'secret', type: 'string' }];
  const page = { type: 'blocks', title: '页', roles: ['doctor'], blocks: [{ id: 'list', block: 'list', dataset: 'rows', columns: ['pid', 'phone'], masks: { phone: 'phone' } }] };
  await publishScenario(ground, scenarioWith('paged-doors', { ask, end }, { e1: ['ask.out', 'end'] }, { roles: { doctor: '医生' }, datasets: { rows: { own: { title: '行', fields } } }, pages: { desk: page } }));
  const phoneOf = (n: number): string => `138${4170 + ((n * 5) % PEOPLE)}0000`;
  for (const n of everyone) await ground.send({ method: 'POST', path: '/api/datasets/rows', as: designer, body: { dataset: 'paged-doors/rows', data: { pid: `P-${n}`, phone: phoneOf(n), secret: secretOf(n) } } });
  const read = (query: string) => ground.send({ path: `/api/portal/apps/paged-doors/pages/desk/rows/list${query}`, as: user });
  const all = await read('');
  if (all.status !== 200 || !all.text.includes('P-3')) throw new Error(`the page shows nothing, so nothing is proved: ${all.status} ${all.text.slice(0, 200)}`);
  const asked = ['sort=secret', 'sort=-secret', 'sort=phone', 'sort=-phone', 'sort=_id.secret', 'sort=secret%20desc', 'sort=__proto__', `q=${secretOf(1)}`, `q=${phoneOf(1)}`, `q=${phoneOf(1).slice(3, 7)}`, `field=secret&value=${secretOf(1)}`, `field=phone&value=${phoneOf(1)}`, `field=phone&value=138****${phoneOf(1).slice(7)}`, 'field=constructor&value=x', 'limit=1&sort=secret', 'limit=1&offset=1&sort=phone', 'from=2020-01-01&sort=secret'];
  return asked.map((query): Hostile => ({ title: `a page asked for ${query}`, try: async () => {
    const { status, text } = await read(`?${query}`);
    if (everyone.some((n) => text.includes(secretOf(n)) || text.includes(phoneOf(n)))) return 'shown';
    if (status >= 400) return status < 500 ? true : `${status}`;
    const { rows = [] } = JSON.parse(text) as { readonly rows?: readonly unknown[] };
    return rows.length === 0 ? true : `${status}, ${rows.length} rows`;
  } }));
}

/** What can be found out about columns that are not shown, by asking for something else. */
export const sideDoors: AttackClass = {
  name: 'side-doors',
  inputs: async (ground) => {
    const lent = await lend(ground);
    const pages = await pageDoors(ground);
    ground.unguarded(({ path }) => {
      if (path.startsWith('/api/runs/')) return { body: { nodes: { found: { output: { rows: everyone.map((n) => ({ pid: `P-${n}`, secret: secretOf(n) })) } } } } };
      return { status: path.includes('/rows/list') ? 200 : 201, body: { id: 'run-open', item: { id: 'open' }, version: 1, rows: [{ cells: [secretOf(1)] }] } };
    });
    return [...QUERIES.map(([title, query], index): Hostile => ({ title, try: () => tell(ground, lent, `door-${index}`, query) })), ...pages];
  },
};
