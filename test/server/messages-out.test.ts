import { createHmac } from 'node:crypto';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { builtIns } from '../../runtime/nodes/built-in/index.ts';
import type { DeliveryItem } from '../../server/api/triggers.ts';
import { storeError } from '../../server/stores/errors.ts';
import { createTestStudio } from './support/studio.ts';
import type { TestStudio } from './support/studio.ts';
import { countingDial, startCanary } from './support/closed-net.ts';
import type { Canary } from './support/closed-net.ts';
import { publish, runsOf, scenarioOf } from './support/trigger-scenario.ts';

interface Letter {
  readonly from: string;
  readonly to: readonly string[];
  readonly source: string;
}

const letters: Letter[] = [];
/** A mail server on this machine that keeps what it gets; `refuse` answers every letter with 550. */
let refuse = false;
const mail = new SMTPServer({
  authOptional: true, disabledCommands: ['STARTTLS'], logger: false,
  onAuth: (auth, _session, done) => (auth.password === 'mail-pass' ? done(null, { user: auth.username ?? '' }) : done(new Error('wrong'))),
  onData: (stream, session, done) => {
    let source = '';
    stream.on('data', (part: Buffer) => {
      source += part.toString('utf8');
    });
    stream.on('end', () => {
      if (refuse) return done(Object.assign(new Error('not today'), { responseCode: 550 }));
      const { mailFrom, rcptTo } = session.envelope;
      letters.push({ from: mailFrom ? mailFrom.address : '', to: rcptTo.map((one) => one.address), source });
      return done();
    });
  },
});
let mailPort = 0;
let canary: Canary;
const bodies: string[] = [];
let status = 200;
beforeAll(async () => {
  await new Promise<void>((resolve) => mail.listen(0, '127.0.0.1', () => resolve()));
  mailPort = (mail.server.address() as AddressInfo).port;
  canary = await startCanary((request, response) => {
    let body = '';
    request.on('data', (part: Buffer) => {
      body += part.toString('utf8');
    });
    request.on('end', () => {
      bodies.push(body);
      response.writeHead(status, { 'content-type': 'application/json' }).end('{}');
    });
  });
});
afterAll(async () => {
  await new Promise<void>((resolve) => mail.close(() => resolve()));
  await canary.close();
});

let now: Date;
let studio: TestStudio;
beforeEach(async () => {
  now = new Date('2026-11-24T00:30:00Z');
  letters.length = 0;
  bodies.length = 0;
  canary.hits.length = 0;
  refuse = false;
  status = 200;
  studio = await createTestStudio({ nodeTypes: builtIns, now: () => now, network: { dial: countingDial(canary.port).dial, resolve: async () => ['127.0.0.1'] } });
});
afterEach(() => studio.close());

const node = (type: string, config: object, more: object = {}) => scenarioOf('out', { ask: { type: 'start.form', config: { roles: ['doctor'], fields: [{ id: 'to', type: 'string' }] } }, tell: { type, config: { connection: 'far', ...config }, ...more }, end: { type: 'output.page', config: { text: '好' } } }, { e1: ['ask.out', 'tell'], e2: ['tell.out', 'end'] }, { connections: { far: { use: 'far' } } });
const letter = { to: 'ask.to', title: '办结通知', body: '编号 {run.id}' };
const begin = (to: string, key = 'k1') => studio.user.send<{ runId: string }>('POST', '/api/apps/out', { to }, { 'idempotency-key': key });
const trouble = async () => (await studio.designer.send<{ items: { status: string; error?: { code: string } }[] }>('GET', '/api/scenarios/out/runs')).body.items.map((item) => [item.status, item.error?.code]);

