import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { builtIns } from '../../runtime/nodes/built-in/index.ts';
import type { AuditItem } from '../../server/api/data.ts';
import type { RunView } from '../../server/api/portal.ts';
import type { Trace } from '../../server/api/scenario.ts';
import { createTestStudio } from './support/studio.ts';
import type { TestStudio } from './support/studio.ts';
import { visitCases, visitDatasets, visitScenario } from './support/visit-scenario.ts';

const main = visitScenario.flows.main;
const fields = main.nodes.ask.config.fields.map((field) => (field.id === 'age' ? { ...field, max: 200, check: 'form.age != 13' } : field.id === 'note' ? { ...field, maxLength: 3, error: '@note.error' } : field));
const scenario = {
  ...visitScenario,
  datasets: { ...visitScenario.datasets, item: { ...visitScenario.datasets.item, subject: 'code' } },
  flows: { main: { ...main, nodes: { ...main.nodes, ask: { ...main.nodes.ask, config: { ...main.nodes.ask.config, fields } } } } },
  texts: { ...visitScenario.texts, 'ask.age': { 'zh-CN': '天数', en: 'Days' }, 'note.error': { 'zh-CN': '备注写三个字以内', en: 'Three letters at most' } },
};

interface Refused {
  readonly errors: readonly { path: string; message: string }[];
}

let studio: TestStudio;
beforeAll(async () => {
  studio = await createTestStudio({ nodeTypes: builtIns });
  await studio.designer.send('PUT', '/api/datasets', { definition: visitDatasets[0] });
  await studio.designer.send('POST', '/api/datasets/rows', { dataset: 'lab/item', data: { code: 'CT', name: '胸部CT', days: 30 } });
  await studio.designer.send('POST', '/api/scenarios', { scenario });
  await studio.designer.send('PUT', '/api/scenarios/visit/cases', { cases: visitCases, baseVersion: 0 });
  const published = await studio.designer.send('POST', '/api/scenarios/visit/publish', { note: '', baseVersion: 1 });
  expect([published.status, published.status === 201 ? '' : published.body]).toEqual([201, '']);
});
afterAll(() => studio.close());

const start = <Body>(input: object, language = 'zh-CN') => studio.user.send<Body>('POST', '/api/portal/apps/visit/runs', { clientKey: `key-${Math.random()}`.slice(0, 20), input }, { 'accept-language': language });

describe('a refused form in words of its fields', () => {
  it.each([
    [{ code: 'CT' }, 'zh-CN', '“天数”还没有填'],
    [{ code: 'CT' }, 'en', '"Days" is missing'],
    [{ code: 'CT', age: 300 }, 'zh-CN', '“天数”不能大于 200'],
    [{ code: 'CT', age: 13 }, 'zh-CN', '“天数”不符合要求'],
    [{ code: 'CT', age: 13 }, 'en', '"Days" does not hold'],
    [{ code: 'CT', age: 15, note: 'long' }, 'zh-CN', '备注写三个字以内'],
    [{ code: 'CT', age: 15, note: 'long' }, 'en', 'Three letters at most'],
  ])('%j in %s: %s', async (input, language, message) => {
    const refused = await start<Refused>(input, language);
    expect([refused.status, refused.body.errors.map((error) => error.message)]).toEqual([422, [message]]);
  });

  it('keeps the name of a field that the form does not have', async () => {
    const refused = await start<Refused>({ code: 'CT', age: 15, more: 1 });
    expect(refused.body.errors).toEqual([{ path: '/input/more', code: 'extra', message: '表单里没有“more”' }]);
  });
});

describe('a test run', () => {
  it('tells the reason of a table in sentences, as a real run does', async () => {
    const answer = await studio.designer.send<Trace>('POST', '/api/scenarios/visit/test-run', { scenario, caseId: 'ok' });
    expect(answer.body.nodes['judged']?.sentences).toMatchObject([{ node: 'judged', rule: 'R3', sentence: '胸部CT还在有效期内', place: '3 条里命中第 3 条' }]);
    expect(answer.body.nodes['found']?.sentences).toBeUndefined();
  });
});

describe('data about persons', () => {
  const disclosed = async () => (await studio.admin.send<{ items: AuditItem[] }>('GET', '/api/audit?limit=200')).body.items.filter((entry) => entry.action === 'data.disclose').map(({ by, target, details }) => ({ by, target, details }));

  it('leaves who, dataset, fields, node, run and subjects of every query of a run in the audit', async () => {
    const run = await start<RunView>({ code: 'CT', age: 15 });
    expect(await disclosed()).toEqual([{ by: studio.user.id, target: 'lab/item', details: { fields: ['name', 'days'], node: 'found', scenario: 'visit', run: run.body.id, subjects: [studio.app.studio.markSubject('CT')] } }]);
  });

  it('is also noted when a test run reads live rows, and not when it reads those of a case', async () => {
    const before = (await disclosed()).length;
    await studio.designer.send('POST', '/api/scenarios/visit/test-run', { scenario, caseId: 'ok' });
    expect((await disclosed()).length).toBe(before);
    await studio.designer.send('POST', '/api/scenarios/visit/test-run', { scenario, caseId: 'ok', data: 'live' });
    expect((await disclosed())[0]).toEqual({ by: studio.designer.id, target: 'lab/item', details: { fields: ['name', 'days'], node: 'found', scenario: 'visit', use: 'test', subjects: [studio.app.studio.markSubject('CT')] } });
  });
});
