import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { builtIns } from '../../runtime/nodes/built-in/index.ts';
import { createSecrets } from '../../server/services/secrets.ts';
import { isOlderVersion, satisfies } from '../../server/services/semver.ts';
import { scanJson } from '../../server/services/json-scan.ts';
import { createTestStudio } from './support/studio.ts';
import type { TestStudio } from './support/studio.ts';
import { visitDatasets } from './support/visit-scenario.ts';

let studio: TestStudio;
let folder: string;
const code = (answer: { body: unknown }) => (answer.body as { code?: string }).code;

function plugin(name: string, manifest: object, source: string): void {
  const path = join(folder, name);
  mkdirSync(path);
  writeFileSync(join(path, 'package.json'), JSON.stringify({ name, version: '1.0.0', type: 'module', 'scenario-studio': manifest }));
  writeFileSync(join(path, 'index.js'), source);
}

const NODE = `{ type: 'good.echo', version: 1, category: 'rule', title: { 'zh-CN': '回声', en: 'Echo' }, summary: { 'zh-CN': '照样给出', en: 'Gives it back' }, icon: 'repeat', config: { type: 'object', properties: {} }, example: {}, output: {}, effect: 'pure', run: () => ({ output: 1 }) }`;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'plugins-'));
  plugin('good', { nodes: './index.js', engine: '>=1 <2', scopes: { http: ['api.example'] } }, `export default { name: 'good', nodes: [${NODE}] };`);
  plugin('throws', { nodes: './index.js', engine: '>=1 <2' }, "throw new Error('no luck');");
  plugin('future', { nodes: './index.js', engine: '>=9' }, 'export default { nodes: [] };');
  plugin('shape', { nodes: './index.js', engine: '^1' }, 'export const x = 1;');
  plugin('twice', { nodes: './index.js', engine: '^1' }, `export default { name: 'twice', nodes: [${NODE}] };`);
  studio = await createTestStudio({ nodeTypes: builtIns, plugins: ['good', 'throws', 'future', 'shape', 'twice'].map((name) => join(folder, name)) });
  await studio.designer.send('PUT', '/api/datasets', { definition: visitDatasets[0] });
});
afterAll(async () => {
  await studio.close();
  rmSync(folder, { recursive: true });
});

describe('plugins', () => {
  it('adds the nodes of a good one and reports each broken one', async () => {
    const { body } = await studio.designer.send<{ items: { name: string; status: string; error?: { code: string }; nodes: string[] }[] }>('GET', '/api/plugins');
    expect(body.items.map(({ name, status, error, nodes }) => [name, status, error?.code, nodes])).toEqual([
      ['good', 'loaded', undefined, ['good.echo']], ['throws', 'failed', 'SCN_PLUGIN_LOAD', []], ['future', 'failed', 'SCN_PLUGIN_ENGINE', []], ['shape', 'failed', 'SCN_PLUGIN_SHAPE', []], ['twice', 'failed', 'SCN_PLUGIN_CLASH', []],
    ]);
    const types = await studio.designer.send<{ items: { type: string; plugin?: string }[] }>('GET', '/api/node-types');
    expect(types.body.items.find((item) => item.type === 'good.echo')?.plugin).toBe('good');
  });

  it.each([['1.0.0', '>=1 <2', true], ['2.0.0', '>=1 <2', false], ['1.2.0', '^1.1', true], ['1.0.0', '', false], ['1.0.0', 'latest', false], ['1.0.0', '*', true]])('reads %s in "%s" as %s', (version, range, expected) => {
    expect(satisfies(version, range)).toBe(expected);
  });
  it('puts versions in order by number, and one to come before the one that came', () => {
    expect(['1.9.0 1.10.0', '1.0.0-beta 1.0.0', '1.0.0-alpha 1.0.0-beta', '1.10.0 1.9.0', '1.0.0 1.0.0-beta', '1.0.0+a 1.0.0+b', '2.0.0 2.0.0', '1.0.0-beta.9 1.0.0-beta.10', '1.0.0-beta 1.0.0-beta.1', '1.0.0-beta.x 1.0.0-beta.2'].map((pair) => isOlderVersion(...(pair.split(' ') as [string, string])))).toEqual([true, true, true, false, false, false, false, true, true, false]);
  });
});

