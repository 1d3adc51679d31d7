import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { builtIns } from '../../runtime/nodes/built-in/index.ts';
import type { LiveChange, RunView } from '../../server/api/portal.ts';
import { createChanges } from '../../server/services/changes.ts';
import { createTestStudio } from './support/studio.ts';
import type { Person, TestStudio } from './support/studio.ts';
import { visitDatasets, visitScenario } from './support/visit-scenario.ts';

const main = visitScenario.flows.main;
/** The decision is for anybody with the duty `health`, three working days long. */
const scenario = { ...visitScenario, flows: { main: { ...main, nodes: { ...main.nodes, decide: { ...main.nodes.decide, config: { ...main.nodes.decide.config, assign: { role: 'health' }, mode: 'task', until: [{ workingDays: '3', port: 'late' }] } } }, edges: { ...main.edges, e9: ['decide.late', 'save'] } } } };

let studio: TestStudio;
let clerk: Person;
let stranger: Person;
let now = new Date('2022-01-27T01:00:00Z');
let url = '';
beforeAll(async () => {
  studio = await createTestStudio({ nodeTypes: builtIns, now: () => now });
  await studio.designer.send('PUT', '/api/datasets', { definition: visitDatasets[0] });
  await studio.designer.send('POST', '/api/datasets/rows', { dataset: 'lab/item', data: { code: 'CT', name: '胸部CT', days: 30 } });
  const made = await studio.designer.send('POST', '/api/scenarios', { scenario });
  expect([made.status, made.status === 201 ? '' : made.body]).toEqual([201, '']);
  const published = await studio.designer.send('POST', '/api/scenarios/visit/publish', { note: '', baseVersion: 1 });
  expect([published.status, published.status === 201 ? '' : published.body]).toEqual([201, '']);
  for (const [login, duties] of [['clerk', ['health']], ['stranger', ['doctor']]] as const) await studio.admin.send('POST', '/api/users', { login, name: login, password: 'correct horse 9', role: 'user', duties, unit: { id: 'U', name: 'U' } });
  [clerk, stranger] = [await studio.login('clerk'), await studio.login('stranger')];
  url = await studio.app.listen({ port: 0, host: '127.0.0.1' });
});
afterAll(() => studio.close());

interface Ear {
  readonly changes: LiveChange[];
  readonly type: string | null;
  readonly over: Promise<void>;
  readonly stop: () => void;
}

async function listen(person: Person, path = '/api/portal/live'): Promise<Ear> {
  const cut = new AbortController();
  const answer = await fetch(`${url}${path}`, { headers: { cookie: person.cookie, accept: 'text/event-stream' }, signal: cut.signal });
  const changes: LiveChange[] = [];
  const read = async () => {
    const decoder = new TextDecoder();
    for await (const part of answer.body ?? []) for (const [, data] of decoder.decode(part).matchAll(/^event: change\ndata: (.*)$/gm)) changes.push(JSON.parse(data ?? '') as LiveChange);
  };
  return { changes, type: answer.headers.get('content-type'), over: read().catch(() => undefined), stop: () => cut.abort() };
}

const start = () => studio.user.send<RunView>('POST', '/api/portal/apps/visit/runs', { clientKey: `key-${Math.random()}`.slice(0, 20), input: { code: 'CT', age: 15 } });
const tasks = async (person: Person) => (await person.send<{ items: { id: string; runId: string; workingDaysLeft?: number }[] }>('GET', '/api/portal/tasks')).body.items;

