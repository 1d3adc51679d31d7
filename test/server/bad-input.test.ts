import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startStudioProcess } from '../support/studio-process.ts';
import type { StudioProcess } from '../support/studio-process.ts';

/**
 * Bad input over HTTP against one whole server: each gets a coded answer that says what and where, the server goes on,
 * and what was saved before is as it was. Tests of their own: a full disk (`full-disk.test.ts`), a second process
 * (`process.test.ts`), 5 MB (`data-and-limits.test.ts`), endless loops (`runtime/language/diagnostics.test.ts`).
 */
const empty = { format: 1, purpose: 'x', zone: 'Asia/Shanghai', calendar: 'cn', bases: {}, parameters: {}, roles: {}, lists: {}, datasets: {}, pages: {}, texts: {}, layout: {} };
const ask = { type: 'start.form', title: 'Ask', config: { roles: [], fields: [{ id: 'n', type: 'integer', title: 'N' }] } };
const end = { type: 'output.page', title: 'End', config: { text: 'Done' } };
const flowOf = (nodes: object, edges: object) => ({ main: { nodes: { ask, ...nodes, end }, edges } });
const good = { ...empty, id: 'good', title: 'Good', flows: flowOf({}, { e1: ['ask.out', 'end'] }) };
const items = { id: 'lab/item', title: 'Items', key: ['code'], unique: [['code']], fields: [{ id: 'code', type: 'string' }, { id: 'days', type: 'integer' }] };

let folder = '';
let studio: StudioProcess;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bad-input-'));
  const plugin = join(folder, 'plugins', 'throws');
  await mkdir(plugin, { recursive: true });
  await writeFile(join(plugin, 'package.json'), JSON.stringify({ name: 'throws', version: '1.0.0', type: 'module', keywords: ['scenario-studio-plugin'], 'scenario-studio': { nodes: './index.js', engine: '>=1 <2', scopes: {} } }));
  await writeFile(join(plugin, 'index.js'), 'throw new Error("thrown on load");');
  studio = await startStudioProcess(folder);
  expect((await studio.send('POST', '/api/scenarios', { scenario: good })).status).toBe(201);
  expect((await studio.send('POST', '/api/scenarios/good/publish', { note: '', baseVersion: 1 })).status).toBe(201);
  expect((await studio.send('PUT', '/api/datasets', { definition: items })).status).toBe(200);
}, 60_000);
afterAll(async () => {
  await studio.end('SIGTERM');
  await rm(folder, { recursive: true, force: true });
});

async function raw(method: string, path: string, body: string): Promise<{ status: number; body: Record<string, unknown> }> {
  const answer = await fetch(studio.url + path, { method, headers: { origin: studio.url, cookie: studio.cookie(), 'content-type': 'application/json' }, body });
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
}

/** Code, and that there is a sentence and something to do. */
const told = ({ status, body }: { status: number; body: Record<string, unknown> }) => [status, body['code'], typeof body['detail'] === 'string' && typeof body['hint'] === 'string'];
const checked = async (scenario: object) => {
  const { body } = await studio.send('POST', '/api/scenarios/check', { scenario });
  return (body['diagnostics'] as { code: string; place: object }[]).map(({ code }) => code);
};

