import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { builtIns } from '../../runtime/nodes/built-in/index.ts';
import type { IncidentInput, Operate, ResolveManyAnswer } from '../../server/api/operate.ts';
import { createTestStudio } from './support/studio.ts';
import type { TestStudio } from './support/studio.ts';
import { countingDial, startCanary } from './support/closed-net.ts';
import type { Canary } from './support/closed-net.ts';
import { outputOf, publish, runsOf, scenarioOf } from './support/trigger-scenario.ts';

let canary: Canary;
let answer: (path: string) => number;
let now: Date;
let studio: TestStudio;
beforeEach(async () => {
  now = new Date('2026-11-24T00:30:00Z');
  answer = () => 503;
  canary = await startCanary((request, response) => response.writeHead(answer(request.url ?? ''), { 'content-type': 'application/json' }).end('{}'));
  studio = await createTestStudio({ nodeTypes: builtIns, now: () => now, metricsAccess: { key: 'key-of-the-collector' }, network: { dial: countingDial(canary.port).dial, resolve: async () => ['127.0.0.1'] } });
  await studio.admin.send('PUT', '/api/connections?id=far', { title: '对方', users: 'all', baseUrl: `http://127.0.0.1:${canary.port}`, allow: [`127.0.0.1:${canary.port}`], baseVersion: 0 });
});
afterEach(async () => {
  await studio.close();
  await canary.close();
});

const ask = { type: 'start.form', config: { roles: ['doctor'], fields: [{ id: 'no', type: 'string' }] } };
const end = { type: 'output.page', config: { text: '好' } };
const calls = scenarioOf('calls', { ask, call: { type: 'data.http', config: { connection: 'far', method: 'POST', path: '"/" + ask.no' } }, end }, { e1: ['ask.out', 'call'], e2: ['call.out', 'end'] }, { connections: { far: { use: 'far' } } });
const begin = async (app: string, no: string) => (await studio.user.send<{ runId: string }>('POST', `/api/apps/${app}`, { no })).body.runId;
const view = async (app = 'calls') => (await (await studio.login('dora')).send<Operate>('GET', `/api/scenarios/${app}/operate`)).body;
const resolve = async (body: object) => (await studio.designer.send<ResolveManyAnswer & { code?: string }>('POST', '/api/scenarios/calls/incidents/resolve', body)).body;

describe('incidents', () => {
  it('are grouped by step and cause, and a whole group is tried again, each run by itself', async () => {
    await publish(studio, calls);
    const runs = [await begin('calls', 'a'), await begin('calls', 'b'), await begin('calls', 'c')];
    const [group, ...others] = (await view()).incidents;
    expect([group?.code, group?.path, group?.count, group?.runs.map((run) => run.id).sort(), others]).toEqual(['SCN_HTTP_STATUS', 'call', 3, [...runs].sort(), []]);
    answer = (path) => (path === '/b' ? 500 : 200);
    const { results } = await resolve({ runs: [...runs, 'gone'], path: 'call', action: 'retry' });
    expect(results.map(({ ok, code }) => [ok, code])).toEqual([[true, undefined], [false, 'SCN_HTTP_STATUS'], [true, undefined], [false, 'SCN_API_NOT_FOUND']]);
    expect((await view()).incidents.map((one) => one.count)).toEqual([1]);
    expect((await resolve({ runs: [runs[0]], path: 'call', action: 'retry' })).results).toMatchObject([{ ok: false, code: 'SCN_OPERATE_MOVED' }]);
  });
  it('are skipped only with a reason, which stays with the run', async () => {
    await publish(studio, calls);
    const run = await begin('calls', 'a');
    expect((await resolve({ runs: [run], path: 'call', action: 'skip' })).code).toBe('SCN_OPERATE_REASON');
    expect((await resolve({ runs: [run], path: 'call', action: 'skip', reason: '对方已停用' })).results).toEqual([{ id: run, ok: true }]);
    expect((await runsOf(studio, 'calls'))[0]?.status).toBe('completed');
    const entries = (await studio.admin.send<{ items: { action: string; details?: { reason?: string } }[] }>('GET', '/api/audit')).body.items;
    expect(entries.find((entry) => entry.action === 'run.resolve')?.details).toMatchObject({ reason: '对方已停用' });
  });
  it('show what the step works with, take a mended input, and keep what it was', async () => {
    await publish(studio, calls);
    const run = await begin('calls', 'a');
    const read = async () => (await studio.designer.send<IncidentInput>('GET', `/api/runs/${run}/incident?path=call`)).body;
    expect(await read()).toMatchObject({ input: { path: '/a' }, ports: ['out', 'error'], edits: [] });
    expect((await resolve({ runs: [run], path: 'call', action: 'edit', input: { path: '/other' }, reason: '地址改了' })).results).toMatchObject([{ ok: false, code: 'SCN_HTTP_STATUS' }]);
    expect((await read()).edits).toMatchObject([{ action: 'edit', by: '设计员', reason: '地址改了', old: { path: '/a' }, input: { path: '/other' } }]);
    answer = (path) => (path === '/other' ? 200 : 503);
    expect((await resolve({ runs: [run], path: 'call', action: 'retry' })).results).toEqual([{ id: run, ok: true }]);
    const entries = (await studio.admin.send<{ items: { action: string; details?: object }[] }>('GET', '/api/audit')).body.items.filter((entry) => entry.action === 'run.resolve');
    expect(JSON.stringify(entries)).toContain('"fields":["path"]');
    expect(JSON.stringify(entries)).not.toContain('/other');
    expect(await outputOf(studio, run, 'call')).toMatchObject({ status: 200 });
  });
});

