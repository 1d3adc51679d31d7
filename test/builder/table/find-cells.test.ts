import { expect, it } from 'vitest';
import { columnsOf } from '../../../builder/src/designer/table/table-columns.ts';
import { findCells, replaced, type ReadIn } from '../../../builder/src/designer/table/find-cells.ts';

const rules = [{ id: 'R1', when: { a: '"门诊"' }, then: { o: '"Yes (门诊)"' } }, { id: 'R2', when: { a: 'not("门诊")' }, then: { o: '"yes"' } }];
const columns = columnsOf({ hitPolicy: 'FIRST', inputs: [{ id: 'a', expr: 'x' }], outputs: [{ id: 'o', type: 'string' }], rules });

const found = (text: string, whole = false, readIn: ReadIn = () => []) => findCells(rules, columns, { text, whole }, readIn).map(({ row, column, written }) => `${row}.${column}${written ? '' : ' read'}`);

it('finds in reading order whatever the case, whole cells without their quotes', () => {
  expect(found('门诊')).toEqual(['0.0', '0.1', '1.0']);
  expect(found('门诊', true)).toEqual(['0.0']);
  expect(found('YES')).toEqual(['0.1', '1.1']);
  expect(found('')).toEqual([]);
});

it('finds what is shown in cells and heads too, and tells what is written from what is only read', () => {
  const readIn: ReadIn = (rule) => (rule === undefined ? ['就诊类型', '结论', '依据', '有效期'] : rule.id === 'R1' ? ['outpatient', '', '省卫健委文件', ''] : []);
  expect(found('结论', false, readIn)).toEqual(['-1.1 read']);
  expect(found('x', true, readIn)).toEqual(['-1.0 read']);
  expect(found('卫健委', false, readIn)).toEqual(['0.2 read']);
  expect(found('OUTPATIENT', true, readIn)).toEqual(['0.0 read']);
  expect(found('门诊', true, readIn)).toEqual(['0.0']);
});

it.each([
  ['"门诊"', '门诊', true, '急诊', '"急诊"'], ['not("门诊")', '门诊', false, '急诊', 'not("急诊")'], ['< 6', '6', false, '7', '< 7'], ['a.b', '.', false, '$&', 'a$&b'],
] as const)('%s with %s replaced', (source, text, whole, by, expected) => {
  expect(replaced(source, { text, whole }, by)).toBe(expected);
});
