import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { builtIns } from '../../runtime/nodes/built-in/index.ts';
import type { DeliveryItem, TriggerItem } from '../../server/api/triggers.ts';
import { createTestStudio, HOST } from './support/studio.ts';
import type { TestStudio } from './support/studio.ts';
import { outputOf, publish, runsOf, scenarioOf } from './support/trigger-scenario.ts';

let now = new Date('2026-11-24T00:30:00Z');
let studio: TestStudio;
let path = '';
let secret = '';
beforeAll(async () => {
  studio = await createTestStudio({ nodeTypes: builtIns, now: () => now });
  await publish(studio, scenarioOf('hooked', { hook: { type: 'start.webhook', config: { fields: [{ id: 'number', type: 'string' }, { id: 'sum', type: 'integer', optional: true, min: 0 }] } }, end: { type: 'output.page', config: { text: '好' } } }, { e1: ['hook.out', 'end'] }));
  ({ path, secret } = await rotate());
});
afterAll(() => studio.close());

async function rotate(): Promise<{ path: string; secret: string; until?: string }> {
  return (await studio.admin.send<{ path: string; secret: string }>('POST', '/api/scenarios/hooked/triggers/secret', { source: 'main/hook' })).body;
}

/** As the standard says, written here a second time. */
function headersOf(id: string, body: string, key = secret, at = Math.floor(now.getTime() / 1000)): Record<string, string> {
  const signature = createHmac('sha256', Buffer.from(key.replace('whsec_', ''), 'base64')).update(`${id}.${at}.${body}`).digest('base64');
  return { host: HOST, 'content-type': 'application/json', 'webhook-id': id, 'webhook-timestamp': String(at), 'webhook-signature': `v1,${signature}` };
}

interface Told {
  readonly run?: string;
  readonly duplicate?: boolean;
  readonly code?: string;
}

async function send(headers: Record<string, string>, payload: string): Promise<readonly [number, Told]> {
  const reply = await studio.app.inject({ method: 'POST', url: path, headers, payload });
  return [reply.statusCode, reply.json<Told>()];
}
const codeOf = async (headers: Record<string, string>, payload: string) => {
  const [status, told] = await send(headers, payload);
  return [status, told.code];
};

