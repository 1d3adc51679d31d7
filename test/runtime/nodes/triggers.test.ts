import { describe, expect, it } from 'vitest';
import { flowSend } from '../../../runtime/nodes/built-in/flow/send.ts';
import { notifyMail } from '../../../runtime/nodes/built-in/notify/mail.ts';
import { notifyWebhook } from '../../../runtime/nodes/built-in/notify/webhook.ts';
import { startRow } from '../../../runtime/nodes/built-in/start/row.ts';
import { startSchedule } from '../../../runtime/nodes/built-in/start/schedule.ts';
import { startWebhook } from '../../../runtime/nodes/built-in/start/webhook.ts';
import { cronProblem, lastTime, nextTimes } from '../../../runtime/schema/cron.ts';
import { env } from './node-kit.ts';
import { NOW, refusal, runNode } from './run-kit.ts';

const codes = (found: readonly { readonly code: string }[] | undefined) => found?.map((one) => one.code);

describe('a cron expression', () => {
  it.each<[string, string, string, readonly string[]]>([
    ['on the clocks of the zone', '0 8 * * *', 'Asia/Shanghai', ['2026-11-25T00:00:00.000Z', '2026-11-26T00:00:00.000Z']],
    ['on weekdays', '30 9 * * 1-5', 'Asia/Shanghai', ['2026-11-24T01:30:00.000Z', '2026-11-25T01:30:00.000Z']],
    ['where an hour is left out, once', '30 2 29 3 *', 'Europe/Berlin', ['2027-03-29T00:30:00.000Z', '2028-03-29T00:30:00.000Z']],
  ])('names its next times %s', (_title, cron, zone, times) => {
    expect(nextTimes(cron, zone, '2026-11-24T00:00:00Z', 2)).toEqual(times);
  });
  it('names the last time that is not after a moment', () => {
    const last = (at: string) => lastTime('0 8 * * *', 'Asia/Shanghai', at);
    expect([last('2026-11-24T00:00:00.000Z'), last('2026-11-23T23:59:59.999Z'), last('2026-11-24T00:00:00.400Z')]).toEqual(['2026-11-24T00:00:00.000Z', '2026-11-23T00:00:00.000Z', '2026-11-24T00:00:00.000Z']);
  });
  it.each<[string, string | null]>([['0 0 31 2 *', 'never'], ['0 0 29 2 *', null], ['0 25 * * *', 'syntax'], ['* * * * * *', 'syntax'], ['', 'syntax'], ['0 8 * * 1-5', null]])('%s: %s', (cron, problem) => {
    expect(cronProblem(cron, 'Asia/Shanghai', '2026-01-01T00:00:00Z')).toBe(problem);
  });
});

describe('start.schedule', () => {
  it('tells its tick, and now in a test run', async () => {
    expect((await runNode(startSchedule, { cron: '0 8 * * *' }, { run: { startInput: { at: '2022-01-20T00:00:00Z', missed: 2 } } })).output).toEqual({ at: '2022-01-20T00:00:00Z', missed: 2 });
    expect((await runNode(startSchedule, { cron: '0 8 * * *' })).output).toEqual({ at: NOW, missed: 0 });
  });
});

describe('start.row', () => {
  const row = { _id: 'r1', _version: 2, name: '张三', age: 41, pay: '10.50', born: '1985-01-01' };
  const start = (config: object, startInput: object) => runNode(startRow, { dataset: 'people', ...config }, { run: { startInput: startInput as never } });
  it('gives the row, what it was, and its id', async () => {
    expect((await start({ on: 'changed' }, { change: 'changed', row, before: { ...row, age: 40 } })).output).toEqual({ change: 'changed', id: 'r1', row, before: { ...row, age: 40 } });
  });
  it.each<[string, object | null, string | undefined]>([
    ['row.age > 40', null, undefined], ['row.age > 41', null, 'SCN_START_FILTERED'], ['before = null', null, undefined], ['before = null', row, 'SCN_START_FILTERED'], ['before.age != row.age', { ...row, age: 40 }, undefined],
  ])('under the condition %s', async (where, before, code) => {
    expect((await refusal(() => start({ where }, { change: 'inserted', row, before })))?.[0]).toBe(code);
  });
  it('without a row begins nothing', async () => {
    expect(await refusal(() => start({}, {}))).toEqual(['SCN_START_INPUT', { needs: 'row' }]);
  });
  it('warns when it looks at columns of new rows, and when its own flow writes what starts it', () => {
    const flows = { main: { nodes: { put: { type: 'data.insert', config: { dataset: 'people', values: {} } } }, edges: {} } };
    const scenario = { ...env().scenario, flows };
    expect(codes(startRow.check?.({ dataset: 'people', fields: ['age'] }, env()))).toEqual(['SCN_START_ROW_FIELDS']);
    expect(codes(startRow.check?.({ dataset: 'people' }, env({ scenario })))).toEqual(['SCN_START_ROW_SELF']);
    expect(codes(startRow.check?.({ dataset: 'nobody' }, env()))).toEqual(['SCN_DATA_UNKNOWN_DATASET']);
  });
});

