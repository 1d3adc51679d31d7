import type { AttackClass, Hostile } from '../attack.ts';
import { cookieOf, PASSWORD, type Ground } from '../ground.ts';
import { ask, end, publishScenario, scenarioWith, startRun } from './scenario.ts';

/** 40 people of a unit that lends what they cost for counting only; another unit tries to learn what one of them cost. */
const PEOPLE = 40;
const LEAST = 5;
const cost = (n: number): number => 2 ** (n % 20) * 3 + n * 7919;
const county = (n: number): string => (n < 30 ? 'A' : n < 38 ? 'B' : 'C');
const everyone = Array.from({ length: PEOPLE }, (_, n) => n);

const list = (...people: readonly number[]): string => `[${people.map((n) => `"P-${n}"`).join(', ')}]`;
const but = (...people: readonly number[]): string => `not(list contains(${list(...people)}, row.pid))`;
const sum = (where?: string, more: object = {}): object => ({ measures: { n: { sum: 'row.cost' } }, ...(where === undefined ? {} : { where }), ...more });

/** In this order: what came before is known. */
const QUERIES: readonly (readonly [string, object])[] = [
  ['everybody', sum()],
  ...[1, 7, 19, 31, 38].map((n): readonly [string, object] => [`all but ${n}`, sum(but(n))]),
  ...[2, 3, 4].map((n): readonly [string, object] => [`all but ${n} people`, sum(but(...everyone.slice(0, n)))]),
  ['one county', sum('row.county = "A"')],
  ...[30, 33, 39].map((n): readonly [string, object] => [`one county and ${n}`, sum(`row.county = "A" or row.pid = "P-${n}"`)]),
  ['two counties, the small one is what is left', sum('row.county != "C"')],
  ['the small county', sum('row.county = "C"')],
  ['by county', sum(undefined, { group: { c: 'row.county' } })],
  ['by a group of one', sum(undefined, { group: { c: 'row.pid = "P-3"' } })],
  ['averages of all but one', { where: but(3), measures: { n: { avg: 'row.cost' } } }],
  ['the greatest of all but the greatest', { where: but(39), measures: { n: { max: 'row.cost' } } }],
  ['half, and the same half with one more', sum(`list contains(${list(...everyone.slice(0, 20))}, row.pid)`)],
  ['half with one more', sum(`list contains(${list(...everyone.slice(0, 21))}, row.pid)`)],
  ['the other half', sum(`list contains(${list(...everyone.slice(20))}, row.pid)`)],
  ['a window that overlaps', sum(`list contains(${list(...everyone.slice(17, 37))}, row.pid)`)],
  ['a group that is a secret of one', { group: { b: 'if row.pid = "P-3" then row.cost > 100 else false' }, measures: { n: { count: 'true' } } }],
  ['two groups, one a secret', { group: { a: 'row.pid = "P-3"', b: 'row.cost > 100' }, measures: { n: { count: 'true' } } }],
  ['a name in a secret group', { group: { b: 'row.cost > 100000' }, measures: { n: { max: 'row.pid' } } }],
  ['whether one is in a secret group', { group: { b: 'row.cost > 100000' }, measures: { n: { count: 'row.pid = "P-3"' } } }],
  ['the id that every row has, in a secret group', { group: { b: 'row.cost > 100000' }, measures: { n: { max: 'row._id' } } }],
  ['whether one is in a secret group, by the id', { group: { b: 'row.cost > 100000' }, measures: { n: { count: 'row._id = "P-3"' } } }],
  ['a filter by the secret', sum('row.cost > 100')],
  ['a sum that looks for one', { measures: { n: { sum: 'if row.pid = "P-3" then row.cost else 0' } } }],
  ['a count of the secret', { measures: { n: { count: `row.cost = ${cost(3)}` } } }],
  ['shown as it is', { fields: ['pid', 'cost'], limit: 5 }],
  ['sorted by it', { fields: ['pid'], orderBy: [['cost', 'desc']], limit: 5 }],
  ['joined to rows of one’s own', { dataset: 'mine', fields: ['pid'], join: { who: { dataset: 'lent', on: ['pid'], fields: ['cost'] } } }],
  ['many rows of one’s own for one person', { dataset: 'mine', group: { c: 'row.who.cost' }, measures: { n: { count: 'true' } }, join: { who: { dataset: 'lent', on: ['pid'], fields: ['cost'] } } }],
  ['everybody, after all rows were replaced and one costs double', sum()],
  ['all but 3, after six rows changed in another column', sum(but(3))],
  ['everybody, where one cost changed together with seven rows that changed in another column', sum()],
];

/** What the lender does before a question is asked. */
const BEFORE: Readonly<Record<string, (send: (method: string, path: string, body: unknown) => Promise<unknown>) => Promise<void>>> = {
  'everybody, after all rows were replaced and one costs double': async (send) => {
    await send('POST', '/api/datasets/import', { dataset: 'lender/lent', format: 'json', mode: 'replace', text: JSON.stringify(everyone.map((n) => ({ pid: `P-${n}`, county: county(n), cost: n === 12 ? 2 * cost(n) : cost(n) }))) });
  },
  'all but 3, after six rows changed in another column': async (send) => {
    // A replacement gave all of them the same version.
    const { rows } = (await send('GET', '/api/datasets/rows?dataset=lender/lent&limit=1', undefined)) as { readonly rows: readonly { readonly version: number }[] };
    for (let n = 0; n < LEAST + 1; n += 1) await send('PUT', '/api/datasets/rows', { dataset: 'lender/lent', id: `P-${n}`, version: rows[0]?.version, data: { pid: `P-${n}`, county: 'D', cost: cost(n) } });
  },
};

