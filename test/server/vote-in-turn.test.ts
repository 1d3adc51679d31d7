import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { builtIns } from '../../runtime/nodes/built-in/index.ts';
import type { TaskItem } from '../../server/api/portal.ts';
import { createTestStudio, type Person, type TestStudio } from './support/studio.ts';
import { publish, runsOf, scenarioOf } from './support/trigger-scenario.ts';

let studio: TestStudio;
const people = new Map<string, Person>();
const VOTERS = ['li', 'wang', 'zhao', 'sun'] as const;
const person = (login: string): Person => people.get(login) ?? studio.anyone;

beforeAll(async () => {
  studio = await createTestStudio({ nodeTypes: builtIns });
  const ids: string[] = [];
  for (const login of VOTERS) {
    people.set(login, await studio.member(login, { duties: [] }));
    ids.push((await person(login).send<{ user: { id: string } }>('GET', '/api/me')).body.user.id);
  }
  await publish(studio, scenarioOf('vote', {
    ask: { type: 'start.form', config: { roles: ['doctor'], fields: [{ id: 'no', type: 'string' }] } },
    agree: { type: 'human.approval', title: '表决', config: { assign: { user: JSON.stringify(ids) }, mode: 'vote', share: 50, order: 'sequence' } },
    end: { type: 'output.page', config: { text: '好' } },
    no: { type: 'output.page', config: { text: '不行' } },
  }, { e1: ['ask.out', 'agree'], e2: ['agree.approve', 'end'], e3: ['agree.reject', 'no'] }));
}, 60_000);
afterAll(() => studio.close());

const tasksOf = async (login: string) => (await person(login).send<{ items: TaskItem[] }>('GET', '/api/portal/tasks')).body.items;
const asked = async () => (await Promise.all(VOTERS.map(async (login) => ((await tasksOf(login)).length > 0 ? [login] : [])))).flat();
let keys = 0;
const vote = async (login: string, task: string, outcome: string) =>
  (await person(login).send('POST', `/api/portal/tasks/${encodeURIComponent(task)}/submit`, { clientKey: `key-vote-${String((keys += 1))}`, outcome, data: {} })).status;

describe('a vote of half of four, in turn', () => {
  it('asks one after the other, takes nobody out of turn, and ends as soon as the share is reached', async () => {
    await studio.user.send('POST', '/api/portal/apps/vote/runs', { clientKey: 'key-vote-start', input: { no: 'A' } });
    const id = (await tasksOf('li'))[0]?.id ?? '';
    expect([await asked(), await vote('zhao', id, 'approve')]).toEqual([['li'], 404]);
    expect([await vote('li', id, 'approve'), await asked()]).toEqual([200, ['wang']]);
    expect([await vote('wang', id, 'reject'), await asked()]).toEqual([200, ['zhao']]);
    expect([await vote('zhao', id, 'approve'), await asked()]).toEqual([200, []]);
    expect((await runsOf(studio, 'vote')).map((run) => run.status)).toEqual(['completed']);
  });
});