describe('a webhook', () => {
  const body = '{"number":"A1","sum":3}';

  it('that is signed begins a run with what it says, and the same again is the same run', async () => {
    const [status, { run, duplicate }] = await send(headersOf('m1', body), body);
    expect([status, duplicate]).toEqual([200, false]);
    expect(await outputOf(studio, run ?? '', 'hook')).toMatchObject({ body: { number: 'A1', sum: 3 }, delivery: 'm1' });
    expect(await send(headersOf('m1', body), body)).toEqual([200, { run, duplicate: true }]);
    expect(await runsOf(studio, 'hooked')).toHaveLength(1);
  });
  it('ten times at once is one run', async () => {
    const all = await Promise.all(Array.from({ length: 10 }, () => send(headersOf('m2', body), body)));
    expect(new Set(all.map(([status, { run }]) => `${status} ${run ?? ''}`)).size).toBe(1);
    expect(await runsOf(studio, 'hooked')).toHaveLength(2);
  });
  it('under an id that was another message is refused', async () => {
    const other = '{"number":"B9"}';
    expect(await codeOf(headersOf('m1', other), other)).toEqual([409, 'SCN_HOOK_REUSED']);
  });
  it.each<[string, () => Record<string, string>, number, string]>([
    ['without signature', () => ({ host: HOST, 'content-type': 'application/json' }), 401, 'SCN_HOOK_HEADERS'],
    ['signed with another secret', () => headersOf('m3', body, `whsec_${Buffer.alloc(32).toString('base64')}`), 401, 'SCN_HOOK_SIGNATURE'],
    ['signed for another body', () => headersOf('m3', `${body} `), 401, 'SCN_HOOK_SIGNATURE'],
    ['with the id changed', () => ({ ...headersOf('m3', body), 'webhook-id': 'm4' }), 401, 'SCN_HOOK_SIGNATURE'],
    ['with the time changed', () => ({ ...headersOf('m3', body), 'webhook-timestamp': String(Math.floor(now.getTime() / 1000) + 1) }), 401, 'SCN_HOOK_SIGNATURE'],
    ['replayed six minutes later', () => headersOf('m1', body, secret, Math.floor(now.getTime() / 1000) - 360), 401, 'SCN_HOOK_STALE'],
    ['from the future', () => headersOf('m3', body, secret, Math.floor(now.getTime() / 1000) + 360), 401, 'SCN_HOOK_STALE'],
    ['with an empty signature', () => ({ ...headersOf('m3', body), 'webhook-signature': 'v1,' }), 401, 'SCN_HOOK_SIGNATURE'],
  ])('%s is refused and begins nothing', async (_title, headers, status, code) => {
    const before = (await runsOf(studio, 'hooked')).length;
    expect(await codeOf(headers(), body)).toEqual([status, code]);
    expect(await runsOf(studio, 'hooked')).toHaveLength(before);
  });
  it('of 10 MB is refused by its size', async () => {
    const large = `{"number":"${'x'.repeat(10 * 1_048_576)}"}`;
    expect(await codeOf(headersOf('m5', large), large)).toEqual([413, 'SCN_API_TOO_LARGE']);
  });
  it('at an address that is none is refused', async () => {
    const reply = await studio.app.inject({ method: 'POST', url: '/api/hooks/h0', headers: headersOf('m6', body), payload: body });
    expect([reply.statusCode, reply.json<Told>().code]).toEqual([404, 'SCN_HOOK_UNKNOWN']);
  });
  it('that is no JSON, or lacks what is asked for, is refused; the latter is listed for a person', async () => {
    expect(await codeOf(headersOf('m7', 'number=A'), 'number=A')).toEqual([400, 'SCN_API_JSON']);
    const wrong = '{"sum":-1}';
    expect(await codeOf(headersOf('m8', wrong), wrong)).toEqual([422, 'SCN_FORM_INVALID']);
    const listed = (await studio.designer.send<{ items: DeliveryItem[] }>('GET', '/api/scenarios/hooked/deliveries')).body.items;
    expect(listed.map(({ about, status, problem }) => [about, status, problem?.code])).toEqual([['m8', 'failed', 'SCN_FORM_INVALID']]);
  });
  it('of a sender with the old secret counts for a day after a change', async () => {
    const old = secret;
    const changed = await rotate();
    expect([changed.path, changed.secret === old, changed.until]).toEqual([path, false, '2026-11-25T00:30:00.000Z']);
    expect((await send(headersOf('m9', body, old), body))[0]).toBe(200);
    expect((await send(headersOf('m10', body, changed.secret), body))[0]).toBe(200);
    now = new Date('2026-11-25T00:31:00Z');
    expect(await codeOf(headersOf('m11', body, old), body)).toEqual([401, 'SCN_HOOK_SIGNATURE']);
    secret = changed.secret;
    const [item] = (await (await studio.login('dora')).send<{ items: TriggerItem[] }>('GET', '/api/scenarios/hooked/triggers')).body.items;
    expect(item?.hook?.secrets).toHaveLength(1);
    expect(JSON.stringify(item)).not.toContain('whsec_');
  });
  it('while the trigger is paused is told to come later, and then does', async () => {
    await (await studio.login('root')).send('POST', '/api/scenarios/hooked/triggers/pause', { source: 'main/hook', paused: true });
    expect(await codeOf(headersOf('m12', body), body)).toEqual([503, 'SCN_TRIGGER_PAUSED']);
    await (await studio.login('root')).send('POST', '/api/scenarios/hooked/triggers/pause', { source: 'main/hook', paused: false });
    expect((await send(headersOf('m12', body), body))[0]).toBe(200);
  });
});
