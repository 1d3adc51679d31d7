import { describe, expect, it } from 'vitest';
import { builtIns } from '../../runtime/nodes/built-in/index.ts';
import type { RuleRowsAnswer } from '../../server/api/scenario.ts';
import { createTestStudio } from './support/studio.ts';
import { visitScenario } from './support/visit-scenario.ts';

const limits = {
  id: 'prices/limits', title: '限价', dated: true, synthetic: true,
  fields: [{ id: 'item', type: 'string' }, { id: 'county', type: 'string', optional: true }, { id: 'from_kg', type: 'number', optional: true }, { id: 'to_kg', type: 'number', optional: true }, { id: 'limit', type: 'any' }],
};
const fields = limits.fields.map(({ id }) => id);
const config = {
  dataset: 'limits', hitPolicy: 'UNIQUE',
  inputs: [{ id: 'item', expr: 'ask.item', test: 'equals', column: 'item' }, { id: 'kg', expr: 'ask.kg', test: 'range', low: 'from_kg', high: 'to_kg', ends: '[)' }],
  outputs: [{ id: 'limit', column: 'limit' }],
};

function scenario() {
  const { texts, ...rest } = visitScenario;
  return {
    ...rest, id: 'limit-check', lists: {}, roles: { doctor: '@role.doctor' }, pages: {},
    datasets: { limits: { use: 'prices/limits', fields } },
    flows: {
      main: {
        nodes: {
          ask: { type: 'start.form', config: { roles: ['doctor'], fields: [{ id: 'item', type: 'string' }, { id: 'kg', type: 'number' }] } },
          limited: { type: 'rule.rows', config },
          end: { type: 'output.page', config: { text: '{limited.limit}', explain: ['limited'] } },
        },
        edges: { e1: ['ask.out', 'limited'], e2: ['limited.out', 'end'] },
      },
    },
    texts: Object.fromEntries(Object.entries(texts).filter(([key]) => ['title', 'purpose', 'role.doctor'].includes(key))),
  };
}

async function studioWithRows(rows: readonly object[]) {
  const studio = await createTestStudio({ nodeTypes: builtIns });
  await studio.designer.send('PUT', '/api/datasets', { definition: limits });
  const { datasets } = studio.app.studio.store;
  await datasets.write(rows.map((data, i) => ({ kind: 'insert' as const, dataset: 'prices/limits', id: `L${i + 1}`, data: data as never })), 'x');
  const ask = async (more: object = {}, asked: object = config) =>
    studio.designer.send<RuleRowsAnswer>('POST', '/api/scenarios/rule-rows', { scenario: 'limit-check', datasets: scenario().datasets, config: asked, ...more });
  return { studio, datasets, ask };
}

const rows = [
  { item: '番茄', from_kg: 0, to_kg: 5, limit: 6.5 },
  { item: '番茄', from_kg: 5, limit: 5.8 },
  { item: '蛋', from_kg: 9, to_kg: 3, limit: 9 },
  { item: '米', limit: 3, valid_from: '2026-01-01' },
];

describe('the rows of a dataset as rules, while designing', () => {
  it('shows the rules they make, and the rows that make none', async () => {
    const { studio, ask } = await studioWithRows(rows);
    const { body } = await ask();
    expect(body).toMatchObject({
      count: 4, rules: 3, faulty: 1, columns: ['item', 'from_kg', 'to_kg', 'limit'],
      sample: [{ id: 'L1', when: { item: '"番茄"', kg: '[0..5)' }, results: { limit: '6.5' } }, { id: 'L2', when: { kg: '>= 5' } }, { id: 'L4', when: { item: '"米"' }, from: '2026-01-01' }],
      faults: [{ code: 'SCN_RULE_ROW_RANGE', row: 'L3', number: 3, column: 'from_kg' }],
    });
    await studio.close();
  });

  it('tries values on a day, and hears of a changed row at once', async () => {
    const { studio, datasets, ask } = await studioWithRows(rows);
    const limit = async (values: object, asOf = '2026-06-01') => (await ask({ values, asOf })).body.tried?.output?.['limit'];
    const before = [await limit({ item: '番茄', kg: 5 }), await limit({ item: '米', kg: 1 }), await limit({ item: '米', kg: 1 }, '2025-12-31')];
    await datasets.write([{ kind: 'update', dataset: 'prices/limits', id: 'L2', expectedVersion: 1, data: { item: '番茄', from_kg: 5, limit: 4.2 } }], 'x');
    expect([...before, await limit({ item: '番茄', kg: 5 })]).toEqual([5.8, 3, null, 4.2]);
    await studio.close();
  });

  it('answers what two rows at once mean, in the words of the reader', async () => {
    const { studio, ask } = await studioWithRows([...rows, { item: '番茄', limit: 1 }]);
    expect((await ask({ values: { item: '番茄', kg: 1 } })).body.tried).toEqual({ problem: { code: 'SCN_RULE_NOT_UNIQUE', message: expect.stringContaining('L1、L5') as string } });
    await studio.close();
  });

  it('refuses an unfinished table by its places, and an unknown dataset', async () => {
    const { studio, ask } = await studioWithRows([]);
    const unfinished = await ask({}, { ...config, inputs: [{ id: 'x', expr: '1' }] });
    const gone = await ask({}, { ...config, dataset: 'gone' });
    expect([unfinished.status, (unfinished.body as unknown as { errors: { path: string }[] }).errors[0]?.path, gone.status]).toEqual([400, '/config/inputs/0', 404]);
    await studio.close();
  });
});

