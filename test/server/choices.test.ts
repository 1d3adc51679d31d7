import { describe, expect, it } from 'vitest';
import { builtIns } from '../../runtime/nodes/built-in/index.ts';
import type { Dashboard, PortalAppDetail } from '../../server/api/portal.ts';
import { indexChoices } from '../../server/services/choice-index.ts';
import type { Choice } from '../../server/services/choice-index.ts';
import { createRevisedCache } from '../../server/services/revised.ts';
import { createTestStudio } from './support/studio.ts';
import { visitDatasets, visitScenario } from './support/visit-scenario.ts';

const people = [['P-1', '王小明'], ['P-2', '王芳'], ['P-3', '小王'], ['P-3', 'twice'], ['P-40', 'Ann P-1'], ['P-4', '王小']] as const;
const index = () => indexChoices(people, ([value, label]) => ({ value, label }));

describe('choices while typing', () => {
  it.each([
    ['', 2, ['王小明', '王芳'], true],
    ['王', 9, ['王小明', '王芳', '王小', '小王'], false],
    ['王小', 9, ['王小', '王小明'], false],
    ['王', 2, ['王小明', '王芳'], true],
    ['p-1', 9, ['王小明', 'Ann P-1'], false],
    ['ANN', 9, ['Ann P-1'], false],
    ['明\n王', 9, [], false],
    ['twice', 9, [], false],
    ['P-4', 9, ['王小', 'Ann P-1'], false],
  ])('for %j at most %i: first those that are it, then those that begin with it', async (typed, limit, labels, more) => {
    const found = (await index()).find(typed, limit);
    expect([found.choices.map((choice) => choice.label), found.more]).toEqual([labels, more]);
  });

  it('knows a choice by its value', async () => {
    const { byValue } = await index();
    expect([byValue('P-3')?.label, byValue('P-9')]).toEqual(['小王', undefined]);
  });
});

const KINDS = { id: 'kinds', dataset: 'done', groupBy: 'row.choice', measures: { n: { count: 'true' } }, values: { n: 'n' } };

async function publishedStudio() {
  const studio = await createTestStudio({ nodeTypes: builtIns });
  await studio.designer.send('PUT', '/api/datasets', { definition: visitDatasets[0] });
  const rows = Array.from({ length: 60 }, (_, i) => ({ kind: 'insert' as const, dataset: 'lab/item', id: `I${i}`, data: { code: `I${i}`, name: `项目${i}`, days: i } }));
  await studio.app.studio.store.datasets.write(rows, 'x');
  await studio.designer.send('POST', '/api/scenarios', { scenario: { ...visitScenario, texts: { ...visitScenario.texts, 'done.choice.yes': { 'zh-CN': '互认', en: 'Recognised' } }, pages: { board: { ...visitScenario.pages.board, roles: ['doctor'], tiles: [...visitScenario.pages.board.tiles, KINDS] } } } });
  expect((await studio.designer.send('POST', '/api/scenarios/visit/publish', { note: '', baseVersion: 1 })).status).toBe(201);
  return studio;
}

describe('what is kept until the rows change', () => {
  it('offers at most 20 choices, and a new row at once', async () => {
    const studio = await publishedStudio();
    const ask = async (typed: string) => (await studio.user.send<{ choices: Choice[]; more: boolean }>('GET', `/api/portal/options?app=visit&field=code&q=${encodeURIComponent(typed)}`)).body;
    const all = await ask('项目');
    expect([all.choices.length, all.more]).toEqual([20, true]);
    expect((await ask('新')).choices).toEqual([]);
    await studio.app.studio.store.datasets.write([{ kind: 'insert', dataset: 'lab/item', id: 'N', data: { code: 'N', name: '新项目', days: 1 } }], 'x');
    expect((await ask('新')).choices).toEqual([{ value: 'N', label: '新项目' }]);
    await studio.close();
  });

  it('computes a dashboard again after a change, and calls a group by the text of its value', async () => {
    const studio = await publishedStudio();
    const board = async () => (await studio.user.send<Dashboard>('GET', '/api/portal/apps/visit/pages/board')).body.tiles[0]?.groups[0]?.values;
    const write = (id: string, choice: string) => studio.app.studio.store.datasets.write([{ kind: 'insert', dataset: 'visit/done', id, data: { code: 'I1', choice, money: 10 } }], 'x');
    await write('a', 'yes');
    expect(await board()).toEqual({ rate: 1, money: 10, middle: 10 });
    await write('b', 'no');
    expect(await board()).toEqual({ rate: 0.5, money: 20, middle: 10 });
    const { tiles } = (await studio.user.send<Dashboard>('GET', '/api/portal/apps/visit/pages/board')).body;
    expect(tiles[1]?.groups.map(({ label }) => label)).toEqual(['no', '互认']);
    await studio.close();
  });

  it('makes a value once per revision and time, and never keeps a failure', async () => {
    const studio = await createTestStudio();
    let now = new Date('2026-01-05T01:00:00Z');
    const base = { ...studio.app.studio, now: () => now };
    const cache = createRevisedCache<number>({ kept: 1, ms: 1000 });
    let made = 0;
    const get = (key: string) => cache.get(base, key, [], async () => (made += 1));
    expect([await get('a'), await get('a'), await get('b'), await get('a')]).toEqual([1, 1, 2, 3]);
    now = new Date('2026-01-05T01:00:02Z');
    expect(await get('a')).toBe(4);
    await expect(cache.get(base, 'x', [], () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(await cache.get(base, 'x', [], async () => 7)).toBe(7);
    await studio.close();
  });
});

describe('choices for some', () => {
  it('offers what the duties of the person give and refuses the rest', async () => {
    const studio = await createTestStudio({ nodeTypes: builtIns });
    await studio.designer.send('PUT', '/api/datasets', { definition: visitDatasets[0] });
    const scenario = structuredClone(visitScenario) as unknown as { flows: { main: { nodes: { ask: { config: { fields: object[] } } } } } };
    scenario.flows.main.nodes.ask.config.fields.push({ id: 'kind', type: 'string', enum: ['take', 'check', 'close'], offered: 'if list contains(user.duties, "doctor") then ["close", "check"] else ["take"]' });
    await studio.designer.send('POST', '/api/scenarios', { scenario });
    expect((await studio.designer.send('POST', '/api/scenarios/visit/publish', { note: '', baseVersion: 1 })).status).toBe(201);
    const { start: form } = (await studio.user.send<PortalAppDetail>('GET', '/api/portal/apps/visit')).body;
    expect(form?.fields.find(({ id }) => id === 'kind')?.choices?.map(({ value }) => value)).toEqual(['check', 'close']);
    const start = async (kind: string) => (await studio.user.send<{ code?: string }>('POST', '/api/portal/apps/visit/runs', { clientKey: `key-offered-${kind}`, input: { code: 'CT', age: 1, kind } })).body.code;
    expect([await start('take'), await start('check')]).toEqual(['SCN_FORM_INVALID', undefined]);
    await studio.close();
  });
});
