import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestStudio, HOST, ORIGIN } from './support/studio.ts';
import type { TestStudio } from './support/studio.ts';

const dataset = 'lab/item';
const definition = { id: dataset, title: 'Items', key: ['code'], fields: [{ id: 'code', type: 'string' }, { id: 'days', type: 'integer' }, { id: 'day', type: 'date', optional: true }] };
const ask = { type: 'start.form', title: 'Ask', config: { roles: [], fields: [] } };
const end = { type: 'output.page', title: 'End', config: { text: 'Done' } };
const good = { format: 1, id: 'good', title: 'Good', purpose: 'x', zone: 'Asia/Shanghai', calendar: 'cn', bases: {}, parameters: {}, roles: {}, lists: {}, datasets: {}, pages: {}, texts: {}, layout: {}, flows: { main: { nodes: { ask, end }, edges: { e: ['ask.out', 'end'] } } } };

let studio: TestStudio;
beforeAll(async () => {
  studio = await createTestStudio();
  await studio.designer.send('PUT', '/api/datasets', { definition });
});
afterAll(() => studio.close());

type Report = { code?: string; detail?: string; hint?: string; written?: number; problems?: { row: number; code: string; message: string }[] };
const load = (format: 'csv' | 'json', text: string, headers: Record<string, string> = {}) => studio.designer.send<Report>('POST', '/api/datasets/import', { dataset, format, mode: 'append', text }, headers);
const count = async () => (await studio.app.studio.store.datasets.query(dataset, { limit: 1 })).count;
/** Where and what is wrong, as the person is told. */
const told = ({ code, problems = [] }: Report): readonly string[] => (code === undefined ? problems.map((problem) => `${problem.row} ${problem.code}${problem.message.length > 5 ? '' : ' and no words'}`) : [code]);

describe('rows that are broken', () => {
  it.each<[string, 'csv' | 'json', string, readonly string[]]>([
    ['no JSON', 'json', 'code,days\nA,1\n', ['0 SCN_DATA_FORMAT']],
    ['JSON cut in the middle', 'json', '[{"code": "A", "days": 1}, {"code": "B", "da', ['0 SCN_DATA_FORMAT']],
    ['one object instead of a list', 'json', '{"code": "A", "days": 1}', ['0 SCN_DATA_FORMAT']],
    ['a list of lists', 'json', '[["A", 1]]', ['0 SCN_DATA_FORMAT']],
    ['a list with nothing in a place', 'json', '[{"code": "A", "days": 1}, null]', ['0 SCN_DATA_FORMAT']],
    ['a column nobody knows', 'json', '[{"code": "A", "days": 1, "other": 2}]', ['0 SCN_DATA_COLUMN_EXTRA']],
    ['a column that is missing', 'json', '[{"code": "A"}]', ['0 SCN_DATA_COLUMN_MISSING']],
    ['a row that lacks a value', 'json', '[{"code": "A", "days": 1}, {"code": "B"}]', ['2 SCN_DATA_REQUIRED']],
    ['a number that is none', 'json', '[{"code": "A", "days": "many"}]', ['1 SCN_DATA_TYPE']],
    ['a day that does not exist', 'json', '[{"code": "A", "days": 1, "day": "2026-02-30"}]', ['1 SCN_DATA_TYPE']],
    ['a list where a text belongs', 'json', '[{"code": ["A"], "days": 1}]', ['1 SCN_DATA_TYPE']],
    ['a key twice', 'json', '[{"code": "A", "days": 1}, {"code": "A", "days": 2}]', ['2 SCN_DATA_DOUBLE_KEY']],
    ['a name twice in one row', 'json', '[{"code": "A", "code": "B", "days": 1}]', ['SCN_API_DUPLICATE_KEY']],
    ['a name that would change every object', 'json', '[{"__proto__": {"x": 1}, "code": "A", "days": 1}]', ['SCN_API_KEY']],
    ['nothing at all', 'csv', '', ['0 SCN_DATA_FORMAT']],
    ['headings that are not those', 'csv', 'a,b\n1,2\n', ['1 SCN_DATA_COLUMN_EXTRA', '1 SCN_DATA_COLUMN_EXTRA', '1 SCN_DATA_COLUMN_MISSING', '1 SCN_DATA_COLUMN_MISSING']],
    ['a quote that never ends', 'csv', 'code,days\nA,"1\nB,2\n', ['2 SCN_DATA_FORMAT']],
    ['the wrong separator', 'csv', 'code|days\nA|1\n', ['1 SCN_DATA_COLUMN_EXTRA', '1 SCN_DATA_COLUMN_MISSING', '1 SCN_DATA_COLUMN_MISSING']],
    ['a picture', 'csv', '\u0089PNG\r\n\u001A\n', ['1 SCN_DATA_COLUMN_EXTRA', '1 SCN_DATA_COLUMN_MISSING', '1 SCN_DATA_COLUMN_MISSING']],
    ['bytes that are no UTF-8', 'csv', 'code,days\n\uFFFD\uFFFD,1\n', ['0 SCN_DATA_ENCODING']],
    ['a comma that was not quoted', 'csv', 'code,days\nA,1,2\n', ['2 SCN_DATA_FORMAT']],
    ['words after a closing quote', 'csv', 'code,days\n"A"x,1\n', ['2 SCN_DATA_FORMAT']],
    ['a heading twice', 'csv', 'code,days,code\nA,1,B\n', ['1 SCN_DATA_COLUMN_DOUBLE']],
    ['a row that lacks a cell', 'csv', 'code,days\nA\n', ['2 SCN_DATA_REQUIRED']],
    ['a day that has no month', 'csv', 'code,days,day\nA,1,2026-13-01\n', ['2 SCN_DATA_TYPE']],
    ['a key twice, CSV', 'csv', 'code,days\nA,1\nB,1\nA,2\n', ['4 SCN_DATA_DOUBLE_KEY']],
  ])('are refused by place and code, and none is taken: %s', async (_, format, text, codes) => {
    expect([told((await load(format, text)).body), await count()]).toEqual([codes, 0]);
    const wordsIn = async (locale: string) => {
      const { problems, detail = '', hint = '' } = (await load(format, text, { 'accept-language': locale })).body;
      return (problems ?? [{ message: `${detail}${hint}` }]).map(({ message }) => message);
    };
    expect((await wordsIn('en')).map((message) => message.replaceAll(/“[^”]*”/g, 'quoted')).filter((message) => message.length < 10 || /\p{Script=Han}/u.test(message))).toEqual([]);
    expect((await wordsIn('zh-CN')).filter((message) => !/\p{Script=Han}/u.test(message) || /JSON at|position|Quote Not|Unexpected/.test(message))).toEqual([]);
  });

  it('name another row as the person counts it, also in a later part of a file', async () => {
    const text = JSON.stringify([{ code: 'A', days: 1 }, { code: 'A', days: 2 }]);
    const { body } = await studio.designer.send<Report>('POST', '/api/datasets/import', { dataset, format: 'json', mode: 'append', accept: 'nothing', text, above: 10_001 });
    expect(body.problems?.map(({ message }) => message)).toEqual(['主键“code”的值“A”与第 10002 行重复。请只保留一行。']);
  });

  it('of a row that is gone say so, not that it is version 0', async () => {
    const gone = await studio.designer.send<Report>('PUT', '/api/datasets/rows', { dataset, id: 'nobody', version: 1, data: { code: 'nobody', days: 1 } });
    expect([gone.status, gone.body.code, gone.body.detail]).toEqual([409, 'SCN_DATA_CONFLICT', '数据集 lab/item 的记录 nobody 已经不在了。请重新读取后再改。']);
  });
});

