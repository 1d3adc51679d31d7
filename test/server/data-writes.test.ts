import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { builtIns } from '../../runtime/nodes/built-in/index.ts';
import { createTestStudio } from './support/studio.ts';
import type { TestStudio } from './support/studio.ts';

const scenario = {
  format: 1, id: 'plates', title: 'Plates', purpose: 'x', zone: 'Asia/Shanghai', calendar: 'cn', bases: {}, parameters: {}, roles: {}, lists: {}, pages: {}, layout: {}, texts: {},
  datasets: { bike: { own: { title: 'Bikes', fields: [{ id: 'plate', type: 'string' }, { id: 'owner', type: 'string' }, { id: 'times', type: 'integer' }] }, unique: ['plate'] } },
  flows: {
    main: {
      nodes: {
        ask: { type: 'start.form', title: 'Ask', config: { roles: [], fields: [{ id: 'plate', type: 'string', title: 'Plate' }, { id: 'owner', type: 'string', title: 'Owner', optional: true }] } },
        kind: { type: 'flow.switch', title: 'Kind', config: { cases: [{ port: 'gone', when: 'ask.owner = null', title: 'Gone' }], else: 'otherwise' } },
        keep: { type: 'data.upsert', title: 'Keep', config: { dataset: 'bike', where: 'row.plate = ask.plate', values: { plate: 'ask.plate', owner: 'ask.owner' } } },
        drop: { type: 'data.delete', title: 'Drop', config: { dataset: 'bike', where: 'row.plate = ask.plate' } },
        kept: { type: 'output.page', title: 'Kept', config: { text: 'Kept' } },
        dropped: { type: 'output.page', title: 'Dropped', config: { text: 'Dropped' } },
        never: { type: 'output.page', title: 'Never', config: { text: 'Never there' } },
      },
      edges: { e1: ['ask.out', 'kind'], e2: ['kind.otherwise', 'keep'], e3: ['kind.gone', 'drop'], e4: ['keep.out', 'kept'], e5: ['drop.out', 'dropped'], e6: ['drop.none', 'never'] },
    },
  },
};

let studio: TestStudio;
beforeAll(async () => {
  studio = await createTestStudio({ nodeTypes: builtIns });
  const made = await studio.designer.send('POST', '/api/scenarios', { scenario });
  expect([made.status, made.status === 201 ? '' : made.body]).toEqual([201, '']);
  const published = await studio.designer.send('POST', '/api/scenarios/plates/publish', { note: '', baseVersion: 1 });
  expect([published.status, published.status === 201 ? '' : published.body]).toEqual([201, '']);
});
afterAll(() => studio.close());

let starts = 0;
async function run(plate: string, owner?: string): Promise<unknown> {
  const { body } = await studio.user.send<{ result?: { text?: string } }>('POST', '/api/portal/apps/plates/runs', { clientKey: `key-plates-${(starts += 1)}`, input: { plate, ...(owner === undefined ? {} : { owner }) } });
  return body.result?.text;
}
const rows = async () => {
  const [definition] = (await studio.app.studio.store.datasets.list()).filter(({ id }) => id.startsWith('plates/'));
  return (await studio.app.studio.store.datasets.query(definition?.id ?? '', { limit: 10 })).rows.map(({ version, data }) => [data['plate'], data['owner'], version]);
};

describe('rows a flow keeps and drops', () => {
  it('adds a row, changes it the next time, and deletes it once', async () => {
    await run('浙A1', '张三');
    await run('浙A2', '李四');
    await run('浙A1', '王五');
    expect(await rows()).toEqual([['浙A1', '王五', 2], ['浙A2', '李四', 1]]);
    await run('浙A1');
    expect(await rows()).toEqual([['浙A2', '李四', 1]]);
    await run('浙A1');
    expect(await rows()).toEqual([['浙A2', '李四', 1]]);
  });
});
