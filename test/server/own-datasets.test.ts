import { describe, expect, it } from 'vitest';
import { builtIns } from '../../runtime/nodes/built-in/index.ts';
import type { DatasetItem } from '../../server/api/data.ts';
import { createTestStudio } from './support/studio.ts';

const scenario = {
  format: 1, id: 'keep', title: '登记', purpose: '登记来访', zone: 'Asia/Shanghai', calendar: 'cn', bases: {}, parameters: {}, roles: {}, lists: {}, pages: {}, layout: {},
  texts: { book: { 'zh-CN': '登记簿', en: 'Register' }, name: { 'zh-CN': '姓名', en: 'Name' } },
  datasets: { book: { own: { title: '@book', fields: [{ id: 'name', type: 'string', title: '@name' }, { id: 'no', type: 'string' }] } } },
  flows: { main: {
    nodes: {
      ask: { type: 'start.form', title: '填写', config: { roles: [], fields: [{ id: 'name', type: 'string', title: '姓名' }] } },
      end: { type: 'output.page', title: '结果', config: { text: '好了' } },
    },
    edges: { e1: ['ask.out', 'end'] },
  } },
};

describe('a dataset of a scenario in the catalogue', () => {
  it('keeps through a new release what its owner said of it, is called by words, and changes its columns in the scenario only', async () => {
    const studio = await createTestStudio({ nodeTypes: builtIns });
    const { designer } = studio;
    const found = async () => (await designer.send<{ items: DatasetItem[] }>('GET', '/api/datasets')).body.items.find(({ definition }) => definition.id === 'keep/book')?.definition;
    const publish = async (baseVersion: number) => {
      const answer = await designer.send('POST', '/api/scenarios/keep/publish', { note: '', baseVersion });
      expect([answer.status, answer.status === 201 ? null : answer.body]).toEqual([201, null]);
    };
    await designer.send('POST', '/api/scenarios', { scenario });
    await publish(1);
    const first = await found();
    expect([first?.title, first?.fields.map((field) => field.title)]).toEqual(['登记簿', ['姓名', undefined]]);
    expect([first?.texts, first?.fields.map((field) => field.texts)]).toEqual([{ en: { title: 'Register' } }, [{ en: { title: 'Name' } }, undefined]]);
    const said = { ...first, sharing: 'restricted', entry: { description: '谁登记过' }, texts: { en: { title: 'Register', description: 'Who signed in' } }, fields: [{ ...first?.fields[0], personal: true, mask: 'name' }, first?.fields[1]] };
    expect((await designer.send('PUT', '/api/datasets', { definition: said })).status).toBe(200);
    await publish(1);
    expect(await found()).toEqual(said);
    const wider = await designer.send<{ code: string }>('PUT', '/api/datasets', { definition: { ...said, fields: [...said.fields, { id: 'twice', type: 'string', optional: true, compute: 'row.no + row.no' }] } });
    expect([wider.status, wider.body.code]).toEqual([409, 'SCN_DATA_KEPT']);
    const item = (await designer.send<{ items: DatasetItem[] }>('GET', '/api/datasets')).body.items.find(({ definition }) => definition.id === 'keep/book');
    expect([item?.keeper, item?.definition]).toEqual(['keep', said]);
    await studio.close();
  });
});
