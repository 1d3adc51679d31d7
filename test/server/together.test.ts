import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DraftChange } from '../../server/api/together.ts';
import { createChanges } from '../../server/services/changes.ts';
import { createHereBook } from '../../server/services/here-book.ts';
import { start } from '../support/draft-deeds.ts';
import { createTestStudio, type Person, type TestStudio } from './support/studio.ts';

let studio: TestStudio;
let url = '';
const path = `/api/scenarios/${start.id}`;
beforeAll(async () => {
  studio = await createTestStudio();
  expect((await studio.designer.send('POST', '/api/scenarios', { scenario: start })).status).toBe(201);
  url = await studio.app.listen({ port: 0, host: '127.0.0.1' });
});
afterAll(() => studio.close());

async function attend(person: Person, page: string) {
  const cut = new AbortController();
  const answer = await fetch(`${url}${path}/draft/live?page=${page}`, { headers: { cookie: person.cookie, accept: 'text/event-stream' }, signal: cut.signal });
  const changes: DraftChange[] = [];
  const read = async () => {
    const decoder = new TextDecoder();
    for await (const part of answer.body ?? []) for (const [, data] of decoder.decode(part).matchAll(/^event: change\ndata: (.*)$/gm)) changes.push(JSON.parse(data ?? '') as DraftChange);
  };
  void read().catch(() => undefined);
  const people = () => changes.findLast((change) => change.people !== undefined)?.people;
  return { changes, people, stop: () => cut.abort(), status: answer.status };
}

const here = (person: Person, page: string, nodes: string[]) => person.send('POST', `${path}/here`, { page, flow: 'main', nodes });

describe('several people at one draft', () => {
  it('are told who is there and what they have chosen, until they go', async () => {
    const [one, two] = [await attend(studio.designer, 'page-one1'), await attend(studio.admin, 'page-two2')];
    await here(studio.designer, 'page-one1', ['a']);
    await here(studio.admin, 'page-two2', ['b']);
    await expect.poll(() => Object.fromEntries(one.people()?.map(({ id, nodes }) => [id, nodes]) ?? []), { timeout: 20_000 }).toEqual({ [studio.admin.id]: ['b'], [studio.designer.id]: ['a'] });
    two.stop();
    await expect.poll(() => one.people()?.map(({ id }) => id), { timeout: 20_000 }).toEqual([studio.designer.id]);
    one.stop();
  });

  it('hear of the version there is, and of each that is saved, with who saved it', async () => {
    const ear = await attend(studio.admin, 'page-ear3');
    await expect.poll(() => ear.changes[0], { timeout: 20_000 }).toEqual({ version: 1 });
    const saved = await studio.designer.send<{ version: number }>('PUT', path, { scenario: { ...start, icon: 'zap' }, baseVersion: 1 });
    // Whoever left before may be told of late.
    await expect.poll(() => ear.changes.findLast((change) => change.version !== undefined), { timeout: 20_000 }).toEqual({ version: saved.body.version, by: { id: studio.designer.id, name: expect.any(String) as string } });
    ear.stop();
  });

  it('hear of other node types as soon as a plugin comes', async () => {
    const ear = await attend(studio.designer, 'page-ear4');
    await expect.poll(() => ear.changes.length, { timeout: 20_000 }).toBeGreaterThan(0);
    await studio.app.studio.load.reload();
    await expect.poll(() => ear.changes, { timeout: 20_000 }).toContainEqual({ nodeTypes: true });
    ear.stop();
  });

  it('does not let in who may not see the draft, nor pages without a name', async () => {
    const refused = await attend(studio.user, 'page-none4');
    const nameless = await studio.designer.send('POST', `${path}/here`, { page: '<b>', flow: 'main', nodes: [] });
    const many = await here(studio.designer, 'page-many5', Array.from({ length: 21 }, (_, n) => `n${n}`));
    expect([refused.status, (await here(studio.user, 'page-none4', [])).status, nameless.status, many.status]).toEqual([403, 403, 400, 400]);
  });

  it('says nothing of a draft to whoever follows its runs', async () => {
    const told: string[] = [];
    const user = { id: 'u', login: 'u', name: 'u', role: 'designer' as const, duties: [], unit: { id: 'u', name: 'u' }, disabled: false, createdAt: '' };
    const stop = studio.app.studio.changes.follow(user, start.id, () => told.push('run'), () => undefined);
    studio.app.studio.changes.tellDraft(start.id, { left: 'x' });
    stop();
    expect(told).toEqual([]);
  });
});

describe('who is remembered to be at a draft', () => {
  const person = (id: string, page: string) => ({ page, id, name: id, flow: 'main', nodes: [] });
  it('goes with their page, even when nobody is left to hear of it', () => {
    const changes = createChanges();
    const user = { id: 'a', login: 'a', name: 'a', role: 'designer' as const, duties: [], unit: { id: 'u', name: 'u' }, disabled: false, createdAt: '' };
    const leave = changes.attend(user, 's', () => undefined, () => undefined);
    changes.tellDraft('s', { here: person('a', 'p1') });
    const before = changes.peopleAt('s').length;
    leave();
    changes.tellDraft('s', { left: 'a p1' });
    expect([before, changes.peopleAt('s')]).toEqual([1, []]);
  });
  it('is forgotten without a sign of life', () => {
    let now = 0;
    const book = createHereBook(() => now);
    book.take('s', { here: person('a', 'p1') });
    now = 49_000;
    expect(book.at('s').length).toBe(1);
    now = 51_000;
    expect(book.at('s')).toEqual([]);
  });
  it('is no more than eight pages of one person and sixty in all', () => {
    const book = createHereBook(() => 0);
    for (let n = 0; n < 20; n += 1) book.take('s', { here: person('a', `p${n}`) });
    expect(book.at('s').length).toBe(8);
    for (let n = 0; n < 100; n += 1) book.take('s', { here: person(`u${n}`, 'p') });
    expect(book.at('s').length).toBe(60);
  });
});