describe('drafts', () => {
  const scenario = { format: 1, id: 'two-people', title: 'A', purpose: '', zone: 'Asia/Shanghai', calendar: 'cn', bases: {}, parameters: {}, roles: {}, lists: {}, datasets: {}, flows: {}, pages: {}, texts: {}, layout: {} };

  it('shows the second of two savers both versions and loses neither', async () => {
    await studio.designer.send('POST', '/api/scenarios', { scenario });
    await studio.admin.send('PUT', '/api/scenarios/two-people', { scenario: { ...scenario, title: 'admin' }, baseVersion: 1 });
    const second = await studio.designer.send<{ details: { version: number; updatedBy: string; scenario: { title: string } } }>('PUT', '/api/scenarios/two-people', { scenario: { ...scenario, title: 'designer' }, baseVersion: 1 });
    expect([second.status, code(second), second.body.details.version, second.body.details.updatedBy, second.body.details.scenario.title]).toEqual([409, 'SCN_STORE_CONFLICT', 2, studio.admin.id, 'admin']);
  });

  it.each([
    ['a taken id', { scenario }, 409, 'SCN_API_EXISTS'], ['a newer format', { scenario: { ...scenario, id: 'newer', format: 2 } }, 422, 'SCN_API_FORMAT'], ['no object', { scenario: [] }, 400, 'SCN_API_SCENARIO'], ['a bad id', { scenario: { ...scenario, id: 'Ä/..' } }, 400, 'SCN_API_SCENARIO'], ['an unknown template', { template: 'nope' }, 404, 'SCN_API_TEMPLATE'], ['a template outside its folder', { template: '../server' }, 404, 'SCN_API_TEMPLATE'],
  ])('refuses %s', async (_, body, status, wanted) => {
    const answer = await studio.designer.send('POST', '/api/scenarios', body);
    expect([answer.status, code(answer)]).toEqual([status, wanted]);
  });

  it('keeps a draft with mistakes, and gives it back as a file', async () => {
    const file = await studio.designer.send<{ title: string }>('GET', '/api/scenarios/two-people/export');
    expect([file.body.title, file.headers['content-disposition']]).toEqual(['admin', 'attachment; filename="two-people.scenario.json"']);
  });
});

describe('JSON', () => {
  const post = (payload: string, type = 'application/json') => studio.designer.send('POST', '/api/scenarios/check', payload, { 'content-type': type });

  it.each([
    ['broken text', '{"scenario": {', 400, 'SCN_API_JSON'], ['a repeated key', '{"scenario":{"a":1,"\\u0061":2}}', 400, 'SCN_API_DUPLICATE_KEY'], ['__proto__', '{"scenario":{"__proto__":{}}}', 400, 'SCN_API_KEY'], ['constructor.prototype', '{"scenario":{"constructor":{"prototype":{}}}}', 400, 'SCN_API_KEY'],
    ['65 levels', `{"scenario":${'['.repeat(64)}${']'.repeat(64)}}`, 400, 'SCN_API_DEPTH'], ['too many lists', `{"scenario":[${'[],'.repeat(400_000)}[]]}`, 413, 'SCN_API_MANY'], ['too many values', `{"scenario":[${'1,'.repeat(800_001)}1]}`, 413, 'SCN_API_MANY'], ['too many keys in one object', `{"scenario":{${Array.from({ length: 20_001 }, (_, n) => `"k${n}":1`).join(',')}}}`, 413, 'SCN_API_MANY'], ['an extra field', '{"scenario":{},"more":1}', 400, 'SCN_API_INVALID'], ['more than 5 MB', `{"scenario":"${'x'.repeat(5 * 1_048_576)}"}`, 413, 'SCN_API_TOO_LARGE'],
  ])('refuses %s', async (_, payload, status, wanted) => {
    const answer = await post(payload);
    expect([answer.status, code(answer)]).toEqual([status, wanted]);
  });

  it('refuses anything but JSON', async () => {
    const answer = await post('scenario', 'text/plain');
    expect([answer.status, code(answer)]).toEqual([415, 'SCN_API_MEDIA']);
  });

  it('never reads a number from text in a body', async () => {
    const answer = await studio.designer.send('PUT', '/api/scenarios/two-people', { scenario: {}, baseVersion: '1' });
    expect([answer.status, code(answer)]).toEqual([400, 'SCN_API_INVALID']);
  });

  it('lets the same key stand in different objects, and braces inside text', () => {
    expect(() => scanJson('{"a":{"x":1},"b":{"x":"{\\"x\\":[[["},"c":[{"x":1},{"x":2}]}')).not.toThrow();
  });
});

