import { describe, expect, it } from 'vitest';
import { builtIns } from '../../runtime/nodes/built-in/index.ts';
import { createTestStudio } from './support/studio.ts';

const definition = {
  id: 'shop/goods', title: '货品', key: ['code'], subject: 'keeper',
  fields: [{ id: 'code', type: 'string', title: '编号' }, { id: 'words', type: 'string', title: '说明' }, { id: 'fresh', type: 'boolean', title: '新鲜' }, { id: 'keeper', type: 'string', title: '说明' }, { id: 'tags', type: 'list', optional: true }],
};

async function shop() {
  const studio = await createTestStudio({ nodeTypes: builtIns });
  const { designer } = studio;
  expect((await designer.send('PUT', '/api/datasets', { definition })).status).toBe(200);
  return { studio, designer };
}

describe('the rows of a dataset as a file', () => {
  it('takes all rows found, with titles, and nothing a spreadsheet would run', async () => {
    const { studio, designer } = await shop();
    const rows = Array.from({ length: 4321 }, (_, at) => ({ code: String(at).padStart(5, '0'), words: at === 1 ? '＝1+1' : at === 2 ? '甲,"乙"' : 'w', fresh: at % 2 === 0, keeper: `K${at % 7}`, ...(at === 0 ? { tags: ['a', 'b'] } : {}) }));
    const imported = await designer.send<{ written: number }>('POST', '/api/datasets/import', { dataset: 'shop/goods', format: 'json', text: JSON.stringify(rows), mode: 'append' });
    expect([imported.status, imported.body.written]).toEqual([200, 4321]);
    const answer = await designer.send<string>('GET', '/api/datasets/rows/export?dataset=shop/goods&sort=code');
    const lines = answer.body.replace('\uFEFF', '').trimEnd().split('\r\n');
    expect([answer.status, answer.headers['content-type'], answer.headers['content-disposition']]).toEqual([200, 'text/csv; charset=utf-8', 'attachment; filename="shop-goods.csv"']);
    expect(lines.slice(0, 4)).toEqual(['编号,words,新鲜,keeper,tags', '00000,w,是,K0,"[""a"",""b""]"', "00001,'＝1+1,否,K1,", '00002,"甲,""乙""",是,K2,']);
    expect([lines.length, lines.at(-1)]).toEqual([4322, '04320,w,是,K1,']);
    const some = await designer.send<string>('GET', '/api/datasets/rows/export?dataset=shop/goods&field=keeper&op=%3D&value=K3');
    expect(some.body.trimEnd().split('\r\n')).toHaveLength(1 + 617);
    await studio.close();
  });
  it('is on record as a whole, and each part like a page of the browser', async () => {
    const { studio, designer } = await shop();
    await designer.send('POST', '/api/datasets/import', { dataset: 'shop/goods', format: 'json', text: JSON.stringify([{ code: '1', words: 'w', fresh: true, keeper: 'K1' }]), mode: 'append' });
    await designer.send<string>('GET', '/api/datasets/rows/export?dataset=shop/goods');
    const { body } = await studio.admin.send<{ items: { action: string; details: Record<string, unknown> }[] }>('GET', '/api/audit?limit=5');
    expect(body.items.slice(0, 2).map(({ action, details }) => [action, details['rows']])).toEqual([['dataset.read', 1], ['dataset.export', 1]]);
    await studio.close();
  });
  it('refuses a column that is not there before anything is sent', async () => {
    const { studio, designer } = await shop();
    const answer = await designer.send<{ code: string }>('GET', '/api/datasets/rows/export?dataset=shop/goods&field=nope&value=1');
    expect([answer.status, answer.body.code]).toEqual([422, 'SCN_DATA_FIELD']);
    await studio.close();
  });
});
