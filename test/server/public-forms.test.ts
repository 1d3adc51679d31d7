import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { builtIns } from '../../runtime/nodes/built-in/index.ts';
import type { TaskItem } from '../../server/api/portal.ts';
import type { ChallengeView, PublicAppView, ReceiptView, VisitView } from '../../server/api/public.ts';
import { drawSigns } from '../../server/services/public/draw-signs.ts';
import { countedAddress } from '../../server/services/public/gates.ts';
import { sweepOneTime } from '../../server/services/sign-in/one-time.ts';
import { createMemoryStore } from '../../server/stores/memory/memory-store.ts';
import { spokenAnswer } from '../support/spoken-answer.ts';
import { createTestStudio, HOST, ORIGIN, type Answer, type Person, type TestStudio } from './support/studio.ts';

const text = (zh: string) => ({ 'zh-CN': zh, en: zh });
const form = (open: boolean) => ({ type: 'start.form', title: '@report', config: { roles: ['clerk'], ...(open ? { public: true } : {}), fields: [{ id: 'place', type: 'string', maxLength: 20 }, { id: 'photos', type: 'list', widget: 'photo', optional: true }] } });
const scenario = (id: string, open: boolean) => ({
  format: 1, id, title: '@t', purpose: '@t', zone: 'Asia/Shanghai', calendar: 'cn', recording: 'none', bases: {}, parameters: {}, roles: { clerk: '@clerk' }, lists: {}, datasets: {}, pages: { desk: { type: 'blocks', title: '@t', roles: ['clerk'], blocks: [{ id: 'go', block: 'button', text: '@t' }] } }, layout: {},
  flows: { main: {
    nodes: {
      report: form(open),
      tell: { type: 'output.notify', config: { to: { user: 'run.starter' }, title: '@t', body: '@t' } },
      handle: { type: 'human.form', title: '@handle', config: { assign: { role: 'clerk' }, show: ['report.photos'], fields: [], outcomes: [{ port: 'done', title: '@done' }] } },
      end: { type: 'output.page', title: '@end', config: { text: '@end' } },
    },
    edges: { e1: ['report.out', 'tell'], e2: ['tell.out', 'handle'], e3: ['handle.done', 'end'] },
  } },
  texts: { t: text('上报'), clerk: text('经办'), report: text('上报'), handle: text('处置'), done: text('办好'), end: text('办结'), 'report.place': text('地点'), 'report.photos': text('照片') },
});

type Loose = Record<string, unknown> & { code?: string };
const store = createMemoryStore();
let now = new Date('2026-11-30T01:00:00Z');
let studio: TestStudio;
let clerk: Person;
let anyone: Person;
let count = 0;
const key = () => `key-public-${(count += 1)}`;

beforeAll(async () => {
  studio = await createTestStudio({ nodeTypes: builtIns, store, now: () => now });
  anyone = studio.anyone;
  for (const [id, open] of [['open', true], ['closed', false]] as const) {
    expect((await studio.designer.send('POST', '/api/scenarios', { scenario: scenario(id, open) })).status).toBe(201);
    expect((await studio.designer.send('POST', `/api/scenarios/${id}/publish`, { note: '', baseVersion: 1 })).status).toBe(201);
  }
  await studio.admin.send('POST', '/api/users', { login: 'clerk', name: '经办甲', password: 'correct horse 9', role: 'user', duties: ['clerk'], unit: { id: 'U', name: 'U' } });
  clerk = await studio.login('clerk');
});
afterAll(() => studio.close());

const post = <Body = Loose>(path: string, body: unknown, more?: Record<string, string>): Promise<Answer<Body>> => anyone.send<Body>('POST', `/api/public${path}`, body, more);
const challenge = async (way = 'words') => (await post<ChallengeView>('/apps/open/challenges', { way }, { 'accept-language': 'en' })).body;
async function visit(): Promise<string> {
  const { id, question = '' } = await challenge();
  return (await post<VisitView>('/apps/open/visits', { challenge: id, answer: spokenAnswer(question) })).body.visit;
}
const submit = (token: string, place = '校门口', clientKey = key(), photos?: readonly string[]) => post<ReceiptView & Loose>('/apps/open/runs', { visit: token, clientKey, input: { place, ...(photos ? { photos } : {}) } });
const counted = (statuses: readonly number[]) => Object.fromEntries([...new Set(statuses)].map((status) => [status, statuses.filter((one) => one === status).length]));
/** Ten minutes and more: whatever was counted is forgotten. */
const wait = (minutes: number) => {
  now = new Date(now.getTime() + minutes * 60_000);
};

