import { expect, it } from 'vitest';
import { columnsOf } from '../../../builder/src/designer/table/table-columns.ts';
import { findCells, replaced } from '../../../builder/src/designer/table/find-cells.ts';

const rules = [{ id: 'R1', when: { a: '"门诊"' }, then: { o: '"Yes (门诊)"' } }, { id: 'R2', when: { a: 'not("门诊")' }, then: { o: '"yes"' } }];
const columns = columnsOf({ hitPolicy: 'FIRST', inputs: [{ id: 'a', expr: 'x' }], outputs: [{ id: 'o', type: 'string' }], rules });

it('finds in reading order whatever the case, whole cells without their quotes', () => {
  expect(findCells(rules, columns, { text: '门诊', whole: false })).toEqual([{ row: 0, column: 0 }, { row: 0, column: 1 }, { row: 1, column: 0 }]);
  expect(findCells(rules, columns, { text: '门诊', whole: true })).toEqual([{ row: 0, column: 0 }]);
  expect(findCells(rules, columns, { text: 'YES', whole: false })).toEqual([{ row: 0, column: 1 }, { row: 1, column: 1 }]);
  expect(findCells(rules, columns, { text: '', whole: false })).toEqual([]);
});

it.each([
  ['"门诊"', '门诊', true, '急诊', '"急诊"'], ['not("门诊")', '门诊', false, '急诊', 'not("急诊")'], ['< 6', '6', false, '7', '< 7'], ['a.b', '.', false, '$&', 'a$&b'],
] as const)('%s with %s replaced', (source, text, whole, by, expected) => {
  expect(replaced(source, { text, whole }, by)).toBe(expected);
});
