import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { builtIns } from '../../runtime/nodes/built-in/index.ts';
import type { JsonObject } from '../../runtime/schema/json.ts';
import type { DatasetItem } from '../../server/api/data.ts';
import { runCasesCommand } from '../../server/cli/cases.ts';
import type { GenerateRows } from '../../server/services/seeds.ts';
import { createMemoryStore } from '../../server/stores/memory/memory-store.ts';
import { generateTemplateRows } from '../../server/stores/rows/template-rows.ts';
import { withTemporaryFolder } from '../support/temporary-folder.ts';
import { createTestApp, createTestStudio, loginAs } from './support/studio.ts';
import type { TestStudio } from './support/studio.ts';
import { visitCases, visitDatasets, visitScenario } from './support/visit-scenario.ts';

const recipes: Readonly<Record<string, JsonObject>> = {
  '1-item.json': { dataset: 'lab/item', seed: 1, count: 3, fixed: [{ code: 'CT', name: '胸部CT', days: 30 }], fields: { code: { seq: 'X-{0}' }, name: { value: '合成' }, days: { int: [1, 9] } } },
  '2-done.json': { dataset: 'visit/done', seed: 1, count: 2, fields: { code: { ref: 'lab/item', field: 'code', order: 'cycle' }, choice: { value: 'yes' } } },
};

async function writeTemplate(folder: string, slug = 'visit', parts: { scenario?: unknown; cases?: unknown } = {}): Promise<void> {
  const data = join(folder, slug, 'data');
  await mkdir(data, { recursive: true });
  await writeFile(join(folder, slug, 'scenario.json'), JSON.stringify(parts.scenario ?? visitScenario));
  await writeFile(join(folder, slug, 'cases.json'), JSON.stringify(parts.cases ?? visitCases));
  await writeFile(join(folder, slug, 'datasets.json'), JSON.stringify(visitDatasets));
  for (const [name, recipe] of Object.entries(recipes)) await writeFile(join(data, name), JSON.stringify(recipe));
}

async function publish(studio: TestStudio, id: string): Promise<number> {
  return (await studio.designer.send('POST', `/api/scenarios/${id}/publish`, { note: '', baseVersion: 1 })).status;
}

const start = (studio: TestStudio) => studio.user.send<{ code?: string; details?: JsonObject }>('POST', '/api/portal/apps/visit/runs', { clientKey: 'key-00000001', input: { code: 'CT', age: 15 } });
const datasets = async (studio: TestStudio) => (await studio.designer.send<{ items: DatasetItem[] }>('GET', '/api/datasets')).body.items.map(({ definition, rows, state, loading }) => ({ id: definition.id, rows, state, ...(loading ? { loading } : {}) }));

/** Stands still before its first row until `open` is called. */
function gated(): { readonly generate: GenerateRows; readonly open: () => void } {
  let open = () => {};
  const gate = new Promise<void>((resolve) => {
    open = resolve;
  });
  return {
    open: () => open(),
    async *generate(recipe, dataset, all) {
      await gate;
      yield* generateTemplateRows(recipe, dataset, all);
    },
  };
}