describe('the rows of a dataset as rules, in runs', () => {
  it('a run answers by the rows of its moment and says which one it was', async () => {
    const { studio, datasets } = await studioWithRows(rows);
    const published = await studio.designer.send('POST', '/api/scenarios', { scenario: scenario() });
    expect(published.status).toBe(201);
    expect(await studio.designer.send('POST', '/api/scenarios/limit-check/publish', { note: '', baseVersion: 1 })).toMatchObject({ status: 201 });
    const run = async (kg: number) => (await studio.user.send<{ runId: string }>('POST', '/api/apps/limit-check', { item: '番茄', kg })).body;
    const first = await run(5);
    await datasets.write([{ kind: 'update', dataset: 'prices/limits', id: 'L2', expectedVersion: 1, data: { item: '番茄', from_kg: 5, limit: 4.2 } }], 'x');
    const second = await run(5);
    expect(JSON.stringify([first, second])).toMatch(/5\.8.*4\.2/);
    await studio.close();
  });
});

describe('tables at their limits, over HTTP', () => {
  const table = (rules: readonly object[]) => ({
    ...scenario(), datasets: {},
    flows: { main: { nodes: { ask: { type: 'start.form', config: { roles: ['doctor'], fields: [{ id: 'kg', type: 'number' }] } }, judged: { type: 'rule.table', config: { hitPolicy: 'FIRST', inputs: [{ id: 'kg', expr: 'ask.kg' }], outputs: [{ id: 'y', type: 'string' }], rules } } }, edges: { e1: ['ask.out', 'judged'] } } },
  });
  const base = '/flows/main/nodes/judged/config';

  it('a hundred thousand rules are kept as a draft, and refused by their number', async () => {
    const studio = await createTestStudio({ nodeTypes: builtIns });
    const many = table(Array.from({ length: 100_000 }, (_unused, index) => ({ id: `r${index}`, when: {}, then: {} })));
    const { body } = await studio.designer.send<{ diagnostics: { code: string; place: { path: string } }[] }>('POST', '/api/scenarios/check', { scenario: many });
    expect(body.diagnostics.filter(({ place }) => place.path.startsWith(base)).map(({ code, place }) => [code, place.path])).toEqual([['SCN_NODE_CONFIG', `${base}/rules`]]);
    expect((await studio.designer.send('POST', '/api/scenarios', { scenario: many })).status).toBe(201);
    await studio.close();
  });

  it('a bad cell keeps a draft from being published and names its place; the other rules stay', async () => {
    const studio = await createTestStudio({ nodeTypes: builtIns });
    const rules = [{ id: 'R1', when: { kg: '> 1' }, then: { y: '"a"' } }, { id: 'R2', when: { kg: 'date("2026-02-30")' }, then: { y: '"b"' } }, { id: 'R3', when: {}, then: { y: '"c"' } }];
    expect((await studio.designer.send('POST', '/api/scenarios', { scenario: table(rules) })).status).toBe(201);
    const refused = await studio.designer.send('POST', '/api/scenarios/limit-check/publish', { note: '', baseVersion: 1 });
    const draft = await studio.designer.send<{ scenario: ReturnType<typeof table> }>('GET', '/api/scenarios/limit-check');
    expect([refused.status, JSON.stringify(refused.body).includes('SCN_RULE_NO_SUCH_DAY'), draft.body.scenario.flows.main.nodes.judged.config.rules]).toEqual([422, true, rules]);
    await studio.close();
  });
});
