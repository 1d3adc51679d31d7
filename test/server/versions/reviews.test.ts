import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DesignNotice, Reviewers, ReviewView, Thread } from '../../../server/api/versions.ts';
import type { Person } from '../support/studio.ts';
import { createVersionsStudio, publish, releases, save, type VersionsStudio } from './support.ts';

let of: VersionsStudio;
beforeAll(async () => {
  of = await createVersionsStudio();
});
afterAll(() => of.studio.close());

const review = async (person: Person) => (await person.send<ReviewView>('GET', '/api/scenarios/bike/review')).body;
const notices = async (person: Person) => (await person.send<{ items: DesignNotice[] }>('GET', '/api/design-notices')).body.items;
const ask = (who: readonly string[], note = '请看') => of.ada.send<ReviewView & { code: string }>('POST', '/api/scenarios/bike/reviews', { who, note });
const say = async (person: Person, verdict: 'approve' | 'change', note = '', content?: string) => person.send<ReviewView & { code: string }>('POST', '/api/scenarios/bike/verdict', { verdict, note, content: content ?? (await review(person)).content });
const rule = async (approvals: number, duties: readonly string[], by: Person = of.ada) => by.send('PUT', '/api/scenarios/bike/review-rule', { approvals, duties, baseVersion: (await review(of.ada)).own.version });

describe('asking for a review', () => {
  it('offers who may look at the scenario, and their duties with the words of the scenario', async () => {
    const { people, duties } = (await of.ada.send<Reviewers>('GET', '/api/scenarios/bike/reviewers')).body;
    expect([people.some(({ id }) => id === of.lin.id), people.some(({ id }) => id === of.ada.id), people.some(({ id }) => id === of.studio.user.id)]).toEqual([true, false, false]);
    expect(duties.find(({ id }) => id === 'legal')).toEqual({ id: 'legal', title: '法制审核', people: 1 });
  });

  it('asks a person or a duty, who are told once each', async () => {
    expect((await ask([`u:${of.pub.id}`, 'r:legal'], '先看车牌')).body.asked.map(({ name, answered }) => [name, answered])).toEqual([['pub', undefined], ['法制审核', undefined]]);
    expect(await notices(of.lin)).toMatchObject([{ what: 'asked', scenario: 'bike', title: '登记', by: { name: 'ada' }, text: '先看车牌' }]);
    expect((await review(of.lin)).mine).toBe(true);
    expect(await notices(of.ada)).toEqual([]);
    const [first] = await notices(of.lin);
    await of.lin.send('POST', '/api/design-notices/read', { ids: [first?.id] });
    expect((await notices(of.lin))[0]?.readAt).toBeDefined();
  });

  it('is refused for who cannot see the scenario, and to who may not edit it', async () => {
    expect((await ask([`u:${of.studio.user.id}`])).body.code).toBe('SCN_REVIEW_WHO');
    expect((await ask([`u:${of.ada.id}`])).body.code).toBe('SCN_REVIEW_WHO');
    expect((await of.lin.send('POST', '/api/scenarios/bike/reviews', { who: [`u:${of.pub.id}`], note: '' })).status).toBe(403);
  });
});

describe('the word of a reviewer', () => {
  it('is about one content: it does not hold for a draft that changed meanwhile', async () => {
    const { content } = await review(of.lin);
    const version = await save(of, '改了', 1);
    expect((await say(of.lin, 'approve', '', content)).body.code).toBe('SCN_REVIEW_MOVED');
    const yes = (await say(of.lin, 'approve', '可以')).body;
    expect(yes.verdicts).toMatchObject([{ by: { name: 'lin' }, verdict: 'approve', current: true, duties: ['法制审核'] }]);
    expect(yes.asked.find(({ who }) => who === 'r:legal')?.answered).toBe('approve');
    expect(await notices(of.ada)).toMatchObject([{ what: 'approved', by: { name: 'lin' } }]);
    await save(of, '又改了', version);
    expect((await review(of.lin)).verdicts[0]?.current).toBe(false);
  });

  it('needs words to ask for changes, and comes from those asked only', async () => {
    expect((await say(of.lin, 'change')).body.code).toBe('SCN_REVIEW_REASON');
    expect((await say(of.studio.designer, 'approve')).body.code).toBe('SCN_REVIEW_NOT_ASKED');
  });
});