describe('sample data of a template', () => {
  it('fills shared datasets, and own datasets under the id the scenario got', async () => {
    await withTemporaryFolder(async (templatesFolder) => {
      await writeTemplate(templatesFolder);
      const studio = await createTestStudio({ templatesFolder, nodeTypes: builtIns, generate: generateTemplateRows });
      const made = await studio.designer.send<{ id?: string }>('POST', '/api/scenarios', { template: 'visit', id: 'visit-fuyang' });
      expect(made.status).toBe(201);
      await studio.app.studio.seeds.idle();
      expect(await datasets(studio)).toEqual([{ id: 'lab/item', rows: 4, state: 'ready' }, { id: 'visit-fuyang/done', rows: 2, state: 'ready' }]);
      const own = await studio.app.studio.store.datasets.query('visit-fuyang/done', { limit: 9 });
      expect(own.rows.map((row) => row.data)).toEqual([{ code: 'CT', choice: 'yes' }, { code: 'X-1', choice: 'yes' }]);
      await studio.close();
    });
  });

  it('is not made again for a second scenario of the template', async () => {
    await withTemporaryFolder(async (templatesFolder) => {
      await writeTemplate(templatesFolder);
      const studio = await createTestStudio({ templatesFolder, nodeTypes: builtIns, generate: generateTemplateRows });
      await studio.designer.send('POST', '/api/scenarios', { template: 'visit' });
      await studio.app.studio.seeds.idle();
      await studio.app.studio.store.datasets.write([{ kind: 'insert', dataset: 'lab/item', id: 'mine', data: { code: 'mine', name: 'x', days: 1 } }], 'x');
      await studio.designer.send('POST', '/api/scenarios', { template: 'visit', id: 'second' });
      await studio.app.studio.seeds.idle();
      expect((await datasets(studio)).map(({ id, rows }) => [id, rows])).toEqual([['lab/item', 5], ['visit/done', 2], ['second/done', 2]]);
      await studio.close();
    });
  });

  it('answers 503 with Retry-After to a start while it is being made, and starts afterwards', async () => {
    await withTemporaryFolder(async (templatesFolder) => {
      await writeTemplate(templatesFolder);
      const { generate, open } = gated();
      const studio = await createTestStudio({ templatesFolder, nodeTypes: builtIns, generate });
      await studio.designer.send('POST', '/api/scenarios', { template: 'visit' });
      expect(await publish(studio, 'visit')).toBe(201);
      expect((await datasets(studio)).map((item) => item.state)).toEqual(['loading', 'loading']);
      expect((await datasets(studio))[0]?.loading).toEqual({ rows: 0, total: 4 });
      const early = await start(studio);
      expect([early.status, early.body.code, early.headers['retry-after'], early.body.details]).toEqual([503, 'SCN_RUN_DATA_LOADING', '2', { percent: 0, seconds: 2 }]);
      open();
      await studio.app.studio.seeds.idle();
      expect((await start(studio)).status).toBe(200);
      await studio.close();
    });
  });

  it('says so when it could not be made, and makes it at the next start', async () => {
    await withTemporaryFolder(async (templatesFolder) => {
      await writeTemplate(templatesFolder);
      const store = createMemoryStore();
      const broken: GenerateRows = () => {
        throw new Error('no disk');
      };
      const studio = await createTestStudio({ store, templatesFolder, nodeTypes: builtIns, generate: broken });
      await studio.designer.send('POST', '/api/scenarios', { template: 'visit' });
      await studio.app.studio.seeds.idle();
      expect(await publish(studio, 'visit')).toBe(201);
      expect(await datasets(studio)).toEqual([{ id: 'lab/item', rows: 0, state: 'not-loaded' }, { id: 'visit/done', rows: 0, state: 'not-loaded' }]);
      const refused = await start(studio);
      expect([refused.status, refused.body.code]).toEqual([503, 'SCN_RUN_DATA_MISSING']);
      await studio.close();
      const app = await createTestApp({ store, templatesFolder, nodeTypes: builtIns, generate: generateTemplateRows });
      await app.ready();
      await app.studio.seeds.idle();
      const person = await loginAs(app, 'he');
      expect((await person.send('POST', '/api/portal/apps/visit/runs', { clientKey: 'key-00000002', input: { code: 'CT', age: 15 } })).status).toBe(200);
      await app.close();
    });
  });
});

describe('npm run cases', () => {
  const failing = { ...visitCases, cases: [...visitCases.cases, { ...visitCases.cases[0], id: 'wrong', expect: { status: 'failed' } }] };
  it.each([
    ['every case passes', {}, 0, 'cases: 1 passed, 0 failed'],
    ['a case fails', { cases: failing }, 1, 'cases: 1 passed, 1 failed'],
    ['the scenario cannot be planned', { scenario: { ...visitScenario, flows: { main: { nodes: { a: { type: 'no.such' } }, edges: {} } } }, cases: { format: 1, cases: [] } }, 1, 'cases: 0 passed, 1 failed'],
    ['the scenario is not a scenario', { scenario: { format: 1 } }, 1, 'cases: 0 passed, 1 failed'],
  ])('answers by the outcome when %s', async (_, parts, code, last) => {
    await withTemporaryFolder(async (home) => {
      await writeTemplate(join(home, 'templates'), 'visit', parts);
      const lines: string[] = [];
      expect([await runCasesCommand(home, [], (line) => lines.push(line)), lines.at(-1)]).toEqual([code, last]);
    });
  });
});