describe('a letter', () => {
  it('reaches the mail server once, however often the start is repeated', async () => {
    await mailServerAs('far');
    await publish(studio, node('notify.mail', letter));
    const first = await begin('li@example.org');
    await begin('li@example.org');
    expect([letters.length, letters[0]?.from, letters[0]?.to]).toEqual([1, 'studio@example.org', ['li@example.org']]);
    expect(letters[0]?.source).toMatch(/^Message-ID: <[0-9a-f]{32}@scenario-studio>/m);
    expect(letters[0]?.source).toContain(first.body.runId);
    expect(letters[0]?.source).toContain('Auto-Submitted: auto-generated');
  });
  it('with a wrong password, to a closed port or to an address nobody opened is an incident with its cause', async () => {
    const free = createServer();
    await new Promise<void>((resolve) => free.listen(0, '127.0.0.1', () => resolve()));
    const closed = (free.address() as AddressInfo).port;
    await new Promise<void>((resolve) => free.close(() => resolve()));
    await mailServerAs('far', { secret: 'wrong' });
    await publish(studio, node('notify.mail', letter));
    await begin('li@example.org', 'k1');
    await mailServerAs('far', { baseUrl: `smtp://127.0.0.1:${closed}`, allow: [`127.0.0.1:${closed}`], baseVersion: 1 });
    await begin('li@example.org', 'k2');
    await mailServerAs('far', { allow: [], baseVersion: 2 });
    await begin('li@example.org', 'k3');
    refuse = true;
    await mailServerAs('far', { baseVersion: 3 });
    await begin('li@example.org', 'k4');
    expect([...(await trouble())].map(([state, code]) => `${state ?? ''} ${code ?? ''}`).sort()).toEqual(['incident SCN_HTTP_REFUSED', 'incident SCN_MAIL_FAILED', 'incident SCN_MAIL_FAILED', 'incident SCN_MAIL_FAILED']);
    expect(letters).toEqual([]);
  });
  it('that cannot go leaves by the port for errors, also where nobody set up the mail server', async () => {
    const plain = node('notify.mail', letter);
    const [flow] = Object.values((plain as unknown as { flows: Record<string, { edges: Record<string, readonly string[]> }> }).flows);
    if (flow) flow.edges['e3'] = ['tell.error', 'end'];
    await publish(studio, plain);
    await begin('li@example.org', 'k1');
    refuse = true;
    await mailServerAs('far');
    await begin('li@example.org', 'k2');
    expect([await trouble(), letters]).toEqual([[['completed', undefined], ['completed', undefined]], []]);
  });
  it('needs a sender that is a mail address, and a mail server that speaks SMTP', async () => {
    expect(await codeOfSave({ from: 'x\r\nBcc: y@z.cn' })).toBe('SCN_MAIL_SENDER');
    expect(await codeOfSave({ baseUrl: 'http://127.0.0.1' })).toBe('SCN_HTTP_REFUSED');
  });
});

async function mailServerAs(id: string, more: object = {}): Promise<void> {
  const saved = await studio.admin.send('PUT', `/api/connections?id=${id}`, { kind: 'smtp', users: 'all', title: '邮件', baseUrl: `smtp://127.0.0.1:${mailPort}`, allow: [`127.0.0.1:${mailPort}`], user: 'office', secret: 'mail-pass', from: '场景工坊 <studio@example.org>', baseVersion: 0, ...more });
  expect([saved.status, saved.status === 200 ? '' : saved.body]).toEqual([200, '']);
}
async function codeOfSave(more: object): Promise<string> {
  return (await studio.admin.send<{ code: string }>('PUT', '/api/connections?id=x', { kind: 'smtp', title: '邮件', baseUrl: 'smtp://127.0.0.1', allow: [], from: 'a@b.cn', baseVersion: 0, ...more })).body.code;
}

describe('a webhook sent', () => {
  const hook = async (secret: string | undefined) => {
    const saved = await studio.admin.send('PUT', '/api/connections?id=far', { kind: 'webhook', users: 'all', title: '推送', baseUrl: `http://127.0.0.1:${canary.port}/in`, allow: [`127.0.0.1:${canary.port}`], ...(secret ? { secret } : {}), baseVersion: 0 });
    expect(saved.status).toBe(200);
  };
  it('is signed over what is sent, and every try has the same id', async () => {
    const secret = `whsec_${Buffer.from('0123456789abcdef0123456789abcdef').toString('base64')}`;
    await hook(secret);
    await publish(studio, node('notify.webhook', { data: { to: 'ask.to' } }, { retry: { max: 2, firstMs: 10 } }));
    status = 503;
    await begin('li');
    status = 200;
    for (let round = 0; round < 5 && canary.hits.length < 2; round += 1) {
      now = new Date(now.getTime() + 1000);
      await studio.app.studio.sweep.now();
    }
    expect((await runsOf(studio, 'out')).map((run) => run.status)).toEqual(['completed']);
    const [first, second] = canary.hits.map(({ headers }) => headers);
    expect([first?.['webhook-id'], bodies]).toEqual([second?.['webhook-id'], ['{"to":"li"}', '{"to":"li"}']]);
    const signed = createHmac('sha256', Buffer.from('0123456789abcdef0123456789abcdef')).update(`${String(first?.['webhook-id'])}.${String(first?.['webhook-timestamp'])}.${bodies[0] ?? ''}`).digest('base64');
    expect(first?.['webhook-signature']).toBe(`v1,${signed}`);
  });
  it('without a secret is not sent', async () => {
    await hook(undefined);
    await publish(studio, node('notify.webhook', { data: {} }));
    await begin('li');
    expect([await trouble(), canary.hits]).toEqual([[['incident', 'SCN_HTTP_UNSIGNED']], []]);
  });
});