describe('a scenario file that is broken', () => {
  const raw = async (body: string | Buffer, type = 'application/json') => {
    const reply = await studio.app.inject({ method: 'POST', url: '/api/scenarios', headers: { host: HOST, origin: ORIGIN, cookie: studio.designer.cookie, 'content-type': type }, payload: body });
    return { status: reply.statusCode, body: JSON.parse(reply.body) as Report };
  };
  const changed = (change: object) => JSON.stringify({ scenario: { ...good, id: 'broken', ...change } });
  it.each<[string, number, string, string | Buffer, string?]>([
    ['cut in the middle', 400, 'SCN_API_JSON', JSON.stringify({ scenario: good }).slice(0, 90)],
    ['nothing', 400, 'SCN_API_INVALID', ''],
    ['no scenario in it', 400, 'SCN_API_INVALID', '{"scene": {}}'],
    ['a list', 400, 'SCN_API_SCENARIO', '{"scenario": []}'],
    ['without a format', 400, 'SCN_API_SCENARIO', changed({ format: undefined })],
    ['of a newer format', 422, 'SCN_API_FORMAT', changed({ format: 99 })],
    ['of no format', 400, 'SCN_API_SCENARIO', changed({ format: 'one' })],
    ['without an id', 400, 'SCN_API_SCENARIO', changed({ id: undefined })],
    ['with an id that is a path', 400, 'SCN_API_SCENARIO', changed({ id: '../../etc/passwd' })],
    ['a key twice', 400, 'SCN_API_DUPLICATE_KEY', JSON.stringify({ scenario: good }).replace('"nodes":{', '"nodes":{"end":{},')],
    ['with U+0000', 400, 'SCN_API_ZERO', changed({ title: 'a\u0000b' })],
    ['too deep', 400, 'SCN_API_DEPTH', `{"scenario":${'{"a":'.repeat(600)}1${'}'.repeat(600)}}`],
    ['another encoding', 400, 'SCN_API_JSON', Buffer.from('7b22e4f6fc223a317d', 'hex')],
    ['XML', 415, 'SCN_API_MEDIA', '<scenario/>', 'application/xml'],
  ])('is refused by a code that says what to do: %s', async (_, status, code, body, type) => {
    const answer = await raw(body, type);
    expect([answer.status, answer.body.code, (answer.body.detail ?? '').length > 5, (answer.body.hint ?? '').length > 5]).toEqual([status, code, true, true]);
    expect((await studio.designer.send('GET', '/api/scenarios/broken')).status).toBe(404);
  });
});