describe('a form open to the public', () => {
  it('is drawn, submitted after a challenge and looked up with number and code, without an account and without names of staff', async () => {
    const view = (await anyone.send<PublicAppView>('GET', '/api/public/apps/open')).body;
    expect([view.app.canStart, view.app.pages, view.start?.fields.map(({ id }) => id)]).toEqual([true, [], ['place', 'photos']]);
    const sent = (await submit(await visit())).body;
    expect(sent.number).toMatch(/^20261130-[0-9A-Z]{8}$/);
    expect([sent.run.id, sent.run.next, sent.run.timeline, sent.run.mayWithdraw]).toEqual([sent.number, { kind: 'progress', waitingFor: '处置' }, [], false]);
    const task = (await clerk.send<{ items: TaskItem[] }>('GET', '/api/portal/tasks')).body.items[0];
    expect(task?.startedBy).toBe('社会公众在公开表单上提交');
    await clerk.send('POST', `/api/portal/tasks/${task?.id}/submit`, { clientKey: key(), outcome: 'done', data: {} });
    // As people copy it from paper.
    const found = await post<ReceiptView>('/receipts', { number: sent.number.toLowerCase().replace('-', ' '), code: `${sent.code?.slice(0, 5)} ${sent.code?.slice(5).toLowerCase()}` });
    expect([found.status, found.body.code, found.body.run.result?.text, found.body.run.result?.decidedBy]).toEqual([200, undefined, '办结', '经办人员']);
    expect(JSON.stringify(found.body)).not.toContain('经办甲');
  });

  it('is not there when its scenario does not open it, whatever is asked of it', async () => {
    const token = await visit();
    for (const [method, path, body] of [['GET', '', undefined], ['GET', '/options?field=place', undefined], ['POST', '/challenges', { way: 'words' }], ['POST', '/visits', { challenge: token, answer: '1' }], ['POST', '/runs', { visit: token, clientKey: key(), input: { place: 'x' } }]] as const) {
      expect((await anyone.send('GET' === method ? 'GET' : 'POST', `/api/public/apps/closed${path}`, body)).status).toBe(404);
    }
  });

  it('gives its starter nothing else: no route of people with an account, no notice, no app without a role', async () => {
    const token = await visit();
    for (const path of ['/api/portal/apps', '/api/portal/tasks', '/api/portal/runs', '/api/me/sessions']) expect((await anyone.send('GET', path, undefined, { cookie: `sid=${token}` })).status).toBe(401);
    const starters = (await store.runs.list({ limit: 100 })).items.map(({ starter }) => starter);
    expect(starters.every((starter) => starter.startsWith('public:'))).toBe(true);
    expect((await Promise.all(starters.map((starter) => store.notices.list(starter, 5)))).flat()).toEqual([]);
  });

  it('answers a repeat with its key by the same receipt, and takes nothing else on the same visit', async () => {
    const [token, again] = [await visit(), key()];
    const [first, second] = [await submit(token, 'a', again), await submit(token, 'a', again)];
    expect([first.status, second.body.number, second.body.code]).toEqual([200, first.body.number, first.body.code]);
    expect((await submit(token, 'b')).body.code).toBe('SCN_PUBLIC_PASS');
    const racing = await visit();
    const statuses = (await Promise.all([submit(racing, 'a'), submit(racing, 'b'), submit(racing, 'c')])).map(({ status }) => status);
    expect(counted(statuses)).toEqual({ 200: 1, 403: 2 });
  });

  it('lets a refused form be mended and sent again on the same visit, until its time is over', async () => {
    const token = await visit();
    expect((await submit(token, '很'.repeat(30))).body.code).toBe('SCN_FORM_INVALID');
    expect((await submit(token, '短')).status).toBe(200);
    const late = await visit();
    wait(121);
    expect((await submit(late)).body.code).toBe('SCN_PUBLIC_PASS');
    const { id, question = '' } = await challenge();
    expect((await post<VisitView>('/apps/open/visits', { challenge: id, answer: spokenAnswer(question), visit: late })).body.visit).toBe(late);
    expect((await submit(late)).status).toBe(200);
  });

  it('takes files of the visitor only, few and small, and gives them to the clerk', async () => {
    const jpg = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.alloc(1000, 9)]);
    const send = (token: string, payload = jpg) => studio.app.inject({ method: 'POST', url: `/api/public/apps/open/files?name=a.jpg&visit=${token}`, headers: { host: HOST, origin: ORIGIN, 'content-type': 'application/octet-stream' }, payload });
    const [token, other] = [await visit(), await visit()];
    expect((await send('x'.repeat(43))).json<Loose>().code).toBe('SCN_PUBLIC_PASS');
    expect((await send(token, Buffer.alloc(10 * 1_048_576 + 1, 9))).statusCode).toBe(413);
    const [photo, foreign] = [(await send(token)).json<{ id: string }>(), (await send(other)).json<{ id: string }>()];
    expect((await submit(token, 'x', key(), [foreign.id])).body.code).toBe('SCN_FILE_GONE');
    expect((await submit(token, 'x', key(), [photo.id])).status).toBe(200);
    expect((await (await studio.login('clerk')).send('GET', `/api/portal/files/${photo.id}`)).status).toBe(200);
    expect((await anyone.send('GET', `/api/portal/files/${photo.id}`)).status).toBe(401);
    const many = (await Promise.all(Array.from({ length: 7 }, () => send(other)))).map(({ statusCode }) => statusCode);
    expect(counted(many)).toEqual({ 201: 5, 422: 2 });
  });
});