describe('personal notices', () => {
  const told = scenarioOf('out', { ask: { type: 'start.form', config: { roles: ['doctor'], fields: [{ id: 'to', type: 'string' }] } }, tell: { type: 'output.notify', config: { to: { user: 'run.starter' }, title: '办结了', body: '请看 {ask.to}' } } }, { e1: ['ask.out', 'tell'] });
  const save = (body: object) => studio.user.send<{ settings: { version: number }; secret?: string; code?: string }>('PUT', '/api/portal/notice-settings', { mailFor: [], webhookFor: [], baseVersion: 0, ...body });
  const listed = async () => (await studio.designer.send<{ items: DeliveryItem[] }>('GET', '/api/scenarios/out/deliveries')).body.items;

  it('go by mail to whoever wants that, once each', async () => {
    await mailServerAs('post', { notices: true });
    await publish(studio, told);
    await begin('A', 'k0');
    expect((await save({ mail: 'he@example.org', mailFor: ['message'] })).status).toBe(200);
    await begin('B', 'k1');
    await studio.app.studio.courier.now();
    await studio.app.studio.courier.now();
    expect(letters.map((one) => one.to)).toEqual([['he@example.org']]);
    expect(await listed()).toEqual([]);
  });
  it('are in the language of the receiver, where the scenario has it', async () => {
    await mailServerAs('post', { notices: true });
    const nodes = { ask: { type: 'start.form', config: { roles: ['doctor'], fields: [{ id: 'to', type: 'string' }] } }, tell: { type: 'output.notify', config: { to: { user: 'run.starter' }, title: '@done', body: '请看 {ask.to}' } } };
    const words = Object.fromEntries([['title', '试', 'Try'], ['purpose', '试一试', 'A try'], ['role', '医师', 'Doctor'], ['done', '办结了', 'Done']].map(([key, chinese, en]) => [key, { 'zh-CN': chinese, en }]));
    await publish(studio, scenarioOf('out', nodes, { e1: ['ask.out', 'tell'] }, { texts: words }));
    await save({ mail: 'he@example.org', mailFor: ['message'] });
    const titles = async () => (await studio.user.send<{ items: { title: string; body: string }[] }>('GET', '/api/portal/notices')).body.items.map(({ title, body }) => [title, body]);
    await begin('A', 'k0');
    expect((await studio.user.send('PATCH', '/api/me', { locale: 'en' })).status).toBe(200);
    await begin('B', 'k1');
    expect(new Set(await titles())).toEqual(new Set([['办结了', '请看 A'], ['Done', '请看 B']]));
    await studio.app.studio.courier.now();
    expect([letters.length, letters.filter(({ source }) => /^Subject: Done/m.test(source)).length]).toEqual([2, 1]);
  });
  it('do not go while the store cannot note that they went, and then go once', async () => {
    await mailServerAs('post', { notices: true });
    await publish(studio, told);
    await save({ mail: 'he@example.org', mailFor: ['message'] });
    const { deliveries } = studio.app.studio.store;
    const settle = deliveries.settle.bind(deliveries);
    Object.assign(deliveries, { settle: () => Promise.reject(storeError('SCN_STORE_FULL', { path: 'data' })) });
    await begin('A', 'k1');
    for (let round = 0; round < 9; round += 1) {
      await studio.app.studio.courier.now();
      now = new Date(now.getTime() + 6000);
    }
    expect([letters.length, (await listed()).map(({ status: state, attempts }) => [state, attempts])]).toEqual([0, [['waiting', 0]]]);
    Object.assign(deliveries, { settle });
    await studio.app.studio.courier.now();
    await studio.app.studio.courier.now();
    expect([letters.length, await listed()]).toEqual([1, []]);
  });
  it('are tried out from the page: it goes at once, or the cause is said', async () => {
    const trial = (channel: string) => studio.user.send<{ code?: string }>('POST', '/api/portal/notice-settings/test', { channel });
    expect((await trial('mail')).body.code).toBe('SCN_NOTICE_CHANNEL');
    expect((await trial('webhook')).body.code).toBe('SCN_NOTICE_CHANNEL');
    await mailServerAs('post', { notices: true });
    await save({ mail: 'he@example.org', webhook: 'https://he.example.org/in' });
    expect((await trial('mail')).status).toBe(200);
    expect(letters.map((one) => one.to)).toEqual([['he@example.org']]);
    expect((await trial('webhook')).body.code).toBe('SCN_HTTP_REFUSED');
    refuse = true;
    expect((await trial('mail')).body.code).toBe('SCN_MAIL_FAILED');
    for (let more = 0; more < 4; more += 1) await trial('mail');
    expect((await trial('mail')).status).toBe(429);
  });
  it('that cannot go are tried again and then listed with the cause', async () => {
    await publish(studio, told);
    await save({ mail: 'he@example.org', mailFor: ['message'] });
    await begin('A');
    await studio.app.studio.courier.now();
    expect((await listed()).map(({ kind, status: state, problem }) => [kind, state, problem?.code])).toEqual([['message', 'failed', 'SCN_NOTICE_CHANNEL']]);
  });
  it('by webhook are signed with a secret told once, and only go to public addresses', async () => {
    await publish(studio, told);
    const saved = await save({ webhook: 'https://he.example.org/in', webhookFor: ['message'] });
    expect(saved.body.secret).toMatch(/^whsec_/);
    await begin('A');
    await studio.app.studio.courier.now();
    expect((await listed()).map(({ problem }) => problem?.code)).toEqual(['SCN_HTTP_REFUSED']);
    expect((await save({ webhook: 'http://he.example.org/in', webhookFor: ['message'], baseVersion: 1 })).status).toBe(400);
    expect((await save({ mail: 'no address', baseVersion: 1 })).status).toBe(400);
  });
});
