import { expect, it } from 'vitest';
import type { FeedbackItem, FeedbackList, WaitingFeedbackList } from '../../server/api/feedback.ts';
import type { ScenarioItem } from '../../server/api/scenario.ts';
import { createMemoryStore } from '../../server/stores/memory/memory-store.ts';
import { createTestApp, loginAs, type Person } from './support/studio.ts';
import { createVersionsStudio } from './versions/support.ts';

const list = async (person: Person, query = ''): Promise<FeedbackList> => (await person.send<FeedbackList>('GET', `/api/scenarios/bike/feedback${query}`)).body;
const openOf = async (person: Person) => (await person.send<{ items: ScenarioItem[] }>('GET', '/api/scenarios')).body.items[0]?.runs?.opinions;

it('what people say of an app comes to its task force, is answered, told to them, and closed with a reason', async () => {
  const store = createMemoryStore();
  const { studio, ada, lin, pub, setNow } = await createVersionsStudio('2026-03-02T02:00:00Z', { store });
  const say = (path: string, body: object) => studio.user.send('POST', `/api/portal/${path}/feedback`, body);
  const run = (await studio.user.send<{ id: string }>('POST', '/api/portal/apps/bike/runs', { clientKey: 'key-00000001', input: { plate: '浙A' } })).body.id;
  expect(await openOf(ada)).toBe(0);
  expect((await say('apps/bike', { kind: 'idea', text: '想能拍照', page: 'start' })).status).toBe(200);
  setNow('2026-03-02T02:01:00Z');
  await say(`runs/${run}`, { clear: true });
  expect((await list(ada)).items).toHaveLength(1);
  await say(`runs/${run}`, { clear: false, text: '看不懂为什么' });
  const both = await list(ada);
  expect(both.counts).toEqual({ new: 2, answered: 0, closed: 0 });
  expect(both.items).toMatchObject([{ run, clear: false, text: '看不懂为什么', label: 'fault', state: 'new', from: { name: '何医师' } }, { page: 'start', release: 1, text: '想能拍照', label: 'idea' }]);
  expect([await openOf(ada), await openOf(lin)]).toEqual([2, undefined]);
  expect((await list(ada, '?limit=1')).next).toBe(both.items[0]?.id);
  expect((await list(ada, `?limit=1&cursor=${both.items[0]?.id}`)).items.map(({ text }) => text)).toEqual(['想能拍照']);

  const deed = (person: Person, item: FeedbackItem | undefined, body: object) => person.send<FeedbackItem>('POST', `/api/scenarios/bike/feedback/${encodeURIComponent(item?.id ?? '')}`, body);
  setNow('2026-03-02T02:05:00Z');
  const answered = await deed(ada, both.items[0], { answer: '下一版把理由写全' });
  expect([answered.status, answered.body.state, answered.body.answers[0]?.text]).toEqual([200, 'answered', '下一版把理由写全']);
  expect((await deed(ada, both.items[1], { label: 'praise' })).body.label).toBe('praise');
  expect((await deed(ada, both.items[1], { close: '已排入下个月' })).body.closed?.reason).toBe('已排入下个月');
  expect((await deed(ada, both.items[1], { close: ' ' })).status).toBe(400);
  expect([(await deed(pub, both.items[0], { answer: '不该能回' })).status, (await lin.send('GET', '/api/scenarios/bike/feedback')).status]).toEqual([403, 403]);
  expect((await deed(ada, { ...(both.items[0] as FeedbackItem), id: 'other:1' }, { answer: '别的应用' })).status).toBe(404);
  expect([(await list(ada)).counts, await openOf(ada)]).toEqual([{ new: 0, answered: 1, closed: 1 }, 0]);
  const notices = await studio.user.send<{ items: { title: string; body: string; runId?: string }[] }>('GET', '/api/portal/notices');
  expect(notices.body.items.map(({ title, body, runId }) => [title, body, runId])).toEqual(expect.arrayContaining([['您对“登记”的意见有回复', '下一版把理由写全', run], ['您对“登记”的意见已办结', '已排入下个月', undefined]]));

  // Who writes again after the answer waits for another; what was answered stays.
  setNow('2026-03-02T02:09:00Z');
  await say(`runs/${run}`, { clear: false, text: '还是看不懂' });
  expect((await list(ada, '?state=new')).items).toMatchObject([{ text: '还是看不懂', answers: [{ text: '下一版把理由写全' }] }]);

  // An objection to a result stands for itself: no later press of a button takes it away.
  setNow('2026-03-02T02:10:00Z');
  await say(`runs/${run}`, { kind: 'issue', text: '金额算错了' });
  setNow('2026-03-02T02:11:00Z');
  await say(`runs/${run}`, { clear: true });
  expect((await list(ada, '?state=new')).items).toMatchObject([{ run, text: '金额算错了', label: 'fault' }]);
  expect((await studio.user.send<{ objections?: object[] }>('GET', `/api/portal/runs/${run}`)).body.objections).toEqual([{ at: '2026-03-02T02:10:00.000Z', answered: false }]);

  const after = await createTestApp({ store, now: () => new Date('2026-03-02T03:00:00Z') });
  expect(await openOf(await loginAs(after, 'ada'))).toBe(1);
  await after.close();
  await studio.close();
});

it('what waits for an answer is listed over all scenarios, newest first, for whoever may see their runs', async () => {
  const store = createMemoryStore();
  const { studio, ada, lin, pub, setNow } = await createVersionsStudio('2026-03-02T02:00:00Z', { store });
  const waiting = async (person: Person, query = '') => (await person.send<WaitingFeedbackList>('GET', `/api/feedback${query}`)).body;
  expect(await waiting(ada)).toEqual({ items: [], total: 0 });
  for (const [minute, text] of [['01', '想能拍照'], ['02', '字太小']] as const) {
    setNow(`2026-03-02T02:${minute}:00Z`);
    await studio.user.send('POST', '/api/portal/apps/bike/feedback', { kind: 'idea', text, page: 'start' });
  }
  const seen = await waiting(ada);
  expect(seen).toMatchObject({ total: 2, items: [{ text: '字太小', answerable: true, scenario: { id: 'bike', title: { 'zh-CN': '登记' } } }, { text: '想能拍照' }] });
  expect(await waiting(ada, '?limit=1')).toMatchObject({ total: 2, items: [{ text: '字太小' }] });
  expect((await waiting(pub)).items.map(({ answerable }) => answerable)).toEqual([false, false]);
  expect(await waiting(lin)).toEqual({ items: [], total: 0 });
  expect((await studio.user.send('GET', '/api/feedback')).status).toBe(403);
  await ada.send('POST', `/api/scenarios/bike/feedback/${encodeURIComponent(seen.items[0]?.id ?? '')}`, { answer: '下一版放大' });
  expect(await waiting(ada)).toMatchObject({ total: 1, items: [{ text: '想能拍照' }] });
  const after = await createTestApp({ store, now: () => new Date('2026-03-02T03:00:00Z') });
  expect(await waiting(await loginAs(after, 'ada'))).toMatchObject({ total: 1, items: [{ text: '想能拍照' }] });
  await after.close();
  await studio.close();
});
