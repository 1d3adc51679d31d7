import { describe, expect, it } from 'vitest';
import { listsIn, rowsAt, sampleSheet } from '../../../builder/src/designer/pages/data/source/sample-sheet.ts';

describe('the lists of an answer', () => {
  it('are found wherever they are, the longest first; what is no list of objects is none', () => {
    expect(listsIn({ code: 0, notes: [{ a: 1 }], data: { list: [{ id: 1 }, { id: 2 }], ids: [1, 2, 3], none: [] } })).toEqual([{ path: ['data', 'list'], count: 2 }, { path: ['notes'], count: 1 }]);
    expect(listsIn([{ id: 1 }])).toEqual([{ path: [], count: 1 }]);
    expect([listsIn('x'), listsIn(null), listsIn([[1]])]).toEqual([[], [], []]);
  });

  it('give the rows at their place, none where there is no such way', () => {
    expect(rowsAt({ data: { list: [{ id: 1 }] } }, ['data', 'list'])).toEqual([{ id: 1 }]);
    expect([rowsAt({ data: [] }, ['data']), rowsAt({}, ['toString'])]).toEqual([[], []]);
  });
});

it('rows become a sheet: a column for every value within them, text as people see it, empty where a row has none', () => {
  const { froms, sheet } = sampleSheet('人口', [{ id: 1, addr: null, ok: true }, { id: 2, addr: { town: '城关', 'a.b': [1] } }]);
  expect(froms).toEqual([['id'], ['ok'], ['addr', 'town'], ['addr', 'a.b']]);
  expect(sheet).toEqual({ name: '人口', rows: [['id', 'ok', 'addr.town', 'addr.a.b'], ['1', 'true', '', ''], ['2', '', '城关', '[1]']] });
});