describe('attacks on a public form', () => {
  it('a challenge is answered once, right or wrong, for its form and in its time', async () => {
    const right = await challenge();
    const answer = spokenAnswer(right.question ?? '');
    expect((await post('/apps/open/visits', { challenge: right.id, answer })).status).toBe(200);
    expect((await post('/apps/open/visits', { challenge: right.id, answer })).body.code).toBe('SCN_PUBLIC_EXPIRED');
    const wrong = await challenge();
    expect((await post('/apps/open/visits', { challenge: wrong.id, answer: '1' })).body.code).toBe('SCN_PUBLIC_WRONG');
    expect((await post('/apps/open/visits', { challenge: wrong.id, answer: spokenAnswer(wrong.question ?? '') })).body.code).toBe('SCN_PUBLIC_EXPIRED');
    const late = await challenge();
    wait(11);
    expect((await post('/apps/open/visits', { challenge: late.id, answer: spokenAnswer(late.question ?? '') })).body.code).toBe('SCN_PUBLIC_EXPIRED');
    const twice = await challenge();
    const both = await Promise.all([1, 2].map(() => post('/apps/open/visits', { challenge: twice.id, answer: spokenAnswer(twice.question ?? '') })));
    expect(counted(both.map(({ status }) => status))).toEqual({ 200: 1, 410: 1 });
  });

  it('guesses run into a wall that says when it opens, and a right answer does not climb it', async () => {
    wait(11);
    const codes: (string | undefined)[] = [];
    for (let tries = 0; tries < 9; tries += 1) codes.push((await post('/apps/open/visits', { challenge: (await challenge()).id, answer: '0' })).body.code);
    expect(codes.slice(-2)).toEqual(['SCN_PUBLIC_WRONG', 'SCN_PUBLIC_RATE']);
    const { id, question = '' } = await challenge();
    const refused = await post<Loose & { details?: { until?: string } }>('/apps/open/visits', { challenge: id, answer: spokenAnswer(question) });
    expect([refused.status, refused.headers['retry-after'], refused.body.details?.until]).toEqual([429, '600', new Date(now.getTime() + 600_000).toISOString()]);
    wait(11);
    expect(await visit()).toHaveLength(43);
  });

  it('codes of receipts cannot be tried out: numbers that exist and others are refused alike, and soon not at all', async () => {
    wait(61);
    const { number } = (await submit(await visit())).body;
    const tries = await Promise.all([number, '20261130-AAAAAAAA'].map((one) => post('/receipts', { number: one, code: '0000000000' })));
    expect(tries.map(({ status, body: { requestId: _id, ...body } }) => [status, body])).toEqual([tries[0], tries[0]].map((one) => [422, expect.objectContaining({ code: one?.body.code }) as unknown]));
    for (let more = 0; more < 8; more += 1) await post('/receipts', { number, code: `000000000${more}` });
    expect((await post('/receipts', { number, code: '0000000009' })).status).toBe(429);
    wait(16);
  });

  it('floods of one address and of one form end at their limits', async () => {
    wait(61);
    let status = 0;
    let sent = 0;
    for (; sent < 40 && status !== 429; sent += 1) {
      if (sent % 20 === 0) wait(11);
      status = (await submit(await visit(), 'x')).status;
    }
    expect([status, sent]).toEqual([429, 31]);
    expect([countedAddress('::ffff:10.0.0.7'), countedAddress('2001:db8:1:2:3::9'), countedAddress('2001:db8:1:2:ffff::1')]).toEqual(['10.0.0.7', '2001:db8:1:2', '2001:db8:1:2']);
  });

  it('other sites cannot send it, and pictures hold no text and differ each time', async () => {
    expect((await post('/apps/open/challenges', { way: 'words' }, { origin: 'https://evil.example' })).body.code).toBe('SCN_AUTH_ORIGIN');
    wait(11);
    const { picture = '', question } = await challenge('picture');
    expect([question, Buffer.from(picture.split(',')[1] ?? '', 'base64').subarray(1, 4).toString()]).toEqual([undefined, 'PNG']);
    expect(drawSigns('ACE34').equals(drawSigns('ACE34'))).toBe(false);
    wait(60 * 25);
    await sweepOneTime(studio.app.studio);
    expect([await store.documents.list('public-challenge'), await store.documents.list('public-visit')]).toEqual([[], []]);
  });
});