describe('bad input over HTTP', () => {
  it.each([
    ['broken JSON', '{"scenario": {"id": ', 400, 'SCN_API_JSON'],
    ['a key twice', JSON.stringify({ scenario: good }).replace('"nodes":{', '"nodes":{"end":{},'), 400, 'SCN_API_DUPLICATE_KEY'],
    ['a newer format', JSON.stringify({ scenario: { ...good, id: 'newer', format: 2 } }), 422, 'SCN_API_FORMAT'],
  ])('refuses %s', async (_, body, status, code) => {
    expect(told(await raw('POST', '/api/scenarios', body))).toEqual([status, code, true]);
  });

  it.each([
    ['an unknown node type', flowOf({ odd: { type: 'no.such', config: {} } }, { e1: ['ask.out', 'odd'], e2: ['odd.out', 'end'] }), /TYPE/],
    ['a cycle', flowOf({ a: { type: 'rule.expression', title: 'A', config: { values: { x: '1' } } } }, { e1: ['ask.out', 'a'], e2: ['a.out', 'a'] }), /CYCLE/],
    ['2,001 nodes', flowOf(Object.fromEntries(Array.from({ length: 2001 }, (_n, i) => [`n${i}`, end])), { e1: ['ask.out', 'end'] }), /TOO_MANY/],
  ])('names %s, and does not publish it', async (_, flows, code) => {
    expect((await checked({ ...good, flows })).some((found) => code.test(found))).toBe(true);
    const before = (await studio.send('GET', '/api/scenarios/good')).body['version'];
    const saved = await studio.send('PUT', '/api/scenarios/good', { scenario: { ...good, flows }, baseVersion: before });
    const version = (saved.body as { version: number }).version;
    expect(told(await studio.send('POST', '/api/scenarios/good/publish', { note: '', baseVersion: version }))).toEqual([422, 'SCN_API_NOT_PUBLISHABLE', true]);
    expect((await studio.send('PUT', '/api/scenarios/good', { scenario: good, baseVersion: version })).status).toBe(200);
  }, 120_000);

  it.each([
    ['an extra field', { n: 1, extra: 1 }, '/input/extra'], ['a missing field', {}, '/input/n'], ['a wrong type', { n: '1' }, '/input/n'],
  ])('refuses a form with %s and names it', async (_, input, path) => {
    const answer = await studio.send('POST', '/api/portal/apps/good/runs', { clientKey: 'key-00000001', input });
    expect([...told(answer), (answer.body['errors'] as { path: string }[]).map((error) => error.path)]).toEqual([422, 'SCN_FORM_INVALID', true, [path]]);
  });

  it('reports each bad row of a file, and keeps the good ones only when told so', async () => {
    const load = (more: object) => studio.send('POST', '/api/datasets/import', { dataset: 'lab/item', format: 'csv', text: 'code,days\nA,1\nB,many\n,3\n', mode: 'append', ...more });
    const count = async () => (await studio.send('GET', '/api/datasets/rows?dataset=lab/item')).body['count'];
    const report = await load({});
    expect([report.body['good'], report.body['bad'], (report.body['problems'] as { row: number }[]).map((problem) => problem.row), await count()]).toEqual([1, 2, [3, 4], 0]);
    await load({ accept: 'good-rows' });
    expect(await count()).toBe(1);
  });

  it('shows the second of two savers both versions', async () => {
    const version = (await studio.send('GET', '/api/scenarios/good')).body['version'] as number;
    const save = (title: string) => studio.send('PUT', '/api/scenarios/good', { scenario: { ...good, title }, baseVersion: version });
    const answers = [await save('first'), await save('second')];
    expect(answers.map((answer) => answer.status)).toEqual([200, 409]);
    const details = answers[1]?.body['details'] as { scenario: { title: string }; version: number; updatedBy: string };
    expect([details.scenario.title, details.version, typeof details.updatedBy]).toEqual(['first', version + 1, 'string']);
  });

  it('starts beside a plugin that throws, and reports it', async () => {
    const { body } = await studio.send('GET', '/api/plugins');
    expect((body['items'] as { name: string; status: string; error?: { code: string } }[]).map(({ name, status, error }) => [name, status, error?.code])).toEqual([['throws', 'failed', 'SCN_PLUGIN_LOAD']]);
  });

  it('stops a log-in guessed 100 times, and lets those in who are', async () => {
    const guesses: number[] = [];
    for (let i = 0; i < 100; i += 1) guesses.push((await fetch(`${studio.url}/api/login`, { method: 'POST', headers: { origin: studio.url, 'content-type': 'application/json' }, body: JSON.stringify({ login: 'root', password: `wrong-${i}` }) })).status);
    expect([new Set(guesses), guesses.at(-1), guesses.filter((status) => status === 401).length <= 20]).toEqual([new Set([401, 429]), 429, true]);
    expect((await studio.send('GET', '/api/me')).body['user']).toMatchObject({ login: 'root' });
  });

  it('has lost nothing at the end', async () => {
    const { body } = await studio.send('GET', '/api/scenarios');
    expect((body['items'] as { id: string }[]).map((item) => item.id).sort()).toEqual(['good']);
    expect((await studio.send('POST', '/api/portal/apps/good/runs', { clientKey: 'key-00000009', input: { n: 1 } })).status).toBe(200);
  });
});
