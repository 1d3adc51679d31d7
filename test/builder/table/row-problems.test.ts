import { expect, it } from 'vitest';
import { columnsOf } from '../../../builder/src/designer/table/table-columns.ts';
import { cellOfProblem, problemsByRow } from '../../../builder/src/designer/table/row-problems.ts';

const columns = columnsOf({ hitPolicy: 'FIRST', inputs: [{ id: 'a', expr: 'x' }, { id: 'b', expr: 'x' }], outputs: [{ id: 'o', type: 'string' }], rules: [] });
const at = (path: string) => ({ code: 'SCN_RULE_X', severity: 'error', from: 0, to: 0, message: { 'zh-CN': '', en: '' }, path }) as const;

it.each([
  ['/rules/3/when/b', { row: 3, column: 1 }], ['/rules/3/then/o', { row: 3, column: 2 }], ['/rules/3/then', { row: 3, column: 2 }], ['/rules/3', { row: 3, column: 0 }],
  ['/rules/0/basis/1', { row: 0, column: 3 }], ['/rules/0/to', { row: 0, column: 4 }], ['/inputs/1/expr', { row: -1, column: 1 }], ['/outputs/0', { row: -1, column: 2 }], ['/pick', undefined],
])('a problem at %s is shown in %j', (path, cell) => {
  expect(cellOfProblem(at(path), columns)).toEqual(cell);
});

it('gives each row its own problems, one list for all that have none', () => {
  const of = problemsByRow([at('/rules/1/when/a'), at('/rules/10'), at('/inputs/0')]);
  expect([of(1).length, of(10).length, of(0).length]).toEqual([1, 1, 0]);
  expect(of(0)).toBe(of(5));
});
