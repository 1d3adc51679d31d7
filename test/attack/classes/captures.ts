import type { Hostile } from '../attack.ts';
import { cookieOf, PASSWORD, type Ground } from '../ground.ts';
import { ask, end, scenarioWith } from './scenario.ts';

/** What nobody of the other unit may read. */
const SECRET = 'secret-4712-row';
const own = { title: '册', fields: [{ id: 'who', type: 'string' }] };

/** Not there, not theirs, not free, or not this one: never a mistake in the question. */
const REFUSED = new Set([403, 404, 409, 422]);

type Deed = readonly [title: string, method: string, path: string, body?: unknown];

function reading(id: string, datasets: object): object {
  return scenarioWith(id, { ask, found: { type: 'data.query', title: '查', config: { dataset: 'book', where: 'true' } }, end }, { e1: ['ask.out', 'found'], e2: ['found.out', 'end'] }, { datasets });
}

/** A unit with a book of its own and a scenario that keeps one, and a designer of another unit with a scenario of theirs. */
async function prepare(ground: Ground): Promise<string> {
  const must = async (method: string, path: string, as: string, body: unknown) => {
    const { status, text } = await ground.send({ method, path, as, body });
    if (status >= 300) throw new Error(`${method} ${path}: ${status} ${text}`);
  };
  const { admin, designer } = ground.people;
  await must('PUT', '/api/datasets', designer, { definition: { id: 'clinic/book', sharing: 'restricted', ...own } });
  await must('POST', '/api/datasets/rows', designer, { dataset: 'clinic/book', data: { who: SECRET } });
  await must('POST', '/api/scenarios', designer, { scenario: reading('keeping', { book: { own } }) });
  await must('POST', '/api/scenarios/keeping/publish', designer, { note: '', baseVersion: 1 });
  await must('POST', '/api/datasets/rows', designer, { dataset: 'keeping/book', data: { who: SECRET } });
  await must('POST', '/api/users', admin, { login: 'scoped', name: '外人', password: PASSWORD, role: 'user', duties: [], unit: { id: 'U-far', name: '远' }, spaces: [{ unit: 'U-far', role: 'designer' }] });
  const scoped = cookieOf(await ground.login('scoped', PASSWORD));
  await must('POST', '/api/scenarios', scoped, { scenario: reading('theirs', {}) });
  return scoped;
}

/** A designer of one unit takes the names of another's data and scenarios. */
export async function captures(ground: Ground): Promise<readonly Hostile[]> {
  const as = await prepare(ground);
  const other = reading('keeping', { book: { own } });
  const deeds: readonly Deed[] = [
    ['test-run of another scenario', 'POST', '/api/scenarios/theirs/test-run', { scenario: other, start: {}, data: 'live' }],
    ['cases of another scenario', 'POST', '/api/scenarios/theirs/cases/run', { scenario: other, cases: { format: 1, cases: [] } }],
    ['a request of another scenario', 'POST', '/api/scenarios/theirs/try-request', { scenario: other, flow: 'main', node: 'found', values: {}, names: {} }],
    ['a scenario named as the address of data', 'POST', '/api/scenarios', { scenario: reading('clinic', { book: { own } }) }],
    ['an import under that name', 'POST', '/api/scenarios', { scenario: reading('elsewhere', { book: { own } }), id: 'clinic' }],
    ['a template under that name', 'POST', '/api/scenarios', { template: 'fair-pricing', id: 'clinic' }],
    ['rows by that name', 'GET', '/api/datasets/rows?dataset=clinic/book'],
    ['a test run by that name', 'POST', '/api/scenarios/clinic/test-run', { scenario: reading('clinic', { book: { own } }), start: {}, data: 'live' }],
    ['a dataset under a scenario’s name', 'PUT', '/api/datasets', { definition: { id: 'keeping/log', ...own } }],
    ['a dataset in another unit under a scenario’s name', 'PUT', '/api/datasets', { unit: 'U-far', definition: { id: 'keeping/log', ...own } }],
    ['check of another scenario', 'POST', '/api/scenarios/check', { scenario: other }],
  ];
  return deeds.map(([title, method, path, body]): Hostile => ({ title: `capture by ${title}`, try: async () => {
    const { status, text } = await ground.send({ method, path, as, ...(body === undefined ? {} : { body }) });
    if (text.includes(SECRET)) return 'read a row of another unit';
    return REFUSED.has(status) ? true : `${status} ${text.slice(0, 80)}`;
  } }));
}
