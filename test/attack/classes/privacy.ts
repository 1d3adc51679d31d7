import type { AttackClass, Hostile } from '../attack.ts';
import type { Ground } from '../ground.ts';
import { ask, end, publishScenario, scenarioWith, startRun } from './scenario.ts';

/** Somebody whom nobody may learn of by asking what is kept, and who may not be erased by one alone. */
const CANARY = 'secret-4711-person';
const rule = { period: { count: 1, unit: 'day' }, basis: 'x law' };

type Deed = readonly [title: string, method: string, path: string, body: unknown, as?: 'designer' | 'user' | 'admin'];

/** Refused with a code; nothing of the person in the answer. */
async function refused(ground: Ground, [, method, path, body, as = 'admin']: Deed): Promise<true | string> {
  const { status, text } = await ground.send({ method, path, as: ground.people[as], ...(body === undefined ? {} : { body }) });
  if (text.includes(CANARY)) return 'named the person';
  return (as === 'admin' ? status >= 400 && status < 500 && status !== 429 : status === 403) ? true : `${status} ${text.slice(0, 80)}`;
}

function deeds(run: string, request: string): readonly Deed[] {
  const hold = { kind: 'run', id: run, reason: 'x law' };
  return [
    ...(['designer', 'user'] as const).flatMap((who): Deed[] => [
      [`${who} looks for a person`, 'POST', '/api/erasure/search', { subject: CANARY }, who], [`${who} asks`, 'POST', '/api/erasure', { subject: CANARY, reason: 'x y' }, who], [`${who} confirms`, 'POST', `/api/erasure/${request}/confirm`, undefined, who], [`${who} reads a certificate`, 'GET', `/api/erasure/${request}/certificate`, undefined, who],
      [`${who} shortens a rule`, 'PUT', '/api/retention', { kind: 'scenario', id: 'kept', rule, baseVersion: 0 }, who], [`${who} counts by a preview`, 'POST', '/api/retention/preview', { kind: 'scenario', id: 'kept', rule }, who], [`${who} holds`, 'POST', '/api/holds', hold, who], [`${who} releases`, 'POST', '/api/holds/release', { kind: 'run', id: run, reason: 'x law' }, who],
    ]),
    ['confirms their own wish', 'POST', `/api/erasure/${request}/confirm`, undefined], ['confirms by a body', 'POST', `/api/erasure/${request}/confirm`, { confirmedBy: 'other' }], ['asks as confirmed', 'POST', '/api/erasure', { subject: 'another-one', reason: 'x y', state: 'confirmed', confirmedBy: 'other' }], ['asks twice', 'POST', '/api/erasure', { subject: CANARY, reason: 'x y' }], ['names the person in the reason', 'POST', '/api/erasure', { subject: 'another-one', reason: 'for another-one' }],
    ['takes a certificate of what was not done', 'GET', `/api/erasure/${request}/certificate`, undefined], ['a path for an id', 'GET', '/api/erasure/..%2f..%2fsecret.key/certificate', undefined], ['a line in an id', 'GET', '/api/erasure/x%0d%0aSet-Cookie:%20a=b/certificate', undefined], ['a name of every object', 'POST', '/api/erasure/__proto__/confirm', undefined], ['a constructor', 'POST', '/api/erasure/constructor/withdraw', undefined],
    ['everybody at once', 'POST', '/api/erasure', { subject: '', reason: 'x y' }], ['one letter', 'POST', '/api/erasure', { subject: 'a', reason: 'x y' }], ['blanks', 'POST', '/api/erasure/search', { subject: '     ' }], ['a list of persons', 'POST', '/api/erasure', { subject: [CANARY], reason: 'x y' }], ['an object for a person', 'POST', '/api/erasure/search', { subject: { $ne: null } }], ['a long name', 'POST', '/api/erasure/search', { subject: 'x'.repeat(100_000) }],
    ['a period of nothing', 'PUT', '/api/retention', { kind: 'scenario', id: 'kept', rule: { ...rule, period: { count: 0, unit: 'day' } }, baseVersion: 0 }], ['a period before birth', 'PUT', '/api/retention', { kind: 'scenario', id: 'kept', rule: { ...rule, period: { count: -5, unit: 'year' } }, baseVersion: 0 }], ['half a day', 'PUT', '/api/retention', { kind: 'scenario', id: 'kept', rule: { ...rule, period: { count: 0.5, unit: 'day' } }, baseVersion: 0 }], ['a period past all time', 'POST', '/api/retention/preview', { kind: 'scenario', id: 'kept', rule: { ...rule, period: { count: 1e308, unit: 'year' } } }],
    ['a rule in force from yesterday', 'PUT', '/api/retention', { kind: 'scenario', id: 'kept', rule: { ...rule, from: '2000-01-01T00:00:00Z' }, baseVersion: 0 }], ['a rule about accounts', 'PUT', '/api/retention', { kind: 'user', id: 'root', rule, baseVersion: 0 }], ['a rule about the audit', 'PUT', '/api/retention', { kind: 'audit', id: 'all', rule, baseVersion: 0 }], ['a rule about nothing', 'PUT', '/api/retention', { kind: 'scenario', id: '../kept', rule, baseVersion: 0 }], ['a column by a statement', 'PUT', '/api/retention', { kind: 'dataset', id: 'kept/x', rule: { ...rule, column: "a' OR 1=1 --" }, baseVersion: 0 }],
    ['a hold of nothing', 'POST', '/api/holds', { ...hold, id: 'nothing' }], ['a hold without a reason', 'POST', '/api/holds', { ...hold, reason: '' }], ['a hold by a path', 'POST', '/api/holds', { kind: 'row', dataset: '../x', id: '..', reason: 'x law' }], ['a hold of another kind', 'POST', '/api/holds', { ...hold, kind: 'user' }], ['a release of what is not held', 'POST', '/api/holds/release', { kind: 'run', id: 'nothing', reason: 'x law' }],
  ];
}

async function prepare(ground: Ground): Promise<{ readonly run: string; readonly request: string }> {
  await publishScenario(ground, scenarioWith('kept', { ask, end }, { e1: ['ask.out', 'end'] }));
  const { id: run } = await startRun(ground, 'kept', { a: CANARY });
  const asked = await ground.send({ method: 'POST', path: '/api/erasure', as: ground.people.admin, body: { subject: CANARY, reason: 'asked by the person' } });
  return { run, request: (JSON.parse(asked.text) as { id: string }).id };
}

/** What nobody may be left with: the person in a list of wishes, in the audit, or gone without a second one. */
function afterwards(ground: Ground, run: string): readonly Hostile[] {
  const unnamed = (path: string): Hostile => ({ title: `the person in ${path}`, try: async () => ((await ground.send({ path, as: ground.people.admin })).text.includes(CANARY) ? 'named' : true) });
  return [unnamed('/api/erasure'), unnamed('/api/audit?limit=200'), unnamed('/api/holds'), { title: 'a run gone by one person', try: async () => ((await ground.send({ path: `/api/portal/runs/${run}`, as: ground.people.user })).status === 200 ? true : 'gone') }];
}

export const privacy: AttackClass = {
  name: 'privacy',
  inputs: async (ground) => {
    const { run, request } = await prepare(ground);
    ground.unguarded(({ path }) => (path.startsWith('/api/portal/runs/') ? { status: 404 } : { body: { subject: CANARY } }));
    return [...deeds(run, request).map((deed): Hostile => ({ title: deed[0], try: () => refused(ground, deed) })), ...afterwards(ground, run)];
  },
};