describe('runs that will not go on', () => {
  it('are found: a task nobody can do any more, and an event that does not come', async () => {
    const until = (entry: object) => ({ type: 'flow.wait', config: { until: [{ port: 'out', ...entry }] } });
    await publish(studio, scenarioOf('tasks', { ask, sign: { type: 'human.form', config: { assign: { user: 'ask.no' }, mode: 'task', fields: [{ id: 'ok', type: 'boolean', optional: true }], outcomes: [{ port: 'done' }] } }, end }, { e1: ['ask.out', 'sign'], e2: ['sign.done', 'end'] }));
    await publish(studio, scenarioOf('events', { ask, wait: until({ event: 'paid', key: 'ask.no' }), end }, { e1: ['ask.out', 'wait'], e2: ['wait.out', 'end'] }));
    await begin('events', 'a');
    const clerk = (await studio.admin.send<{ id: string }>('POST', '/api/users', { login: 'clerk', name: '职员', password: 'correct horse 9', role: 'user', duties: [], unit: { id: 'U', name: 'U' } })).body.id;
    await begin('tasks', clerk);
    expect([(await view('tasks')).stuck, (await view('events')).stuck]).toEqual([[], []]);
    // As a clerk is gone that nobody took the tasks of: removed beside the service that would hand them on.
    const { documents } = studio.app.studio.store;
    const account = await documents.get<object>('user', clerk);
    await documents.put('user', clerk, { ...account?.body, disabled: true }, { expectedVersion: account?.version ?? 0, by: 'system' });
    expect((await view('tasks')).stuck).toMatchObject([{ kind: 'nobody', at: 'sign' }]);
    now = new Date('2026-12-02T00:30:00Z');
    expect((await view('events')).stuck).toMatchObject([{ kind: 'event', at: 'wait' }]);
  });
});

describe('/metrics', () => {
  const scrape = async (headers: Record<string, string> = {}, remoteAddress = '127.0.0.1') => studio.app.inject({ method: 'GET', url: '/metrics', headers, remoteAddress });
  const value = (body: string, name: string) => body.split('\n').find((line) => line.startsWith(name))?.split(' ').at(-1);

  it('counts runs, incidents and requests, and names nobody', async () => {
    await publish(studio, calls);
    await begin('calls', '身份证330102');
    answer = () => 200;
    await begin('calls', 'b');
    const { body, headers } = await scrape({ authorization: 'Bearer key-of-the-collector' });
    expect(headers['content-type']).toContain('text/plain');
    expect(value(body, 'scenario_runs_started_total{scenario="calls"}')).toBe('2');
    expect(value(body, 'scenario_runs_ended_total{scenario="calls",status="completed"}')).toBe('1');
    expect(value(body, 'scenario_incidents_open{scenario="calls"}')).toBe('1');
    expect(value(body, 'scenario_store_up')).toBe('1');
    expect(body).toContain('scenario_http_request_seconds_bucket{le="0.5",route="/api/apps/:id",method="POST",status="2xx"}');
    expect(body).toMatch(/scenario_event_loop_delay_seconds\{quantile="0.99"\} [\d.e-]+/);
    for (const secret of ['330102', '何医师', 'dora', studio.user.id]) expect(body).not.toContain(secret);
  });
  it('is for administrators and the holder of its key', async () => {
    const codes = [await scrape(), await scrape({ cookie: studio.designer.cookie }), await scrape({ cookie: studio.admin.cookie }), await scrape({ authorization: 'Bearer key-of-somebody' })].map((reply) => reply.statusCode);
    expect(codes).toEqual([401, 403, 200, 403]);
  });
  it('is open to this machine when so started, but not to what a proxy forwards', async () => {
    const local = await createTestStudio({ metricsAccess: { loopback: true } });
    const from = async (remoteAddress: string, headers: Record<string, string> = {}) => (await local.app.inject({ method: 'GET', url: '/metrics', headers, remoteAddress })).statusCode;
    expect([await from('127.0.0.1'), await from('::1'), await from('10.0.0.7'), await from('127.0.0.1', { 'x-forwarded-for': '10.0.0.7' })]).toEqual([200, 200, 401, 401]);
    await local.close();
  });
  it('tells that the store is away', async () => {
    const { store } = studio.app.studio;
    Object.assign(store, { status: () => Promise.reject(new Error('away')) });
    expect(value((await scrape({ authorization: 'Bearer key-of-the-collector' })).body, 'scenario_store_up')).toBe('0');
  });
});