describe('start.webhook', () => {
  const start = (config: object, startInput: object) => runNode(startWebhook, config, { run: { startInput: startInput as never } });
  it('checks the fields it lists, and takes anything without', async () => {
    const fields = [{ id: 'no', type: 'string' }, { id: 'sum', type: 'decimal', optional: true }];
    expect((await start({ fields }, { body: { no: 'A', sum: 1.5 }, delivery: 'm1', at: NOW })).output).toEqual({ body: { no: 'A', sum: '1.5' }, delivery: 'm1', at: NOW });
    expect((await refusal(() => start({ fields }, { body: { sum: 1 } })))?.[0]).toBe('SCN_FORM_INVALID');
    expect(await refusal(() => start({ fields }, { body: [1] }))).toEqual(['SCN_START_INPUT', { needs: 'body' }]);
    expect((await start({}, { body: [1] })).output).toEqual({ body: [1], delivery: null, at: NOW });
  });
});

describe('flow.send', () => {
  it('sends under the key of its effect', async () => {
    const sent: unknown[] = [];
    const host = { events: { send: async (message: unknown) => void sent.push(message) } };
    expect((await runNode(flowSend, { event: 'paid', key: 'no', data: { sum: '1 + 1' } }, { values: { no: 'A' }, host })).output).toEqual({ event: 'paid', key: 'A', data: { sum: 2 } });
    expect(sent).toEqual([{ name: 'paid', key: 'A', payload: { sum: 2 }, effect: 'r1/self/0/h' }]);
  });
});

describe('notify.mail', () => {
  const letters: { to: readonly string[]; title: string; body: string }[] = [];
  const host = { mail: { send: async (letter: (typeof letters)[number]) => void letters.push(letter) } };
  const send = (to: string, more: object = {}, values: object = {}) => runNode(notifyMail, { connection: 'api', to, title: '办结', body: '@done', ...more }, { host, values: { name: '张三', ...values } });

  it('writes both languages when asked to, and to each address once', async () => {
    letters.length = 0;
    await send('["a@x.cn", "b@x.cn", "a@x.cn"]', { language: 'both' });
    expect(letters[0]).toMatchObject({ to: ['a@x.cn', 'b@x.cn'], title: '办结', body: '张三 办好了\n\n张三 is done' });
  });
  it.each<[string, string, object, string]>([
    ['a second header in an address', '"a@x.cn\\r\\nBcc: b@x.cn"', {}, 'SCN_MAIL_ADDRESS'], ['two addresses in one text', '"a@x.cn,b@x.cn"', {}, 'SCN_MAIL_ADDRESS'], ['a name around it', '"A <a@x.cn>"', {}, 'SCN_MAIL_ADDRESS'],
    ['nobody', '[]', {}, 'SCN_MAIL_ADDRESS'], ['no text', '5', {}, 'SCN_MAIL_ADDRESS'], ['fifty-one', 'for i in 1..51 return "a" + string(i) + "@x.cn"', {}, 'SCN_MAIL_ADDRESS'],
    ['a line break put into the subject', '"a@x.cn"', { title: '{name}' }, 'SCN_MAIL_TITLE'],
  ])('refuses %s', async (_title, to, more, code) => {
    letters.length = 0;
    expect((await refusal(() => send(to, more, { name: 'x\r\nBcc: evil@x.cn' })))?.[0]).toBe(code);
    expect(letters).toEqual([]);
  });
  it('needs a mail server that is there', () => {
    expect(codes(notifyMail.check?.({ connection: 'gone', to: '""', title: '', body: '' }, env()))).toEqual(['SCN_HTTP_UNKNOWN_CONNECTION']);
  });
});

describe('notify.webhook', () => {
  const answer = (status: number) => ({ http: { request: async (request: unknown) => ({ status, headers: {}, body: request }) } });
  it('sends its data signed, under the key of its effect', async () => {
    const { output } = await runNode(notifyWebhook, { connection: 'api', data: { id: 'no' } }, { values: { no: 'A' }, host: answer(204) });
    expect(output).toEqual({ status: 204, body: { connection: 'api', method: 'POST', path: '', body: { id: 'A' }, timeoutMs: 10_000, key: 'r1/self/0/h', signed: true } });
  });
  it('fails for anything but 2xx', async () => {
    expect(await refusal(() => runNode(notifyWebhook, { connection: 'api', data: {} }, { host: answer(500) }))).toEqual(['SCN_HTTP_STATUS', { status: 500, connection: 'api' }]);
  });
});
