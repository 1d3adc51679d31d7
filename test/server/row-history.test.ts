import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { builtIns } from '../../runtime/nodes/built-in/index.ts';
import type { RunView } from '../../server/api/portal.ts';
import type { GoneRow, RowHistory } from '../../server/api/row-past.ts';
import { createTestStudio } from './support/studio.ts';
import type { TestStudio } from './support/studio.ts';

const definition = { id: 'lab/bike', title: 'Bikes', key: ['plate'], subject: 'owner', fields: [{ id: 'plate', type: 'string' }, { id: 'owner', type: 'string' }, { id: 'state', type: 'string', optional: true }] };
const dataset = definition.id;
/** The scenario's own. */
const own = 'tow/bike';

const scenario = {
  format: 1, id: 'tow', title: '拖车', purpose: '记录', zone: 'Asia/Shanghai', calendar: 'cn', bases: {}, parameters: {}, roles: {}, lists: {}, pages: {}, layout: {}, texts: {},
  datasets: { bike: { own: { title: '车', fields: definition.fields }, subject: 'owner' } },
  flows: { main: {
    nodes: {
      ask: { type: 'start.form', title: '填写', config: { roles: [], fields: [{ id: 'plate', type: 'string', title: '车牌' }] } },
      mark: { type: 'data.update', title: '记下', config: { dataset: 'bike', where: 'row.plate = ask.plate', set: { state: '"towed"' } } },
      end: { type: 'output.page', title: '结果', config: { text: '好了' } },
    },
    edges: { e1: ['ask.out', 'mark'], e2: ['mark.out', 'end'] },
  } },
};

let studio: TestStudio;
beforeAll(async () => {
  studio = await createTestStudio({ nodeTypes: builtIns });
  await studio.admin.send('PUT', '/api/datasets', { definition });
});
afterAll(() => studio.close());

const historyOf = async (id: string, of = dataset) => studio.designer.send<RowHistory & { code?: string }>('GET', `/api/datasets/history?dataset=${encodeURIComponent(of)}&id=${encodeURIComponent(id)}`);

describe('what became of a row', () => {
  it('tells an import, a change by hand, a run with its step and a deletion, each with values', async () => {
    const { designer, user, app } = studio;
    await designer.send('POST', '/api/scenarios', { scenario });
    await designer.send('POST', '/api/scenarios/tow/publish', { note: '', baseVersion: 1 });
    await designer.send('POST', '/api/datasets/import', { dataset: own, format: 'json', mode: 'append', text: JSON.stringify([{ plate: 'A', owner: 'P-1' }]) });
    const id = (await app.studio.store.datasets.query(own, { limit: 1 })).rows[0]?.id ?? '';
    await designer.send('PUT', '/api/datasets/rows', { dataset: own, id, version: 1, data: { plate: 'A', owner: 'P-2' } });
    const run = (await user.send<RunView>('POST', '/api/portal/apps/tow/runs', { clientKey: 'key-of-tow', input: { plate: 'A' } })).body;
    await designer.send('DELETE', `/api/datasets/rows?dataset=${encodeURIComponent(own)}&id=${id}&version=3`);
    const { items, exists, whole } = (await historyOf(id, own)).body;
    const [batch] = (await designer.send<{ items: { id: string }[] }>('GET', `/api/datasets/imports?dataset=${encodeURIComponent(own)}`)).body.items;
    const change = (field: string, from: string | null, to: string | null) => ({ field, from, to });
    expect(items.map(({ at: _at, ...item }) => item)).toEqual([
      { kind: 'delete', version: 4, by: '设计员', changes: [change('plate', 'A', null), change('owner', 'P-2', null), change('state', 'towed', null)] },
      { kind: 'update', version: 3, by: expect.any(String) as string, run: run.id, node: 'mark', scenario: 'tow', changes: [change('state', null, 'towed')] },
      { kind: 'update', version: 2, by: '设计员', changes: [change('owner', 'P-1', 'P-2')] },
      { kind: 'insert', version: 1, by: '设计员', import: batch?.id, changes: [change('plate', null, 'A'), change('owner', null, 'P-1')] },
    ]);
    expect([exists, whole]).toEqual([false, true]);
    const gone = (await designer.send<{ items: GoneRow[] }>('GET', `/api/datasets/gone?dataset=${encodeURIComponent(own)}`)).body.items;
    expect(gone.map(({ id, by }) => [id, by])).toEqual([[id, '设计员']]);
    // Whoever read it is on record for everybody the row was ever about.
    const marks = ['P-1', 'P-2'].map((subject) => app.studio.markSubject(subject));
    const [reading] = (await app.studio.store.audit.list({ limit: 2 })).items.filter(({ action }) => action === 'row.history');
    expect(new Set(reading?.details?.['subjects'] as string[])).toEqual(new Set(marks));
    expect(JSON.stringify(reading)).not.toContain('P-1');
  });

  it('leaves out columns that were taken from the dataset, and knows no row that never was', async () => {
    await studio.designer.send('POST', '/api/datasets/rows', { dataset, data: { plate: 'B', owner: 'P-3', state: 'new' } });
    await studio.admin.send('PUT', '/api/datasets', { definition: { ...definition, fields: definition.fields.slice(0, 2) } });
    expect((await historyOf('B')).body.items[0]?.changes.map(({ field }) => field)).toEqual(['plate', 'owner']);
    expect((await historyOf('nobody')).status).toBe(404);
  });

  it('is for whoever may look at the rows', async () => {
    const asked = async (path: string) => (await studio.user.send<{ code?: string }>('GET', `/api/datasets/${path}`)).status;
    expect(await Promise.all([asked('history?dataset=lab%2Fbike&id=B'), asked('gone?dataset=lab%2Fbike')])).toEqual([403, 403]);
  });
});