/** The lender, its rows, and a grant for each scenario: asked for, checked and agreed to by different people. */
async function lend(ground: Ground): Promise<{ readonly scene: (id: string, query: object) => Promise<void>; readonly change: (title: string) => Promise<void> }> {
  const { admin, designer } = ground.people;
  const send = async (as: string, method: string, path: string, body: unknown): Promise<Readonly<Record<string, unknown>>> => {
    const { status, text } = await ground.send({ method, path, as, body });
    if (status >= 300) throw new Error(`${method} ${path}: ${status} ${text}`);
    return JSON.parse(text) as Readonly<Record<string, unknown>>;
  };
  await send(admin, 'POST', '/api/users', { login: 'lender', name: 'lender', password: PASSWORD, role: 'designer', duties: [], unit: { id: 'U-lender', name: '出借单位', attributes: {} } });
  const owner = cookieOf(await ground.login('lender', PASSWORD));
  await send(owner, 'PUT', '/api/datasets', { definition: { id: 'lender/lent', title: '借出的', key: ['pid'], subject: 'pid', sharing: 'restricted', fields: [{ id: 'pid', type: 'string' }, { id: 'county', type: 'string' }, { id: 'cost', type: 'integer' }] } });
  for (const n of everyone) await send(owner, 'POST', '/api/datasets/rows', { dataset: 'lender/lent', data: { pid: `P-${n}`, county: county(n), cost: cost(n) } });
  const asked = { fields: [{ id: 'pid', as: 'whole' }, { id: 'county', as: 'whole' }, { id: 'cost', as: 'counted' }], purpose: '统计', basis: '统计法', from: '2020-01-01', until: new Date(Date.now() + 300 * 86_400_000).toISOString().slice(0, 10) };
  return {
    change: async (title) => BEFORE[title]?.((method, path, body) => send(owner, method, path, body)),
    scene: async (id, query) => {
      const datasets = { lent: { use: 'lender/lent', fields: ['pid', 'county', 'cost'] }, mine: { own: { title: '自己的', fields: [{ id: 'pid', type: 'string' }] } } };
      await publishScenario(ground, scenarioWith(id, { ask, found: { type: 'data.query', title: '查', config: { dataset: 'lent', ...query } }, end }, { e1: ['ask.out', 'found'], e2: ['found.out', 'end'] }, { datasets }));
      let grant = await send(designer, 'POST', '/api/grants', { dataset: 'lender/lent', scenario: id, asked });
      for (const [as, action] of [[designer, 'submit'], [admin, 'pass'], [owner, 'agree']] as const) grant = await send(as, 'POST', `/api/grants/${(grant['item'] as { id: string }).id}/actions`, { action, baseVersion: grant['version'] });
    },
  };
}

/** Every sum of one to four costs, so that a difference of two figures that is one of them is known as a leak. */
const FEW: ReadonlySet<number> = new Set(everyone.flatMap((a) => [cost(a), ...everyone.slice(a + 1).flatMap((b) => [cost(a) + cost(b), ...everyone.slice(b + 1).flatMap((c) => [cost(a) + cost(b) + cost(c)])])]));

export const figures: AttackClass = {
  name: 'figures',
  inputs: async (ground) => {
    const { scene, change } = await lend(ground);
    ground.unguarded(() => ({ status: 201, body: { id: 'run-open', item: { id: 'open' }, version: 1, rows: [{ version: 1 }], nodes: { found: { output: { rows: [{ pid: 'P-3', cost: 1 }] } } } } }));
    const known: number[] = [];
    return QUERIES.map(([title, query], index): Hostile => ({ title, try: async () => {
      const id = `figures-${index}`;
      await scene(id, query);
      await change(title);
      if (title.startsWith('many rows')) for (let n = 0; n < 2 * LEAST; n += 1) await ground.send({ method: 'POST', path: '/api/datasets/rows', as: ground.people.designer, body: { dataset: `${id}/mine`, data: { pid: 'P-3' } } });
      const { id: run } = await startRun(ground, id, { a: 'x' });
      const { text } = await ground.send({ path: `/api/runs/${run}`, as: ground.people.designer });
      const found = (JSON.parse(text) as { nodes?: Record<string, { output?: { rows?: readonly Record<string, unknown>[] }; error?: { code: string } }> }).nodes?.['found'];
      if (found?.error) return found.error.code.startsWith('SCN_GRANT_') ? true : found.error.code;
      const rows = found?.output?.rows ?? [];
      if (rows.some((row) => 'cost' in row || 'c' in row && typeof row['c'] === 'number')) return `shown: ${JSON.stringify(rows).slice(0, 120)}`;
      if (title.includes('in a secret group') && rows.length > 0) return `told of a secret group: ${JSON.stringify(rows).slice(0, 120)}`;
      const told = rows.flatMap(({ n }) => (typeof n === 'number' ? [n] : []));
      const leak = title.startsWith('averages') || title.startsWith('the greatest') ? undefined : told.find((figure) => FEW.has(figure) || known.some((other) => FEW.has(Math.abs(other - figure))));
      known.push(...told);
      if (index === 0 && told.length === 0) return 'nothing was told, so that nothing is proved';
      return leak === undefined ? true : `a difference of two figures is what fewer than ${LEAST} people cost`;
    } }));
  },
};
