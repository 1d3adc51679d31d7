import { describe, expect, it } from 'vitest';
import { diffTables } from '../../../builder/src/designer/pages/versions/table-diff.ts';
import type { TableConfig, TableRule } from '../../../runtime/rules/table-schema.ts';

const rule = (id: string, a: string, o = '"x"'): TableRule => ({ id, when: { a }, then: { o } });
const table = (rules: readonly TableRule[]): TableConfig => ({ hitPolicy: 'FIRST', inputs: [{ id: 'a', expr: 'x.a' }], outputs: [{ id: 'o', type: 'string' }], rules: [...rules] });
const short = (before: TableConfig, after: TableConfig) => diffTables(before, after).rows.map((row) => [row.id, row.mark, row.moved, row.cells.flatMap((cell) => (cell.changed ? [`${cell.before ?? ''}→${cell.after ?? ''}`] : []))]);

describe('two versions of a table', () => {
  it('differ by added, removed and changed rules, cell by cell; removed ones stand where they stood', () => {
    const before = table([rule('R1', '1'), rule('R2', '2'), rule('R3', '3')]);
    const after = table([rule('R1', '1'), rule('R3', '4'), rule('R4', '5')]);
    expect(short(before, after)).toEqual([['R2', 'removed', false, ['2→', '"x"→']], ['R3', 'changed', false, ['3→4']], ['R4', 'added', false, ['→5', '→"x"']]]);
    expect(diffTables(before, after).same).toBe(1);
  });

  it('tells the one rule that was moved, not all that it passed', () => {
    const rules = ['R1', 'R2', 'R3', 'R4'].map((id) => rule(id, id));
    expect(short(table(rules), table([rules[3], rules[0], rules[1], rules[2]].filter((one) => one !== undefined)))).toEqual([['R4', 'changed', true, []]]);
  });

  it('tell new, changed and removed columns', () => {
    const before = table([rule('R1', '1')]);
    const after: TableConfig = { ...before, inputs: [{ id: 'a', expr: 'x.b' }, { id: 'b', expr: 'x.b' }], rules: [{ id: 'R1', when: { a: '1', b: '2' }, then: { o: '"x"' } }] };
    expect(diffTables(before, after).columns.map(({ column, mark }) => [column.id, mark])).toEqual([['a', 'changed'], ['b', 'added'], ['o', 'same'], ['basis', 'same'], ['dates', 'same']]);
    expect(diffTables(after, before).columns.map(({ column, mark }) => [column.id, mark])).toEqual([['a', 'changed'], ['o', 'same'], ['b', 'removed'], ['basis', 'same'], ['dates', 'same']]);
  });
});
