import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DatasetDefinition } from '../../../runtime/schema/dataset.ts';
import { builtIns } from '../../../runtime/nodes/built-in/index.ts';
import type { DatasetItem } from '../../../server/api/data.ts';
import { createTestStudio, type TestStudio } from '../support/studio.ts';

const id = 'shop/goods';
const plain = { id, title: '货品', entry: { description: '在卖什么' }, fields: [{ id: 'code', type: 'string', title: '编号' }, { id: 'price', type: 'number', title: '价格' }] };
const worded = { ...plain, texts: { en: { title: 'Goods', description: 'What is on sale' } }, fields: [{ ...plain.fields[0], texts: { en: { title: 'Article' } } }, plain.fields[1]] };
const ENGLISH = { 'accept-language': 'en' };

let studio: TestStudio;
const put = (definition: unknown) => studio.designer.send<{ code?: string }>('PUT', '/api/datasets', { definition });
const kept = async () => (await studio.designer.send<{ items: DatasetItem[] }>('GET', '/api/datasets')).body.items.find(({ definition }) => definition.id === id)?.definition;
const wordsOf = (definition: DatasetDefinition | undefined) => [definition?.texts, definition?.fields.map(({ texts }) => texts)];

beforeAll(async () => {
  studio = await createTestStudio({ nodeTypes: builtIns });
  expect((await put(worded)).status).toBe(200);
});
afterAll(() => studio.close());

describe('a dataset with words in English', () => {
  it('goes out as DCAT with a tag for each language, and without one where there is only one', async () => {
    const { body } = await studio.designer.send<{ 'dcat:dataset': Record<string, unknown>[] }>('GET', '/api/catalogue.jsonld');
    expect(body['dcat:dataset'].find((one) => one['dct:identifier'] === id)).toMatchObject({
      'dct:title': [{ '@value': '货品', '@language': 'zh-CN' }, { '@value': 'Goods', '@language': 'en' }],
      'dct:description': [{ '@value': '在卖什么', '@language': 'zh-CN' }, { '@value': 'What is on sale', '@language': 'en' }],
      'studio:field': [{ 'dct:title': [{ '@value': '编号', '@language': 'zh-CN' }, { '@value': 'Article', '@language': 'en' }] }, { 'dct:title': '价格' }],
    });
  });

  it('is taken away and brought in with headings in the language of the reader', async () => {
    const text = 'Article,价格\na,1.5';
    const imported = await studio.designer.send<{ written: number; problems: unknown[] }>('POST', '/api/datasets/import', { dataset: id, format: 'csv', text, mode: 'append' }, ENGLISH);
    expect([imported.status, imported.body.written]).toEqual([200, 1]);
    const headOf = async (headers: Record<string, string>) => (await studio.designer.send<string>('GET', `/api/datasets/rows/export?dataset=${id}`, undefined, headers)).body.replace('\uFEFF', '').split('\r\n')[0];
    expect([await headOf({}), await headOf(ENGLISH)]).toEqual(['编号,价格', 'Article,价格']);
  });

  it('names its columns in English where a row is refused in English', async () => {
    const refused = (headers: Record<string, string>) => studio.designer.send('POST', '/api/datasets/rows', { dataset: id, data: { price: 1 } }, headers);
    expect([JSON.stringify((await refused({})).body), JSON.stringify((await refused(ENGLISH)).body)]).toEqual([expect.stringContaining('“编号”不能为空'), expect.stringContaining('“Article” must not be empty')]);
  });

  it('keeps them through a definition and an entry that say nothing of them, and loses them to an empty one', async () => {
    await put({ ...plain, fields: [...plain.fields, { id: 'more', type: 'string', optional: true }] });
    expect(wordsOf(await kept())).toEqual([worded.texts, [{ en: { title: 'Article' } }, undefined, undefined]]);
    await studio.designer.send('PUT', '/api/catalogue/entry', { dataset: id, entry: { description: '卖什么' } });
    expect(wordsOf(await kept())).toEqual([worded.texts, [{ en: { title: 'Article' } }, undefined, undefined]]);
    await put({ ...plain, texts: {}, fields: [{ ...plain.fields[0], texts: { en: {} } }, plain.fields[1]] });
    expect(wordsOf(await kept())).toEqual([undefined, [undefined, undefined]]);
  });

  it('is refused with a language nobody reads or a title of nothing', async () => {
    for (const texts of [{ fr: { title: 'Articles' } }, { en: { title: '' } }, { en: { name: 'Goods' } }]) expect((await put({ ...plain, texts })).status).toBe(400);
  });
});
