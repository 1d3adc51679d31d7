import { describe, expect, it } from 'vitest';
import { cellFits, columnId, guessColumns } from '../../../builder/src/designer/pages/data/new-dataset/guess-columns.ts';
import { addressProblem, columnFacts, columnProblem, definitionOf, fittingRows } from '../../../builder/src/designer/pages/data/new-dataset/plan-dataset.ts';
import { entriesOf, rowOf } from '../../../builder/src/designer/pages/data/row-entry.ts';

const SHEET = [
  ['商品编号', '品名', '限价（元）', '生效日期', '在售', '数量', '登记时间', ''],
  ['0012', '大米', '5.80', '2026/1/5', '是', '12', '2026-01-05 09:30', ''],
  ['0013', '鸡蛋', '1,006', '2026年2月28日', '否', '', '2026-01-06 10:00', 'x'],
];

describe('a sheet becomes a dataset', () => {
  it('types, emptiness, names and the key are guessed', () => {
    expect(guessColumns(SHEET).map(({ id, type, optional, key }) => [id, type, optional, key])).toEqual([
      ['商品编号', 'string', false, true],
      ['品名', 'string', false, false],
      ['限价_元', 'decimal', false, false],
      ['生效日期', 'date', false, false],
      ['在售', 'boolean', false, false],
      ['数量', 'integer', true, false],
      ['登记时间', 'date-time', false, false],
      ['列8', 'string', true, false],
    ]);
  });

  it.each<[string, readonly string[], string]>([
    ['an ID number is text, not a number', ['330106199001011234'], 'string'],
    ['a code with a leading zero is text', ['007', '120'], 'string'],
    ['telephone numbers are text', ['13800000001', '13900000002'], 'string'],
    ['large amounts are numbers', ['13800000001', '900000002'], 'integer'],
    ['ones and zeros are numbers', ['1', '0'], 'integer'],
    ['a day that is none makes the column text', ['2026-02-30', '2026-02-28'], 'string'],
    ['clock times', ['9:30', '18:05'], 'time'],
    ['nothing at all', ['', ''], 'string'],
  ])('%s', (_name, cells, type) => {
    expect(guessColumns([['c'], ...cells.map((cell) => [cell])])[0]?.type).toBe(type);
  });

  it('names stay words of formulas', () => {
    expect([columnId('row', 0, new Set()), columnId('2024 年', 1, new Set()), columnId('——', 2, new Set()), columnId('名', 3, new Set(['名']))]).toEqual(['row_', '_2024_年', '列3', '名_2']);
  });

  it('says which cells do not fit, and leaves only those rows out', () => {
    const column = { id: 'price', title: 'price', type: 'integer' as const, optional: false, key: false, subject: false };
    const body = [['12'], ['x'], [''], ['7']];
    expect(columnFacts([{ column, at: 0 }], body)).toEqual([{ sample: '12、x', misfits: 2, firstRow: 3 }]);
    expect(fittingRows([{ column, at: 0 }, { column: { ...column, id: 'new' }, at: -1 }], body)).toEqual([['12'], ['7']]);
    expect(cellFits('', { type: 'date', optional: true })).toBe(true);
  });

  it('refuses names and addresses that cannot be', () => {
    const column = { id: 'a b', title: '', type: 'string' as const, optional: true, key: false, subject: false };
    expect(columnProblem(column, [column])).toBe('idBad');
    expect(columnProblem({ ...column, id: 'a' }, [{ ...column, id: 'a' }, { ...column, id: 'a' }])).toBe('idTaken');
    expect([addressProblem('Market', []), addressProblem('market/price', ['market/price']), addressProblem('market/price', [])]).toEqual(['addressBad', 'addressTaken', undefined]);
  });

  it('the definition holds key, person and words', () => {
    const columns = guessColumns(SHEET).slice(0, 2).map((column, index) => ({ ...column, subject: index === 1 }));
    expect(definitionOf({ id: 'market/price', title: ' 限价 ', sharing: 'restricted', columns, unique: [['品名'], ['gone']] })).toEqual({
      id: 'market/price', title: '限价', fields: [{ id: '商品编号', type: 'string' }, { id: '品名', type: 'string' }], key: ['商品编号'], unique: [['品名']], subject: '品名', sharing: 'restricted',
    });
  });
});

describe('a row in a dialog', () => {
  const fields = [{ id: 'n', type: 'integer' as const }, { id: 'd', type: 'decimal' as const }, { id: 'b', type: 'boolean' as const }, { id: 'l', type: 'list' as const }, { id: 's', type: 'string' as const }];

  it('goes there and back', () => {
    const data = { n: 3, d: '1.50', b: false, l: ['x'], s: ' 留空格 ' };
    expect(rowOf(fields, entriesOf(fields, data))).toEqual(data);
    expect(rowOf(fields, {})).toEqual({ n: null, d: null, b: null, l: null, s: null });
  });

  it('sends what it cannot read, so that the server says why', () => {
    expect(rowOf(fields, { n: '3个', l: '[1' })).toMatchObject({ n: '3个', l: '[1' });
  });
});