describe('the gate', () => {
  it('holds a draft back until as many others as the rule says approve, with the duties it names', async () => {
    expect((await rule(2, ['legal'])).status).toBe(200);
    const held = await publish(of, 3);
    expect([held.status, held.body.code, held.body.details]).toEqual([409, 'SCN_REVIEW_NEEDED', { needed: 2, given: 0, duties: ['legal'], objections: [] }]);
    await say(of.pub, 'approve');
    expect((await review(of.ada)).missing).toEqual({ approvals: 1, duties: ['法制审核'], objections: [] });
    await say(of.lin, 'change', '车牌要校验');
    expect((await publish(of, 3)).body.details).toMatchObject({ given: 1, objections: ['lin'] });
    await say(of.lin, 'approve');
  });

  it('does not count the approval of whoever publishes', async () => {
    expect((await publish(of, 3, of.pub)).body).toMatchObject({ code: 'SCN_REVIEW_NEEDED', details: { given: 1 } });
    const live = await publish(of, 3);
    expect([live.status, live.body.number]).toEqual([201, 2]);
    expect((await releases(of.ada))[0]?.approvedBy?.map(({ name }) => name)).toEqual(['pub', 'lin']);
    expect((await review(of.ada)).asked).toEqual([]);
  });

  it('takes the strictest of the scenario and all units above it, and only their managers set it', async () => {
    expect((await rule(0, [])).status).toBe(200);
    expect((await of.ada.send('PUT', '/api/units/H-B/review-rule', { approvals: 3, duties: [], baseVersion: 0 })).status).toBe(403);
    expect((await of.studio.admin.send('PUT', '/api/units/home/review-rule', { approvals: 1, duties: [], baseVersion: 0 })).status).toBe(200);
    expect((await review(of.ada)).rule).toEqual({ approvals: 1, duties: [] });
    expect((await publish(of, await save(of, '没有人看过', 3))).body.code).toBe('SCN_REVIEW_NEEDED');
    expect((await rule(0, [], of.pub)).status).toBe(403);
    await of.studio.admin.send('PUT', '/api/units/home/review-rule', { approvals: 0, duties: [], baseVersion: 1 });
    expect((await of.lin.send('GET', '/api/units/home/review-rule')).status).toBe(403);
  });
});

describe('comments', () => {
  const answer = (person: Person, thread: string, body: object) => person.send<Thread & { code: string }>('POST', `/api/scenarios/bike/comments/${thread}`, body);

  it('are threads about a node or the scenario: answered, closed, opened again', async () => {
    const begun = await of.lin.send<Thread>('POST', '/api/scenarios/bike/comments', { node: 'main/ask', text: ' 车牌要不要校验？ ' });
    expect(begun).toMatchObject({ status: 201, body: { node: 'main/ask', comments: [{ by: { name: 'lin' }, text: '车牌要不要校验？' }] } });
    expect((await notices(of.ada))[0]).toMatchObject({ what: 'comment', node: 'main/ask', by: { name: 'lin' } });
    await answer(of.ada, begun.body.id, { text: '要，已加' });
    expect((await notices(of.lin))[0]).toMatchObject({ what: 'comment', text: '要，已加' });
    expect((await answer(of.ada, begun.body.id, { resolved: true })).body.resolved?.by.name).toBe('ada');
    expect((await answer(of.lin, begun.body.id, { text: '还差一处' })).body).toEqual({ id: begun.body.id, node: 'main/ask', comments: [expect.anything(), expect.anything(), expect.anything()] });
    of.setNow('2026-03-02T02:01:00Z');
    await of.lin.send('POST', '/api/scenarios/bike/comments', { text: '总的不错' });
    expect((await review(of.pub)).threads.map(({ node, comments }) => [node, comments.length])).toEqual([['main/ask', 3], [undefined, 1]]);
  });

  it('lose nothing when several people answer at once', async () => {
    const { body } = await of.ada.send<Thread>('POST', '/api/scenarios/bike/comments', { text: '一起写' });
    await Promise.all([of.ada, of.lin, of.pub].map((person, at) => answer(person, body.id, { text: `第 ${at}` })));
    expect((await review(of.ada)).threads.find(({ id }) => id === body.id)?.comments.map(({ text }) => text).sort()).toEqual(['一起写', '第 0', '第 1', '第 2']);
  });

  it('are refused for a node that is not there, when empty, and to who cannot see the scenario', async () => {
    expect((await of.lin.send('POST', '/api/scenarios/bike/comments', { node: 'main/gone', text: '?' })).status).toBe(404);
    expect((await of.lin.send('POST', '/api/scenarios/bike/comments', { node: 'main/constructor', text: '?' })).status).toBe(404);
    expect((await of.lin.send('POST', '/api/scenarios/bike/comments', { text: '  ' })).status).toBe(400);
    expect((await of.studio.user.send('POST', '/api/scenarios/bike/comments', { text: '我' })).status).toBe(403);
  });
});