describe('live updates', () => {
  it('tell the starter and the candidates of a task, and nobody else', async () => {
    const [mine, theirs, none] = [await listen(studio.user), await listen(clerk), await listen(stranger)];
    expect(mine.type).toBe('text/event-stream; charset=utf-8');
    const run = (await start()).body.id;
    await expect.poll(() => theirs.changes.at(-1)).toEqual({ tasks: true, notices: false, run });
    await expect.poll(() => mine.changes.at(-1)).toEqual({ tasks: false, notices: false, run });
    const task = (await tasks(clerk)).find((item) => item.runId === run)?.id ?? '';
    const before = theirs.changes.length;
    await clerk.send('POST', `/api/portal/tasks/${encodeURIComponent(task)}/claim`, {});
    await expect.poll(() => theirs.changes.length).toBeGreaterThan(before);
    await clerk.send('POST', `/api/portal/tasks/${encodeURIComponent(task)}/submit`, { clientKey: 'key-live-submit', outcome: 'yes', data: {} });
    await expect.poll(() => mine.changes.length).toBeGreaterThan(2);
    expect(none.changes).toEqual([]);
    for (const ear of [mine, theirs, none]) ear.stop();
  });

  it('are for those who are logged in and ask for a stream', async () => {
    const anonymous = await fetch(`${url}/api/portal/live`, { headers: { accept: 'text/event-stream' } });
    expect([anonymous.status, (await clerk.send('GET', '/api/portal/live')).status]).toEqual([401, 204]);
  });

  it('end the oldest of more than five streams of one person', async () => {
    const ears: Ear[] = [];
    for (let i = 0; i < 6; i += 1) ears.push(await listen(stranger));
    await ears[0]?.over;
    expect(await Promise.race([ears[5]?.over.then(() => 'over'), sleep(50, 'open')])).toBe('open');
    for (const ear of ears) ear.stop();
  });

  it('tell whoever looks after a scenario of its runs, many in one word, and of no other scenario', async () => {
    const made = await studio.designer.send('POST', '/api/scenarios', { scenario: { ...scenario, id: 'other' } });
    expect(made.status).toBe(201);
    const [here, there] = [await listen(studio.designer, '/api/scenarios/visit/live'), await listen(studio.designer, '/api/scenarios/other/live')];
    for (let i = 0; i < 3; i += 1) await start();
    await expect.poll(() => here.changes).toEqual([{}]);
    expect(there.changes).toEqual([]);
    for (const ear of [here, there]) ear.stop();
  });

  it('of a scenario are only for those who may see its runs', async () => {
    const answer = await fetch(`${url}/api/scenarios/visit/live`, { headers: { cookie: clerk.cookie, accept: 'text/event-stream' } });
    expect([answer.status, (await studio.designer.send('GET', '/api/scenarios/visit/live')).status]).toEqual([403, 204]);
  });

  it('tell of a commit only when somebody listens', () => {
    const changes = createChanges();
    let made = 0;
    const change = () => ({ run: 'r', starter: 's', tokens: [], notices: [], made: (made += 1) });
    changes.tell(change);
    const stop = changes.listen({ id: 's', login: 's', name: 's', role: 'user', duties: [], unit: { id: 'u', name: 'u' }, disabled: false, createdAt: '' }, () => undefined, () => undefined);
    changes.tell(change);
    stop();
    changes.tell(change);
    expect(made).toBe(1);
  });
});

describe('a deadline of working days', () => {
  it('says how many are left over a weekend that is worked and holidays, and when it is late', async () => {
    // From Thursday 2022-01-27 three working days end on Sunday 2022-01-30: that weekend was worked for the Spring Festival.
    await start();
    const left = async (at: string) => {
      now = new Date(at);
      return (await tasks(await studio.login('clerk'))).at(-1)?.workingDaysLeft;
    };
    expect([await left('2022-01-27T02:00:00Z'), await left('2022-01-29T02:00:00Z'), await left('2022-01-30T00:30:00Z')]).toEqual([3, 1, 0]);
    // 31 January to 6 February are holidays: on Monday the 7th it is one working day late.
    expect(await left('2022-02-07T02:00:00Z')).toBe(-1);
  });

  it('is told to the starter on the page of the run', async () => {
    now = new Date('2022-03-01T01:00:00Z');
    const person = await studio.login('he');
    const view = await person.send<RunView>('POST', '/api/portal/apps/visit/runs', { clientKey: 'key-days-1', input: { code: 'CT', age: 15 } });
    expect(view.body.next).toMatchObject({ kind: 'progress', workingDaysLeft: 3 });
  });
});

describe('a shutdown', () => {
  it('ends the streams and does not wait for them', async () => {
    const other = await createTestStudio({ nodeTypes: builtIns });
    url = await other.app.listen({ port: 0, host: '127.0.0.1' });
    const ear = await listen(other.user);
    await other.close();
    await ear.over;
  });
});