describe('datasets', () => {
  const load = (text: string, more: object = {}) => studio.designer.send<{ good: number; bad: number; written: number; problems: { row: number; field?: string; code: string }[] }>('POST', '/api/datasets/import', { dataset: 'lab/item', format: 'csv', text, mode: 'append', ...more });

  it('changes nothing for a file with bad rows, and tells each', async () => {
    const { body } = await load('code,name,days\nA,甲,10\nB,乙,many\n,丙,3\nA,丁,4\n');
    expect([body.good, body.bad, body.written, body.problems.map(({ row, field, code: why }) => [row, field, why])]).toEqual([1, 3, 0, [[3, 'days', 'SCN_DATA_TYPE'], [4, 'code', 'SCN_DATA_REQUIRED'], [5, 'code', 'SCN_DATA_DOUBLE_KEY']]]);
    expect((await studio.designer.send<{ count: number }>('GET', '/api/datasets/rows?dataset=lab/item')).body.count).toBe(0);
  });

  it('names the column a file lacks, and replaces nothing with a file that holds no good row', async () => {
    const lacking = await load('name,days\n甲,10\n', { mode: 'replace', accept: 'good-rows' });
    expect([lacking.body.written, lacking.body.problems.map(({ row, field, code: why }) => [row, field, why])]).toEqual([0, [[1, 'code', 'SCN_DATA_COLUMN_MISSING']]]);
  });

  it('keeps the good rows only when told so', async () => {
    const { body } = await load('code,name,days\nA,甲,10\nB,乙,many\n', { accept: 'good-rows' });
    expect([body.written, (await studio.designer.send<{ count: number }>('GET', '/api/datasets/rows?dataset=lab/item&field=code&value=A')).body.count]).toEqual([1, 1]);
  });

  it('refuses a row that does not fit, a stale change and an unknown field', async () => {
    const bad = await studio.designer.send('POST', '/api/datasets/rows', { dataset: 'lab/item', data: { code: 'Z', name: 1, days: 1 } });
    const stale = await studio.designer.send('PUT', '/api/datasets/rows', { dataset: 'lab/item', id: 'A', version: 9, data: { code: 'A', name: '甲', days: 11 } });
    const field = await studio.designer.send('GET', '/api/datasets/rows?dataset=lab/item&field=nope&value=1');
    expect([bad, stale, field].map((answer) => [answer.status, code(answer)])).toEqual([[422, 'SCN_DATA_ROW'], [409, 'SCN_DATA_CONFLICT'], [422, 'SCN_DATA_FIELD']]);
  });

  it('audits a reading by field names, never by values', async () => {
    const { body } = await studio.admin.send<{ items: { action: string; details?: unknown }[] }>('GET', '/api/audit?limit=200');
    const reading = body.items.find((item) => item.action === 'dataset.read');
    expect([reading?.details, JSON.stringify(body).includes('甲')]).toEqual([{ rows: 1, fields: ['code', 'name', 'days'], by: 'code' }, false]);
  });
});

describe('connections and secrets', () => {
  it('never shows a secret, and keeps it when it is not sent again', async () => {
    const url = '/api/connections?id=health/api';
    const body = { title: '卫健', baseUrl: 'https://api.example', allow: ['10.0.0.1:8080'], header: 'Authorization', baseVersion: 0 };
    const first = await studio.admin.send<{ secretSet: boolean; version: number }>('PUT', url, { ...body, secret: 'canary-4711' });
    const again = await studio.admin.send<{ secretSet: boolean }>('PUT', url, { ...body, baseVersion: 1 });
    const all = JSON.stringify([(await studio.designer.send('GET', '/api/connections')).body, (await studio.admin.send('GET', '/api/audit?limit=200')).body, await studio.app.studio.store.documents.list('connection')]);
    expect([first.body.secretSet, again.body.secretSet, all.includes('canary-4711')]).toEqual([true, true, false]);
  });

  it.each(['file:///etc/passwd', 'http://user:p@host', 'nothing'])('refuses the address %s', async (baseUrl) => {
    const answer = await studio.admin.send('PUT', '/api/connections?id=bad', { title: 'x', baseUrl, allow: [], baseVersion: 0 });
    expect(code(answer)).toBe('SCN_HTTP_REFUSED');
  });

  it('opens a sealed text only for its owner and with its whole tag', () => {
    const secrets = createSecrets(Buffer.alloc(32, 7));
    const sealed = secrets.seal('plain', 'a');
    expect(secrets.open(sealed, 'a')).toBe('plain');
    expect(() => secrets.open(sealed, 'b')).toThrow();
    expect(() => secrets.open({ ...sealed, tag: Buffer.from(sealed.tag, 'base64').subarray(0, 4).toString('base64') }, 'a')).toThrow();
  });
});

describe('calendars', () => {
  it('keep their office hours when somebody saves other days without naming them', async () => {
    const hours = [['09:00', '11:30'], ['13:00', '17:00']];
    const days = { title: '县里', years: [2026], holidays: [], workdays: [] };
    expect((await studio.admin.send('PUT', '/api/calendars/county', { ...days, hours, baseVersion: 0 })).status).toBe(200);
    expect((await studio.admin.send('PUT', '/api/calendars/county', { ...days, holidays: ['2026-05-01'], baseVersion: 1 })).body).toMatchObject({ hours, holidays: ['2026-05-01'], version: 2 });
    expect((await studio.designer.send<{ recomputed: object[] }>('GET', '/api/calendars')).body.recomputed).toContainEqual({ calendar: 'county', runs: expect.any(Number), moved: 0, done: expect.any(Boolean) });
  });
  it('ships the mainland calendar with make-up days, and lets an administrator change it', async () => {
    const { body } = await studio.designer.send<{ items: { id: string; years: number[]; workdays: string[]; holidays: string[]; version: number; title: string }[] }>('GET', '/api/calendars');
    const [cn] = body.items;
    expect([cn?.years, cn?.workdays.includes('2022-01-29'), cn?.holidays.includes('2022-02-06')]).toEqual([[2021, 2022, 2023, 2024, 2025, 2026], true, true]);
    const saved = await studio.admin.send<{ version: number }>('PUT', '/api/calendars/cn', { title: 'cn', years: [2026], holidays: ['2026-01-01'], workdays: [], baseVersion: 0 });
    expect([saved.body.version, studio.app.studio.calendars.get('cn')?.version]).toEqual([1, 'cn@1']);
  });
});
